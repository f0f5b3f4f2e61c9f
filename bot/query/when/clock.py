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


@rule
def over_midnight(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``11pm-2am``, where a night is meant anyway; of a day it may be a slip."""
    for first, last, end in _two_times(text, at):
        if not (first.bare or last.bare) and last.start <= NOON < first.start:
            yield Clock(first.start, last.start + DAY_MINUTES, Grain.MINUTE), end


def _two_times(text: Text, at: int) -> Iterator[tuple[Clock, Clock, int]]:
    for opening, joining in (("from", "to"), ("between", "and"), ("between", "to")):
        for start in text.after(opening, at):
            yield from _joined(text, start, joining, words=True)
    # "ten to twelve" without from may be 11:50
    yield from _joined(text, at, "to", words=False)


def _joined(text: Text, start: int, joining: str, *, words: bool) -> Iterator[tuple[Clock, Clock, int]]:
    for first, middle in _either(text, start, words=words):
        days = text.after("to the day", middle)
        for to in text.after(joining, middle):
            for last, end in _either(text, to, words=words):
                if to in days and (first.bare or last.bare):  # Russian "from 5 to 7" may be days
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

    A bare hour takes the half of the day from the other, else the one in which offices are open.
    """
    start, end = first.start, last.start or DAY_MINUTES
    if first.bare and last.bare:
        if first.whole_day or last.whole_day:
            return Clock(start, end, Grain.MINUTE) if start < end else None
        start, end = in_office(start), in_office(end % DAY_MINUTES)
        if end <= start:
            end += NOON
    elif (first.bare or first.loose) and start < NOON:
        # 9-11am, 1-3pm, 11-1pm
        start = start + NOON if start + NOON < end and not last.whole_day else start
    elif last.bare and end <= start and end + NOON <= DAY_MINUTES:
        end += NOON
    return Clock(start, end, Grain.MINUTE) if start < end <= DAY_MINUTES else None


@rule
def bounded(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``after 6pm``, ``before 9am``, ``after lunch``, ``from 3pm on``, ``until noon``."""
    yield from _bounded(text, at, bare=False)


@rule
def bounded_of_a_day(text: Text, at: int) -> Iterator[Read[Clock]]:
    """As ``bounded``, beside a day, where a bare number can only be an hour: ``yesterday after 6``.

    Four digits are a time only as both ends of a span that says so: ``yesterday from 0900 to 1700``.
    """
    yield from _bounded(text, at, bare=True)
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


def _bounded(text: Text, at: int, *, bare: bool) -> Iterator[Read[Clock]]:
    for table in ("after", "from", "since"):
        for after in text.after(table, at):
            if table == "from" and after in text.after("opens two", at):
                continue
            for time, middle in _bound(text, after, bare=bare):
                if middle in text.after("part", at):  # what has after in its name: Arabic بعد الظهر
                    continue
                if (clock := _from(time, after=table == "after")) is None:
                    continue
                on_and_on = text.after("on and on", middle) if table != "since" else ()
                yield from ((clock, end) for end in (*text.after("onwards", middle), *on_and_on))
                if table != "since":  # since 9am is up to now, not up to midnight
                    yield clock, middle
    for after in chain(text.after("before", at), text.after("until", at)):
        for time, end in _bound(text, after, bare=bare):
            if time.start > 0 and end not in text.after("part", at):
                yield _until(time), end
    yield from _bounded_behind(text, at)


def _bounded_behind(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``下午6点之后``, ``9時まで``."""
    for time, middle in chain(point(text, at), part(text, at)):
        if (clock := _from(time, after=True)) is not None:
            yield from ((clock, end) for end in text.after("after behind", middle))
        if (clock := _from(time, after=False)) is not None:
            yield from ((clock, end) for end in text.after("onwards", middle))
        if time.start > 0:
            ends = chain(text.after("before behind", middle), text.after("until behind", middle))
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
