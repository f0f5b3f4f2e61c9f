"""PBX tokens: at hand at once, in the database soon after, gone with their PBX."""

from __future__ import annotations

import asyncio
import gc
import logging
import weakref
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.workspace.tokens import Tokens
from store.given import BERLIN, OURS, THEIRS, opened
from store.programs import go, line_from, program

if TYPE_CHECKING:
    from pathlib import Path

    from bot.workspace.tokens import TokenStore

FIRST = Tokens(access="first", access_until=10.5, refresh="again", refresh_until=20.25)
SECOND = Tokens(access="second")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ringback.db"


async def test_they_are_at_hand_at_once_and_after_a_restart(path: Path) -> None:
    async with opened(path) as store:
        await store.save_pbx(OURS, BERLIN)
        tokens: TokenStore = await store.tokens(OURS, "p1")
        assert tokens.load("key") is None
        tokens.save("key", FIRST)
        assert tokens.load("key") == FIRST
    async with opened(path) as store:
        assert (await store.tokens(OURS, "p1")).load("key") == FIRST


async def test_the_last_of_many_changes_is_what_is_kept(path: Path) -> None:
    async with opened(path) as store:
        await store.save_pbx(OURS, BERLIN)
        tokens = await store.tokens(OURS, "p1")
        for number in range(30):
            tokens.save("key", Tokens(access=str(number)))
            tokens.clear("key")
        tokens.save("key", SECOND)
        await tokens.flush()
    async with opened(path) as store:
        assert (await store.tokens(OURS, "p1")).load("key") == SECOND


async def test_what_was_cleared_is_gone_after_a_restart(path: Path) -> None:
    async with opened(path) as store:
        await store.save_pbx(OURS, BERLIN)
        tokens = await store.tokens(OURS, "p1")
        tokens.save("key", FIRST)
        tokens.clear("key")
        assert tokens.load("key") is None
    async with opened(path) as store:
        assert (await store.tokens(OURS, "p1")).load("key") is None


async def test_the_key_of_another_secret_finds_none_and_takes_the_place(path: Path) -> None:
    async with opened(path) as store:
        await store.save_pbx(OURS, BERLIN)
        tokens = await store.tokens(OURS, "p1")
        tokens.save("old", FIRST)
        assert tokens.load("new") is None
        tokens.save("new", SECOND)
        tokens.clear("old")
    async with opened(path) as store:
        tokens = await store.tokens(OURS, "p1")
        assert (tokens.load("old"), tokens.load("new")) == (None, SECOND)


async def test_workspaces_and_pbxs_have_each_their_own(path: Path) -> None:
    async with opened(path) as store:
        for workspace in (OURS, THEIRS):
            await store.save_pbx(workspace, BERLIN)
            await store.save_pbx(workspace, replace(BERLIN, id="p2", name="Bonn"))
        for number, (workspace, pbx) in enumerate(((OURS, "p1"), (OURS, "p2"), (THEIRS, "p1"))):
            (await store.tokens(workspace, pbx)).save("key", Tokens(access=str(number)))
    async with opened(path) as store:
        await store.drop_tokens(OURS, "p2")
        got = [
            (await store.tokens(workspace, pbx)).load("key")
            for workspace in (OURS, THEIRS)
            for pbx in ("p1", "p2")
        ]
    assert got == [Tokens(access="0"), None, Tokens(access="2"), None]


@pytest.mark.parametrize("how", ["drop", "remove", "forget"])
async def test_none_are_left_of_a_pbx_that_is_gone(path: Path, how: str) -> None:
    async with opened(path) as store:
        await store.save_pbx(OURS, BERLIN)
        tokens = await store.tokens(OURS, "p1")
        tokens.save("key", FIRST)
        if how == "drop":
            await store.drop_tokens(OURS, "p1")
        else:
            await (store.remove_pbx(OURS, "p1") if how == "remove" else store.forget(OURS))
        assert tokens.load("key") is None
        if how != "drop":
            tokens.save("key", SECOND)  # a login that was on its way
            await tokens.flush()
        await store.save_pbx(OURS, BERLIN)
    async with opened(path) as store:
        assert (await store.tokens(OURS, "p1")).load("key") is None


async def test_one_logs_in_at_a_time_and_sees_what_another_process_kept(path: Path) -> None:
    async with opened(path) as ours, opened(path) as another:
        await ours.save_pbx(OURS, BERLIN)
        tokens = await ours.tokens(OURS, "p1")
        told: list[str] = []

        async def log_in(name: str) -> None:
            async with tokens.exclusive("key"):
                told.append(f"{name} in")
                await asyncio.sleep(0.01)
                told.append(f"{name} out")

        await asyncio.gather(log_in("a"), log_in("b"))
        assert told == ["a in", "a out", "b in", "b out"]
        async with (elsewhere := await another.tokens(OURS, "p1")).exclusive("key"):
            elsewhere.save("key", SECOND)
        assert tokens.load("key") is None
        async with tokens.exclusive("key"):
            assert tokens.load("key") == SECOND


async def test_all_who_use_a_pbx_share_its_tokens_and_nobody_else_holds_them(path: Path) -> None:
    async with opened(path) as store:
        await store.save_pbx(OURS, BERLIN)
        tokens = await store.tokens(OURS, "p1")
        assert await store.tokens(OURS, "p1") is tokens
        gone = weakref.ref(tokens)
        del tokens
        gc.collect()
        assert gone() is None


async def test_tokens_that_cannot_be_written_stay_at_hand_and_are_not_shown(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with opened(path, patience=0.1) as store:
        await store.save_pbx(OURS, BERLIN)
        tokens = await store.tokens(OURS, "p1")
        tokens.save("key", FIRST)
        await tokens.flush()
        with program("hold", path) as other:
            assert line_from(other) == "held"
            tokens.save("key", SECOND)
            await tokens.flush()
            go(other)
            assert other.wait(10) == 0
        async with tokens.exclusive("key"):
            assert tokens.load("key") == SECOND
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert ours == ["PBX tokens could not be kept: store_busy"]


async def test_a_login_goes_on_where_the_database_does_not(path: Path) -> None:
    async with opened(path) as store:
        await store.save_pbx(OURS, BERLIN)
        tokens = await store.tokens(OURS, "p1")
    async with tokens.exclusive("key"):
        tokens.save("key", FIRST)
    assert tokens.load("key") == FIRST
