"""A digest in words: what will happen, in a sentence, and as one would type it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.cdr.seen import clean
from bot.digest.days import WORKDAYS
from bot.digest.digest import About
from bot.digest.recurrence import Every
from bot.digest.schedule_words import ALL_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.digest.digest import Digest
    from bot.digest.draft import Draft
    from bot.digest.recurrence import Recurrence
    from bot.digest.slots import Slot

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Tables, because strftime would follow the machine's locale.

_ABOUT = {
    About.YESTERDAY: "about the day before",
    About.TODAY: "about the day so far",
    About.LAST_WEEK: "about the week before, Monday to Sunday",
    About.LAST_MONTH: "about the calendar month before",
}
_ABOUT_ITSELF = {
    Every.WEEKLY: "about the seven days before",
    Every.MONTHLY: "about the calendar month before",
}
_EVERY_DAY = "about the day before"
_EVERY_WORKDAY = "about the day before (Monday: Friday to Sunday)"
_SOME_DAYS = "about the days since the one before"
_OWN = "own calls only"
_MADE_UP_FOR = ", made up for by the next one"
_SILENT = {Every.DAILY: "nothing on days without calls"}
_SILENT_ELSE = "nothing if there were no calls"
_NAMED = 3
"""Skipped days that are named; of more the rest is counted."""


def told(digest: Digest | Draft) -> str:
    """What will happen: ``Every day at 08:30 (Europe/London), about the day before, in Sales.``."""
    at = digest.recurrence.at
    when = f"{_when(digest.recurrence)} at {at:%H:%M} ({digest.zone})"
    own = _OWN if digest.own else ""
    main = ", ".join(filter(None, (when, _about(digest), own, clean(digest.text))))
    return f"{'; '.join((main, *_left_out(digest)))}."


def told_next(slot: Slot, zone: str) -> str:
    """When it comes next: ``Next: Friday 27 November 2026, 08:30 (Europe/London).``."""
    return f"Next: {_full_date(slot.day)}, {datetime.fromisoformat(slot.wall):%H:%M} ({zone})."


def typed(digest: Digest | Draft) -> str:
    """The digest as one would type it: read again it is the same."""
    recurrence = digest.recurrence
    dates = ", ".join(day.isoformat() for day in sorted(digest.skip_on))
    where = "me" if digest.own else f"in-channel <#{digest.channel}>" if digest.channel else ""
    parts = (
        recurrence.every.value,
        recurrence.month_day or _typed_days(recurrence),
        f"{recurrence.at:%H:%M}",
        f"about {digest.about}" if digest.about else "",
        "skip empty" if digest.skip_empty else "",
        f"skip on {dates}" if dates else "",
        f"zone {digest.zone}",
        where,
        digest.text,
    )
    return " ".join(filter(None, parts))


def _typed_days(recurrence: Recurrence) -> str:
    if recurrence.days == ALL_DAYS and recurrence.every is Every.DAILY:
        return ""
    if recurrence.days == WORKDAYS:
        return "weekdays"
    return ",".join(_DAYS[day].lower() for day in sorted(recurrence.days))


def _when(recurrence: Recurrence) -> str:
    if recurrence.month_day is not None:
        return f"On the {recurrence.month_day} of each month"
    if recurrence.days == ALL_DAYS:
        return "Every day"
    if recurrence.days == WORKDAYS:
        return "Every weekday"
    return f"Every {_listed([_DAYS[day] for day in sorted(recurrence.days)])}"


def _about(digest: Digest | Draft) -> str:
    every, days = digest.recurrence.every, digest.recurrence.days
    if digest.about:
        return _ABOUT[digest.about]
    if every is not Every.DAILY:
        return _ABOUT_ITSELF[every]
    return {ALL_DAYS: _EVERY_DAY, WORKDAYS: _EVERY_WORKDAY}.get(days, _SOME_DAYS)


def _left_out(digest: Digest | Draft) -> Iterator[str]:
    every = digest.recurrence.every
    if digest.skip_empty:
        yield _SILENT.get(every, _SILENT_ELSE)
    if days := sorted(digest.skip_on):
        made_up_for = _MADE_UP_FOR if every is Every.DAILY and not digest.about else ""
        yield f"not on {_dates(days)}{made_up_for}"


def _dates(days: Sequence[date]) -> str:
    if len(days) <= _NAMED:
        return _listed([_full_date(day) for day in days])
    more = len(days) - _NAMED + 1
    return _listed(
        [*(_full_date(day) for day in days[: _NAMED - 1]), f"{more} more days up to {_full_date(days[-1])}"]
    )


def _full_date(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
