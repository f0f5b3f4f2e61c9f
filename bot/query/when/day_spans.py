"""Days of one month by their numbers: ``1-3 June``, ``June 1-3``, ``the 5th to the 7th of May``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when.dates import day_number, of_its_year
from bot.query.when.span import Grain, one, real_date
from bot.query.when.tokens import rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.query.when.span import Days
    from bot.query.when.tokens import Read, Text


@rule
def day_span(text: Text, at: int) -> Iterator[Read[Days]]:
    """``1-3 June``, ``1 to 3 June 2022``, ``June 1-3``, ``5th-7th``, ``the 5th to the 7th of May``."""
    yield from _days_then_month(text, at)
    for month, after in text.match("month", at):
        for first, middle in day_number(text, after):
            for to in text.after("to", middle):
                for last, end in day_number(text, to):
                    if last > first:
                        yield from of_its_year(text, end, _span(month, first, last))


def _days_then_month(text: Text, at: int) -> Iterator[Read[Days]]:
    for start in text.maybe("the", at):
        for first, middle in day_number(text, start):
            for to in text.after("to", middle):
                for the in text.maybe("the", to):
                    for last, after in day_number(text, the):
                        if last <= first:
                            continue
                        for of in text.maybe("of", after):
                            for month, end in text.match("month", of):
                                yield from of_its_year(text, end, _span(month, first, last))


def _span(month: int, first: int, last: int) -> Callable[[int], Days | None]:
    def make(number: int) -> Days | None:
        start, end = real_date(number, month, first), real_date(number, month, last)
        return None if start is None or end is None else one(start, end + timedelta(days=1), Grain.DAY)

    return make
