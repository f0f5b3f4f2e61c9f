"""A night by the day it ends on, or by both its days: ``Nacht auf Dienstag``, ``la nuit du 3 au 4 juin``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.when.counted_days import anchor
from bot.query.when.dates import day_number
from bot.query.when.rules import rule_with
from bot.query.when.span import ONE_DAY, a_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.query.when.here import Read
    from bot.query.when.span import Days
    from bot.query.when.tokens import Text

    _Fits = Callable[[date], bool]


_BOTH_DAYS = (("from", "to"), ("of", "to"), ("between", "and"), ("from", "to the next day"))
"""Words before and between the days where the night is said; without it the last alone mean one."""


@rule_with("night to", "night", "to the next day")
def eve(text: Text, at: int) -> Iterator[Read[Days]]:
    """The day on which the night begins that ends on the day that is said."""
    for start in text.after("night to", at):
        yield from ((a_day(day - ONE_DAY), end) for day, end in _a_day(text, start))
    for night in text.after("night", at):
        yield from _between(text, night, "to")
        for opening, joining in _BOTH_DAYS:
            for start in text.after(opening, night):
                yield from _between(text, start, joining)
    for start in text.after("from", at):
        yield from _between(text, start, "to the next day")


def _between(text: Text, at: int, joining: str) -> Iterator[Read[Days]]:
    """A day and the next; the night between others is none."""
    for fits, middle in _first(text, at):
        for to in (
            *text.after(joining, middle),
            *(text.after("to the day", middle) if joining == "to" else ()),
        ):
            for last, end in _a_day(text, to):
                if fits(last - ONE_DAY):
                    yield a_day(last - ONE_DAY), end


def _a_day(text: Text, at: int) -> Iterator[Read[date]]:
    for days, end in (found for the in text.maybe("the", at) for found in anchor(text, the)):
        if days.one_day:
            yield days.first, end


def _first(text: Text, at: int) -> Iterator[Read[_Fits]]:
    """The first of both days, as far as it is said: ``10``, ``вторника``, ``10 июня``."""
    for start in text.maybe("the", at):
        yield from ((_is_number(number), end) for number, end in day_number(text, start))
        yield from ((_is_weekday(number), end) for number, end in text.match("weekday", start))
        yield from ((day.__eq__, end) for day, end in _a_day(text, start))


def _is_number(number: int) -> _Fits:
    return lambda day: day.day == number


def _is_weekday(number: int) -> _Fits:
    return lambda day: day.weekday() == number
