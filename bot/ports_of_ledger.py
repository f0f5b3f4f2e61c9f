"""What is kept of digests: the schedule and the ledger of deliveries, as the use cases need them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.digest.delivery import ASKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.workspace.workspace import Workspace


class Why(StrEnum):
    """What the ledger's ``why`` says besides the codes of troubles and of Slack's refusals."""

    MISSED = "missed"
    """Skipped: nobody ran at its moment, and a newer slot was posted or it is too old."""
    RESTORED = "restored"
    """Skipped: a database that was lost may have posted it already."""
    EMPTY = "empty"
    """Skipped: there were no calls, and that is how it was chosen."""
    PAUSED = "paused"
    """Skipped: the digest was paused meanwhile."""
    AGAIN = ASKED
    """Due because a person asked for it once more."""
    UNEXPECTED = "unexpected"
    """Failed: a fault of our own; the log knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A digest and the first of its slots that is not in the ledger.

    Attributes:
        next_due: epoch seconds; no slot before it is due any more.
        revision: counts the saves of this digest; what was planned for another revision is not recorded.
    """

    workspace: Workspace
    digest: Digest
    next_due: int
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What follows of a planned digest: its deliveries, DUE or SKIPPED, and the slot after them."""

    planned: Planned
    deliveries: tuple[Delivery, ...]
    next_due: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A delivery in somebody's hands, and its digest as it was then; ``revision`` as in ``Planned``."""

    workspace: Workspace
    digest: Digest
    delivery: Delivery
    revision: int


class DigestStore(Protocol):
    """The schedule, which is the truth, and the ledger of deliveries, one for each digest and slot.

    Every method raises ``StoreTrouble`` when the store cannot be used. All moments are epoch seconds. Where a held
    delivery is handed over, only the hold of its worker counts: what does not apply any more changes nothing.
    """

    async def digests(self, workspace: Workspace) -> tuple[Digest, ...]:
        """Its digests, by number."""

    async def digest(self, workspace: Workspace, digest: str) -> Digest | None:
        """The digest with this id."""

    async def next_due(self, workspace: Workspace, digest: str) -> int | None:
        """The first slot of a digest that is not in the ledger; None while it is paused, and where there is none."""

    async def new_number(self, workspace: Workspace) -> int:
        """The number of its next digest: 1, 2, 3 ...; none is given twice, whatever was removed."""

    async def save_digest(self, workspace: Workspace, digest: Digest, next_due: int | None) -> None:
        """Keep a digest in place of the one with its id. No slot before ``next_due`` will be due; None for none."""

    async def pause(self, workspace: Workspace, ids: Sequence[str], at: int, because: str) -> int:
        """Pause digests, all at once; how many it is this call that paused."""

    async def resume(self, workspace: Workspace, digest: Digest, next_due: int | None) -> bool:
        """Let a paused digest go on, if it still is as it is handed over; whether this call did it."""

    async def remove_digest(self, workspace: Workspace, digest: str) -> None:
        """Keep nothing of a digest nor of its deliveries; no trouble where there is none."""

    async def recover(self, now: int) -> int:
        """To be called when a runner starts: find out whether this database is older than what was posted.

        Where it was restored from a backup, what the lost one may have posted is noted as SKIPPED.

        Returns:
            no slot at or before this moment may be posted unless it is in the ledger; 0 where nothing is known.
        """

    async def planned(self, now: int, most: int) -> list[Planned]:
        """Digests, not paused, whose ``next_due`` is there; those that have waited longest first."""

    async def ahead(self, now: int, after: Planned | None, most: int) -> list[Planned]:
        """Digests, not paused, whose ``next_due`` is yet to come, page by page in a fixed order."""

    async def record(self, plans: Sequence[Plan]) -> int:
        """Take deliveries into the ledger and move on, all or nothing; how many slots were new to the ledger."""

    async def begin(self, workspace: Workspace, delivery: Delivery) -> bool:
        """Take one delivery into the ledger; False where its slot is there, or its digest is not."""

    async def claim(self, now: int, worker: str, until: int, most: int) -> list[Claimed]:
        """Take hold of deliveries that are due, whose next try is there, or whose holder's time is over.

        The first of every workspace go before the second of any. ``tries`` counts this one.
        """

    async def renew(self, held: Sequence[Claimed], until: int) -> None:
        """Keep hold of these."""

    async def release(self, held: Sequence[Claimed]) -> None:
        """Give these back untried; what is being posted is kept."""

    async def posting(self, held: Claimed, now: int, until: int) -> bool:
        """Note, to outlive a power cut, that it is about to be posted.

        False where it is not ours any more: taken, edited, removed, or paused by a person. ``release`` it then.
        """

    async def posted(self, held: Claimed, channel: str, ts: str, at: int) -> None:
        """Note that Slack has posted it, whoever holds it by now."""

    async def failed(self, held: Claimed, why: str, next_try: int, at: int) -> None:
        """Note that it was not posted; ``next_try`` 0 where it will not be tried again."""

    async def skipped(self, held: Claimed, why: str, at: int) -> None:
        """Note that it will not be posted, and why."""

    async def orphans(self, now: int, until: int, most: int) -> list[Claimed]:
        """Deliveries whose holder's time ended while they were being posted: they become UNKNOWN, to be told of.

        Each is given to one caller, and again after ``until`` until it was told.
        """

    async def told(self, held: Claimed) -> None:
        """Note that its owner knows that it is UNKNOWN."""

    async def again(self, workspace: Workspace, digest: str, slot: str, at: int, why: str = ASKED) -> bool:
        """Let an UNKNOWN delivery, or one that FAILED for good, be due once more; whether this call did it.

        Where no person asked for it, ``why`` is empty: it is tried as often as any other.
        """

    async def settled(self, workspace: Workspace, digest: str, slot: str, at: int) -> bool:
        """Note that an UNKNOWN delivery was posted, as a person has seen; whether this call did it."""

    async def deliveries(self, workspace: Workspace, digest: str, most: int) -> tuple[Delivery, ...]:
        """The newest deliveries of a digest, newest first."""

    async def next_moment(self) -> int | None:
        """When there is something to do next: a slot, a try, the end of a hold; None for never."""

    async def refused(self, workspace: Workspace, pbx: str, at: int) -> int:
        """Count that a PBX refuses its secret: how many times in a row by now.

        Within 30 seconds it is one refusal; after an hour the count begins anew.
        """

    async def accepted(self, workspace: Workspace, pbx: str) -> None:
        """A PBX takes its secret: the count begins anew."""
