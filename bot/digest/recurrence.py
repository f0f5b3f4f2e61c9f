"""How often a digest is due, in wall-clock time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time  # noqa: TC003 - what keeps digests reads the types of fields
from enum import StrEnum


class Every(StrEnum):
    """The period."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class MonthDay(StrEnum):
    """Which day of a month; a workday is Monday to Friday and not skipped."""

    FIRST_WORKDAY = "first workday"
    LAST_WORKDAY = "last workday"
    FIRST = "first day"
    LAST = "last day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """When a digest is due.

    Attributes:
        every: the period.
        at: wall-clock time in the digest's zone, naive, whole minutes.
        days: Monday is 0; daily: all seven or fewer, weekly: one or more, monthly: none.
        month_day: for monthly ones alone.
    """

    every: Every
    at: time
    days: frozenset[int] = frozenset()
    month_day: MonthDay | None = None
