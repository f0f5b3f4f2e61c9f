"""One time of the day: ``3pm``, ``15:20``, ``15 Uhr 30``, ``下午3点半``, ``half past nine``, ``morning``."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.clock_digits import with_minutes
from bot.query.when.hours import (
    MONTHS,
    NOON,
    OF_A_TIME,
    OFFICE_OPENS,
    a_minute,
    an_hour,
    in_office,
    on_24_hours,
)
from bot.query.when.rules import alternative_with, rule, rule_with
from bot.query.when.span import DAY_MINUTES, Clock, Grain
from bot.query.words.lexicon import Habit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

_BEFORE_AN_HOUR = (("half past", 30), ("quarter past", 15), ("quarter to", -15), ("half to", -30))
_BEHIND_AN_HOUR = (("half behind", 30), ("quarter behind", 15), ("quarter less", -15))


@rule_with(*OF_A_TIME)
def point(text: Text, at: int) -> Iterator[Read[Clock]]:
    """A clock time with its own grain: an hour, or a minute. A bare number is one only where the rule says so."""
    yield from with_minutes(text, at)
    yield from _with_sign(text, at)
    yield from _halved_hour(text, at)
    yield from _in_hour_part(text, at)
    yield from _by_the_clock(text, at)
    yield from _spoken(text, at)
    for minute, end in text.match("noon", at):
        yield from ((a_minute(int(minute) + 30), last) for last in text.after("half behind", end))
        yield Clock(int(minute), int(minute) + 60), end
    for minute, end in text.match("spoken time", at):
        yield from _held(text, end, a_minute(minute))
        yield a_minute(in_office(minute)), end


@alternative_with("clock")
def _by_the_clock(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``9 o'clock``."""
    for hour, after in text.count(at, 23, least=0):
        for end in text.after("clock", after):
            yield Clock(hour * 60, hour * 60 + 60, bare=0 < hour < OFFICE_OPENS), end


