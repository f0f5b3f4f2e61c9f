"""A PBX that is forgotten gets its token back and nothing of it is kept, in seconds, also when it is down."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.cdr.link_trouble import PbxClosed
from bot.simulator import faults
from bot.workspace.pbx import Checking
from bot.workspace.tokens import Tokens
from pbx.pooling import ACME, GLOBEX, Scene, invented, office, until
from pbx.wire import serving, silent
from pbx.yeastar.given import DAY

if TYPE_CHECKING:
    from pathlib import Path

    from bot.workspace.pbx import WorkspacePbx
    from pbx.pooling import Office


async def ask(here: Office, pbx: WorkspacePbx) -> str:
    async with here.pool.lease(ACME, pbx) as asked:
        return (await asked.profile()).firmware


async def tokens_kept(here: Office, pbx: WorkspacePbx) -> int:
    """How many tokens the store holds of it."""
    return len((await here.store.tokens(ACME, pbx.id))._kept)


async def test_a_forgotten_pbx_has_its_token_back_and_nothing_is_kept(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        pbx = await here.kept()
        await ask(here, pbx)
        assert (here.simulated.tokens.taken, await tokens_kept(here, pbx)) == (1, 1)
        await here.pool.forget(ACME, pbx)
        assert (here.simulated.tokens.taken, await tokens_kept(here, pbx), here.pool.open) == (0, 0, 0)
        await ask(here, pbx)
        assert here.simulated.requests.logins == 2


async def test_a_token_of_a_pbx_that_is_not_open_is_given_back_too(tmp_path: Path) -> None:
    async with office(tmp_path, {"idle": 0}) as here:
        pbx = await here.kept()
        await ask(here, pbx)
        await here.pool.sweep()
        assert (here.pool.open, here.simulated.tokens.taken) == (0, 1)
        await here.pool.forget(ACME, pbx)
        assert (here.pool.open, here.simulated.tokens.taken, await tokens_kept(here, pbx)) == (0, 0, 0)


@pytest.mark.parametrize("open_still", [True, False])
async def test_a_token_is_given_back_though_nothing_of_the_pbx_is_kept_any_more(
    tmp_path: Path, *, open_still: bool
) -> None:
    async with office(tmp_path, {"idle": 0}) as here:
        pbx = await here.kept()
        await ask(here, pbx)
        if not open_still:
            await here.pool.sweep()
        part = await here.pool.parting(ACME, pbx)
        await here.store.forget(ACME)
        assert (here.simulated.tokens.taken, await tokens_kept(here, pbx)) == (1, 0)
        await part()
        assert (here.simulated.tokens.taken, here.pool.open, here.simulated.requests.logins) == (0, 0, 1)


async def test_what_could_never_be_asked_is_parted_from_in_silence() -> None:
    part = await Scene().pool().parting(ACME, invented(base_url="nonsense"))
    await part()


async def test_a_pbx_that_was_never_asked_is_forgotten_without_asking_it(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        await here.pool.forget(ACME, here.pbx())
        assert (len(here.simulated.requests), here.opens.pbxs) == (0, [])


async def test_a_draft_leaves_neither_token_nor_row(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        draft = here.pbx(id="draft-1")
        await ask(here, draft)
        await here.pool.forget(ACME, draft)
        assert (here.simulated.tokens.taken, await tokens_kept(here, draft), here.pool.open) == (0, 0, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"timezone": "Mars/Olympus"},
        {"client_id": " "},
        {"base_url": "nonsense"},
        {"checking": Checking.PIN, "pin": "nonsense"},
        {"checking": Checking.OFF},
    ],
    ids=str,
)
async def test_what_could_never_be_asked_is_forgotten_in_silence(changes: dict[str, Any]) -> None:
    await Scene().pool(checks_certificates=True).forget(ACME, invented(**changes))


async def test_a_pbx_that_listens_and_says_nothing_holds_nobody_up(tmp_path: Path) -> None:
    async with office(tmp_path) as here, serving(silent) as port:
        pbx = await here.kept(base_url=f"http://127.0.0.1:{port}")
        async with here.pool.lease(ACME, pbx):
            pass
        held = here.opens.pbxs[0].api.session._connection.key
        store = await here.store.tokens(ACME, pbx.id)
        store.save(held, Tokens(access="a-token", access_until=here.simulated.clock.now() + DAY))
        begun = time.monotonic()
        await here.pool.forget(ACME, pbx)
        assert time.monotonic() - begun < 5
        assert (here.pool.open, await tokens_kept(here, pbx)) == (0, 0)


async def test_a_token_that_is_not_taken_back_is_forgotten_all_the_same(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        pbx = await here.kept()
        await ask(here, pbx)
        here.simulated.faults.add(faults.BadGateway(path="del_token"))
        await here.pool.forget(ACME, pbx)
        assert (here.pool.open, await tokens_kept(here, pbx)) == (0, 0)


async def test_a_question_under_way_is_answered_before_its_pbx_is_closed(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        pbx = await here.kept()
        here.simulated.faults.add(faults.Slow(seconds=0.3, path="system/information"))
        asking = asyncio.create_task(ask(here, pbx))
        await until(lambda: here.simulated.requests.to("system/information"))
        await here.pool.forget(ACME, pbx)
        assert asking.done()
        assert (await asking, here.simulated.tokens.taken) == ("37.23.0.123", 0)


async def test_a_question_that_takes_too_long_is_cut_off_with_words(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        pbx = await here.kept()
        here.simulated.faults.add(faults.Slow(seconds=600, path="system/information", times=None))
        asking = [asyncio.create_task(ask(here, pbx)) for _ in range(3)]
        await until(lambda: here.simulated.requests.to("system/information"))
        begun = time.monotonic()
        await here.pool.forget(ACME, pbx)
        assert time.monotonic() - begun < 5
        raised = await asyncio.gather(*asking, return_exceptions=True)
        assert [str(each) for each in raised] == [
            "The PBX was let go while it was being asked: it was disconnected, or set up anew. Ask again in a minute."
        ] * 3
        assert (here.simulated.tokens.taken, await tokens_kept(here, pbx)) == (0, 0)


async def test_whoever_forgets_what_they_are_asking_is_cut_off_too() -> None:
    scene = Scene()
    pool = scene.pool()
    with pytest.raises(PbxClosed):
        async with asyncio.timeout(5), pool.lease(ACME, invented()):
            await pool.forget(ACME, invented())
    await pool.close()
    assert [(pbx.closed, pbx.given_back) for pbx in scene.pbxs] == [(True, True)]


@pytest.mark.parametrize("open_still", [True, False])
async def test_who_stops_waiting_does_not_stop_the_forgetting(open_still: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of a test
    async with office(tmp_path, {"idle": 0}, latency=0.05) as here:
        pbx = await here.kept()
        await ask(here, pbx)
        if not open_still:
            await here.pool.sweep()
        forgetting = asyncio.create_task(here.pool.forget(ACME, pbx))
        await until(lambda: here.simulated.requests.revocations)
        forgetting.cancel()
        with suppress(asyncio.CancelledError):
            await forgetting
        await here.pool.close()
        assert (here.simulated.tokens.taken, await tokens_kept(here, pbx)) == (0, 0)


async def test_a_version_that_is_still_being_asked_is_forgotten_with_the_newest(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        before = await here.kept()
        after = replace(before, timezone="Europe/London")
        async with here.pool.lease(ACME, before) as old:
            await old.profile()
            await ask(here, after)
            assert here.pool.open == 2
            forgetting = asyncio.create_task(here.pool.forget(ACME, after))
            await asyncio.sleep(0.05)
        await forgetting
        assert (here.pool.open, here.simulated.tokens.taken, await tokens_kept(here, before)) == (0, 0, 0)


async def test_forgetting_touches_no_other_workspace_and_no_other_pbx() -> None:
    scene = Scene()
    pool = scene.pool()
    for whose, number in ((ACME, 1), (ACME, 2), (GLOBEX, 1)):
        async with pool.lease(whose, invented(number)):
            pass
    await pool.forget(ACME, invented(1))
    assert [pbx.closed for pbx in scene.pbxs] == [True, False, False]
    await pool.close()
    assert [pbx.given_back for pbx in scene.pbxs] == [True, False, False]
