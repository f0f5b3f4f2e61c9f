"""From one time of the day to another: ``9-11``, ``from 9am to 11:30``, ``between 2 and 4``, ``10pm-6am``."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.clock_digits import pointed
from bot.query.when.clock_points import hour_and_minutes, point
from bot.query.when.hours import NOON, OF_A_TIME, bare_hour, in_office
from bot.query.when.minutes_to import minutes_to, or_minutes_to
from bot.query.when.rules import rule_with
from bot.query.when.span import DAY_MINUTES, Clock, Grain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

_LAST_DAY = 31
_BESIDE = ("day", "near part")
"""Tables of what makes times of numbers that are dates by themselves: ``вчера 9.05-10.10``; a part of the day goes with
dates as well."""
_EVENING = 1080
"""From then on a time that ends in the morning ends on the next day: ``10pm-6am``; 5pm-9am may be turned round."""


@rule_with("to", "and", beside=OF_A_TIME)
def clock_range(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``9-11``, ``from 9am to 11:30``, ``between 2 and 4``, ``9am - noon``, ``午後2時から4時まで``."""
    yield from or_minutes_to(text, at, _from_one_to_another)


def _from_one_to_another(text: Text, at: int) -> Iterator[Read[Clock]]:
    for first, last, end in _two_times(text, at):
        for said in _spans(first, last):
            yield from ((said, after) for after in text.after("closing", end))
            yield said, end
    for first, middle in point(text, at):
        for to in text.after("and", middle):
            for last, after in point(text, to):
                if (span := between(first, last)) is not None:
                    yield from ((span, end) for end in text.after("closing", after))
    if text.lexicon.points and text.has(_BESIDE):
        yield from by_points(text, at)


@rule_with("to", "and", beside=OF_A_TIME)
def by_points(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``9.05-10.10``, where days and months are written so too; a по before the last makes it a day."""
    for opening, joining in (("from", "to"), ("between", "and"), ("", "to")):
        for start in text.after(opening, at) if opening else (at,):
            for first, middle in _pointed(text, start):
                for to in text.after(joining, middle) if not text.after("to the day", middle) else ():
                    for last, end in _pointed(text, to):
                        if (span := between(first, last)) is not None:
                            yield span, end


def _pointed(text: Text, at: int) -> Iterator[Read[Clock]]:
    """An hour and its minutes, whatever else they may be."""
    for hour, after in text.number(at, 23, least=0) if pointed(text, at) else ():
        for minute, end in text.number(after + 1, 59, least=0):
            start = hour * 60 + minute
            yield Clock(start, start + 1, Grain.MINUTE, loose=len(text.word(at)) == 1), end


def _two_times(text: Text, at: int) -> Iterator[tuple[Clock, Clock, int]]:
    for opening, joining in (("from", "to"), ("between", "and"), ("between", "to")):
        for start in text.after(opening, at):
            yield from _joined(text, start, joining, words=True)
    # twelve to five is no stretch without from; ten to twelve may be one, besides 11:50
    yield from _joined(text, at, "to", words=any(minutes_to(text, at)))


def _joined(text: Text, start: int, joining: str, *, words: bool) -> Iterator[tuple[Clock, Clock, int]]:
    for first, middle in _either(text, start, words=words):
        to_the_day = text.after("to the day", middle)
        tos = text.after(joining, middle)
        if not words and any(end not in tos for end in text.after("at a bare hour", middle)):
            continue  # Spanish a las 2 is a time, and the a of it no to; Portuguese às is both
        for to in tos:
            for last, end in (*_either(text, to, words=words), *_next_day(text, to)):
                if to in to_the_day and first.bare and last.bare:  # Russian "from 5 to 7" may be days
                    continue
                days = text.word(middle) == "/" or _days_of_a_month(text, end)  # 03/06, 1-3 June
                if not (first.bare and last.bare and days):
                    yield first, last, end


def _next_day(text: Text, at: int) -> Iterator[Read[Clock]]:
    """A time that says it is of the next day: ``翌朝6時``."""
    for start in text.after("next day first", at):
        for time, end in point(text, start):
            later = replace(time, start=time.start + DAY_MINUTES, end=time.end + DAY_MINUTES, whole_day=True)
            if not time.also:
                yield later, end


def _days_of_a_month(text: Text, at: int) -> bool:
    """Whether two numbers before it are days: ``1-3 June``, ``1-3 June 9-11``, but not ``9-5 June 3rd``."""
    return any(
        not any(text.number(end, _LAST_DAY)) or any(text.after("to", end + 1))
        for _, end in text.match("month", at)
    )


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
        elif (
            (last.whole_day or (first.loose and last.loose))
            and span.start > 0
            and span.end <= in_office(span.end) - NOON
        ):
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
    elif _is_later(first, last) and end <= start < end + NOON <= DAY_MINUTES:
        end += NOON
    elif start >= _EVENING and end <= NOON:
        end += DAY_MINUTES
    return Clock(start, end, Grain.MINUTE) if start < end and start < DAY_MINUTES else None


def _is_later(first: Clock, last: Clock) -> bool:
    """Whether the last may be in the afternoon: of ``11am-1``, not of ``18:00-8:00``, which counts to 24."""
    return last.bare and not (last.whole_day or first.bare or (first.whole_day and last.loose))


def _may_be_later(first: Clock, last: Clock) -> bool:
    """Whether the half of the day that the last says may be the first's too: ``3:30 to 5:30pm``."""
    open_to_it = first.bare or first.loose or (first.whole_day and not last.bare)
    return open_to_it and first.start < NOON and not last.whole_day


def on_the_night(first: Clock | None, time: Clock | None) -> Clock | None:
    """The second of two times: behind one of the evening a morning's is of the next day, ``昨晚11点到凌晨2点``."""
    if time is None or first is None or first.start < _EVENING or time.end > NOON:
        return time
    return replace(time, start=time.start + DAY_MINUTES, end=time.end + DAY_MINUTES)
