"""Days counted from today or from another day: ``the last 2 Mondays``, ``two Fridays ago``, ``day after 30 May``."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.any_dates import any_date
from bot.query.when.named import in_week, moved, relative_day, today, weekday
from bot.query.when.rules import rule_with
from bot.query.when.span import ONE_DAY, Days, Grain, Run, a_day, joined, week_of
from bot.query.words.lexicon import UNIT_DAYS, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

_MOST = 60
_WEEK = timedelta(days=7)


@rule_with("rolling", "last")
def last_so_many(text: Text, at: int) -> Iterator[Read[Days]]:
    """``the last 2 Mondays``, ``past 3 weekends``, ``last 5 working days``, ``previous workday``: all before today."""
    for start in chain(text.after("rolling", at), text.after("last", at)):
        for count, middle in chain(text.count(start, _MOST), ((1, start),)):
            for of in text.maybe("measure", middle):
                for chosen, end in _kind_of_day(text, of, one=count == 1):
                    yield _latest(text, chosen, count), end


@rule_with("ago", "ago first")
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
        sets = text.lexicon.weekday_sets.values()
        weekdays = text.match("weekday", at) if not any(text.after("never counted", at)) else ()
        singular = ((day, end) for day, end in weekdays if day not in sets)  # Spanish dos lunes
        for number, end in chain(text.match("weekday set", at), singular):
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


@rule_with("before", "after")
def beside_a_day(text: Text, at: int) -> Iterator[Read[Days]]:
    """``the day before 30 May``, ``two days after 30 May``, ``a week before last Friday``."""
    for start in text.maybe("the", at):
        for (count, unit), middle in chain(_so_much(text, start), _one(text, start)):
            for sign, table in ((-1, "before"), (1, "after")):
                for after in text.after(table, middle):
                    for days, end in anchor(text, after):
                        if (found := _moved(days, unit, sign * count)) is not None:
                            yield found, end


def _so_much(text: Text, at: int) -> Iterator[Read[tuple[int, Unit]]]:
    for count, middle in text.count(at, _MOST):
        if not any(text.after("never counted", middle)):
            yield from (((count, unit), end) for unit, end in text.match("unit", middle))


def _one(text: Text, at: int) -> Iterator[Read[tuple[int, Unit]]]:
    yield from (((1, unit), end) for unit, end in text.match("unit", at) if unit is Unit.DAY)


def anchor(text: Text, at: int) -> Iterator[Read[Days]]:
    """A day to count from."""
    for read in (any_date, relative_day, weekday):
        yield from ((days, end) for days, end in read(text, at) if len(days.runs) == 1 and not days.also)


def _moved(days: Days, unit: Unit, count: int) -> Days | None:
    if unit not in UNIT_DAYS:
        return None
    day = moved(days.first, unit, count)
    return None if day is None else a_day(day)


@rule_with("same day", "ago", "ago first", "turned")
def same_day(text: Text, at: int) -> Iterator[Read[Days]]:
    """``today last week``, ``this day last week``; ``a week ago yesterday``, ``上周的今天``."""
    for (unit, turn), middle in text.match("turned", at):
        for of in text.maybe("following", middle) if unit is Unit.WEEK else ():
            whole = text.after("all day", of)  # 先週の一日中
            yield from (
                (a_day(today(text) + turn * _WEEK), end)
                for offset, end in text.match("day", of)
                if not offset and end not in whole
            )
    for middle in text.after("same day", at):
        for turn, end in _weeks_back(text, middle):
            yield a_day(today(text) + turn * _WEEK), end
    for weeks, middle in weeks_ago(text, at):
        for on in text.maybe("on", middle):
            yield from ((_in_the_week(text, weeks, number), end) for number, end in text.match("weekday", on))
            yield from (
                (_weeks_before(text, int(offset), weeks), end) for offset, end in text.match("day", on)
            )
    for number, middle in text.match("weekday", at):
        for of in text.maybe("of", middle):
            yield from ((_in_the_week(text, weeks, number), end) for weeks, end in weeks_ago(text, of))
    for offset, middle in text.match("day", at):
        for weeks, end in weeks_ago(text, middle):
            yield _weeks_before(text, int(offset), weeks), end


def _weeks_before(text: Text, offset: int, weeks: int) -> Days:
    """The day so many days from today, so many weeks before it."""
    return a_day(today(text) + timedelta(days=offset) - weeks * _WEEK)


def weeks_ago(text: Text, at: int) -> Iterator[Read[int]]:
    """So many weeks back: ``two weeks ago``, ``vor zwei Wochen``."""
    for (count, unit), middle in _so_much(text, at):
        if unit is Unit.WEEK:
            yield from ((count, end) for end in text.after("ago", middle))
    for after in text.after("ago first", at):
        yield from ((count, end) for (count, unit), end in _so_much(text, after) if unit is Unit.WEEK)


def _in_the_week(text: Text, weeks: int, number: int) -> Days:
    """A weekday of the week that is so many weeks ago."""
    return in_week(week_of(today(text) - weeks * _WEEK, text.asker.week_start).first, number)


def _weeks_back(text: Text, at: int) -> Iterator[Read[int]]:
    for after in text.after("last", at):
        yield from ((-1, end) for unit, end in text.match("unit", after) if unit is Unit.WEEK)
