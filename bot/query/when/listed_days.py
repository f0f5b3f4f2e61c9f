"""Several days of one month, which is said once: ``6月1、3、5日``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when.dates import month_named
from bot.query.when.rules import rule
from bot.query.when.span import Days, Grain, Run, joined, real_date
from bot.query.when.years import yearly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.query.when.tokens import Read, Text

_LAST_DAY, _MOST_LISTED = 31, 7


@rule
def days_of_a_month(text: Text, at: int) -> Iterator[Read[Days]]:
    """``6月1、3、5日``: several days with one month and one sign for all of them."""
    for month, after in month_named(text, at):
        for days, end in _several_numbers(text, after, ()):
            for last in text.after("day sign", end):
                found = yearly(_on_days(month, days), text.asker.now.date())
                if found is not None:
                    yield found, last


def _several_numbers(text: Text, at: int, so_far: tuple[int, ...]) -> Iterator[Read[tuple[int, ...]]]:
    for number, end in text.number(at, _LAST_DAY):
        here = (*so_far, number)
        for more in text.after("or", end) if len(here) < _MOST_LISTED else ():
            yield from _several_numbers(text, more, here)
        if so_far:
            yield here, end


def _on_days(month: int, days: tuple[int, ...]) -> Callable[[int], Days | None]:
    def make(number: int) -> Days | None:
        found = [real_date(number, month, day) for day in days]
        runs = joined(Run(day, day + timedelta(days=1)) for day in found if day is not None)
        return Days(runs, Grain.DAY) if len(found) == len(days) and None not in found else None

    return make
