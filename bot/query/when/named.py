"""Days by name: today, last Friday, this week, the month before last, Q2, week 21, the first half of June."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when.span import (
    Days,
    Grain,
    Run,
    a_day,
    months_from,
    one,
    shifted,
    week_of,
)
from bot.query.when.tokens import rule
from bot.query.words.lexicon import UNIT_DAYS, UNIT_MONTHS, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.query.when.tokens import Read, Text

_WEEK = timedelta(days=7)


def today(text: Text) -> date:
    """The asker's date."""
    return text.asker.now.date()


@rule
def relative_day(text: Text, at: int) -> Iterator[Read[Days]]:
    """``yesterday``, ``the day before yesterday``, ``three days ago``, ``a week ago``."""
    for offset, end in text.match("day", at):
        yield a_day(today(text) + timedelta(days=int(offset))), end
    for count, after in amount(text, at):
        for unit, ago in text.match("unit", after):
            for sign, table in ((-1, "ago"), (1, "from now")):
                for end in text.after(table, ago):
                    if (day := moved(today(text), unit, sign * count)) is not None:
                        yield from (
                            (a_day(day), last) for offset, last in text.match("day", end) if offset == 0
                        )
                        yield a_day(day), end
    for after in text.after("in", at):
        for count, middle in amount(text, after):
            for unit, end in text.match("unit", middle):
                if (day := moved(today(text), unit, count)) is not None:
                    yield a_day(day), end


def amount(text: Text, at: int) -> Iterator[Read[int]]:
    """``3``, ``three``, ``a couple of``."""
    yield from text.number(at, 999)
    yield from text.match("number", at)


def moved(day: date, unit: Unit, count: int) -> date | None:
    """A day some units on; None for units shorter than a day, and where the calendar ends."""
    try:
        if unit in UNIT_DAYS:
            return day + timedelta(days=UNIT_DAYS[unit] * count)
        return shifted(day, UNIT_MONTHS[unit] * count) if unit in UNIT_MONTHS else None
    except (ValueError, OverflowError):
        return None


@rule
def weekday(text: Text, at: int) -> Iterator[Read[Days]]:
    """``Friday``, ``last Friday``, ``this Monday``, ``Monday of last week``, ``last week's Monday``."""
    day = today(text)
    for the in text.maybe("the", at):
        for number, end in text.match("weekday", the):
            yield from weekday_of_week(text, number, end)
            yield _weekly(day - timedelta(days=(day.weekday() - number) % 7)), end
            yield from ((_weekday_by(day, number, -7, 0), after) for after in text.after("just gone", end))
            for after in text.after("before last", end):
                latest = day - timedelta(days=(day.weekday() - number - 1) % 7 + 1)
                yield a_day(latest - _WEEK), after
    for table, earliest in (("last", -7), ("past", -7), ("this", None), ("next", 7)):
        for after in text.after(table, at):
            for number, end in text.match("weekday", after):
                yield _weekday_by(day, number, earliest, text.asker.week_start), end
    for days, after in unit_reference(text, at):
        if days.grain is Grain.WEEK and len(days.runs) == 1:
            for middle in (*text.after("following", after), *text.maybe("comma", after)):
                for number, end in text.match("weekday", middle):
                    yield _in_week(days.first, number), end


def _weekly(latest: date) -> Days:
    return Days(
        (Run(latest, latest + timedelta(days=1)),),
        Grain.DAY,
        again=lambda count: a_day(latest + count * _WEEK),
    )


def _weekday_by(day: date, number: int, turn: int | None, week_start: int) -> Days:
    """Of last: strictly before today. Of this: in this week. Of next: strictly after today."""
    if turn is None:
        return _in_week(week_of(day, week_start).first, number)
    if turn < 0:
        return a_day(day - timedelta(days=(day.weekday() - number - 1) % 7 + 1))
    return a_day(day + timedelta(days=(number - day.weekday() - 1) % 7 + 1))


def _in_week(first: date, number: int) -> Days:
    return a_day(first + timedelta(days=(number - first.weekday()) % 7))


def weekday_of_week(text: Text, number: int, at: int) -> Iterator[Read[Days]]:
    """``Monday last week``, ``Monday of last week``."""
    for of in text.maybe("of", at):
        for days, end in unit_reference(text, of):
            if days.grain is Grain.WEEK:
                yield _in_week(days.first, number), end


@rule
def unit_reference(text: Text, at: int) -> Iterator[Read[Days]]:
    """``this week``, ``last month``, ``next year``, ``the month before last``, ``last weekend``, ``the weekend``."""
    for table, turn in (("this", 0), ("last", -1), ("next", 1)):
        for after in text.after(table, at):
            yield from ((days, end) for days, end in _turned(text, after, turn))
    for the in text.maybe("the", at):
        for days, after in _turned(text, the, -2):
            yield from ((days, end) for end in text.after("before last", after))
        yield from ((_weekend(today(text), None), end) for end in text.after("weekend", the))


def _turned(text: Text, at: int, turn: int) -> Iterator[Read[Days]]:
    for unit, end in text.match("unit", at):
        days = calendar_unit(today(text), unit, turn, text.asker.week_start)
        if days is not None:
            yield days, end
    for end in text.after("weekend", at):
        yield _weekend(today(text), turn), end


def calendar_unit(day: date, unit: Unit, turn: int, week_start: int) -> Days | None:
    """The calendar unit that holds a day, or one some turns on; None for minutes and hours."""
    if unit is Unit.DAY:
        return a_day(day + timedelta(days=turn))
    if unit is Unit.WEEK:
        run = week_of(day + turn * _WEEK, week_start)
        return Days((run,), Grain.WEEK)
    if unit is Unit.FORTNIGHT:
        first = week_of(day, week_start).first + 2 * turn * _WEEK
        return one(first, first + 2 * _WEEK, Grain.WEEK) if turn < 0 else None
    months = UNIT_MONTHS.get(unit)
    if months is None:
        return None
    first_month = (day.month - 1) // months * months + 1
    grain = {1: Grain.MONTH, 3: Grain.QUARTER, 6: Grain.QUARTER, 12: Grain.YEAR}[months]
    return Days((months_from(day.year, first_month + turn * months, months),), grain)


def _weekend(day: date, turn: int | None) -> Days:
    """The weekend of this week, or of one some turns on; without a turn the latest that has begun."""
    this = day - timedelta(days=day.weekday()) + timedelta(days=5)
    saturday = this + turn * _WEEK if turn is not None else day - timedelta(days=(day.weekday() - 5) % 7)
    return one(saturday, saturday + timedelta(days=2), Grain.DAY)
