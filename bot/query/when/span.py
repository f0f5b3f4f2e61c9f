"""Days and clock times before they become windows: plain local calendar values and their algebra."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DAY_MINUTES = 1440
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)
FIRST_YEAR, LAST_YEAR = 1990, 2099


class Grain(IntEnum):
    """How fine a phrase is meant."""

    MINUTE = 0
    HOUR = 1
    DAY = 2
    WEEK = 3
    MONTH = 4
    QUARTER = 5
    YEAR = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Days ``[first, end)``."""

    first: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.first:
            raise ValueError("a run of days ends after it starts")

    @property
    def last(self) -> date:
        """Its last day."""
        return self.end - ONE_DAY

    def days(self) -> Iterator[date]:
        """Each of its days."""
        for number in range((self.end - self.first).days):
            yield self.first + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class Days:
    """One run of days, or several for a set.

    Attributes:
        again: the same words at another turn: 1 is the next occurrence, -1 the one before; None for days that
            are said wholly.
        by_year: what ``again`` turns are years.
        also: another way to read the same words, offered beside the likelier one.
    """

    runs: tuple[Run, ...]
    grain: Grain
    again: Callable[[int], Days] | None = None
    by_year: bool = False
    also: bool = False

    @property
    def first(self) -> date:
        """The first day of all."""
        return self.runs[0].first

    @property
    def end(self) -> date:
        """The day after the last of all."""
        return self.runs[-1].end

    @property
    def one_day(self) -> bool:
        """Whether it is a single day."""
        return self.end - self.first == ONE_DAY

    @property
    def one_week(self) -> bool:
        """Whether it is as long as a week."""
        return self.end - self.first == ONE_WEEK


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes of a day ``[start, end)``; an end over 1440 is on the next day.

    ``bare``: a number without am, pm or minutes, which may mean the afternoon. ``part``: a part of the day by name;
    ``habit``: one that every working day has.
    ``loose``: an hour of one digit with minutes, ``3:30``, which may mean the afternoon before a time that does.
    ``whole_day``: written as who counts to 24, ``15 Uhr``. ``onwards``: it ends because the day does; ``upto``: it
    begins so. ``also``: offered beside the likelier one. ``uncut``: if a stretch, wholly within its part of the day.
    """

    start: int
    end: int
    grain: Grain = Grain.HOUR
    bare: bool = False
    loose: bool = False
    part: bool = False
    habit: bool = False
    whole_day: bool = False
    onwards: bool = False
    upto: bool = False
    also: bool = False
    uncut: bool = False

    @property
    def is_point(self) -> bool:
        """Whether it is one hour or minute, not a stretch or a part of the day."""
        return not self.part and self.end - self.start == {Grain.MINUTE: 1, Grain.HOUR: 60}.get(self.grain)


def one(first: date, end: date, grain: Grain) -> Days:
    """One run."""
    return Days((Run(first, end),), grain)


def a_day(day: date) -> Days:
    """One day."""
    return one(day, day + ONE_DAY, Grain.DAY)


@lru_cache(maxsize=4096)
def month_of(year: int, month: int) -> Run:
    """A calendar month; month 13 is January of the next year, 0 December of the one before."""
    year, index = year + (month - 1) // 12, (month - 1) % 12
    first = date(year, index + 1, 1)
    return Run(first, first + timedelta(days=calendar.monthrange(year, index + 1)[1]))


def months_from(year: int, month: int, count: int) -> Run:
    """Several months on end."""
    return Run(month_of(year, month).first, month_of(year, month + count - 1).end)


def shifted(day: date, months: int) -> date:
    """The same day some months on, or the month's last where it has no such day."""
    run = month_of(day.year, day.month + months)
    return min(run.first + timedelta(days=day.day - 1), run.last)


def week_of(day: date, week_start: int) -> Run:
    """The week that holds a day; weeks start on ``week_start``, 0 Monday to 6 Sunday."""
    first = day - timedelta(days=(day.weekday() - week_start) % 7)
    return Run(first, first + timedelta(days=7))


def weeks_of(run: Run, week_start: int) -> list[Run]:
    """The weeks of a month or year: those that have most of their days in it, as ISO 8601 has it for years."""
    found = list[Run]()
    week = week_of(run.first, week_start)
    while week.first < run.end:
        if run.first <= week.first + timedelta(days=3) < run.end:
            found.append(week)
        week = Run(week.end, week.end + timedelta(days=7))
    return found


def iso_week(year: int, week: int) -> Run | None:
    """A week of ISO 8601; None for week 53 of a year that has none."""
    try:
        first = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Run(first, first + timedelta(days=7))


def real_date(year: int, month: int, day: int) -> date | None:
    """A date, None for one that no calendar has."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def at_minute(day: date, minutes: int) -> datetime:
    """A local reading: minutes from a day's midnight."""
    if 0 <= minutes < DAY_MINUTES:
        return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60)  # noqa: DTZ001 - before it has a zone
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs in order, those that touch or overlap as one."""
    done: list[Run] = []
    for run in sorted(runs, key=lambda run: run.first):
        if done and run.first <= done[-1].end:
            done[-1] = Run(done[-1].first, max(done[-1].end, run.end))
        else:
            done.append(run)
    return tuple(done)
