"""Turns among processes that have one database open; a process that died with the turn ends it for nobody else."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from bot.store.database import Database
from bot.store.turns import turn
from store.given import OURS, THEIRS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import pytest


@asynccontextmanager
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path)
    try:
        yield opened
    finally:
        await opened.close()


async def had(at: Database, now: float, name: str = "login") -> bool:
    """Whether somebody has the turn within a moment."""
    try:
        async with asyncio.timeout(0.3), turn(at, OURS, name, lambda: now):
            return True
    except TimeoutError:
        return False


async def test_whoever_died_with_the_turn_holds_the_others_up_for_fifteen_seconds(tmp_path: Path) -> None:
    path = tmp_path / "ringback.db"
    async with AsyncExitStack() as stack:
        dying = await Database.open(path)
        await stack.enter_async_context(turn(dying, OURS, "login", lambda: 100))
        await dying.close()  # before it could give the turn back
        async with database(path) as other:
            assert not await had(other, 101)
            assert not await had(other, 114.9)
            assert await had(other, 115)
            assert await had(other, 100)


async def test_turns_of_other_pbxs_and_workspaces_are_others(tmp_path: Path) -> None:
    async with database(tmp_path / "ringback.db") as ours, database(tmp_path / "ringback.db") as other:
        async with turn(ours, THEIRS, "login", lambda: 100):
            assert await had(other, 100)
        async with turn(ours, OURS, "login", lambda: 100):
            assert await had(other, 100, "another login")
            assert not await had(other, 100)


async def test_whoever_was_too_slow_takes_nothing_from_whoever_came_after(tmp_path: Path) -> None:
    async with database(tmp_path / "ringback.db") as slow, database(tmp_path / "ringback.db") as other:
        async with turn(slow, OURS, "login", lambda: 100), AsyncExitStack() as stack:
            await stack.enter_async_context(turn(other, OURS, "login", lambda: 120))
            stay = stack.pop_all()
        assert not await had(slow, 121)
        await stay.aclose()
        assert await had(slow, 121)


async def test_a_database_that_cannot_be_used_holds_nobody_off(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bot")
    closed = await Database.open(tmp_path / "ringback.db")
    await closed.close()
    assert await had(closed, 100)
    assert [record.getMessage() for record in caplog.records] == ["nobody else can be held off: store"]
