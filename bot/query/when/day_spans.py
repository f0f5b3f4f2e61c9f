"""Days of one month by their numbers: ``1-3 June``, ``June 1-3``, ``the 5th to the 7th of May``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.query.when.bits import NUMERAL
from bot.query.when.dates import OF_A_DAY, OF_A_MONTH, day_number, month_named, monthly, nth_day
from bot.query.when.listed_days import numbers_listed, on_days, past_article, several_days
from bot.query.when.named import unit_reference
from bot.query.when.recurring import with_the_next
from bot.query.when.rules import alternative_with, rule_with
from bot.query.when.span import ONE_DAY, Grain, one, real_date
from bot.query.when.years import of_its_year, year_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.query.when.here import Read
    from bot.query.when.span import Days
    from bot.query.when.tokens import Text

    _Named = tuple[int, int | None]

_LAST_DAY = 31
_EARLY, _NOON, _A_SHIFT = 5, 12, 9
"""Hours: when no office begins to work, even in shifts; and more than one works at a stretch."""


@rule_with("to", "to the day", "and", "or", beside=OF_A_DAY)
def day_span(text: Text, at: int) -> Iterator[Read[Days]]:
    """``1-3 June``, ``du 1er au 3 juin 2022``, ``June 1-3``, ``the 5th to the 7th of May``, ``6月1日から3日まで``."""
    yield from _days_then_month(text, at)
    yield from several_days(text, at)
    yield from _days_alone(text, at)
    yield from _days_with_one_sign(text, at)
    for start in text.maybe("from", at):
        for number, after in (*year_said(text, start), (None, start)):
            for month, middle in month_named(text, after):
                for both, end in _either_way(text, middle):
                    yield from _fitting(text, both, _of(text, end, number, _span(month, both)))
    for holder, middle in unit_reference(text, at):
        if holder.grain is Grain.MONTH:
            yield from _days_of(text, middle, holder)


def _either_way(text: Text, at: int) -> Iterator[Read[tuple[_Named, _Named]]]:
    yield from _two_days(text, at, "to")
    for start in text.after("from", at):
        yield from _two_days(text, start, "to")
    for start in text.after("between", at):
        yield from _two_days(text, start, "and")


def _days_of(text: Text, at: int, holder: Days) -> Iterator[Read[Days]]:
    """``last month from the 5th to the 7th``: after a month that is not named, numbers alone are rather hours."""
    for of in (*text.after("following", at), *text.after("comma", at), at):
        openings = (*text.after("from", of), *text.after("between", of), of)
        if any(True for start in openings for the in past_article(text, start) for _ in nth_day(text, the)):
            for both, end in _either_way(text, of):
                if (days := _span(holder.first.month, both)(holder.first.year)) is not None:
                    yield from _fitting(text, both, ((days, end),))


def _of(text: Text, at: int, number: int | None, make: Callable[[int], Days | None]) -> Iterator[Read[Days]]:
    if number is None:
        yield from of_its_year(text, at, make)
    elif (days := make(number)) is not None:
        yield days, at


@alternative_with("to", "and", beside=(*OF_A_MONTH, "unit", "turned"))
def _days_then_month(text: Text, at: int) -> Iterator[Read[Days]]:
    for opening, joining in (("from", "to"), ("between", "and"), ("between", "to")):
        for start in text.maybe("from", at) if opening == "from" else text.after(opening, at):
            for both, after in _two_days(text, start, joining):
                for of in text.maybe("of", after):
                    for month, middle in month_named(text, of):
                        of_year = of_its_year(text, middle, _span(month, both))
                        for days, end in _fitting(text, both, of_year):
                            yield from ((days, closed) for closed in text.maybe("closing", end))
                    for holder, end in unit_reference(text, of):
                        if holder.grain is Grain.MONTH:
                            of_month = _span(holder.first.month, both)
                            yield from _fitting(text, both, _of(text, end, holder.first.year, of_month))


@alternative_with("from", "between", "the day")
def _days_alone(text: Text, at: int) -> Iterator[Read[Days]]:
    """Russian "from 5 to 7", where the to says that they are days; Spanish ``entre los días 1 y 5``.

    They are of the latest month in which the first has begun.
    """
    for start in text.after("from", at):
        for first, middle in day_number(text, start):
            for to in text.after("to the day", middle):
                for last, end in day_number(text, to):
                    yield from ((days, end) for days in _of_latest_month(text, first, last))
    for start in (the for opening in text.after("between", at) for the in text.after("the day", opening)):
        for first, middle in day_number(text, start):
            for last, end in (found for to in text.after("and", middle) for found in day_number(text, to)):
                yield from ((days, end) for days in _of_latest_month(text, first, last))
    for numbers, end in numbers_listed(text, at, ()) if text.after("the day", at) else ():
        if (latest := monthly(numbers[-1], text.asker.now.date())) is not None:
            listed = on_days(latest.first.month, numbers)(latest.first.year)
            yield from () if listed is None else ((listed, end),)
    yield from ((days, end) for days, end in perhaps_days(text, at) if not days.also)


@alternative_with(NUMERAL, "number", "from", beside=("day sign",))
def _days_with_one_sign(text: Text, at: int) -> Iterator[Read[Days]]:
    """``12-15号``, Russian ``12-15 числа``: the last one's sign says that both are days."""
    for start in text.maybe("from", at):
        for first, middle in text.count(start, _LAST_DAY):
            for to in text.after("to", middle):
                for last, after in text.count(to, _LAST_DAY, least=first + 1):
                    for end in text.after("day sign", after):
                        yield from ((days, end) for days in _of_latest_month(text, first, last))


