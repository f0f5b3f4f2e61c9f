"""Windows in words, exact: what a person checks in ten seconds."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from bot.query.when.span import DAY_MINUTES, ONE_DAY, week_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.cdr.window import Window
    from bot.query.asker import Asker
    from bot.query.when.span import Run

DASH = "\u2013"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LISTED = 3


def words_of(windows: Sequence[Window], asker: Asker) -> str:
    """Such as ``Yesterday, Sunday 22 November 2026``, with the times where they are not whole days."""
    if len(windows) <= _LISTED:
        return "; ".join(_window(window, asker) for window in windows)
    clocks = {_clocks(window, asker) for window in windows}
    first, last = windows[0].start, windows[-1].end
    assert first is not None
    stretch = (
        f"{_short(first.astimezone(asker.zone))} {DASH} {_short(_last_day(last.astimezone(asker.zone)))}"
    )
    whole_days = f"00:00{DASH}24:00"
    each = f", {clocks.pop()} each" if len(clocks) == 1 and clocks != {whole_days} else ""
    return f"{len(windows)} times, {stretch}{each}"


def days_words(runs: Sequence[Run]) -> str:
    """Runs of days, or how many there are of them."""
    if len(runs) > _LISTED:
        return f"{len(runs)} times, {_run(runs[0].first, runs[-1].last)}"
    return "; ".join(_day(run.first) if run.first == run.last else _run(run.first, run.last) for run in runs)


def clock_words(start: int, end: int | None = None) -> str:
    """Minutes of a day as a time or two: ``09:00``, ``09:00-11:30``; what is over 24:00 is of the next day."""
    hour, minute = divmod(start if start <= DAY_MINUTES else start - DAY_MINUTES, 60)
    return f"{hour:02}:{minute:02}" + ("" if end is None else f"{DASH}{clock_words(end)}")


def _window(window: Window, asker: Asker) -> str:
    end = window.end.astimezone(asker.zone)
    is_now = window.end == asker.now
    if window.start is None:
        return (
            f"Everything up to now, {_day(asker.now)}, {_clock(end)}"
            if is_now
            else f"Everything up to {_end(end)}"
        )
    start = window.start.astimezone(asker.zone)
    if is_now and not _midnight(end):
        return f"Since {_since(start, asker)}"
    if start.date() == _last_day(end):
        return f"{_named_day(start.date(), asker)}{_times(start, end)}"
    if _midnight(start) and _midnight(end):
        return _days(start.date(), _last_day(end), asker)
    return f"{_short(start)}, {_clock(start)} {DASH} {_short(_last_day(end))}, {_end_clock(end)}"


def _since(start: datetime, asker: Asker) -> str:
    at = "" if _midnight(start) else f", {_clock(start)}"
    named = _relation(start.date(), asker)
    return f"{named.lower()}, {_day(start)}{at}" if named else f"{_day(start)}{at}"


def _named_day(day: date, asker: Asker) -> str:
    named = _relation(day, asker)
    return f"{named}, {_day(day)}" if named else _day(day)


def _relation(day: date, asker: Asker) -> str:
    return {0: "Today", 1: "Yesterday", -1: "Tomorrow"}.get((asker.now.date() - day).days, "")


def _days(first: date, last: date, asker: Asker) -> str:
    """A run of days, with its name where it is a week, month or year that has one."""
    today = asker.now.date()
    week = week_of(today, asker.week_start).first
    if last == first + timedelta(days=6) and (week - first).days in (0, 7):
        return f"{'This' if first == week else 'Last'} week, {_run(first, last, today.year)}"
    after = last + ONE_DAY
    if first.day == 1 and after.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{_month_relation(first, today)}{MONTHS[first.month - 1]} {first.year}"
        if (first.month, after.month) == (1, 1) and after.year == first.year + 1:
            return f"{first.year}"
        one_year = first.year == last.year
        begun = MONTHS[first.month - 1] if one_year else f"{MONTHS[first.month - 1]} {first.year}"
        return f"{begun} {DASH} {MONTHS[last.month - 1]} {last.year}"
    return _run(first, last, today.year)


def _month_relation(first: date, today: date) -> str:
    months = (today.year - first.year) * 12 + today.month - first.month
    return {0: "This month, ", 1: "Last month, "}.get(months, "")


def _run(first: date, last: date, year: int = 0) -> str:
    """From the first to the last day; the month that both share is said once, and the year where it is this one."""
    if first.year != last.year or (first.month != last.month and first.year != year):
        return f"{_short(first)} {DASH} {_short(last)}"
    start = f"{WEEKDAYS[first.weekday()][:3]} {first.day}"
    if first.month != last.month:
        start += f" {MONTHS[first.month - 1]}"
    return f"{start} {DASH} {_short(last)}"


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _short(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _times(start: datetime, end: datetime) -> str:
    return "" if _midnight(start) and _midnight(end) else f", {_clock(start)}{DASH}{_end_clock(end)}"


def _clocks(window: Window, asker: Asker) -> str:
    assert window.start is not None
    start, end = window.start.astimezone(asker.zone), window.end.astimezone(asker.zone)
    return f"{_clock(start)}{DASH}{_end_clock(end)}"


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _end_clock(end: datetime) -> str:
    return "24:00" if _midnight(end) else _clock(end)


def _end(end: datetime) -> str:
    return f"{_day(_last_day(end))}, {_end_clock(end)}"


def _midnight(moment: datetime) -> bool:
    return moment.time() == time()


def _last_day(end: datetime) -> date:
    return end.date() - ONE_DAY if _midnight(end) else end.date()
