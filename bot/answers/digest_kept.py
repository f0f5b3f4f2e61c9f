"""A workspace's digests as they are kept: the schedule, and each slot with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.answers.digest_fates import fate, why_so
from bot.answers.digest_status import status_of
from bot.cdr.zone_names import zone_named
from bot.digest.delivery import ASKED
from bot.digest.slots import due
from bot.digest.words import told, typed
from bot.digest.zone_names import zone_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.digest_status import DigestStatus
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.digest.slots import Slot
    from bot.ports_of_ledger import DigestStore
    from bot.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDigest:
    """How a digest stands, and what became of its slots.

    Attributes:
        waiting: slots whose moment is there and that nobody has taken up, newest first.
        deliveries: the newest that the ledger holds, newest first.
        older: the ledger holds more.
    """

    status: DigestStatus
    waiting: tuple[Slot, ...]
    deliveries: tuple[Delivery, ...]
    older: bool


async def kept_digests(
    store: DigestStore, workspace: Workspace, now: datetime, most: int
) -> tuple[KeptDigest, ...]:
    """Every digest of a workspace, by number, with at most so many of its deliveries.

    Raises:
        StoreTrouble: the store cannot be used.
    """
    return tuple(
        [await _kept(store, workspace, digest, now, most) for digest in await store.digests(workspace)]
    )


async def _kept(
    store: DigestStore, workspace: Workspace, digest: Digest, now: datetime, most: int
) -> KeptDigest:
    deliveries = await store.deliveries(workspace, digest.id, most + 1)
    next_due = await store.next_due(workspace, digest.id)
    return KeptDigest(
        status=status_of(digest, deliveries, now, next_due=next_due),
        waiting=_waiting(digest, next_due, now),
        deliveries=deliveries[:most],
        older=len(deliveries) > most,
    )


def _waiting(digest: Digest, next_due: int | None, now: datetime) -> tuple[Slot, ...]:
    if next_due is None or not zone_known(digest):
        return ()
    found = due(digest, datetime.fromtimestamp(next_due - 1, UTC), now)
    newest = () if found.post is None else (found.post,)
    return (*newest, *reversed(found.skipped))


def digests_json(kept: Sequence[KeptDigest]) -> dict[str, Any]:
    """The list, ready for JSON. Moments are ISO 8601 with the offset of the digest's zone, else null."""
    return {"digests": [_digest_json(each) for each in kept]}


def _digest_json(kept: KeptDigest) -> dict[str, Any]:
    digest, following = kept.status.digest, kept.status.next
    zone = ZoneInfo(zone_named(digest.zone) or "UTC")
    return {
        "number": digest.number,
        "words": told(digest),
        "typed": typed(digest),
        "owner": digest.owner,
        "channel": digest.channel or None,
        "own": digest.own,
        "pbx": digest.pbx or None,
        "timezone": digest.zone,
        "created": _iso(digest.created, zone),
        "paused": _iso(digest.paused, zone),
        "paused_because": digest.paused_because or None,
        "next": None if following is None else _slot_json(following, zone),
        "waiting": [_slot_json(slot, zone) for slot in kept.waiting],
        "slots": [_delivery_json(each, zone) for each in kept.deliveries],
        "older": kept.older,
    }


def _slot_json(slot: Slot, zone: ZoneInfo) -> dict[str, Any]:
    return {"slot": slot.wall, "due": slot.at.astimezone(zone).isoformat()}


def _delivery_json(delivery: Delivery, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "slot": delivery.slot,
        "due": _iso(delivery.due, zone),
        "state": delivery.state.value,
        "words": "; ".join(filter(None, (fate(delivery), why_so(delivery)))),
        "why": (ASKED if delivery.asked else delivery.why) or None,
        "late": delivery.late,
        "tries": delivery.tries,
        "next_try": _iso(delivery.next_try or None, zone),
        "changed": _iso(delivery.changed or None, zone),
        "channel": delivery.channel or None,
        "ts": delivery.ts or None,
    }


def _iso(epoch: int | None, zone: ZoneInfo) -> str | None:
    return None if epoch is None else datetime.fromtimestamp(epoch, zone).isoformat()
