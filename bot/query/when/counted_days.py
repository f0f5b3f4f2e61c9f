"""Days counted from today or from another day: ``the last 2 Mondays``, ``two Fridays ago``, ``day after 30 May``."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.dates import any_date
from bot.query.when.named import moved, relative_day, today, weekday
from bot.query.when.span import ONE_DAY, Days, Grain, Run, a_day, joined, one, week_of
from bot.query.when.tokens import rule
from bot.query.words.lexicon import UNIT_DAYS, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.query.when.tokens import Read, Text

_MOST = 60
_WEEK = timedelta(days=7)


@rule
def last_so_many(text: Text, at: int) -> Iterator[Read[Days]]:
    """``the last 2 Mondays``, ``past 3 weekends``, ``last 5 working days``, ``previous workday``: all before today."""
    for start in chain(text.after("rolling", at), text.after("last", at)):
        for count, middle in chain(text.count(start, _MOST), ((1, start),)):
            for chosen, end in _kind_of_day(text, middle, one=count == 1):
                yield _latest(text, chosen, count), end


@rule
def so_many_ago(text: Text, at: int) -> Iterator[Read[Days]]:
    """``two Fridays ago``, ``3 working days ago``, ``hace dos viernes``."""
    for day, after in _so_many(text, at):
        yield from ((day, end) for end in text.after("ago", after))
    for start in text.after("ago first", at):
        yield from _so_many(text, start)


def _so_many(text: Text, at: int) -> Iterator[Read[Days]]:
    for count, middle in text.count(at, _MOST):
        for chosen, after in _kind_of_day(text, middle, one=False):
            if chosen != frozenset(text.asker.weekend):
                yield a_day(_latest(text, chosen, count).runs[0].first), after


def _kind_of_day(text: Text, at: int, *, one: bool) -> Iterator[Read[frozenset[int]]]:
    """Which weekdays count; ``last Monday`` and ``last weekend`` by themselves are read elsewhere."""
    weekend = frozenset(text.asker.weekend)
    for listed, end in chain(text.match("every day set", at), text.match("day set", at)):
        chosen = text.asker.days_meant(listed)
        if len(chosen) < 7 and not (one and chosen == weekend):
            yield chosen, end
    if not one:
        for number, end in chain(text.match("weekday set", at), text.match("weekday", at)):
            yield frozenset({int(number)}), end
        yield from ((weekend, end) for end in text.after("weekend", at))


def _latest(text: Text, chosen: frozenset[int], count: int) -> Days:
    """The latest so many such days before today; of weekends both days count as one."""
    weekend = text.asker.weekend
    each = len(weekend) if chosen == frozenset(weekend) else 1
    found: list[date] = []
    day = today(text) - ONE_DAY
    if each > 1 and day.weekday() == weekend[0]:
        day -= ONE_DAY  # half a weekend is none yet
    while len(found) < count * each:
        if day.weekday() in chosen:
            found.append(day)
        day -= ONE_DAY
    return Days(joined(Run(each_day, each_day + ONE_DAY) for each_day in found), Grain.DAY)


@rule
def beside_a_day(text: Text, at: int) -> Iterator[Read[Days]]:
    """``the day before 30 May``, ``two days after 30 May``, ``a week before last Friday``."""
    for start in text.maybe("the", at):
        for (count, unit), middle in chain(_so_much(text, start), _one(text, start)):
            for sign, table in ((-1, "before"), (1, "after")):
                for after in text.after(table, middle):
                    for days, end in _anchor(text, after):
                        if (found := _moved(days, unit, sign * count)) is not None:
                            yield found, end


def _so_much(text: Text, at: int) -> Iterator[Read[tuple[int, Unit]]]:
    for count, middle in text.count(at, _MOST):
        yield from (((count, unit), end) for unit, end in text.match("unit", middle))


def _one(text: Text, at: int) -> Iterator[Read[tuple[int, Unit]]]:
    yield from (((1, unit), end) for unit, end in text.match("unit", at) if unit is Unit.DAY)


def _anchor(text: Text, at: int) -> Iterator[Read[Days]]:
    for read in (any_date, relative_day, weekday):
        yield from ((days, end) for days, end in read(text, at) if len(days.runs) == 1 and not days.also)


def _moved(days: Days, unit: Unit, count: int) -> Days | None:
    if unit not in UNIT_DAYS:
        return None
    day = moved(days.first, unit, count)
    return None if day is None else a_day(day)


@rule
def week_beside(text: Text, at: int) -> Iterator[Read[Days]]:
    """``week of 30 May``, ``week ending 3 June``, ``week beginning Monday``: the calendar's week that holds the day."""
    for the in text.maybe("the", at):
        for after in text.after("week", the):
            for of in text.after("commencing", after):
                yield from ((_week_of(text, days.first), end) for days, end in _anchor(text, of))
            for of in text.after("week ending", after):
                yield from ((_week_to(text, days.first), end) for days, end in _anchor(text, of))


def _week_of(text: Text, day: date) -> Days:
    return Days((week_of(day, text.asker.week_start),), Grain.WEEK)


def _week_to(text: Text, day: date) -> Days:
    """The week that holds its last working day, or the seven days up to one on which a week begins."""
    if day.weekday() == text.asker.week_start:
        return one(day - _WEEK + ONE_DAY, day + ONE_DAY, Grain.WEEK)
    return _week_of(text, day)


@rule
def same_day(text: Text, at: int) -> Iterator[Read[Days]]:
    """``today last week``, ``this day last week``, ``a week ago Monday``."""
    for middle in text.after("same day", at):
        for turn, end in _weeks_back(text, middle):
            yield a_day(today(text) + turn * _WEEK), end


def _weeks_back(text: Text, at: int) -> Iterator[Read[int]]:
    for after in text.after("last", at):
        yield from ((-1, end) for unit, end in text.match("unit", after) if unit is Unit.WEEK)
