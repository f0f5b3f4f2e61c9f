"""Calendar units by name: May, 2021, Q2, week 21, a public holiday."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.bits import NUMERAL
from bot.query.when.dates import OF_A_MONTH, month_named, ordinal_day, past_suffix
from bot.query.when.named import today, unit_reference
from bot.query.when.numerics import month_in_digits
from bot.query.when.rules import rule_with
from bot.query.when.span import Days, Grain, iso_week, month_of, months_from, one
from bot.query.when.turns import turned
from bot.query.when.years import is_no_year, recent_year, recent_year_signed, short_year, year_said, yearly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

    _Make = Callable[[int], Days | None]

_MOST_WEEKS = 53
_PARTS_OF_YEARS = (("quarter", 3, 4), ("half", 6, 2))
"""Table, months of each, and how many a year has."""
OF_PARTS_OF_YEARS = ("quarter", "half", "first half", "second half")
_LETTERS = frozenset({"q", "h", "w"})
"""Signs that stand before their number alone: ``Q2``, never ``second Q``."""


@rule_with("month sign")
def months(text: Text, at: int) -> Iterator[Read[Days]]:
    """``3-5月``: two months with one sign for both."""
    for number, after in (*_years_first(text, at), (None, at)):
        for start in text.maybe("of", after) if number else (after,):
            for first, middle in text.number(start, 12):
                for to in text.after("to", middle):
                    for last, signed in text.number(to, 12):
                        for end in text.after("month sign", signed) if first < last else ():
                            yield from _some_months(text, end, number, first, last)


def _some_months(text: Text, end: int, number: int | None, first: int, last: int) -> Iterator[Read[Days]]:
    def make(of: int) -> Days:
        return Days((months_from(of, first, last - first + 1),), Grain.MONTH)

    latest = make(number) if number else yearly(make, today(text))
    if latest is not None:
        yield latest, end


@rule_with(*OF_A_MONTH, NUMERAL)
def month(text: Text, at: int) -> Iterator[Read[Days]]:
    """``May``, ``May 2021``, ``2021年5月``, ``last May``, ``this May``, ``May last year``."""
    for number, end in month_named(text, at):
        weekday = text.after("weekday", at)  # Spanish mar is Tuesday too
        for days, last in _of_year(text, end, _month(number)):
            yield replace(days, also=days.also or last in weekday), last
    for number, after in _years_first(text, at):
        for of in (*text.after("dash", after), *text.after("following", after), *text.maybe("of", after)):
            yield from ((_month(value)(number), end) for value, end in month_named(text, of))
    for (number, value), end in month_in_digits(text, at):
        yield _month(value)(number), end
    for (turn, number), end in turned(text, at, lambda text, at: tuple(month_named(text, at))):
        latest = yearly(_month(number), today(text))
        if turn == 0:
            yield Days((month_of(today(text).year, number),), Grain.MONTH), end
        elif latest is not None and turn >= -1:
            yield _turn_of_year(text, latest, turn), end


def _years_first(text: Text, at: int) -> Iterator[Read[int]]:
    """A year before what is of it: ``2021``, ``去年``."""
    yield from year_said(text, at)
    yield from ((days.first.year, end) for days, end in unit_reference(text, at) if days.grain is Grain.YEAR)


def _turn_of_year(text: Text, latest: Days, turn: int) -> Days:
    """Last May: the latest that is over. Next May: the first that has not begun."""
    assert latest.again is not None
    if turn < 0:
        return latest if latest.end <= today(text) else latest.again(-1)
    return latest.again(1)


def _month(number: int) -> Callable[[int], Days]:
    return lambda of: Days((month_of(of, number),), Grain.MONTH)


def _of_year(text: Text, at: int, make: Callable[[int], Days | None]) -> Iterator[Read[Days]]:
    """Of the year named next, if one is, else of the latest that has begun."""
    for of in (
        *chain(*(text.after(table, at) for table in ("comma", "slash", "dash"))),
        *text.maybe("of", at),
    ):
        for number, end in (*_years_first(text, of), *short_year(text, of), *_bare_year(text, of)):
            if not is_no_year(text, of, end) and (days := make(number)) is not None:
                yield days, end
    latest = yearly(make, today(text))
    if latest is not None:
        yield latest, at


def _bare_year(text: Text, at: int) -> Iterator[Read[int]]:
    """The 22 of German ``Mai 22``, where it can be no day; not one that is still to come, nor of ``KW 20-22``."""
    yield from recent_year_signed(text, at)
    if text.lexicon.day_first and text.word(at - 1) != "-":
        yield from recent_year(text, at)


@rule_with(NUMERAL, "era")
def year_alone(text: Text, at: int) -> Iterator[Read[Days]]:
    """``2021``; a number later than the next year is more likely an extension."""
    for number, end in year_said(text, at):
        if number > today(text).year + 1:
            continue
        yield Days((months_from(number, 1, 12),), Grain.YEAR), end


@rule_with(*OF_PARTS_OF_YEARS)
def quarter(text: Text, at: int) -> Iterator[Read[Days]]:
    """``Q2``, ``Q3 2021``, ``2021 Q3``, ``the second quarter``, ``H1``, ``上半年``."""
    yield from _made(text, at, _part_of_year)
    yield from _last_of_year(text, at)


def _made(text: Text, at: int, nth: Callable[[Text, int], Iterable[Read[_Make]]]) -> Iterator[Read[Days]]:
    """Something of each year, with its year behind or before it."""
    for make, end in nth(text, at):
        yield from _of_year(text, end, make)
    for number, after in _years_first(text, at):
        for of in (*text.maybe("of", after), *text.after("dash", after), *text.after("following", after)):
            yield from ((days, end) for make, end in nth(text, of) if (days := make(number)) is not None)


def _part_of_year(text: Text, at: int) -> Iterator[Read[_Make]]:
    for table, months, most in _PARTS_OF_YEARS:
        yield from ((_months(number, months), end) for number, end in _nth(text, at, table, most))
    for table, number in (("first half", 1), ("second half", 2)):
        yield from ((_months(number, 6), end) for end in text.after(table, at))


def _last_of_year(text: Text, at: int) -> Iterator[Read[Days]]:
    """``last quarter of 2021``: only with the year, else it is the one before this."""
    for last in text.after("last", at):
        for table, months, most in _PARTS_OF_YEARS:
            for middle in text.after(table, last):
                for of in text.maybe("of", middle):
                    yield from (
                        (_months(most, months)(number), end)
                        for number, end in _years_first(text, of)
                        if not is_no_year(text, of, end)
                    )


def _nth(text: Text, at: int, table: str, most: int) -> Iterator[Read[int]]:
    """``Q2``, ``2nd quarter``, ``2 квартал``, ``الربع الثاني``."""
    for start in text.maybe("the", at):
        for after in text.after(table, start):
            yield from text.number(after, most)
            yield from ((number, end) for number, end in ordinal_day(text, after) if number <= most)
        for after in text.after("last of", start):
            its_end = text.after("last of the", start) and text.after("with its article", after)
            yield from ((most, end) for end in text.after(table, after) if not its_end)
        for number, after in (*ordinal_day(text, start), *text.number(start, most)):
            if number <= most and after > start:
                yield from (
                    (number, end) for end in text.after(table, after) if text.word(after) not in _LETTERS
                )
        for number, after in text.match("number", start) if table == "quarter" else ():
            if number <= most and not text.match("no place", start):  # 二季度; 两季度 are two
                yield from ((number, end) for end in text.after("quarter by number", after))


def _months(number: int, months: int) -> Callable[[int], Days]:
    return lambda of: Days((months_from(of, (number - 1) * months + 1, months),), Grain.QUARTER)


@rule_with("week")
def week_number(text: Text, at: int) -> Iterator[Read[Days]]:
    """``week 21``, ``KW 21``, ``21. KW``, ``week 21 2021``, ``2022-W21``, ``第21周``."""
    yield from _made(text, at, _weeks_of_year)
    yield from _made(text, at, _week_of_year)


def _week_of_year(text: Text, at: int) -> Iterator[Read[_Make]]:
    for number, end in _week_said(text, at):
        yield _week(number), end


def _weeks_of_year(text: Text, at: int) -> Iterator[Read[_Make]]:
    """``weeks 20-22``, ``KW 20 bis 22``, ``week 20 and 21``."""
    for start in text.after("week", at):
        for first, middle in text.number(start, _MOST_WEEKS):
            for table in ("to", "and"):
                for to in text.after(table, middle):
                    for again in text.maybe("week", to):
                        for last, end in text.number(again, _MOST_WEEKS):
                            if last == first + 1 or (last > first and table == "to"):
                                yield _weeks(first, last), end


def _weeks(first: int, last: int) -> _Make:
    def make(of: int) -> Days | None:
        start, end = iso_week(of, first), iso_week(of, last)
        return None if start is None or end is None else one(start.first, end.end, Grain.WEEK)

    return make


def _week_said(text: Text, at: int) -> Iterator[Read[int]]:
    for start in text.maybe("the", at):
        for after in text.after("week", start):
            yield from text.number(after, _MOST_WEEKS)
        for first in (*text.after("ordinal first", start), start):
            for number, end in text.number(first, _MOST_WEEKS):
                for middle in (*past_suffix(text, end), *((end,) if first > start else ())):
                    yield from ((number, after) for after in text.after("week", middle))


def _week(number: int) -> Callable[[int], Days | None]:
    def make(of: int) -> Days | None:
        run = iso_week(of, number)
        return None if run is None else Days((run,), Grain.WEEK)

    return make


@rule_with("month of")
def of_the_unit(text: Text, at: int) -> Iterator[Read[Days]]:
    """``the month of May``, ``the year 2021``."""
    for after in text.after("month of", at):
        yield from month(text, after)
        yield from year_alone(text, after)


@rule_with("holiday")
def holiday(text: Text, at: int) -> Iterator[Read[Days]]:
    """A public holiday of the asker's country, where its calendar is at hand: ``last Christmas``."""
    for make, after in _holiday(text, at):
        yield from _of_year(text, after, make)
    for (turn, make), end in turned(text, at, _holiday):
        if turn == -1 and (latest := yearly(make, today(text))) is not None:
            yield _turn_of_year(text, latest, turn), end


def _holiday(text: Text, at: int) -> Iterator[Read[_Make]]:
    for name, after in text.match("holiday", at):
        from bot.query.when.holidays import holiday_of  # noqa: PLC0415 - few phrases name one, and calendars are large

        make = holiday_of(str(name), text.asker.region)
        if make is not None:
            yield make, after