@rule_with("from", beside=("to",))
def perhaps_days(text: Text, at: int) -> Iterator[Read[Days]]:
    """``from 1 to 14``: two numbers that are hardly hours; of ``from 1 to 10`` the days are offered besides."""
    for start in text.after("from", at):
        for first, middle in text.number(start, _EARLY):
            for to in text.after("to", middle):
                for last, end in text.number(to, _LAST_DAY, least=first + _A_SHIFT):
                    days = _of_latest_month(text, first, last)
                    yield from ((replace(each, also=last <= _NOON), end) for each in days)


def _of_latest_month(text: Text, first: int, last: int) -> Iterator[Days]:
    since = monthly(first, text.asker.now.date())
    until = since and real_date(since.first.year, since.first.month, last)
    if since and until and first < last:
        yield one(since.first, until + ONE_DAY, Grain.DAY)


def _two_days(text: Text, at: int, joining: str) -> Iterator[Read[tuple[_Named, _Named]]]:
    """Two numbers of days of one month, the first before the last, perhaps with their weekdays."""
    for first, middle in _named_day(text, at):
        for to in text.after(joining, middle):
            for last, after in _named_day(text, to):
                if first[0] < last[0]:
                    yield from (((first, last), end) for end in text.maybe("closing", after))


def _named_day(text: Text, at: int) -> Iterator[Read[_Named]]:
    """``5th``, ``the 5th``, ``Sunday 5``: the number, and the weekday where one is said."""
    for start in past_article(text, at):
        yield from (((number, None), end) for number, end in day_number(text, start))
        for weekday, middle in text.match("weekday", start):
            for comma in text.maybe("comma", middle):
                for the in past_article(text, comma):
                    yield from (((number, weekday), end) for number, end in day_number(text, the))


def _span(month: int, both: tuple[_Named, _Named]) -> Callable[[int], Days | None]:
    (first, _), (last, _) = both

    def make(number: int) -> Days | None:
        start, end = real_date(number, month, first), real_date(number, month, last)
        return None if start is None or end is None else one(start, end + ONE_DAY, Grain.DAY)

    return make


def _fitting(text: Text, both: tuple[_Named, _Named], found: Iterable[Read[Days]]) -> Iterator[Read[Days]]:
    """The days that fall on the weekdays that are said, or those to come this year that do; other years are none."""
    weekdays = [weekday for _, weekday in both]
    for days, end in found:
        for turn in with_the_next(days, text.asker.now.year):
            ends = (turn.first.weekday(), (turn.end - ONE_DAY).weekday())
            if all(said in {None, is_so} for said, is_so in zip(weekdays, ends, strict=True)):
                yield turn, end
                break
