"""Days by name: today, last Friday, this week, the month before last, the weekend."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when.amounts import amount, is_vague
from bot.query.when.rules import rule, rule_with
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
from bot.query.when.turns import turned
from bot.query.words.lexicon import UNIT_DAYS, UNIT_MONTHS, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

_WEEK = timedelta(days=7)
_BEFORE_LAST = -2


def today(text: Text) -> date:
    """The asker's date."""
    return text.asker.now.date()


@rule
def relative_day(text: Text, at: int) -> Iterator[Read[Days]]:
    """``yesterday``, ``the day before yesterday``, ``three days ago``, ``vor 3 Tagen``, ``in 3 days``."""
    for offset, end in text.match("day", at):
        yield a_day(today(text) + timedelta(days=int(offset))), end
    for (count, unit), middle in amount(text, at):
        if is_vague(text, at, count, middle):
            continue
        for sign, table in ((-1, "ago"), (1, "from now")):
            for end in text.after(table, middle):
                yield from _moved_day(text, unit, sign * count, end)
    for sign, table in ((-1, "ago first"), (1, "in")):
        for after in text.after(table, at):
            for (count, unit), end in amount(text, after):
                if not is_vague(text, after, count, end):
                    yield from _moved_day(text, unit, sign * count, end)


def _moved_day(text: Text, unit: Unit, count: int, end: int) -> Iterator[Read[Days]]:
    """The day so far from today; ``a week ago today`` says no more."""
    if (day := moved(today(text), unit, count)) is not None:
        yield from ((a_day(day), last) for offset, last in text.match("day", end) if offset == 0)
        yield a_day(day), end


def moved(day: date, unit: Unit, count: int) -> date | None:
    """A day some units on; None for units shorter than a day, and where the calendar ends."""
    try:
        if unit in UNIT_DAYS:
            return day + timedelta(days=UNIT_DAYS[unit] * count)
        return shifted(day, UNIT_MONTHS[unit] * count) if unit in UNIT_MONTHS else None
    except (ValueError, OverflowError):
        return None


@rule_with("weekday")
def weekday(text: Text, at: int) -> Iterator[Read[Days]]:
    """``Friday``, ``last Friday``, ``this Monday``, ``Monday of last week``, ``last week's Monday``."""
    yield from _of_a_week(text, at)
    every = text.after("every", at)
    for the in (the for the in text.maybe("the", at) if the not in every):
        for number, end in text.match("weekday", the):
            yield from weekday_of_week(text, number, end)
            yield from _turned_weekday(text, at)
            yield _weekly(_latest(today(text), number)), end
            if today(text).weekday() == number:
                yield replace(strictly_before(today(text), number), also=True), end
            yield from (
                (strictly_before(today(text), number), after) for after in text.after("just gone", end)
            )
    yield from _turned_weekday(text, at)
    for after in text.after("past", at):
        for number, end in text.match("weekday", after):
            yield strictly_before(today(text), number), end


def _turned_weekday(text: Text, at: int) -> Iterator[Read[Days]]:
    for (turn, number), end in turned(text, at, lambda text, at: tuple(text.match("weekday", at))):
        yield _weekday_by(today(text), number, turn, text.asker.week_start), end


def _of_a_week(text: Text, at: int) -> Iterator[Read[Days]]:
    """``last week's Monday``, ``last week Monday``, and in one word: ``上周一``."""
    for days, after in unit_reference(text, at):
        if days.grain is Grain.WEEK and len(days.runs) == 1:
            for middle in (
                *text.after("following", after),
                *text.after("on", after),
                *text.maybe("comma", after),
            ):
                for number, end in text.match("weekday", middle):
                    yield in_week(days.first, number), end
            for shared in (after - 1, after - 2):  # 上上周五
                for number, end in text.match("weekday", shared) if shared > at else ():
                    if end > after:
                        yield in_week(days.first, number), end
    for table, turn in (("this week's", 0), ("last week's", -1)):
        for after in text.after(table, at):
            for number, end in text.match("weekday", after):
                yield in_week(week_of(today(text) + turn * _WEEK, text.asker.week_start).first, number), end


def _latest(day: date, number: int) -> date:
    return day - timedelta(days=(day.weekday() - number) % 7)


def _weekly(latest: date) -> Days:
    return Days(
        (Run(latest, latest + timedelta(days=1)),),
        Grain.DAY,
        again=lambda count: a_day(latest + count * _WEEK),
    )


def strictly_before(day: date, number: int) -> Days:
    """The latest such weekday before a day."""
    return a_day(day - timedelta(days=(day.weekday() - number - 1) % 7 + 1))


