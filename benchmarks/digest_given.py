"""A database in which workspaces have digests that are all due in one minute."""

from __future__ import annotations

import asyncio
import time as clocks
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from benchmarks.slack_side import TOKEN
from bot.digest.digest import Digest
from bot.digest.recurrence import Every, Recurrence
from bot.store.store import SqliteStore
from bot.store.vault import Vault
from bot.workspace.installation import Installation
from bot.workspace.pbx import WorkspacePbx
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

SLOT = datetime(2026, 1, 2, 8, 30, tzinfo=UTC)
"""The morning after the first day of the benchmarks' office; London keeps UTC."""

DIGEST = Digest(
    id="d1",
    number=1,
    owner="U1",
    channel="C1",
    own=False,
    recurrence=Recurrence(every=Every.DAILY, at=time(8, 30), days=frozenset(range(7))),
    zone="Europe/London",
    locale="en-GB",
    created=0,
)


class RunningClock:
    """Goes on from a moment."""

    def __init__(self, start: datetime) -> None:
        self._start, self._began = start, clocks.monotonic()

    def now(self) -> datetime:
        """The present moment."""
        return self._start + timedelta(seconds=clocks.monotonic() - self._began)


@asynccontextmanager
async def opened(path: Path, keys: str) -> AsyncIterator[SqliteStore]:
    """The store in a file, closed at the end."""
    store = await SqliteStore.open(path, Vault.read(keys))
    try:
        yield store
    finally:
        await store.close()


async def set_up(store: SqliteStore, number: int, pbx_port: int, digests: Iterable[Digest]) -> None:
    """A workspace with the app, a PBX at an address of its own, and digests that are due."""
    workspace = Workspace(team=f"T{number}")
    pbx = WorkspacePbx(
        id="p1",
        name="Office",
        base_url=f"http://127.{1 + number // 65536}.{number // 256 % 256}.{number % 256}:{pbx_port}",
        client_id=f"bench-{number}",
        client_secret="bench",  # noqa: S106 - it opens nothing
    )
    installed = Installation(bot_token=f"{TOKEN}-{number}", bot_user="UBOT", bot_id="B1")
    due = int(SLOT.timestamp())
    await asyncio.gather(
        store.save_installation(workspace, installed),
        store.save_pbx(workspace, pbx),
        *(store.digests.save_digest(workspace, digest, due) for digest in digests),
    )
