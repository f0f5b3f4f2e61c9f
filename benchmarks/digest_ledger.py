"""The ledger by itself: rounds over a file, where making and posting cost nothing."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from benchmarks.digest_given import DIGEST, SLOT, RunningClock, opened
from bot.answers.rounds import Rounds
from bot.ports_of_digests import Found, Made
from bot.store.vault import new_key
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.digest.slots import Slot
    from bot.ports_of_digests import Notice
    from bot.ports_of_ledger import DigestStore

_AT_MOST = 3_600
"""Seconds. The rounds log what goes wrong and go on."""


class Costless:
    """Makes, posts and tells nothing."""

    async def pbx(self, workspace: Workspace, digest: Digest) -> str:  # noqa: ARG002 - one for all
        """As the port says."""
        return "p1"

    async def make(
        self, workspace: Workspace, digest: Digest, slot: Slot, *, late: bool, skipped: tuple[str, ...]
    ) -> Made:
        """As the port says."""
        del workspace, digest, slot, late, skipped
        return Made(empty=False, payload=None)

    async def excuse(self, *_: object, **__: object) -> object:
        """As the port says."""
        raise AssertionError("nothing fails here")

    async def ready(
        self, workspace: Workspace, digest: Digest, delivery: Delivery, payload: object
    ) -> object:
        """As the port says."""
        del workspace, delivery, payload
        return digest.channel

    async def post(self, ready: object) -> tuple[str, str]:
        """As the port says."""
        return str(ready), "1.0"

    async def find(self, workspace: Workspace, digest: Digest, delivery: Delivery) -> Found:  # noqa: ARG002 - one answer
        """As the port says."""
        return Found()

    async def tell(self, workspace: Workspace, user: str, notice: Notice) -> None:
        """As the port says."""


@dataclass
class Counted:
    """A store of which every use is counted."""

    store: DigestStore
    operations: int = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of the store
        self.operations += 1
        return getattr(self.store, name)


async def operations(path: Path, workspaces: int) -> tuple[int, float]:
    """How many operations so many digests of one minute took, and the seconds."""
    async with opened(path, new_key()) as store:
        due = int(SLOT.timestamp())
        for number in range(workspaces):
            await store.digests.save_digest(Workspace(team=f"T{number}"), DIGEST, due)
        counted, costless = Counted(store.digests), Costless()
        rounds = Rounds(
            store=cast("DigestStore", counted),
            maker=costless,
            poster=costless,
            teller=costless,
            clock=RunningClock(SLOT),
            worker="bench",
        )
        began, stop = time.perf_counter(), asyncio.Event()
        running = asyncio.ensure_future(rounds.run(stop))
        async with asyncio.timeout(_AT_MOST):
            while rounds.figures.posted < workspaces:  # noqa: ASYNC110 - the rounds have no such event
                await asyncio.sleep(0.01)
        seconds = time.perf_counter() - began
        stop.set()
        await running
    return counted.operations, seconds
