"""Days that come again every month or year."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.query.when.span import Days


def turns_of(make: Callable[[int], Days | None], start: int, reach: int) -> Callable[[int], Days]:
    """The turns of days, counted from that of a month or year, each worked out once.

    ``make`` gives None for one without such days; where the next ``reach`` have none, the turn is the last.
    """
    first = make(start)
    assert first is not None
    found = {step: [(start, first)] for step in (1, -1)}

    def again(count: int) -> Days:
        step = 1 if count > 0 else -1
        known = found[step]
        while len(known) <= abs(count):
            last = known[-1][0]
            onwards = range(last + step, last + step * (reach + 1), step)
            turns = ((number, days) for number in onwards if (days := make(number)) is not None)
            known.append(next(turns, known[-1]))
        return known[abs(count)][1]

    return again


def with_the_next(days: Days, this_year: int) -> Iterator[Days]:
    """The days, and those of the same date that are still to come this year: a weekday beside them says which."""
    yield days
    if days.by_year and days.again is not None and (ahead := days.again(1)).first.year == this_year:
        yield ahead
