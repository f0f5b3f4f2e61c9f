"""Days of which each is meant: ``Monday and Tuesday``, ``30 May and 1 June 9-11``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from bot.query.when import clock_parts, listed, named
from bot.query.when.dates import month_named
from bot.query.when.meaning import of_each
from bot.query.when.moments import Moment, moment
from bot.query.when.rules import rule_with
from bot.query.when.settling import is_weekly, turn_within
from bot.query.when.span import Grain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.meaning import Meaning
    from bot.query.when.span import Clock, Days
    from bot.query.when.tokens import Text

    _Times = tuple[tuple[int, Clock | None], ...]

_MOST_LISTED, _YEAR = 7, 4
_DATE = 3
"""Words of a date up to its month: 14 de junio."""


@rule_with("or", "weekday")
def unions(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``Monday and Tuesday``; ``9-11 on 30 May and 1 June``, ``30 May and 1 June 9-11``, where the time is of all.

    A time of the last alone may be of that one: this is offered besides.
    """
    today = named.today(text)
    together = tuple(_timed_of_one_week(text, at))
    yield from together
    of_one_week = bool(together) or any(listed.weekdays_of_week(text, at))
    for found, end in _listed(text, at, ()):
        if end < len(text.tokens):
            continue  # nothing goes on behind a list
        if len(found) < 2 or any(each.days is None for each in found) or _of_two_kinds(found):
            continue
        if text.word(end - 1).isdigit() and _months_and_days(found):
            continue
        if _has_number_for_a_year(text, found):
            continue
        said = _of_one_unit(text, at, _of_one_year(found))
        timed = [each for each in said if each.clock is not None]
        if len(timed) in (0, len(said)):
            yield of_each(said, today), end
        elif timed == [said[-1]] or (timed == [said[0]] and any(clock_parts.any_clock(text, at))):
            yield of_each([replace(each, clock=timed[0].clock) for each in said], today), end
            if timed == [said[-1]] and not of_one_week:
                yield replace(of_each(said, today), also=True), end


def _timed_of_one_week(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``Monday morning and Friday afternoon last week``, ``Mon and Tue after 5pm last week``: the week is of all."""
    for read in (listed.week_behind, listed.week_before):
        for (week, times), end in read(text, at, partial(_timed_weekdays, so_far=())):
            said = (Moment(named.in_week(week.first, weekday), time) for weekday, time in times)
            yield of_each(said, named.today(text)), end


def _timed_weekdays(text: Text, at: int, so_far: _Times) -> Iterator[Read[_Times]]:
    """Two weekdays and more, each with its time or the last one with that of all."""
    for start in text.maybe("on", at):
        for number, middle in text.match("weekday", start):
            for time, end in chain(clock_parts.clock_of_days(text, middle), ((None, middle),)):
                here = (*so_far, (int(number), time))
                timed = [each for _, each in here if each is not None]
                if so_far and time is not None and len(timed) in (1, len(here)):
                    yield tuple((weekday, each or time) for weekday, each in here), end
                for more in listed.another(text, end) if len(here) < _MOST_LISTED else ():
                    yield from _timed_weekdays(text, more, here)


def _of_one_unit(text: Text, at: int, said: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Days after the unit that the first of them names: in ``last week Mon and Tue`` both are of last week."""
    first = said[0].days
    for on in text.maybe("on", at):
        for unit, _ in named.unit_reference(text, on):
            if first is not None and first != unit and unit.first <= first.first < first.end <= unit.end:
                return tuple(Moment(each.days and turn_within(each.days, unit), each.clock) for each in said)
    return said


def _has_month(text: Text, at: int) -> bool:
    """Whether a date can begin here; the mar of ``lun, mar y mié`` is one of the weekdays."""
    numbered = False
    for place in range(at, at + _DATE):
        if text.match("month", place) and (numbered or not text.match("weekday", place)):
            return True
        numbered = numbered or text.word(place).isdigit()
    return False


def _of_two_kinds(said: tuple[Moment, ...]) -> bool:
    """A month and a weekday without its date; what is both is a month among months: the mar of ``gen, feb e mar``."""
    days = [each.days for each in said if each.days is not None]
    named = any(each.grain is Grain.MONTH and each.by_year for each in days)
    return _one_within_another(said) or (named and any(map(is_weekly, days)))


def _one_within_another(said: tuple[Moment, ...]) -> bool:
    """``last month, the 5th`` is hardly a whole month and a day of this one: what is meant is not sure."""
    days = [each.days for each in said if each.days is not None]
    return any(
        first.grain > Grain.WEEK and last.again is not None and last.grain < first.grain and not last.by_year
        for first, last in pairwise(days)
    )


def _months_and_days(said: tuple[Moment, ...]) -> bool:
    """Whether days are listed behind whole months: of ``May and June between 9 and 10`` the numbers are hours."""
    *before, last = (each.days for each in said)
    months = all(days is not None and days.grain is Grain.MONTH for days in before)
    return months and last is not None and last.grain is Grain.DAY and len(last.runs) == 1


def _has_number_for_a_year(text: Text, said: tuple[Moment, ...]) -> bool:
    """Whether a number alone is the year among other days: of ``yesterday, 2005, missed`` it is an extension."""
    years = [each.days is not None and each.days.grain is Grain.YEAR for each in said]
    if not any(years) or all(years):
        return False
    return any(token.text.isdigit() and len(token.text) == _YEAR for token in text.tokens)


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
        weekday = any(end in text.after("weekday", place) for place in range(at, end))
        dated = text.word(end) == "," and any(any(month_named(text, place)) for place in range(at, end))
        dated = dated and end > at + 1  # Spanish mar alone is rather Tuesday
        beside = listed.another(text, end) if weekday else text.after("or", end)
        for more in beside:
            if dated and any(text.match("weekday", more)):
                continue  # 30 May, Tuesday is one day too
            if weekday and text.word(end) == "," and _has_month(text, more):
                continue  # Monday, 14 June is one day, and if that is no Monday none
            yield from _listed(text, more, here)
        yield here, end