@alternative_with("half of day", "half of day first")
def _halved_hour(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``3pm``, ``午後3時``, ``3 de la tarde`` where a table has that."""
    for hour, after in text.count(at, 12, least=0):
        for signed in chain(text.after("hour sign", after), (after,)):
            for half, end in text.match("half of day", signed):
                if hour:
                    yield an_hour(hour % 12 + 12 * int(half)), end
    for half, middle in text.match("half of day first", at):
        for time, end in chain(with_minutes(text, middle), _with_sign(text, middle)):
            if time.start < NOON + 60:
                start = time.start % NOON + NOON * int(half)
                yield Clock(start, start + time.end - time.start, time.grain), end


@alternative_with("hour part")
def _in_hour_part(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``las 8 de la tarde``, ``3h da manhã``, ``12 y media de la noche``: the hour that the part can hold."""
    for hour, after in text.count(at, 24, least=0):
        signs = chain(*(text.after(table, after) for table in ("hour sign", "clock", "hours")))
        for signed in (*signs, after):
            yield from _held(text, signed, an_hour(hour))
            for table, minutes in _BEHIND_AN_HOUR:
                for end in text.after(table, signed):
                    yield from _held(text, end, a_minute(hour * 60 + minutes))
    for time, end in with_minutes(text, at):
        yield from _held(text, end, time)


def _held(text: Text, at: int, time: Clock) -> Iterator[Read[Clock]]:
    for (first, last), end in text.match("hour part", at):
        for minutes in (0, NOON, DAY_MINUTES):
            start = time.start + minutes
            # a time after noon in the sense of 24 hours is never moved on to the next night
            if first <= start < last and (not minutes or time.start <= NOON + 59):
                yield Clock(start, start + time.end - time.start, time.grain), end
                break


@rule
def hour_and_minutes(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``9 y 10``, ``diez menos cinco``, ``15 horas`` after a word that makes it an hour."""
    for hour, after in text.count(at, 24):
        hours = text.after("hours", after)
        if hour < 24:
            yield from (
                (Clock(hour * 60, hour * 60 + 60, bare=0 < hour < OFFICE_OPENS), end) for end in hours
            )
        for table, sign in (("minutes behind", 1), ("minutes less", -1)):
            for middle in (middle for start in (*hours, after) for middle in text.after(table, start)):
                for minute, last in text.count(middle, 59):
                    yield from _held(text, last, a_minute(hour * 60 + sign * minute))
                    start = in_office(hour * 60) + sign * minute
                    yield from ((a_minute(start), end) for end in text.maybe("minute sign", last))
        yield from _dotted(text, at, hour, after)


def _dotted(text: Text, at: int, hour: int, after: int) -> Iterator[Read[Clock]]:
    """``alle 9.10``; without a word that says it is a time, ``10.06`` is rather a date."""
    if text.word(after) != "." or not (text.glued(after) and text.glued(after + 1)):
        return
    said = any(at in text.after("at a bare hour", at - back) for back in (1, 2) if back <= at)
    for minute, end in text.number(after + 1, 59, least=0) if len(text.word(after + 1)) == 2 else ():
        if said or not 0 < minute <= MONTHS:
            yield replace(a_minute(hour * 60 + minute), loose=len(text.word(at)) == 1), end


@alternative_with("hour sign", "hour sign before minutes", *(table for table, _ in _BEHIND_AN_HOUR))
def _with_sign(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``15 Uhr``, ``15 Uhr 30``, ``15h30``, ``3点半``, ``las 3 y cuarto``: the sign says that it is an hour."""
    for hour, after in text.count(at, 24, least=0):
        for signed in text.after("hour sign", after):
            yield from _in_either_half(_minutes_behind(text, signed, hour))
            yield from _in_either_half(_part_of_hour(text, signed, hour * 60, whole_day=True))
            if hour < 24:
                yield from _in_either_half([(Clock(hour * 60, hour * 60 + 60, whole_day=True), signed)])
        for signed in text.after("hour sign before minutes", after):
            yield from _in_either_half(_minutes_behind(text, signed, hour))
        yield from _part_of_hour(text, after, in_office(hour * 60), whole_day=False)


def _in_either_half(times: Iterable[Read[Clock]]) -> Iterator[Read[Clock]]:
    """A time before offices open as it is written, and as one of the afternoon, which is offered besides."""
    for time, end in times:
        yield time, end
        if time.whole_day and 60 <= time.start < OFFICE_OPENS * 60:
            yield replace(time, start=time.start + NOON, end=time.end + NOON, also=True), end


def _minutes_behind(text: Text, at: int, hour: int) -> Iterator[Read[Clock]]:
    for minute, after in text.count(at, 59, least=0):
        yield from (on_24_hours(hour * 60 + minute, end) for end in text.after("minute sign", after))
        a_day = any(text.match("month", of) for of in text.maybe("of", after))  # 9 часов 12 июня
        if text.glued(at) or not a_day:
            yield on_24_hours(hour * 60 + minute, after)


def _part_of_hour(text: Text, at: int, hour: int, *, whole_day: bool) -> Iterator[Read[Clock]]:
    for table, minutes in _BEHIND_AN_HOUR:
        for after in text.after(table, at):
            start = hour + minutes
            if start >= 0:
                yield Clock(start, start + 1, Grain.MINUTE, whole_day=whole_day), after
                for half, end in text.match("half of day", after):
                    yield a_minute(start % NOON + NOON * int(half)), end


@alternative_with("minutes past", "minutes to", *(table for table, _ in _BEFORE_AN_HOUR))
def _spoken(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``half past nine``, ``quarter to 4``, ``ten past nine``; in office hours, as there is no am or pm."""
    for table, minutes in _BEFORE_AN_HOUR:
        for after in text.after(table, at):
            yield from near_hour(text, after, minutes)
    for minute, middle in text.count(at, 59):
        for table, sign in (("minutes past", 1), ("minutes to", -1)):
            for after in text.after(table, middle):
                yield from near_hour(text, after, sign * minute)


def near_hour(text: Text, at: int, minutes: int) -> Iterator[Read[Clock]]:
    """So many minutes from an hour, in office hours where no am or pm is said."""
    if any(text.match("no hour", at)):
        return
    for hour, end in text.count(at, 12):
        start = in_office(hour * 60) + minutes
        for signed in text.maybe("hour sign", end):
            for half, last in text.match("half of day", signed):
                exact = (hour % 12 + 12 * int(half)) * 60 + minutes
                yield a_minute(exact), last
            yield a_minute(start), signed


@rule
def part(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``morning``, ``business hours``."""
    if at and text.word(at - 1).isdigit() and text.match("half of day", at):
        return  # the pm of 13pm is of its number, which it does not fit
    for span, end in text.match("part", at):
        habit = isinstance(span, Habit)
        start, last = text.asker.habits.of(span) if habit else span
        yield Clock(start, last, part=True, habit=habit), end
