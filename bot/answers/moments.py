"""Moments and windows as people read them: 24 hours, English, in one zone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from bot.cdr.window import Window

TO = "\u2013"
"""The dash between two ends of a stretch."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Tables, because strftime would follow the machine's locale.


def zone_name(zone: tzinfo) -> str:
    """The IANA name, or ``UTC+02:00`` for a zone that is only an offset."""
    return str(getattr(zone, "key", None) or zone)


def is_fixed(zone: tzinfo) -> bool:
    """Whether a zone is only an offset, without clock changes of its own."""
    return getattr(zone, "key", None) is None


def short_date(day: date) -> str:
    """``22 Nov``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def day_date(day: date) -> str:
    """``Sun 22 Nov``."""
    return f"{_DAYS[day.weekday()]} {short_date(day)}"


def full_date(day: date) -> str:
    """``Sun 22 Nov 2026``."""
    return f"{day_date(day)} {day.year}"


def month(day: date) -> str:
    """``Nov 2026``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def clock(moment: datetime) -> str:
    """``14:03``, of the moment's own zone."""
    return f"{moment.hour:02}:{moment.minute:02}"


def window_words(window: Window, zone: tzinfo) -> str:
    """``Sun 22 Nov 2026, 12:00-18:00``, exact to the second; midnight ends a day as 24:00."""
    last_day, last_clock = _end(window.end.astimezone(zone))
    if window.start is None:
        return f"everything up to {full_date(last_day)}, {last_clock}"
    start = window.start.astimezone(zone)
    if start.date() == last_day:
        return f"{full_date(last_day)}, {_exact_clock(start)}{TO}{last_clock}"
    first_day = day_date(start) if start.year == last_day.year else full_date(start)
    return f"{first_day}, {_exact_clock(start)} {TO} {full_date(last_day)}, {last_clock}"


def _end(end: datetime) -> tuple[date, str]:
    """The day a window ends on and its clock there; a window up to midnight ends at 24:00 of the day before."""
    if (end.hour, end.minute, end.second) == (0, 0, 0):
        return end.date() - timedelta(days=1), "24:00"
    return end.date(), _exact_clock(end)


def _exact_clock(moment: datetime) -> str:
    """The clock with what makes it exact: seconds, if any, and the zone's letters in an hour that comes twice."""
    seconds = f":{moment.second:02}" if moment.second else ""
    return clock(moment) + seconds + (f" {moment.tzname()}" if _comes_twice(moment) else "")


def _comes_twice(moment: datetime) -> bool:
    """Whether the wall clock shows this reading twice, because it was set back."""
    first, second = (moment.replace(fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second
