"""What every listener works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ports import Clock, Pbxs, WorkspaceStore
    from bot.ports_of_ledger import DigestStore
    from bot.slack.authorizing import Authorizer
    from bot.slack.people import People
    from bot.slack.underway import Underway


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The adapters and what chance there is, as arguments.

    Attributes:
        store: what is kept of workspaces.
        digests: the schedule of their digests, and its ledger.
        pbxs: their PBXs.
        clock: the present moment.
        people: who acts.
        authorizer: whose token speaks.
        underway: what has been acked and is not done yet.
        new_id: makes an id nobody can guess.
        nudge: has the rounds look at once, since a digest was saved or is to be posted.
        patience: seconds until a person is told that the PBX is being asked.
    """

    store: WorkspaceStore
    digests: DigestStore
    pbxs: Pbxs
    clock: Clock
    people: People
    authorizer: Authorizer
    underway: Underway
    new_id: Callable[[], str]
    nudge: Callable[[], None]
    patience: float = 1.0

    def now(self) -> int:
        """The present moment in epoch seconds."""
        return int(self.clock.now().timestamp())
