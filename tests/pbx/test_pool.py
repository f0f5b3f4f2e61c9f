"""One open PBX for each workspace, id and way of being reached; closed when it idles, never under who asks it."""

from __future__ import annotations

import asyncio
import gc
import random
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from store.given import opened

from bot.cdr.link_trouble import AddressNotAllowed, BadTrust, PbxClosed
from bot.pbx.guard import PrivateAddresses
from bot.pbx.held import Held
from bot.simulator import SettableClock, Settings, Simulator, faults
from bot.workspace.pbx import Checking
from bot.workspace.workspace import Workspace
from pbx.pooling import ACME, GLOBEX, Opened, Scene, Watchful, invented, office, pooled, set_up, until
from pbx.yeastar.given import DAY, NOW, PbxClock

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ports import Pbxs
    from bot.workspace.pbx import WorkspacePbx

LONG = 10 * 60


async def ask(pool: Pbxs, pbx: WorkspacePbx, workspace: Workspace = ACME) -> str:
    """A question: it takes a login and a discovery."""
    async with pool.lease(workspace, pbx) as asked:
        return (await asked.profile()).firmware


async def test_many_first_questions_open_one_pbx_and_log_in_once(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        pbx = await here.kept()
        answers = await asyncio.gather(*(ask(here.pool, pbx) for _ in range(50)))
        assert set(answers) == {"37.23.0.123"}
        assert (len(here.opens.pbxs), here.pool.open, here.simulated.requests.logins) == (1, 1, 1)


async def test_a_first_question_that_is_called_off_leaves_the_others_their_answer(tmp_path: Path) -> None:
    async with office(tmp_path, latency=0.01) as here:
        pbx = await here.kept()
        first, *others = [asyncio.create_task(ask(here.pool, pbx)) for _ in range(4)]
        await asyncio.sleep(0.02)
        first.cancel()
        assert await asyncio.gather(*others) == ["37.23.0.123"] * 3
        assert here.simulated.requests.logins == 1


async def test_an_unused_pbx_is_closed_and_its_token_serves_the_next_question(tmp_path: Path) -> None:
    async with office(tmp_path, {"idle": 900}) as here:
        pbx = await here.kept()
        await ask(here.pool, pbx)
        here.simulated.clock.advance(899)
        await here.pool.sweep()
        assert here.pool.open == 1
        here.simulated.clock.advance(1)
        await here.pool.sweep()
        assert here.pool.open == 0
        await ask(here.pool, pbx)
        assert (len(here.opens.pbxs), here.simulated.requests.logins) == (2, 1)
        assert here.simulated.requests.revocations == 0


async def test_a_pbx_in_use_is_not_idle_however_long_that_takes(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        pbx = await here.kept()
        async with here.pool.lease(ACME, pbx) as asked:
            here.simulated.clock.advance(DAY)
            await here.pool.sweep()
            assert (await asked.profile()).format_proved
        await here.pool.sweep()
        assert here.pool.open == 1


async def test_tokens_outlive_the_pool_and_the_process(tmp_path: Path) -> None:
    async with Simulator(Settings(days=2), SettableClock(NOW)) as simulated:
        pbx = set_up(simulated)
        for _ in range(3):
            async with opened(tmp_path / "ringback.db") as store:
                await store.save_pbx(ACME, pbx)
                pool = pooled(store, Opened(), PbxClock(simulated.clock))
                await ask(pool, pbx)
                await pool.close()
                assert pool.open == 0
        assert (simulated.requests.logins, simulated.requests.revocations) == (1, 0)


async def test_what_was_learnt_is_learnt_anew_after_an_hour_without_a_login(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        pbx = await here.kept()
        for _ in range(5):
            await ask(here.pool, pbx)
            here.simulated.clock.advance(15 * 60)
        assert len(here.simulated.requests.to("system/information")) == 2
        assert (here.simulated.requests.logins, here.pool.open) == (1, 1)


SAME_LOGIN: tuple[dict[str, Any], ...] = ({"timezone": "Europe/Paris"}, {"checking": Checking.OFF})
OTHER_LOGIN: tuple[dict[str, Any], ...] = ({"client_id": "other"}, {"client_secret": "other"})


@pytest.mark.parametrize("changes", [*SAME_LOGIN, *OTHER_LOGIN], ids=str)
async def test_a_change_opens_another_one_and_the_old_one_goes_on_as_long_as_it_is_asked(
    changes: dict[str, Any], tmp_path: Path
) -> None:
    async with office(tmp_path, tls=True) as here:
        assert here.simulated.certificate is not None
        pin = here.simulated.certificate.fingerprint
        before = await here.kept(checking=Checking.PIN, pin=pin)
        after = replace(before, **changes)
        async with here.pool.lease(ACME, before) as old:
            await old.profile()
            async with here.pool.lease(ACME, after) as new:
                assert new is not old
                assert here.pool.open == 2
            assert (await old.roster()).known
        await until(lambda: here.pool.open == 1)
        assert here.simulated.tokens.taken == (1 if changes in SAME_LOGIN else 0)


@pytest.mark.parametrize(
    "changes",
    [{"name": "Head office"}, {"refused": 5}, {"base_url": "https://PBX.example.com:8088/"}],
    ids=str,
)
async def test_what_does_not_change_the_way_there_changes_nothing(changes: dict[str, Any]) -> None:
    scene = Scene()
    pool = scene.pool()
    for pbx in (invented(), replace(invented(), **changes)):
        await ask(pool, pbx)
    assert (len(scene.pbxs), pool.open) == (1, 1)


async def test_a_moved_pbx_is_asked_at_its_new_address(tmp_path: Path) -> None:
    async with office(tmp_path) as here, Simulator(Settings(days=2), SettableClock(NOW)) as other:
        await ask(here.pool, await here.kept())
        await ask(here.pool, await here.kept(base_url=other.base_url))
        assert (here.simulated.requests.logins, other.requests.logins, here.pool.open) == (1, 1, 1)


async def test_two_workspaces_with_the_same_pbx_share_nothing(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        pbx = await here.kept()
        await here.store.save_pbx(GLOBEX, pbx)
        await asyncio.gather(ask(here.pool, pbx), ask(here.pool, pbx, GLOBEX))
        assert (here.pool.open, here.simulated.tokens.taken) == (2, 2)
        await here.pool.forget(ACME, pbx)
        assert (here.pool.open, here.simulated.tokens.taken) == (1, 1)
        await ask(here.pool, pbx, GLOBEX)
        assert here.simulated.requests.logins == 2


async def test_a_slow_pbx_delays_nobody_but_its_own(tmp_path: Path) -> None:
    async with office(tmp_path) as here, Simulator(Settings(days=2), SettableClock(NOW)) as other:
        slow, quick = await here.kept(), await here.kept(id="p2", name="Berlin", base_url=other.base_url)
        here.simulated.faults.add(faults.Slow(seconds=LONG, times=None))
        waiting = [asyncio.create_task(ask(here.pool, slow)) for _ in range(20)]
        await until(lambda: here.simulated.requests.at_once)
        forgetting = asyncio.create_task(here.pool.forget(ACME, slow))
        async with asyncio.timeout(2):
            assert await ask(here.pool, quick) == "37.23.0.123"
            assert not any(task.done() for task in (*waiting, forgetting))
            await here.pool.forget(ACME, quick)
        for task in (*waiting, forgetting):
            task.cancel()
        await asyncio.gather(*waiting, forgetting, return_exceptions=True)


async def test_closing_keeps_the_token_and_cuts_off_who_does_not_come_to_an_end(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        pbx = await here.kept()
        await ask(here.pool, pbx)
        here.simulated.faults.add(faults.Slow(seconds=LONG, path="system/information", times=None))
        here.simulated.clock.advance(DAY)  # so that it is discovered anew
        waiting = asyncio.create_task(ask(here.pool, pbx))
        await until(lambda: here.simulated.requests.at_once)
        async with asyncio.timeout(6):
            await here.pool.close()
            with pytest.raises(PbxClosed) as raised:
                await waiting
        assert raised.value.sentence == "The PBX was let go while it was being asked: Ringback stops."
        with pytest.raises(PbxClosed):
            await ask(here.pool, pbx)
        assert (here.pool.open, here.simulated.requests.revocations) == (0, 0)


async def test_no_more_are_open_than_allowed_and_the_one_left_longest_ago_goes_first() -> None:
    scene = Scene()
    pool = scene.pool(most=3)
    for number in (1, 2, 3, 1, 4):
        await ask(pool, invented(number))
    await pool.sweep()
    assert (pool.open, [pbx.closed for pbx in scene.pbxs]) == (3, [False, True, False, False])


async def test_those_in_use_are_never_closed_to_make_room() -> None:
    scene = Scene()
    pool = scene.pool(most=2)
    async with pool.lease(ACME, invented(1)) as first, pool.lease(ACME, invented(2)) as second:
        await asyncio.gather(*(ask(pool, invented(number)) for number in range(3, 20)))
        await first.profile()
        await second.profile()
        assert [pbx.closed for pbx in scene.pbxs].count(False) == 2
    await pool.close()
    assert all(pbx.closed for pbx in scene.pbxs)


async def test_a_thousand_workspaces_that_asked_once_leave_nothing_behind() -> None:
    of_other_tests = _alive()
    scene = Scene()
    pool = scene.pool(most=10)
    for number in range(1_000):
        await ask(pool, invented(), Workspace(team=f"T{number}"))
    scene.pbxs.clear()
    await until(lambda: pool.open == 10)
    left = _alive() - of_other_tests
    assert (left[Held], left[Watchful]) == (10, 10)
    assert left[asyncio.Task] < 20


def _alive() -> Counter[type]:
    gc.collect()
    return Counter(
        type(each) for each in gc.get_objects() if isinstance(each, Held | Watchful | asyncio.Task)
    )


async def test_no_private_address_is_reached_and_no_certificate_goes_unchecked_where_that_is_demanded(
    tmp_path: Path,
) -> None:
    async with office(tmp_path, {"private": PrivateAddresses.DENY}) as here:
        with pytest.raises(AddressNotAllowed):
            await ask(here.pool, here.pbx())
    async with office(tmp_path, {"checks_certificates": True}) as here:
        assert here.pool.checks_certificates
        with pytest.raises(BadTrust):
            await ask(here.pool, here.pbx(checking=Checking.OFF))
        assert here.pool.open == 0


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_happens_at_once_none_is_asked_once_closed_and_all_are_closed_once(seed: int) -> None:
    """The watchful PBXs fail what misuses them."""
    scene, chance = Scene(), random.Random(seed)
    pool = scene.pool(most=3, idle=5, fresh=20)
    zones = ("Europe/Rome", "Europe/Paris")
    pbxs = [invented(number, timezone=zone) for number in (1, 2, 3) for zone in zones]

    async def step(deed: str, whose: Workspace, pbx: WorkspacePbx, questions: int) -> None:
        await asyncio.sleep(chance.random() / 20)
        scene.seconds += chance.random()
        if deed == "forget":
            await pool.forget(whose, pbx)
        elif deed == "sweep":
            await pool.sweep()
        else:
            async with pool.lease(whose, pbx) as asked:
                for _ in range(questions):
                    await asked.profile()
                assert isinstance(asked, Watchful)
                assert str(asked.connection.pbx_timezone) == pbx.timezone
                assert asked.tokens is scene.tokens[whose, pbx.id]

    deeds = chance.choices(("ask", "forget", "sweep"), (8, 1, 1), k=400)
    steps = ((deed, chance.choice((ACME, GLOBEX)), chance.choice(pbxs)) for deed in deeds)
    await asyncio.gather(*(step(*each, questions=chance.randrange(4)) for each in steps))
    await pool.close()
    assert pool.open == 0
    assert all(pbx.closed for pbx in scene.pbxs)
    assert len(scene.pbxs) > 10
