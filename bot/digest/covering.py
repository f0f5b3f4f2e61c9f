"""What a slot of a digest covers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.digest.digest import About
from bot.digest.recurrence import Every
from bot.digest.slots import slots

if TYPE_CHECKING:
    from datetime import date

    from bot.digest.digest import Digest
    from bot.digest.slots import Slot

_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)
_BACK = (timedelta(days=4), timedelta(days=40), timedelta(days=800))
"""How far back the slot before is looked for: over a weekend, a holiday, a year of skipped days."""


def covered(digest: Digest, slot: Slot) -> tuple[datetime, datetime]:
    """The half-open stretch that a slot tells of, aware in the digest's zone; a day of a clock change has 23 or 25 h.

    Without a choice a daily digest covers the days from the slot before it, skipped ones among them, so that no day is
    left out and none told twice; a weekly one the seven days before the slot's day; a monthly one the calendar month
    before it.

    Raises:
        ZoneInfoNotFoundError: the zone is not known.
    """
    zone = ZoneInfo(digest.zone)
    about = _about(digest)
    if about is About.TODAY:
        start, end = _start(slot.day, zone), slot.at.astimezone(zone)
        if start.timestamp() < end.timestamp():
            return start, end
    first, last = _days(digest, slot, about, zone)
    return _start(first, zone), _start(last, zone)


def _about(digest: Digest) -> About:
    if digest.about is About.AUTO and digest.recurrence.every is Every.MONTHLY:
        return About.LAST_MONTH
    return digest.about


def _days(digest: Digest, slot: Slot, about: About, zone: ZoneInfo) -> tuple[date, date]:
    """The first day, and the one after the last."""
    day = slot.day
    if about is About.LAST_MONTH:
        first = day.replace(day=1)
        return (first - _DAY).replace(day=1), first
    if about is About.LAST_WEEK:
        monday = day - day.weekday() * _DAY
        return monday - 7 * _DAY, monday
    if about is About.AUTO and digest.recurrence.every is Every.WEEKLY:
        return day - 7 * _DAY, day
    if about is About.AUTO and (before := _day_of_slot_before(digest, slot)) is not None:
        return before, day
    return _day_before(day, zone), day


def _day_of_slot_before(digest: Digest, slot: Slot) -> date | None:
    for back in _BACK:
        # After an edit the digest may have another slot on this very day: it is not the one before.
        days = [each.day for each in slots(digest, slot.at - back, slot.at - _MOMENT) if each.day < slot.day]
        if days:
            return days[-1]
    return None


def _day_before(day: date, zone: ZoneInfo) -> date:
    """The day before that was: Samoa never had 30 December 2011."""
    before = day - _DAY
    while _start(before, zone).timestamp() >= _start(day, zone).timestamp():
        before -= _DAY
    return before


def _start(day: date, zone: ZoneInfo) -> datetime:
    """A day's first moment: midnight, the first of two; else what the clock shows where it is set forward over it."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC).astimezone(zone)
