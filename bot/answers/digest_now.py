"""A digest that a person wants now, and not when it is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.digest.delivery import Delivery, State, asked_by
from bot.digest.slots import Slot, slots
from bot.digest.zone_names import demand_zone

if TYPE_CHECKING:
    from bot.digest.digest import Digest

_BACK = (timedelta(days=40), timedelta(days=800))
"""How far back the latest slot is looked for: over a month, over a year of skipped days."""
_MINUTE = 60


def delivery_now(digest: Digest, now: int, asker: str = "") -> Delivery:
    """A delivery of its own for this minute, of an epoch second: due at once, because a person asked for it.

    Args:
        digest: what to tell.
        now: epoch seconds.
        asker: who is told where it fails, ``U…``; empty for its owner.

    Raises:
        ZoneGone: its zone is not known any more.
    """
    demand_zone(digest)
    slot = _minute(digest, now)
    return Delivery(
        digest=digest.id,
        slot=slot.wall,
        due=int(slot.at.timestamp()),
        state=State.DUE,
        changed=now,
        why=asked_by(asker),
    )


def latest_slot(digest: Digest, now: datetime) -> Slot:
    """The last slot up to a moment, also from before the digest was made; that minute where there never was one.

    Raises:
        ZoneGone: its zone is not known any more.
        CronSimError: as ``slots``.
    """
    demand_zone(digest)
    for back in _BACK:
        found = list(slots(digest, now - back, now))
        if found:
            return found[-1]
    return _minute(digest, int(now.timestamp()))


def _minute(digest: Digest, now: int) -> Slot:
    at = datetime.fromtimestamp(now // _MINUTE * _MINUTE, UTC)
    return Slot(wall=f"{at.astimezone(ZoneInfo(digest.zone)):%Y-%m-%dT%H:%M}", at=at)
