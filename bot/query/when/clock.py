"""Times of the day: ``3pm``, ``15:20``, ``noon``, ``morning``, ``9-11``, ``after 6pm``, ``business hours``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.when.span import DAY_MINUTES, Clock, Grain
from bot.query.when.tokens import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.tokens import Read, Text

_NOON = 720
_OFFICE_OPENS = 7
"""A bare hour before this is in the afternoon: ``between 2 and 4``."""
SHORTEST_SPAN = 15
"""Minutes between two times of four digits: ``from 2005 to 2010`` are rather two extensions."""


@rule
def point(text: Text, at: int) -> Iterator[Read[Clock]]:
    """A clock time with its own grain: an hour, or a minute. A bare number is one only where the rule says so."""
    yield from _with_minutes(text, at)
    for hour, after in text.number(at, 12, least=0):
        for half, end in text.match("half of day", after):
            if hour:
                yield _hour(hour % 12 + 12 * int(half)), end
    for hour, after in text.number(at, 23, least=0):
        for end in text.after("clock", after):
            yield Clock(hour * 60, hour * 60 + 60, bare=0 < hour < _OFFICE_OPENS), end
    yield from _spoken(text, at)
    for minute, end in text.match("noon", at):
        yield Clock(int(minute), int(minute) + 60), end


def _spoken(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``half past nine``, ``quarter to 4``; in office hours, as there is no am or pm."""
    for table, minutes in (("half past", 30), ("quarter past", 15), ("quarter to", -15)):
        for after in text.after(table, at):
            for hour, end in (*text.number(after, 12), *text.match("number", after)):
                if hour <= 12:
                    start = _office(hour * 60) + minutes
                    yield Clock(start, start + 1, Grain.MINUTE), end


def _hour(hour: int) -> Clock:
    return Clock(hour * 60, hour * 60 + 60)


def _with_minutes(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``15:20``, ``3:20 pm``, ``3.20pm``, ``15:20:30``, ``9h30``."""
    separator = text.word(at + 1)
    if separator not in (":", ".", "h") or len(text.word(at + 2)) != 2 or not text.glued(at + 2):
        return
    for hour, _ in text.number(at, 24, least=0):
        for minute, end in text.number(at + 2, 59, least=0):
            for after in _past_seconds(text, end):
                yield from _halved(text, after, hour, minute, needs_half=separator == ".")


def _past_seconds(text: Text, at: int) -> Iterator[int]:
    """Past ``:30``; a minute is fine enough for calls."""
    if text.word(at) != ":" or not text.glued(at):
        yield at
    elif len(text.word(at + 1)) == 2:
        yield from (end for _, end in text.number(at + 1, 59, least=0))


def _halved(text: Text, at: int, hour: int, minute: int, *, needs_half: bool) -> Iterator[Read[Clock]]:
    for half, end in text.match("half of day", at):
        if 1 <= hour <= 12:
            start = (hour % 12 + 12 * int(half)) * 60 + minute
            yield Clock(start, start + 1, Grain.MINUTE), end
    start = hour * 60 + minute
    if not needs_half and start <= DAY_MINUTES:
        yield Clock(start, start + 1, Grain.MINUTE), at


@rule
def bare_hour(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``9`` where a time is expected: in a range, or after ``at``."""
    for hour, end in text.number(at, 23, least=0):
        yield Clock(hour * 60, hour * 60 + 60, bare=True), end


@rule
def part(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``morning``, ``business hours``."""
    for span, end in text.match("part", at):
        start, last = span
        yield Clock(start, last, part=True), end


@rule
def clock_range(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``9-11``, ``from 9am to 11:30``, ``between 2 and 4``, ``9am - noon``."""
    for opening, joining in (("from", "to"), ("between", "and")):
        for start in text.maybe("from", at) if opening == "from" else text.after(opening, at):
            for first, middle in (*point(text, start), *bare_hour(text, start)):
                for to in text.after(joining, middle):
                    for last, end in (*point(text, to), *bare_hour(text, to)):
                        clock = between(first, last)
                        if clock is not None:
                            yield clock, end


def between(first: Clock, last: Clock) -> Clock | None:
    """From one time to another; None where it ends before it starts.

    A bare hour takes the half of the day from the other, else the one in which offices are open.
    """
    start, end = first.start, last.start or DAY_MINUTES
    if first.bare and last.bare:
        start, end = _office(start), _office(end % DAY_MINUTES)
        if end <= start:
            end += _NOON
    elif first.bare and start < _NOON:
        # 9-11am, 1-3pm, 11-1pm
        start = start + _NOON if start + _NOON < end else start
    elif last.bare and end <= start and end + _NOON <= DAY_MINUTES:
        end += _NOON
    return Clock(start, end, Grain.MINUTE) if start < end <= DAY_MINUTES else None


def _office(minute: int) -> int:
    return minute + _NOON if 0 < minute < _OFFICE_OPENS * 60 else minute


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
    for table in ("after", "from"):
        for after in text.after(table, at):
            for time, middle in _bound(text, after, bare=bare):
                begins = time.end if time.part and table == "after" else time.start
                if begins < DAY_MINUTES:
                    bounded = Clock(begins, DAY_MINUTES, Grain.MINUTE)
                    onwards = (*text.after("onwards", middle), *text.after("on and on", middle))
                    yield from ((bounded, end) for end in onwards)
                    yield bounded, middle
    for after in (*text.after("before", at), *text.after("until", at)):
        for time, end in _bound(text, after, bare=bare):
            if time.start > 0:
                yield Clock(0, time.start, Grain.MINUTE), end


def _bound(text: Text, at: int, *, bare: bool) -> Iterator[Read[Clock]]:
    yield from point(text, at)
    yield from part(text, at)
    if bare:
        for time, end in bare_hour(text, at):
            if any(text.match("month", end)):  # ``until 22 Nov``: the number is the month's day
                continue
            yield Clock(_office(time.start), _office(time.start) + 60), end


@rule
def any_clock(text: Text, at: int) -> Iterator[Read[Clock]]:
    """Any time of the day, with ``at``, ``in the`` or ``during`` before it."""
    yield from clock_range(text, at)
    yield from bounded(text, at)
    for start in text.maybe("on", at):
        yield from part(text, start)
    for start in text.maybe("at", at):
        yield from _pointed(text, start, bare=start > at and text.word(at) == "at")


def _pointed(text: Text, at: int, *, bare: bool) -> Iterator[Read[Clock]]:
    """A point, perhaps with its part of the day: ``8 in the evening``."""
    for time, end in (*point(text, at), *bare_hour(text, at)):
        for on in text.maybe("on", end):
            for within, after in part(text, on):
                if (inside := fitted(time, within)) is not None:
                    yield inside, after
        if time.start >= DAY_MINUTES:
            continue
        if time.bare and bare:
            yield Clock(_office(time.start), _office(time.start) + 60), end
        elif not time.bare:
            yield time, end


def overlap(time: Clock, within: Clock) -> Clock | None:
    """What two times of one day have in common; None where that is nothing."""
    start, end = max(time.start, within.start), min(time.end, within.end)
    return Clock(start, end, Grain.MINUTE) if start < end else None


def fitted(time: Clock, within: Clock) -> Clock | None:
    """A time in its part of the day: 8 in the evening is 20:00; None where it is never in it."""
    for minutes in (0, _NOON, DAY_MINUTES):
        if within.start <= time.start + minutes < within.end and time.end + minutes <= within.end:
            return Clock(time.start + minutes, time.end + minutes, time.grain)
    return None
