"""Calendar units by name: May, 2021, Q2, week 21, the first half of June, a public holiday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.query.when.dates import any_date, ordinal_day, past_dot, year, yearly
from bot.query.when.named import today, unit_reference
from bot.query.when.span import Days, Grain, iso_week, month_of, months_from, one, week_of
from bot.query.when.tokens import rule
from bot.query.words.lexicon import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.query.when.tokens import Read, Text


@rule
def month(text: Text, at: int) -> Iterator[Read[Days]]:
    """``May``, ``May 2021``, ``last May``, ``this May``, ``May last year``."""
    for number, end in text.match("month", at):
        yield from _of_year(text, past_dot(text, end), _month(number))
    for number, after in _after_any(text, at, "month"):
        latest = yearly(_month(number[1]), today(text))
        if latest is None:
            continue
        yield _turn_of_month(text, latest, number[0], number[1]), after


def _after_any(text: Text, at: int, table: str) -> Iterator[Read[tuple[int, int]]]:
    for name, turn in (("last", -1), ("this", 0), ("next", 1)):
        for after in text.after(name, at):
            for value, end in text.match(table, after):
                yield (turn, int(value)), end


def _turn_of_month(text: Text, latest: Days, turn: int, number: int) -> Days:
    """Last May: the latest that is over. This May: of this year. Next May: the first that has not begun."""
    assert latest.again is not None
    if turn == 0:
        return Days((month_of(today(text).year, number),), Grain.MONTH)
    if turn < 0:
        return latest if latest.end <= today(text) else latest.again(-1)
    return latest.again(1)


def _month(number: int) -> Callable[[int], Days]:
    return lambda of: Days((month_of(of, number),), Grain.MONTH)


def _of_year(text: Text, at: int, make: Callable[[int], Days | None]) -> Iterator[Read[Days]]:
    """Of the year named next, if one is, else of the latest that has begun."""
    for of in (*text.after("comma", at), *text.maybe("of", at)):
        for number, end in year(text, of):
            if (days := make(number)) is not None:
                yield days, end
        for days, end in unit_reference(text, of):
            if days.grain is Grain.YEAR and (made := make(days.first.year)) is not None:
                yield made, end
    latest = yearly(make, today(text))
    if latest is not None:
        yield latest, at


@rule
def year_alone(text: Text, at: int) -> Iterator[Read[Days]]:
    """``2021``; a number later than the next year is more likely an extension."""
    for number, end in year(text, at):
        if number > today(text).year + 1:
            continue
        yield Days((months_from(number, 1, 12),), Grain.YEAR), end


@rule
def quarter(text: Text, at: int) -> Iterator[Read[Days]]:
    """``Q2``, ``Q3 2021``, ``2021 Q3``, ``the second quarter``, ``H1``, ``the first half of 2021``."""
    for table, months, most in (("quarter", 3, 4), ("half", 6, 2)):
        for make, end in _nth(text, at, table, months, most):
            yield from _of_year(text, end, make)
        for number, after in year(text, at):
            for dash in (after, *text.after("dash", after)):
                yield from (
                    (made, end)
                    for make, end in _nth(text, dash, table, months, most)
                    if (made := make(number))
                )


def _nth(text: Text, at: int, table: str, months: int, most: int) -> Iterator[Read[Callable[[int], Days]]]:
    for after in text.after(table, at):
        for number, end in text.number(after, most):
            yield _part_of_year(number, months), end
    for the in text.maybe("the", at):
        for number, after in ordinal_day(text, the):
            if number <= most and table == "quarter":
                yield from ((_part_of_year(number, months), end) for end in text.after(table, after))


def _part_of_year(number: int, months: int) -> Callable[[int], Days]:
    return lambda of: Days((months_from(of, (number - 1) * months + 1, months),), Grain.QUARTER)


@rule
def week_number(text: Text, at: int) -> Iterator[Read[Days]]:
    """``week 21``, ``KW 21``, ``week 21 2021``, ``2022-W21``, ``week of 30 May``."""
    for the in text.maybe("the", at):
        for after in text.after("week", the):
            for number, end in text.number(after, 53):
                yield from _of_year(text, end, _week(number))
            for of in text.after("commencing", after):
                for days, end in any_date(text, of):
                    yield Days((week_of(days.first, text.asker.week_start),), Grain.WEEK), end
    for number, after in year(text, at):
        for dash in (after, *text.after("dash", after)):
            for week in text.after("week", dash):
                for count, end in text.number(week, 53):
                    if (found := _week(count)(number)) is not None:
                        yield found, end


def _week(number: int) -> Callable[[int], Days | None]:
    def make(of: int) -> Days | None:
        run = iso_week(of, number)
        return None if run is None else Days((run,), Grain.WEEK)

    return make


@rule
def part_of_unit(text: Text, at: int) -> Iterator[Read[Days]]:
    """``first half of June``, ``beginning of June``, ``mid-May``, ``end of last month``, ``first half of 2021``."""
    for the in text.maybe("the", at):
        for number, after in ordinal_day(text, the):
            if number in (1, 2):
                for of in text.after("half of", after):
                    yield from ((_half(days, number), end) for days, end in _unit(text, of))
    for table, number in (("start of", 0), ("middle of", 1), ("end of", 2)):
        for of in text.after(table, at):
            for days, end in (*_unit(text, of), *_this_month(text, of)):
                if days.grain is Grain.MONTH:
                    yield _third(days, number), end


def _this_month(text: Text, at: int) -> Iterator[Read[Days]]:
    """The month in ``end of the month``."""
    for of in text.maybe("the", at):
        for unit, end in text.match("unit", of):
            if unit is Unit.MONTH:
                yield Days((month_of(today(text).year, today(text).month),), Grain.MONTH), end


@rule
def of_the_unit(text: Text, at: int) -> Iterator[Read[Days]]:
    """``the month of May``, ``the year 2021``, ``last year's Q3``."""
    for after in text.after("month of", at):
        yield from month(text, after)
        yield from year_alone(text, after)
    for days, middle in unit_reference(text, at):
        for after in text.after("following", middle):
            if days.grain is Grain.YEAR:
                for table, months, most in (("quarter", 3, 4), ("half", 6, 2)):
                    yield from (
                        (make(days.first.year), end) for make, end in _nth(text, after, table, months, most)
                    )


def _unit(text: Text, at: int) -> Iterator[Read[Days]]:
    for the in text.maybe("the", at):
        for read in (month, unit_reference, year_alone):
            yield from (
                (days, end) for days, end in read(text, the) if days.grain in (Grain.MONTH, Grain.YEAR)
            )


def _half(days: Days, number: int) -> Days:
    """Of a month: up to the 15th, and the rest. Of a year: six months."""
    first, end = days.first, days.end
    middle = date(first.year, 7, 1) if days.grain is Grain.YEAR else first + timedelta(days=15)
    return one(first, middle, Grain.DAY) if number == 1 else one(middle, end, Grain.DAY)


def _third(days: Days, number: int) -> Days:
    """Of a month: the 1st to the 10th, the 11th to the 20th, the rest."""
    edges = (days.first, days.first + timedelta(days=10), days.first + timedelta(days=20), days.end)
    return one(edges[number], edges[number + 1], Grain.DAY)


@rule
def holiday(text: Text, at: int) -> Iterator[Read[Days]]:
    """A public holiday of the asker's country, where its calendar is at hand."""
    for name, after in text.match("holiday", at):
        from bot.query.when.holidays import holiday_of  # noqa: PLC0415 - few phrases name one, and calendars are large

        make = holiday_of(str(name), text.asker.region)
        if make is not None:
            yield from _of_year(text, after, make)
