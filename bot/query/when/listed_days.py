"""Several days of one month, which is said once: ``1st and 3rd of April``, ``6月1、3、5日``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when.bits import NUMERAL
from bot.query.when.dates import OF_A_MONTH, day_number, month_named
from bot.query.when.named import unit_reference
from bot.query.when.rules import alternative_with, rule, rule_with
from bot.query.when.span import Days, Grain, Run, joined, real_date
from bot.query.when.years import of_its_year, yearly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

_LAST_DAY, _MOST_LISTED = 31, 7
_TWO, _BEFORE_LAST = 2, 2


@alternative_with("or", beside=(*OF_A_MONTH, "unit", "turned"))
def several_days(text: Text, at: int) -> Iterator[Read[Days]]:
    """``1st and 3rd of April``, ``5, 6 y 7 de mayo``, ``the 6th and 7th of last month``: the month is of all."""
    yield from _month_first(text, at)
    for numbers, after in numbers_listed(text, at, ()):
        for of in text.maybe("of", after):
            for month, end in month_named(text, of):
                yield from of_its_year(text, end, on_days(month, numbers))
            for holder, end in unit_reference(text, of) if of > after else ():
                if holder.grain is Grain.MONTH:
                    days = on_days(holder.first.month, numbers)(holder.first.year)
                    if days is not None:
                        yield days, end


def _month_first(text: Text, at: int) -> Iterator[Read[Days]]:
    """``June 8 and 9``, ``June 8, 9 and 10``, by who has the month first; in ``June 8, 9`` 9 may be an hour."""
    for month, middle in month_named(text, at):
        for numbers, end in numbers_listed(text, middle, ()):
            if text.word(end - _BEFORE_LAST) != "," and not text.lexicon.day_first:
                yield from of_its_year(text, end, on_days(month, numbers))


@rule_with(NUMERAL, beside=OF_A_MONTH)
def days_with_strokes(text: Text, at: int) -> Iterator[Read[Days]]:
    """``8/9/10 June``."""
    for numbers, after in _with_strokes(text, at, ()):
        for of in text.maybe("of", after):
            for month, end in month_named(text, of):
                yield from of_its_year(text, end, on_days(month, numbers))


def _with_strokes(text: Text, at: int, so_far: tuple[int, ...]) -> Iterator[Read[tuple[int, ...]]]:
    """Three numbers of days and more: two of them are a date or a stretch."""
    for number, end in text.number(at, _LAST_DAY):
        here = (*so_far, number)
        if text.word(end) == "/" and text.glued(end) and text.glued(end + 1):
            yield from _with_strokes(text, end + 1, here)
        elif len(here) > _TWO and sorted(set(here)) == list(here):
            yield here, end


def numbers_listed(text: Text, at: int, so_far: tuple[int, ...]) -> Iterator[Read[tuple[int, ...]]]:
    """Two numbers of days and more, each after the one before."""
    for start in past_article(text, at):
        for number, end in day_number(text, start):
            if (so_far and number <= so_far[-1]) or len(so_far) == _MOST_LISTED:
                continue
            here = (*so_far, number)
            for more in text.after("or", end):
                yield from numbers_listed(text, more, here)
            if so_far:
                yield here, end


def past_article(text: Text, at: int) -> Iterator[int]:
    """Past a word that makes a number a day, and without."""
    yield from text.after("the day", at)
    yield from text.maybe("the", at)


@rule
def days_of_a_month(text: Text, at: int) -> Iterator[Read[Days]]:
    """``6月1、3、5日``: several days with one month and one sign for all of them."""
    for month, after in month_named(text, at):
        for days, end in _several_numbers(text, after, ()):
            for last in text.after("day sign", end):
                found = yearly(on_days(month, days), text.asker.now.date())
                if found is not None:
                    yield found, last


def _several_numbers(text: Text, at: int, so_far: tuple[int, ...]) -> Iterator[Read[tuple[int, ...]]]:
    for number, end in text.number(at, _LAST_DAY):
        here = (*so_far, number)
        for more in text.after("or", end) if len(here) < _MOST_LISTED else ():
            yield from _several_numbers(text, more, here)
        if so_far:
            yield here, end


def on_days(month: int, days: tuple[int, ...]) -> Callable[[int], Days | None]:
    """Some days of a month, by year; None for a year that has not all of them."""

    def make(number: int) -> Days | None:
        found = [real_date(number, month, day) for day in days]
        runs = joined(Run(day, day + timedelta(days=1)) for day in found if day is not None)
        return Days(runs, Grain.DAY) if len(found) == len(days) and None not in found else None

    return make
