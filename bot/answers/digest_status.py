"""How a digest stands: what became of its last slot, and when it is due next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.digest.slots import next_slot
from bot.digest.zone_names import zone_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.digest.slots import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestStatus:
    """How a digest stands.

    Attributes:
        last: its newest delivery; None where there has been none.
        next: its next slot; None while it is paused, where all of its days are skipped, or its zone is not known.
    """

    digest: Digest
    last: Delivery | None
    next: Slot | None


def status_of(
    digest: Digest, deliveries: Sequence[Delivery], now: datetime, *, next_due: int | None = None
) -> DigestStatus:
    """How a digest stands.

    Args:
        digest: as it is kept.
        deliveries: its newest ones, newest first.
        now: the present moment, aware. What is due by then is about to be taken up; told is what comes after it.
        next_due: epoch seconds of the first slot that the ledger does not have, as the store has it.
    """
    return DigestStatus(
        digest=digest,
        last=deliveries[0] if deliveries else None,
        next=None if digest.paused is not None else _next(digest, next_due, now),
    )


def _next(digest: Digest, next_due: int | None, now: datetime) -> Slot | None:
    """The slot that was noted: after a change one may have been passed over, since it was told of already."""
    if not zone_known(digest):
        return None
    if next_due is None:
        return next_slot(digest, now)
    noted = datetime.fromtimestamp(next_due, UTC) - timedelta(seconds=1)
    return next_slot(digest, max(noted, now))
