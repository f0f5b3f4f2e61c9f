"""Weeks and weekends by a day in them, and weekdays by their week: ``week of 30 May``, ``Monday of week 22``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when.counted_days import anchor
from bot.query.when.named import in_week
from bot.query.when.rules import rule_with
from bot.query.when.span import ONE_DAY, ONE_WEEK, Days, Grain, one, week_of
from bot.query.when.units import week_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text


@rule_with("commencing", "week ending", "the day")
def week_beside(text: Text, at: int) -> Iterator[Read[Days]]:
    """``week of 30 May``, ``week ending 3 June``, ``week beginning Monday``: the calendar's week that holds the day."""
    for the in text.maybe("the", at):
        for after in text.after("week", the):
            for of in _day_of(text, after, "commencing"):
                yield from ((_week_of(text, days.first), end) for days, end in anchor(text, of))
            for of in text.after("week ending", after):
                yield from ((_week_to(text, days.first), end) for days, end in anchor(text, of))


def _day_of(text: Text, at: int, table: str) -> Iterator[int]:
    """Where the day of a week or weekend begins: of 4 June, French du 6, Portuguese do dia 6."""
    yield from text.after(table, at)
    for day in text.after("the day", at):
        yield from (at, day)


def _week_of(text: Text, day: date) -> Days:
    return Days((week_of(day, text.asker.week_start),), Grain.WEEK)


def _week_to(text: Text, day: date) -> Days:
    """The week that holds its last working day, or the seven days up to one on which a week begins."""
    if day.weekday() == text.asker.week_start:
        return one(day - ONE_WEEK + ONE_DAY, day + ONE_DAY, Grain.WEEK)
    return _week_of(text, day)


@rule_with("weekend")
def weekend_of(text: Text, at: int) -> Iterator[Read[Days]]:
    """``the weekend of 4 June``, ``Memorial Day weekend``: the one that holds the day, or is next to it."""
    for the in text.maybe("the", at):
        for after in text.after("weekend", the):
            for of in _day_of(text, after, "of"):
                for days, end in anchor(text, of):
                    yield from ((found, end) for found in _weekend_by(text, days.first))


def _weekend_by(text: Text, day: date) -> Iterator[Days]:
    first, *more = text.asker.weekend
    for start in (day - timedelta(days=back) for back in range(-1, len(more) + 2)):
        if start.weekday() == first:
            yield one(start, start + timedelta(days=len(more) + 1), Grain.DAY)


@rule_with("weekday")
def weekday_of_week(text: Text, at: int) -> Iterator[Read[Days]]:
    """``Monday of week 22``, ``KW 22 Montag``."""
    for number, middle in text.match("weekday", at):
        for of in text.maybe("of", middle):
            yield from (
                (in_week(days.first, number), end) for days, end in week_number(text, of) if days.one_week
            )
    for days, middle in week_number(text, at):
        for comma in text.maybe("comma", middle) if days.one_week else ():
            yield from ((in_week(days.first, number), end) for number, end in text.match("weekday", comma))
