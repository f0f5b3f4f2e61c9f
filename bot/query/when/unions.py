"""Days of which each is meant: ``Monday and Tuesday``, ``30 May and 1 June 9-11``."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.query.when import clock_parts, named
from bot.query.when.dates import month_named
from bot.query.when.meaning import of_each
from bot.query.when.moments import Moment, moment
from bot.query.when.settling import turn_within
from bot.query.when.span import Grain
from bot.query.when.tokens import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.meaning import Meaning
    from bot.query.when.span import Days
    from bot.query.when.tokens import Read, Text

_MOST_LISTED = 7
_DATE = 3
"""Words of a date up to its month: 14 de junio."""


@rule
def unions(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``Monday and Tuesday``; ``9-11 on 30 May and 1 June``, ``30 May and 1 June 9-11``, where the time is of all.

    A time of the last alone may be of that one: this is offered besides.
    """
    today = named.today(text)
    for listed, end in _listed(text, at, ()):
        if len(listed) < 2 or any(each.days is None for each in listed) or _one_within_another(listed):
            continue
        said = _of_one_unit(text, at, _of_one_year(listed))
        timed = [each for each in said if each.clock is not None]
        if len(timed) in (0, len(said)):
            yield of_each(said, today), end
        elif timed == [said[-1]] or (timed == [said[0]] and any(clock_parts.any_clock(text, at))):
            yield of_each([replace(each, clock=timed[0].clock) for each in said], today), end
            if timed == [said[-1]]:
                yield replace(of_each(said, today), also=True), end


def _of_one_unit(text: Text, at: int, said: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Days after the unit that the first of them names: in ``last week Mon and Tue`` both are of last week."""
    first = said[0].days
    for on in text.maybe("on", at):
        for unit, _ in named.unit_reference(text, on):
            if first is not None and first != unit and unit.first <= first.first < first.end <= unit.end:
                return tuple(Moment(each.days and turn_within(each.days, unit), each.clock) for each in said)
    return said


def _one_within_another(said: tuple[Moment, ...]) -> bool:
    """``last month, the 5th`` is hardly a whole month and a day of this one: what is meant is not sure."""
    days = [each.days for each in said if each.days is not None]
    return any(
        first.grain > Grain.WEEK and last.again is not None and last.grain < first.grain and not last.by_year
        for first, last in pairwise(days)
    )


def _of_one_year(said: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """The moments, where those without a year are of the year that the last one has: ``April and May 2021``.

    ``May and April 2021`` are of one year too, ``December and January 2021`` of two: the nearest counts.
    """
    done = [said[-1]]
    for each in reversed(said[:-1]):
        days, behind = each.days, done[0].days
        if days is not None and behind is not None and days.by_year and behind.again is None:
            days = _nearest(days, behind)
        done.insert(0, Moment(days, each.clock))
    return tuple(done)


def _nearest(days: Days, other: Days) -> Days:
    """The turn of yearly days that is nearest to others."""
    assert days.again is not None
    years = other.first.year - days.first.year
    turns = [days.again(years + step) for step in (-1, 0, 1)]
    return min(turns, key=lambda turn: abs(turn.first - other.first))


def _listed(text: Text, at: int, so_far: tuple[Moment, ...]) -> Iterator[Read[tuple[Moment, ...]]]:
    if len(so_far) == _MOST_LISTED:
        return
    for said, end in moment(text, at):
        here = (*so_far, said)
        weekday = text.word(end) == "," and any(
            end in text.after("weekday", place) for place in range(at, end)
        )
        dated = text.word(end) == "," and any(any(month_named(text, place)) for place in range(at, end))
        for more in text.after("or", end):
            if dated and any(text.match("weekday", more)):
                continue  # 30 May, Tuesday is one day too
            if weekday and any(text.match("month", place) for place in range(more, more + _DATE)):
                continue  # Monday, 14 June is one day, and if that is no Monday none
            yield from _listed(text, more, here)
        yield here, end
