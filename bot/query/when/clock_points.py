"""One time of the day: ``3pm``, ``15:20``, ``15 Uhr 30``, ``下午3点半``, ``half past nine``, ``morning``."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.bits import NUMERAL
from bot.query.when.rules import alternative_with, rule, rule_with
from bot.query.when.span import DAY_MINUTES, Clock, Grain
from bot.query.words.lexicon import Habit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

OF_A_TIME = (NUMERAL, "number", "noon", "spoken time", "after hours", "before hours")
"""Tables without which there is no time."""
NOON = 720
_OFFICE_OPENS = 7
"""A bare hour before this is in the afternoon: ``between 2 and 4``."""
_MONTHS = 12
_SURELY_BEFORE_NOON = 9
"""At 7 or 8 people may be at home in the evening; a bare hour from then on is in the morning."""
_BESIDE_POINTS = ("day", "near part", "part", "weekday", "half of day first")
"""Tables of what makes a time of numbers that are a date by themselves: Chinese 5.30."""
_BEFORE_AN_HOUR = (("half past", 30), ("quarter past", 15), ("quarter to", -15), ("half to", -30))
_BEHIND_AN_HOUR = (("half behind", 30), ("quarter behind", 15), ("quarter less", -15))


@rule_with(*OF_A_TIME)
def point(text: Text, at: int) -> Iterator[Read[Clock]]:
    """A clock time with its own grain: an hour, or a minute. A bare number is one only where the rule says so."""
    yield from _with_minutes(text, at)
    yield from _with_sign(text, at)
    yield from _halved_hour(text, at)
    yield from _in_hour_part(text, at)
    yield from _by_the_clock(text, at)
    yield from _spoken(text, at)
    for minute, end in text.match("noon", at):
        yield from ((_a_minute(int(minute) + 30), last) for last in text.after("half behind", end))
        yield Clock(int(minute), int(minute) + 60), end
    for minute, end in text.match("spoken time", at):
        yield from _held(text, end, _a_minute(minute))
        yield _a_minute(in_office(minute)), end


@alternative_with("clock")
def _by_the_clock(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``9 o'clock``."""
    for hour, after in text.count(at, 23, least=0):
        for end in text.after("clock", after):
            yield Clock(hour * 60, hour * 60 + 60, bare=0 < hour < _OFFICE_OPENS), end


def in_office(minute: int) -> int:
    """A bare hour in the half of the day in which offices are open."""
    return minute + NOON if 60 <= minute < _OFFICE_OPENS * 60 else minute


def halves(hour: Clock) -> Iterator[Clock]:
    """A bare hour in the half of the day in which offices are open, then in the other one where there is a choice."""
    office = in_office(hour.start)
    yield replace(hour, start=office, end=office + hour.end - hour.start)
    if office != hour.start:
        yield replace(hour, also=True)
    elif _OFFICE_OPENS * 60 <= office < _SURELY_BEFORE_NOON * 60:
        yield replace(hour, start=office + NOON, end=office + NOON + hour.end - hour.start, also=True)


