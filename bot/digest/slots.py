"""Slots: the moments a digest is due, in wall-clock time of its zone.

cronsim runs the schedule as Debian's cron does: a reading that the clock skips runs once at the next valid minute, one
that comes twice runs the first time, all others as the wall shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cronsim import CronSim

from bot.digest.days import falls_on
from bot.digest.recurrence import MonthDay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.digest.digest import Digest
    from bot.digest.recurrence import Recurrence

POSTED_WITHIN = timedelta(hours=12)
"""After its moment; what was missed for longer is skipped."""
LATE_AFTER = timedelta(minutes=10)

_AHEAD = timedelta(days=3_660)
"""How far the next slot is looked for. Nobody skips ten years of slots."""
_DAYS_OF_MONTH = {MonthDay.FIRST: "1", MonthDay.LAST: "L"}
"""Workdays depend on what is skipped, so cronsim names every day and ``falls_on`` chooses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One due moment.

    Attributes:
        wall: what the clock shows in the digest's zone, such as ``2026-11-26T08:30``; no two slots share one.
        at: the moment, aware, UTC.
    """

    wall: str
    at: datetime

    @property
    def day(self) -> date:
        """The day in the digest's zone."""
        return datetime.fromisoformat(self.wall).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What becomes of the slots that are due: one is posted at most, the others are skipped, oldest first."""

    post: Slot | None = None
    late: bool = False
    skipped: tuple[Slot, ...] = ()


def slots(digest: Digest, after: datetime, until: datetime) -> Iterator[Slot]:
    """The slots with ``after < at <= until``, in order; whether the digest is paused or new does not count.

    Raises:
        ZoneInfoNotFoundError: the zone is not known.
        CronSimError: a recurrence that names no day.
    """
    zone = ZoneInfo(digest.zone)
    # In an hour that comes twice cronsim starts from the first: what lies before `after` is left out below.
    for moment in CronSim(_cron(digest.recurrence), after.astimezone(zone)):
        at = moment.astimezone(UTC)
        if at > until:
            return
        if at > after and _counts(digest, moment):
            yield Slot(wall=f"{moment:%Y-%m-%dT%H:%M}", at=at)


def next_slot(digest: Digest, after: datetime) -> Slot | None:
    """The first slot after a moment; None where all of the next ten years are skipped.

    Raises:
        ZoneInfoNotFoundError, CronSimError: as ``slots``.
    """
    return next(slots(digest, after, after + _AHEAD), None)


def due(digest: Digest, since: datetime, now: datetime) -> Due:
    """What is to be done about the slots after ``since`` up to now.

    The newest is posted if it is at most twelve hours old, marked late if it is more than ten minutes old. A paused
    digest has none due, and no digest one from before it was created.

    Args:
        digest: whose slots.
        since: the last slot that is accounted for, aware.
        now: the present moment, aware.

    Raises:
        ZoneInfoNotFoundError, CronSimError: as ``slots``.
    """
    if digest.paused is not None:
        return Due()
    since = max(since.astimezone(UTC), datetime.fromtimestamp(digest.created, UTC))
    missed = tuple(slots(digest, since, now))
    if not missed:
        return Due()
    age = now - missed[-1].at
    if age > POSTED_WITHIN:
        return Due(skipped=missed)
    return Due(post=missed[-1], late=age > LATE_AFTER, skipped=missed[:-1])


def _counts(digest: Digest, moment: datetime) -> bool:
    """Whether a moment of the schedule is a slot.

    One that was moved past midnight belongs to the day it would have been on. If the day it was moved to has a slot of
    its own, that one serves both: Samoa never had 30 December 2011, and nobody needs two digests on the 31st.
    """
    day = moment.date()
    if moment.time() >= digest.recurrence.at:
        return falls_on(digest, day)
    return falls_on(digest, day - timedelta(days=1)) and not falls_on(digest, day)


def _cron(recurrence: Recurrence) -> str:
    """Minute, hour, day of the month, month, day of the week; Monday is 1."""
    at = recurrence.at
    month_day = recurrence.month_day
    if month_day is not None:
        return f"{at.minute} {at.hour} {_DAYS_OF_MONTH.get(month_day, '*')} * *"
    return f"{at.minute} {at.hour} * * {','.join(str(day + 1) for day in sorted(recurrence.days))}"
