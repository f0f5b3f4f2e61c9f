"""What follows of a digest at a moment: which slots are delivered or skipped, and when it is due next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfoNotFoundError

from bot.digest.covering import covered
from bot.digest.delivery import Delivery, State
from bot.digest.slots import LATE_AFTER, POSTED_WITHIN, Slot, due, next_slot, slots
from bot.ports_of_ledger import Plan, Why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.digest.digest import Digest
    from bot.ports_of_ledger import Planned

TOO_OLD = int(POSTED_WITHIN.total_seconds())
"""Seconds after its moment from which on a slot is not posted any more."""
LATE = int(LATE_AFTER.total_seconds())
"""Seconds after its moment from which on a digest says that it is late."""

_MOST_SKIPPED = 31
"""Skipped slots that are noted one by one; of a digest that nobody ran for longer the newest are enough."""
_LOOK_AHEAD = timedelta(days=400)
_LOOK_BACK = timedelta(days=40)
"""More than a month: slots that are further apart tell of no time together."""
_PASSED_OVER = 3
"""Slots after now among which the next one is looked for: an edit may have passed one over."""


def plan_of(planned: Planned, now: datetime, floor: int) -> Plan:
    """What follows of a digest whose next slot is there.

    Args:
        planned: the digest.
        now: the present moment, aware.
        floor: epoch seconds up to which a lost database may have posted: nothing up to it is posted.
    """
    digest = planned.digest
    found = due(digest, datetime.fromtimestamp(planned.next_due - 1, UTC), now)
    deliveries = [
        _delivery(digest, slot, now, why=_reason(slot, floor)) for slot in found.skipped[-_MOST_SKIPPED:]
    ]
    if found.post is not None:
        lost = _epoch(found.post) <= floor
        why = Why.RESTORED.value if lost else ""
        deliveries.append(_delivery(digest, found.post, now, why=why, late=found.late))
    return Plan(planned=planned, deliveries=tuple(deliveries), next_due=_moment(next_slot(digest, now)))


def looked_ahead(planned: Planned, now: datetime) -> Plan | None:
    """A plan where the next slot that is noted cannot be any more; None where it can.

    The rules of a zone may have changed since it was noted, or the clock may have been wrong then.
    """
    ahead = [_epoch(slot) for slot in islice(slots(planned.digest, now, now + _LOOK_AHEAD), _PASSED_OVER)]
    if planned.next_due in ahead:
        return None
    return Plan(planned=planned, deliveries=(), next_due=ahead[0] if ahead else None)


def first_due(
    digest: Digest, now: datetime, told: Sequence[Delivery] = (), before: Digest | None = None
) -> int | None:
    """When a digest that is saved, edited or resumed now is due first, in epoch seconds.

    What has passed is not made up for. A slot is passed over where the edit alone makes it tell what was told already,
    in the same place, of the same calls and the same time: moving 08:30 to 09:00 at a quarter to nine does not tell of
    yesterday twice. Of one that tells of a time more than once by itself, such as daily about last week, every slot is
    wanted, before and after an edit; but never two on one day.

    Args:
        digest: as it is saved.
        now: the present moment, aware.
        told: its newest deliveries, newest first.
        before: as it was until now; None where its schedule stays.
    """
    posted = next((slot_of(each) for each in told if each.state is State.POSTED), None)
    coming = next_slot(digest, now)
    if coming is not None and posted is not None and _repeats(before or digest, posted, digest, coming):
        coming = next_slot(digest, coming.at)
    return _moment(coming)


def _repeats(before: Digest, posted: Slot, digest: Digest, coming: Slot) -> bool:
    """Whether a slot tells again what was posted, and only because of an edit."""
    if _tells(before) != _tells(digest):
        return False
    try:
        window = covered(before, posted)
    except ZoneInfoNotFoundError:  # that its zone is gone is what the edit mends
        return False
    if window != covered(digest, coming):
        return False
    return posted.day == coming.day or not (
        _is_one_of_several(before, posted) or _is_one_of_several(digest, coming)
    )


def _tells(digest: Digest) -> tuple[str, str, bool, str]:
    """What it tells and where, but for the time."""
    return digest.channel, digest.text, digest.own, digest.pbx


def _is_one_of_several(digest: Digest, slot: Slot) -> bool:
    """Whether the digest by itself tells of the same time more than once: in the slot before or after this one."""
    before = [each for each in slots(digest, slot.at - _LOOK_BACK, slot.at) if each.day < slot.day][-1:]
    after = next((each for each in slots(digest, slot.at, slot.at + _LOOK_BACK) if each.day > slot.day), None)
    window = covered(digest, slot)
    return any(covered(digest, each) == window for each in (*before, after) if each is not None)


def slot_of(delivery: Delivery) -> Slot:
    """The slot of a delivery."""
    return Slot(wall=delivery.slot, at=datetime.fromtimestamp(delivery.due, UTC))


def _delivery(digest: Digest, slot: Slot, now: datetime, *, why: str, late: bool = False) -> Delivery:
    return Delivery(
        digest=digest.id,
        slot=slot.wall,
        due=_epoch(slot),
        state=State.SKIPPED if why else State.DUE,
        worker="",
        until=0,
        tries=0,
        next_try=0,
        changed=int(now.timestamp()),
        channel="",
        ts="",
        why=why,
        late=late,
    )


def _reason(slot: Slot, floor: int) -> str:
    return (Why.RESTORED if _epoch(slot) <= floor else Why.MISSED).value


def _moment(slot: Slot | None) -> int | None:
    return None if slot is None else _epoch(slot)


def _epoch(slot: Slot) -> int:
    return int(slot.at.timestamp())
