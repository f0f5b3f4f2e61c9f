"""Turns at what only one process may do at a time, among all that have the same database open."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from bot.store import holds
from bot.workspace.hold import Hold
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.store.database import Database
    from bot.workspace.workspace import Workspace

_log = logging.getLogger(__name__)

_LASTS = 15
"""Seconds. A login takes a PBX less than two; nobody waits longer for the turn of a process that has died."""

_LOOK_AGAIN = 0.1
"""Seconds."""


@asynccontextmanager
async def turn(
    database: Database, workspace: Workspace, name: str, now: Callable[[], float] = time.time
) -> AsyncIterator[None]:
    """Wait until nobody else has the turn, and have it within the block, for 15 seconds at most.

    Where the database cannot be used nobody is held off: better two logins than none.

    Args:
        database: the one that all share.
        workspace: whose.
        name: what the turn is at.
        now: epoch seconds.
    """
    holder, ours = secrets.token_hex(16), True
    try:
        ours = await _taken(database, workspace, name, holder, now)
        yield
    finally:  # also where the waiting was given up: it may have come to something just then
        if ours:
            with suppress(StoreTrouble):  # it ends by itself
                await database.write(lambda c: holds.release(c, workspace, name, holder))


async def _taken(
    database: Database, workspace: Workspace, name: str, holder: str, now: Callable[[], float]
) -> bool:
    while True:
        at = int(now())
        wanted = Hold(holder=holder, until=at + _LASTS)
        try:
            standing = await _asked(database, workspace, name, wanted, at)
        except StoreTrouble as trouble:
            _log.warning("nobody else can be held off: %s", trouble.code)
            return False
        if standing.holder == holder:
            return True
        await asyncio.sleep(_LOOK_AGAIN)


async def _asked(database: Database, workspace: Workspace, name: str, wanted: Hold, at: int) -> Hold:
    return await database.write(lambda c: holds.take(c, workspace, name, wanted, at, anew=True))
