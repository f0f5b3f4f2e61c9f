"""Times of the day: ``3pm``, ``15:20``, ``noon``, ``morning``, ``9-11``, ``after 6pm``, ``business hours``."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.clock_points import NOON, bare_hour, halves, hour_and_minutes, in_office, part, point
from bot.query.when.span import DAY_MINUTES, Clock, Grain
from bot.query.when.tokens import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.tokens import Read, Text

_LAST_DAY = 31
_EVENING = 1080
"""From then on a time that ends in the morning ends on the next day: ``10pm-6am``; 5pm-9am may be turned round."""
SHORTEST_SPAN = 15
"""Minutes between two times of four digits: ``from 2005 to 2010`` are rather two extensions."""


@rule
def clock_range(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``9-11``, ``from 9am to 11:30``, ``between 2 and 4``, ``9am - noon``, ``午後2時から4時まで``."""
    for first, last, end in _two_times(text, at):
        for said in _spans(first, last):
            yield from ((said, after) for after in text.after("closing", end))
            yield said, end
    for first, middle in point(text, at):
        for to in text.after("and", middle):
            for last, after in point(text, to):
                if (span := between(first, last)) is not None:
                    yield from ((span, end) for end in text.after("closing", after))


def _two_times(text: Text, at: int) -> Iterator[tuple[Clock, Clock, int]]:
    for opening, joining in (("from", "to"), ("between", "and"), ("between", "to")):
        for start in text.after(opening, at):
            yield from _joined(text, start, joining, words=True)
    # "ten to twelve" without from may be 11:50
    yield from _joined(text, at, "to", words=False)


def _joined(text: Text, start: int, joining: str, *, words: bool) -> Iterator[tuple[Clock, Clock, int]]:
    for first, middle in _either(text, start, words=words):
        days = text.after("to the day", middle)
        if not words and any(text.after("at a bare hour", middle)):
            continue  # Spanish a las 2 is a time, and the a of it no to
        for to in text.after(joining, middle):
            for last, end in _either(text, to, words=words):
                if to in days and first.bare and last.bare:  # Russian "from 5 to 7" may be days
                    continue
                if (
                    first.bare and last.bare and (text.word(middle) == "/" or _days_of_a_month(text, end))
                ):  # 03/06 is a day and its month
                    continue
                yield first, last, end


def _days_of_a_month(text: Text, at: int) -> bool:
    """Whether two numbers before it are days: ``1-3 June``, but not ``9-5 June 3rd``."""
    return any(not any(text.number(end, _LAST_DAY)) for _, end in text.match("month", at))


def _either(text: Text, at: int, *, words: bool) -> Iterator[Read[Clock]]:
    for start in chain(text.after("at a bare hour", at), (at,)):
        if words or start > at:
            yield from hour_and_minutes(text, start)
        yield from point(text, start)
        if words or start > at or text.word(start).isdigit():
            yield from bare_hour(text, start)


def _spans(first: Clock, last: Clock) -> Iterator[Clock]:
    """From one time to another, and in the other half of the day where hours say neither: ``6-8``, ``2 bis 4 Uhr``."""
    if (span := between(first, last)) is not None:
        yield span
        if first.bare and last.bare and first.start != span.start and first.start < last.start:
            yield replace(span, start=first.start, end=last.start, also=True)
        elif last.whole_day and span.start > 0 and span.end <= in_office(span.end) - NOON:
            yield replace(span, start=span.start + NOON, end=span.end + NOON, also=True)


def between(first: Clock, last: Clock) -> Clock | None:
    """From one time to another; None where it ends before it starts.

    A bare hour takes the half of the day from the other, else the one in which offices are open. From an evening to a
    morning is over midnight.
    """
    start, end = first.start, last.start or DAY_MINUTES
    if first.bare and last.bare and not (first.whole_day or last.whole_day):
        start, end = in_office(start), in_office(end % DAY_MINUTES)
        if end <= start:
            end += NOON
    elif _may_be_later(first, last) and start + NOON < end:
        start += NOON  # 9-11am stays, 1-3pm does not
    elif last.bare and not (last.whole_day or first.bare) and end <= start < end + NOON <= DAY_MINUTES:
        end += NOON
    elif start >= _EVENING and end <= NOON:
        end += DAY_MINUTES
    return Clock(start, end, Grain.MINUTE) if start < end and start < DAY_MINUTES else None


