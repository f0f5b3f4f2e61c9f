"""Fiscal years and their quarters, from the month that the asker's company says: ``FY2021``, ``fiscal Q1``."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.named import today
from bot.query.when.rules import rule_with
from bot.query.when.span import Days, Grain, months_from
from bot.query.when.turns import turned
from bot.query.when.years import two_digits, year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

CALENDAR = "The fiscal year is read as the calendar year: the settings name no other month that it begins in."
_QUARTERS = 4
_IN_ONE_WORD = (
    ("this fiscal year", 0), ("last fiscal year", -1), ("fiscal year before last", -2), ("next fiscal year", 1),
)  # fmt: skip


_WORDS = ("fiscal", "fiscal year", "fiscal year behind", *(table for table, _ in _IN_ONE_WORD))


def fiscal_notes(text: Text) -> tuple[str, ...]:
    """What is assumed of a fiscal year where nobody says when it begins, as a sentence."""
    assumed = text.asker.habits.fiscal_month == 1 and text.has(_WORDS)
    return (CALENDAR,) if assumed else ()


@rule_with(*_WORDS)
def fiscal(text: Text, at: int) -> Iterator[Read[Days]]:
    """``this fiscal year``, ``FY2021``, ``FY 21/22``, ``Q1 FY21``, ``fiscal Q3``, ``last fiscal quarter``."""
    for (turn, unit), end in turned(text, at, _unit):
        yield (_year(text, _this_year(text) + turn) if unit == "year" else _turned_quarter(text, turn)), end
    for table, turn in _IN_ONE_WORD:
        for end in text.after(table, at):
            yield from _part_behind(text, _year(text, _this_year(text) + turn), end)
    for named, end in _named(text, at):
        for days in _years(text, named):
            yield from _part_behind(text, days, end)
    for number, after in _quarter(text, at):
        for of in (*text.after("of", after), *text.after("comma", after), after):
            for named, end in _named(text, of):
                yield from ((_quarter_of(days, number), end) for days in _years(text, named))
    for start in text.after("fiscal", at):
        for number, end in _quarter(text, start):
            yield _latest_quarter(text, number), end


def _part_behind(text: Text, days: Days, at: int) -> Iterator[Read[Days]]:
    """A fiscal year, or its quarter or half that is named behind it: ``今年度第1四半期``, ``昨年度の下期``."""
    for of in text.maybe("of", at):
        for first in text.after("ordinal first", of):
            for number, after in text.number(first, _QUARTERS):
                yield from ((_quarter_of(days, number), end) for end in text.after("quarter", after))
        for table, months in (("first half", 0), ("second half", 6)):
            run = months_from(days.first.year, days.first.month + months, 6)
            half = Days((run,), Grain.QUARTER, also=days.also)
            yield from ((half, end) for end in text.after(table, of))
    yield days, at


def _unit(text: Text, at: int) -> Iterator[Read[str]]:
    yield from (("year", end) for end in text.after("fiscal year", at))
    for start in text.after("fiscal", at):
        yield from (("quarter", end) for end in text.after("quarter", start) if text.word(start) != "q")


def _named(text: Text, at: int) -> Iterator[Read[tuple[int, bool]]]:
    """The year that a fiscal year ends in, and whether that is sure: ``FY2021``, ``FY 21/22``, ``2021年度``."""
    for start in chain(text.after("fiscal year", at), text.after("fiscal", at)):
        for number, end in chain(year(text, start), two_digits(text, start)):
            if text.word(end) in {"/", "-"} and text.glued(end) and text.glued(end + 1):
                for last, after in chain(year(text, end + 1), two_digits(text, end + 1)):
                    if last == number + 1:
                        yield (last, True), after
            yield (number, False), end
    later = text.asker.habits.fiscal_month > 1
    for number, after in year(text, at):
        yield from (((number + later, True), end) for end in text.after("fiscal year behind", after))


def _quarter(text: Text, at: int) -> Iterator[Read[int]]:
    for start in text.after("quarter", at):
        yield from text.number(start, _QUARTERS)


def _years(text: Text, named: tuple[int, bool]) -> Iterator[Days]:
    """Named by the year it ends in, as most are; where it does not begin in January, perhaps by its first."""
    number, sure = named
    yield _year(text, number)
    if text.asker.habits.fiscal_month > 1 and not sure:
        yield replace(_year(text, number + 1), also=True)


def _year(text: Text, number: int) -> Days:
    month = text.asker.habits.fiscal_month
    return Days((months_from(number - (month > 1), month, 12),), Grain.YEAR)


def _this_year(text: Text) -> int:
    """The year that the fiscal year of today ends in."""
    day, month = today(text), text.asker.habits.fiscal_month
    return day.year + (month > 1 and day.month >= month)


def _quarter_of(days: Days, number: int) -> Days:
    first = days.first
    run = months_from(first.year, first.month + 3 * (number - 1), 3)
    return Days((run,), Grain.QUARTER, also=days.also)


def _latest_quarter(text: Text, number: int) -> Days:
    found = _quarter_of(_year(text, _this_year(text)), number)
    return found if found.first <= today(text) else _quarter_of(_year(text, _this_year(text) - 1), number)


def _turned_quarter(text: Text, turn: int) -> Days:
    start = _year(text, _this_year(text)).first
    gone = ((today(text).year - start.year) * 12 + today(text).month - start.month) // 3
    return Days((months_from(start.year, start.month + 3 * (gone + turn), 3),), Grain.QUARTER)
