"""Days on which a digest falls, by the calendar alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.digest.recurrence import MonthDay

if TYPE_CHECKING:
    from datetime import date

    from bot.digest.digest import Digest

WORKDAYS = frozenset(range(5))
"""Monday to Friday; Monday is 0."""
_DAY = timedelta(days=1)


def falls_on(digest: Digest, day: date) -> bool:
    """Whether a day is one of its days and not skipped."""
    if day in digest.skip_on:
        return False
    month_day = digest.recurrence.month_day
    if month_day is None:
        return day.weekday() in digest.recurrence.days
    step = -_DAY if month_day in {MonthDay.FIRST, MonthDay.FIRST_WORKDAY} else _DAY
    if month_day in {MonthDay.FIRST, MonthDay.LAST}:
        return (day + step).month != day.month
    return _is_workday(day, digest.skip_on) and not _another_workday(day, step, digest.skip_on)


def _is_workday(day: date, skip_on: frozenset[date]) -> bool:
    return day.weekday() in WORKDAYS and day not in skip_on


def _another_workday(day: date, step: timedelta, skip_on: frozenset[date]) -> bool:
    """Whether a workday lies further on in the same month."""
    other = day + step
    while other.month == day.month:
        if _is_workday(other, skip_on):
            return True
        other += step
    return False
