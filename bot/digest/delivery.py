"""A delivery: what became of one slot of a digest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ASKED = "again"
"""Begins the ``why`` of a delivery that a person asked for; the person may follow, after a space."""


def asked_by(user: str) -> str:
    """The ``why`` of a delivery that a person asked for, ``U…``; empty for somebody who is not known."""
    return f"{ASKED} {user}".strip()


class State(StrEnum):
    """Where a delivery stands."""

    DUE = "due"
    CLAIMED = "claimed"
    POSTING = "posting"
    POSTED = "posted"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One slot of a digest in the ledger. Moments are epoch seconds, 0 where there is none.

    Attributes:
        digest: its id.
        slot: wall clock of the digest's zone, such as ``2026-11-26T08:30``.
        due: the slot's moment.
        state: where it stands.
        worker: who holds it, or held it last.
        until: when that hold ends.
        tries: how often it was taken hold of.
        next_try: when it is tried again after a failure; 0 for never.
        changed: when the ledger noted something last.
        channel: where it was posted.
        ts: Slack's name for the post.
        why: the code of the trouble, or the reason why it was skipped, or that a person asked for it.
        late: it was due while nobody ran.
    """

    digest: str
    slot: str
    due: int
    state: State
    worker: str = ""
    until: int = 0
    tries: int = 0
    next_try: int = 0
    changed: int = 0
    channel: str = ""
    ts: str = ""
    why: str = ""
    late: bool = False

    @property
    def asked(self) -> bool:
        """Whether it is due because a person asked for it."""
        return self.why.partition(" ")[0] == ASKED

    @property
    def asker(self) -> str:
        """Who asked for it, ``U…``; empty where nobody did, or it is not known who."""
        return self.why.partition(" ")[2] if self.asked else ""