def _weekday_by(day: date, number: int, turn: int, week_start: int) -> Days:
    """Of last: strictly before today. Of this: in this week. Of next: strictly after today."""
    if turn == 0:
        return in_week(week_of(day, week_start).first, number)
    if turn > 0:
        return a_day(day + timedelta(days=(number - day.weekday() - 1) % 7 + 1))
    return a_day(strictly_before(day, number).first - (_WEEK if turn == _BEFORE_LAST else timedelta(0)))


def in_week(first: date, number: int) -> Days:
    """A weekday of the week that begins on a day."""
    return a_day(first + timedelta(days=(number - first.weekday()) % 7))


def weekday_of_week(text: Text, number: int, at: int) -> Iterator[Read[Days]]:
    """``Monday last week``, ``Monday of last week``."""
    for of in text.maybe("of", at):
        for days, end in unit_reference(text, of):
            if days.grain is Grain.WEEK:
                yield in_week(days.first, number), end


@rule
def unit_reference(text: Text, at: int) -> Iterator[Read[Days]]:
    """``this week``, ``last month``, ``next year``, ``the month before last``, ``last weekend``, ``the weekend``."""
    if any(text.after("with its article", of) for of in text.after("last of the", at)):
        return  # its end, which is read elsewhere
    for (turn, unit), end in (*turned(text, at, _unit), *_in_one_word(text, at)):
        if unit is Unit.WEEKEND:
            yield _weekend(text, turn), end
            continue
        for of in text.maybe("of", end) if unit is Unit.WEEK else ():  # 先週の土日
            yield from ((_weekend(text, turn), after) for after in text.after("weekend", of))
        if (days := calendar_unit(today(text), unit, turn, text.asker.week_start)) is not None:
            yield days, end
    for unit, end in _last_at_the_end(text, at):
        if (days := calendar_unit(today(text), unit, -1, text.asker.week_start)) is not None:
            yield days, end
    for past in text.after("past", at):
        yield from ((_weekend(text, -1), end) for end in text.after("weekend", past))
    for the in text.maybe("the", at):
        for end in text.after("weekend", the):
            yield from ((_weekend(text, -1), after) for after in text.after("just gone", end))
            yield _weekend(text, None), end


def _last_at_the_end(text: Text, at: int) -> Iterator[Read[Unit]]:
    """Italian ``la settimana prima``; not ``la settimana prima delle 9``, nor ``un mese prima``, which is an ago."""
    for start in (start for start in text.maybe("the", at) if start):
        for unit, middle in text.match("unit", start):
            yield from ((unit, end) for end in text.after("last at the end", middle) if end == len(text))


def _unit(text: Text, at: int) -> Iterator[Read[Unit]]:
    several = text.after("several", at)
    yield from ((unit, end) for unit, end in text.match("unit", at) if end not in several)
    yield from ((Unit.WEEKEND, end) for end in text.after("weekend", at))


def week_or_day(text: Text, at: int) -> Iterator[Read[Unit]]:
    """One week or day: of ``the first days of May`` it is not said how many; Russian недели is one and several."""
    several = text.after("several", at)
    for unit, end in text.match("unit", at):
        one = end not in several or (unit is Unit.WEEK and text.lexicon.genitive)
        if one and unit in {Unit.WEEK, Unit.DAY}:
            yield unit, end


def _in_one_word(text: Text, at: int) -> Iterator[Read[tuple[int, Unit]]]:
    for the in text.maybe("the", at):
        for (unit, turn), end in text.match("turned", the):
            if not text.word(end).isdigit() or unit is not Unit.DAY:  # Portuguese do dia 9
                yield (turn, unit), end


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


def this_unit(text: Text, at: int) -> Iterator[Read[Days]]:
    """The unit of today by its bare name: the month in ``end of the month``, ``month to date``."""
    for unit, end in text.match("unit", at):
        yield from ((days, end) for days in this(text, unit))


def this(text: Text, unit: Unit) -> Iterator[Days]:
    """The unit of today, if the calendar has it."""
    days = calendar_unit(today(text), unit, 0, text.asker.week_start)
    yield from () if days is None else (days,)


def _weekend(text: Text, turn: int | None) -> Days:
    """The weekend of this week, or of one some turns on; without a turn the latest that has begun.

    A week's work begins on the day after a weekend.
    """
    day, (first, *more) = today(text), text.asker.weekend
    begins = first + len(more) + 1
    this = day + timedelta(days=(first - begins) % 7 - (day.weekday() - begins) % 7)
    start = this + turn * _WEEK if turn is not None else day - timedelta(days=(day.weekday() - first) % 7)
    return one(start, start + timedelta(days=len(more) + 1), Grain.DAY)
