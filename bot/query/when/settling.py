"""The two ends of a range, where what is not said of one is taken from the other: ``May to June 2021``."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from bot.query.when.span import Grain

if TYPE_CHECKING:
    from datetime import date

    from bot.query.when.span import Days

_NEARLY_A_YEAR = 300
_A_WEEK, A_YEAR = timedelta(days=7), timedelta(days=366)
_TURNS, _FAR = 40, 60
"""Turns that an end may be away, and a day of a unit last year, in weeks."""


def settled(first: Days, last: Days, today: date) -> tuple[Days, Days]:
    """Two ends of a range, where what is not said of one (its year, month or week) is taken from the other."""
    if first.grain is Grain.MONTH and last.again is not None and not (last.by_year or is_weekly(last)):
        return first, turn_within(last, first)
    if first.again is None and last.again is not None:
        return first, _after_start(first, last, today)
    if last.again is None and first.again is not None and first.by_year:
        return _latest_before(first, last), last
    if first.first <= last.first or first.again is None:
        far = first.by_year and last.by_year and last.first - first.first >= A_YEAR
        return first, _first_after(last, first) if far else last
    if first.by_year and last.by_year:
        return _across_a_year(first, last, today)
    return _latest_before(first, last), last


def _after_start(first: Days, last: Days, today: date) -> Days:
    """The end after a start that is said wholly: ``last week until Wednesday`` is of that week."""
    ahead = _first_after(last, first)
    near = first.grain is Grain.WEEK or (first.one_day and today - first.first < 3 * _A_WEEK)
    if is_weekly(last) and not near:
        return last
    return ahead if last.by_year or ahead.first <= today else last


def is_weekly(days: Days) -> bool:
    """Whether what comes again is a weekday."""
    return days.again is not None and abs(days.again(1).first - days.first) == _A_WEEK


def turn_within(days: Days, unit: Days) -> Days:
    """The turn of days that lies in a unit, if one does."""
    if days.again is None:
        return days
    turns = (days, *(days.again(turn) for turn in range(-_FAR, _FAR) if turn))
    return next((turn for turn in turns if unit.first <= turn.first < turn.end <= unit.end), days)


def _across_a_year(first: Days, last: Days, today: date) -> tuple[Days, Days]:
    """Both without a year, the end before the start: still running (``1 June to 30 June``), or over New Year.

    Nearly a year from one year into the next is rather two ends that were turned round. Of months it is one where they
    end this year: ``August to July`` in June, but ``April to March`` may be of this year, or of the last one.
    """
    ahead = _first_after(last, first)
    long = ahead.first.year > first.first.year and (ahead.first - first.first).days >= _NEARLY_A_YEAR
    months = first.grain is last.grain is Grain.MONTH and ahead.first.year <= today.year
    return (first, last) if long and not months else (first, ahead)


def _latest_before(days: Days, limit: Days) -> Days:
    """The occurrence of days that is the last to begin no later than others."""
    turns = () if days.again is None else chain([days], map(days.again, range(-1, -_TURNS, -1)))
    return next((turn for turn in turns if turn.first <= limit.first), days)


def _first_after(days: Days, limit: Days) -> Days:
    """The occurrence of days that is the first to begin no earlier than others."""
    if days.again is None:
        return days
    if days.first < limit.first:
        return next((turn for turn in map(days.again, range(1, _TURNS)) if turn.first >= limit.first), days)
    earlier = takewhile(lambda turn: turn.first >= limit.first, map(days.again, range(-1, -_TURNS, -1)))
    return next(iter(deque(earlier, maxlen=1)), days)