def _may_be_later(first: Clock, last: Clock) -> bool:
    """Whether the half of the day that the last says may be the first's too: ``3:30 to 5:30pm``."""
    open_to_it = first.bare or first.loose or (first.whole_day and not last.bare)
    return open_to_it and first.start < NOON and not last.whole_day


@rule
def bounded(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``after 6pm``, ``before 9am``, ``after lunch``, ``from 3pm on``, ``until noon``, ``9時まで``."""
    yield from _opened(text, at, bare=False)
    yield from _closed(text, at)


@rule
def bounded_of_a_day(text: Text, at: int) -> Iterator[Read[Clock]]:
    """As ``bounded``, beside a day, where a bare number can only be an hour: ``yesterday after 6``."""
    yield from opened_of_a_day(text, at)
    yield from _closed(text, at)


@rule
def opened_of_a_day(text: Text, at: int) -> Iterator[Read[Clock]]:
    """What has its word before the time alone.

    Four digits are a time only as both ends of a span that says so: ``yesterday from 0900 to 1700``.
    """
    yield from _opened(text, at, bare=True)
    for opening, joining in (("from", "to"), ("between", "and")):
        for start in text.after(opening, at):
            for to in text.after(joining, start + 1):
                first, last = four_digits(text.word(start)), four_digits(text.word(to))
                if first is not None and last is not None and last - first >= SHORTEST_SPAN:
                    yield Clock(first, last, Grain.MINUTE), to + 1


def four_digits(word: str) -> int | None:
    """The minute of the day that ``0900`` says; None where that is none, or no multiple of five, as people say them."""
    if len(word) != 4 or not (word.isdigit() and word.isascii()):
        return None
    minute = int(word[:2]) * 60 + int(word[2:])
    return minute if int(word[2:]) in range(0, 60, 5) and minute <= DAY_MINUTES else None


def _opened(text: Text, at: int, *, bare: bool) -> Iterator[Read[Clock]]:
    for table in ("after", "from", "since"):
        for after in text.after(table, at):
            opens_two = table == "from" and after in text.after("opens two", at)
            for time, middle in _bound(text, after, bare=bare):
                if middle in text.after("part", at):  # what has after in its name: Arabic بعد الظهر
                    continue
                if (clock := _from(time, after=table == "after")) is None:
                    continue
                on_and_on = text.after("on and on", middle) if table != "since" else ()
                yield from ((clock, end) for end in (*text.after("onwards", middle), *on_and_on))
                if table != "since" and not opens_two:  # since 9am is up to now, not up to midnight
                    yield clock, middle
    for after in chain(text.after("before", at), text.after("until", at)):
        for time, end in _bound(text, after, bare=bare):
            if time.start > 0 and end not in text.after("part", at):
                yield _until(time), end


def _closed(text: Text, at: int) -> Iterator[Read[Clock]]:
    for time, middle in chain(point(text, at), part(text, at)):
        yield from bounded_behind(text, time, middle)


def bounded_behind(text: Text, time: Clock, at: int) -> Iterator[Read[Clock]]:
    """A time with the word behind it that makes it a bound: ``下午6点之后``, ``9時まで``."""
    if (after := _from(time, after=True)) is not None:
        yield from ((after, end) for end in text.after("after behind", at))
    if (onwards := _from(time, after=False)) is not None:
        yield from ((onwards, end) for end in text.after("onwards", at))
    if time.start > 0:
        ends = chain(text.after("before behind", at), text.after("until behind", at))
        yield from ((_until(time), end) for end in ends)


def _until(time: Clock) -> Clock:
    """From midnight on."""
    return replace(time, start=0, end=time.start, grain=Grain.MINUTE, part=False, upto=True)


def _from(time: Clock, *, after: bool) -> Clock | None:
    """Up to midnight; after a part of the day is after its end."""
    begins = time.end if time.part and after else time.start
    return (
        replace(time, start=begins, end=DAY_MINUTES, grain=Grain.MINUTE, part=False, onwards=True)
        if begins < DAY_MINUTES
        else None
    )


def _bound(text: Text, at: int, *, bare: bool) -> Iterator[Read[Clock]]:
    for start in chain(text.after("at a bare hour", at), (at,)):
        yield from (
            (half, end)
            for time, end in point(text, start)
            for half in (halves(time) if time.bare else (time,))
        )
        yield from part(text, start)
        if start > at:
            yield from hour_and_minutes(text, start)
        if bare or start > at:
            for time, end in bare_hour(text, start):
                if any(text.match("month", of) for of in text.maybe("of", end)):
                    continue  # ``until 22 Nov``: the number is the month's day
                yield from ((half, end) for half in halves(time))