@alternative_with("half of day", "half of day first")
def _halved_hour(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``3pm``, ``午後3時``, ``3 de la tarde`` where a table has that."""
    for hour, after in text.count(at, 12, least=0):
        for signed in chain(text.after("hour sign", after), (after,)):
            for half, end in text.match("half of day", signed):
                if hour:
                    yield _hour(hour % 12 + 12 * int(half)), end
    for half, middle in text.match("half of day first", at):
        for time, end in chain(_with_minutes(text, middle), _with_sign(text, middle)):
            if time.start < NOON + 60:
                start = time.start % NOON + NOON * int(half)
                yield Clock(start, start + time.end - time.start, time.grain), end


@alternative_with("hour part")
def _in_hour_part(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``las 8 de la tarde``, ``3h da manhã``, ``12 y media de la noche``: the hour that the part can hold."""
    for hour, after in text.count(at, 24, least=0):
        signs = chain(*(text.after(table, after) for table in ("hour sign", "clock", "hours")))
        for signed in (*signs, after):
            yield from _held(text, signed, _hour(hour))
            for table, minutes in _BEHIND_AN_HOUR:
                for end in text.after(table, signed):
                    yield from _held(text, end, _a_minute(hour * 60 + minutes))
    for time, end in _with_minutes(text, at):
        yield from _held(text, end, time)


def _held(text: Text, at: int, time: Clock) -> Iterator[Read[Clock]]:
    for (first, last), end in text.match("hour part", at):
        for minutes in (0, NOON, DAY_MINUTES):
            start = time.start + minutes
            # a time after noon in the sense of 24 hours is never moved on to the next night
            if first <= start < last and (not minutes or time.start <= NOON + 59):
                yield Clock(start, start + time.end - time.start, time.grain), end
                break


def _a_minute(start: int) -> Clock:
    return Clock(start, start + 1, Grain.MINUTE)


@rule
def hour_and_minutes(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``9 y 10``, ``diez menos cinco``, ``15 horas`` after a word that makes it an hour."""
    for hour, after in text.count(at, 24):
        hours = text.after("hours", after)
        if hour < 24:
            yield from (
                (Clock(hour * 60, hour * 60 + 60, bare=0 < hour < _OFFICE_OPENS), end) for end in hours
            )
        for table, sign in (("minutes behind", 1), ("minutes less", -1)):
            for middle in (middle for start in (*hours, after) for middle in text.after(table, start)):
                for minute, last in text.count(middle, 59):
                    yield from _held(text, last, _a_minute(hour * 60 + sign * minute))
                    start = in_office(hour * 60) + sign * minute
                    yield from ((_a_minute(start), end) for end in text.maybe("minute sign", last))
        yield from _dotted(text, at, hour, after)


def _dotted(text: Text, at: int, hour: int, after: int) -> Iterator[Read[Clock]]:
    """``alle 9.10``; without a word that says it is a time, ``10.06`` is rather a date."""
    if text.word(after) != "." or not (text.glued(after) and text.glued(after + 1)):
        return
    said = any(at in text.after("at a bare hour", at - back) for back in (1, 2) if back <= at)
    for minute, end in text.number(after + 1, 59, least=0) if len(text.word(after + 1)) == 2 else ():
        if said or not 0 < minute <= _MONTHS:
            yield replace(_a_minute(hour * 60 + minute), loose=len(text.word(at)) == 1), end


def _hour(hour: int) -> Clock:
    return Clock(hour * 60, hour * 60 + 60)


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
        if time.whole_day and 60 <= time.start < _OFFICE_OPENS * 60:
            yield replace(time, start=time.start + NOON, end=time.end + NOON, also=True), end


def _minutes_behind(text: Text, at: int, hour: int) -> Iterator[Read[Clock]]:
    for minute, after in text.count(at, 59, least=0):
        yield from (_minute(hour * 60 + minute, end) for end in text.after("minute sign", after))
        a_day = any(text.match("month", of) for of in text.maybe("of", after))  # 9 часов 12 июня
        if text.glued(at) or not a_day:
            yield _minute(hour * 60 + minute, after)


def _part_of_hour(text: Text, at: int, hour: int, *, whole_day: bool) -> Iterator[Read[Clock]]:
    for table, minutes in _BEHIND_AN_HOUR:
        for after in text.after(table, at):
            start = hour + minutes
            if start >= 0:
                yield Clock(start, start + 1, Grain.MINUTE, whole_day=whole_day), after
                for half, end in text.match("half of day", after):
                    yield _a_minute(start % NOON + NOON * int(half)), end


def _minute(start: int, end: int) -> Read[Clock]:
    return Clock(start, start + 1, Grain.MINUTE, whole_day=True), end


@alternative_with("minutes past", "minutes to", *(table for table, _ in _BEFORE_AN_HOUR))
def _spoken(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``half past nine``, ``quarter to 4``, ``ten past nine``; in office hours, as there is no am or pm."""
    for table, minutes in _BEFORE_AN_HOUR:
        for after in text.after(table, at):
            yield from _near_hour(text, after, minutes)
    for minute, middle in text.count(at, 59):
        for table, sign in (("minutes past", 1), ("minutes to", -1)):
            for after in text.after(table, middle):
                yield from _near_hour(text, after, sign * minute)


def _near_hour(text: Text, at: int, minutes: int) -> Iterator[Read[Clock]]:
    if any(text.match("no hour", at)):
        return
    for hour, end in text.count(at, 12):
        start = in_office(hour * 60) + minutes
        for signed in text.maybe("hour sign", end):
            for half, last in text.match("half of day", signed):
                exact = (hour % 12 + 12 * int(half)) * 60 + minutes
                yield _a_minute(exact), last
            yield _a_minute(start), signed


@alternative_with(NUMERAL)
def _with_minutes(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``15:20``, ``3:20 pm``, ``3.20pm``, ``15:20:30``, ``9h30``, ``9:30 Uhr``."""
    separator = text.word(at + 1)
    if separator not in (":", ".", "h") or len(text.word(at + 2)) != 2 or not text.glued(at + 2):
        return
    if separator == "." and text.lexicon.points_month_first and not beside(text, _BESIDE_POINTS):
        return
    loose = separator != "h" and len(text.word(at)) == 1
    for hour, _ in text.number(at, 24, least=0):
        for minute, end in text.number(at + 2, 59, least=0):
            to_24 = hour > 12 or not hour or separator == "h"
            said = replace(_a_minute(hour * 60 + minute), loose=loose and hour > 0, whole_day=to_24)
            dotted = separator == "." and 0 < minute <= _MONTHS
            for after in _past_seconds(text, end):
                yield from _halved(text, after, said, needs_half=dotted)


def beside(text: Text, tables: tuple[str, ...]) -> bool:
    """Whether a word of some tables stands anywhere."""
    return any(table in here.entries for here in text.here for table in tables)


def _past_seconds(text: Text, at: int) -> Iterator[int]:
    """Past ``:30``; a minute is fine enough for calls."""
    if text.word(at) != ":" or not text.glued(at):
        yield at
    elif len(text.word(at + 1)) == 2:
        yield from (end for _, end in text.number(at + 1, 59, least=0))


def _halved(text: Text, at: int, said: Clock, *, needs_half: bool) -> Iterator[Read[Clock]]:
    """``3:30`` may be either half of the day, ``03:30`` not; ``9.11`` alone is rather a date."""
    hour, minute = divmod(said.start, 60)
    for half, end in text.match("half of day", at):
        if 1 <= hour <= 12:
            exact = (hour % 12 + 12 * int(half)) * 60 + minute
            yield _a_minute(exact), end
    if said.start > DAY_MINUTES:
        return
    yield from (_minute(said.start, end) for end in text.after("hour sign", at))
    if needs_half:
        return
    if said.loose and text.lexicon.twelve_hours:
        yield replace(said, bare=True), at
    else:
        yield said, at
        if said.loose and 0 < hour < _OFFICE_OPENS:
            yield replace(said, start=said.start + NOON, end=said.end + NOON, loose=False, also=True), at


@rule
def bare_hour(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``9``, ``nine`` where a time is expected: in a range, or after ``at``; ``a couple`` is none."""
    if _of_a_date(text, at):
        return
    for hour, end in text.number(at, 24, least=0):
        yield Clock(hour * 60, hour * 60 + 60, bare=True, whole_day=hour > 12 or not hour), end
    if not any(text.match("no hour", at)):
        yield from (
            (Clock(hour * 60, hour * 60 + 60, bare=True), end)
            for hour, end in text.match("number", at)
            if hour < 24
        )


def _of_a_date(text: Text, at: int) -> bool:
    """Whether a number is of two with a slash between them: neither of ``6/3`` is an hour."""
    before = at > 1 and text.word(at - 1) == "/" and text.glued(at) and text.word(at - 2).isdigit()
    behind = text.word(at + 1) == "/" and text.glued(at + 1) and text.word(at + 2).isdigit()
    return before or (behind and text.glued(at + 2))


@rule
def part(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``morning``, ``business hours``."""
    if at and text.word(at - 1).isdigit() and text.match("half of day", at):
        return  # the pm of 13pm is of its number, which it does not fit
    for span, end in text.match("part", at):
        habit = isinstance(span, Habit)
        start, last = text.asker.habits.of(span) if habit else span
        yield Clock(start, last, part=True, habit=habit), end
