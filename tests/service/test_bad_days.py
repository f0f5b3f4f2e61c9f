"""What goes wrong around the process, and what people see of it."""

from __future__ import annotations

import asyncio
import json
import resource
import sqlite3
import time
from typing import TYPE_CHECKING

from readied import RINGBACK

from bot.simulator import Settings, Simulator
from bot.simulator.faults import Slow
from bot.workspace.installation import Installation
from bot.workspace.workspace import Workspace
from service.running import place
from service.test_asking import A_WEEK, answered, shown

if TYPE_CHECKING:
    from pathlib import Path

    from service.running import Place

BETA = Workspace(team="T2")
BETA_TOKEN = "xoxb-beta"


async def second_workspace(here: Place, pbx: Simulator) -> None:
    """Another workspace that installed the app and connected a PBX of its own."""
    team = here.slack.add_team("T2", name="Beta", domain="beta", bot_token=BETA_TOKEN)
    here.slack.add_user("T2", "U5", name="kim", admin=True)
    here.slack.add_channel("T2", "C5", name="sales", members=["U5"])
    async with here.store() as store:
        await store.save_installation(BETA, Installation(bot_token=BETA_TOKEN, bot_user=team.bot_user))
    await here.connect(pbx, workspace=BETA)


async def test_two_hundred_commands_to_a_stuck_pbx_are_acked_and_delay_nobody_else(tmp_path: Path) -> None:
    async with (
        place(tmp_path) as here,
        Simulator(A_WEEK) as stuck,
        Simulator(Settings(days=7, seed=2)) as pbx,
    ):
        await here.connect(stuck)
        await second_workspace(here, pbx)
        stuck.faults.add(Slow(seconds=20, times=None))
        async with here.running() as serving:
            given = await asyncio.gather(
                *(
                    here.slack.command("/missed", "last 7 days", team="T1", user="U1", channel="C1")
                    for _ in range(200)
                )
            )
            assert all(each.ok for each in given)
            assert here.slack.late == []
            began = time.monotonic()
            other = await here.slack.command("/missed", "last 7 days", team="T2", user="U5", channel="C5")
            await answered(here.slack, other, "missed from")
            assert time.monotonic() - began < 10
            await answered(here.slack, given[-1], "Asking the PBX", 30)
            assert (await serving.get("/healthz")).json()["underway"] == 200


async def test_a_locked_database_is_said_and_the_post_can_be_tried_again(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        async with here.running():
            given = await here.slack.command("/calls", "yesterday", user="U1", channel="C1")
            await answered(here.slack, given, "Understood as")
            answer = here.slack.shown(given)[-1]
            holder = sqlite3.connect(here.database, isolation_level=None)
            holder.execute("BEGIN IMMEDIATE")
            pressed = await here.slack.press(answer, "post", user="U1", team="T1")
            await answered(here.slack, pressed, "database")
            assert here.slack.messages("C1") == []
            holder.execute("ROLLBACK")
            holder.close()
            again = await here.slack.press(answer, "post", user="U1", team="T1")
            await answered(here.slack, again, "Posted")
            assert len(here.slack.messages("C1")) == 1


async def test_a_full_disk_is_said_and_questions_are_answered_all_the_same(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        here.ringback = RINGBACK  # its own process is the one that meets the limit
        await here.connect(pbx)
        async with here.running() as serving:
            first = await here.slack.command("/calls", "yesterday", user="U1", channel="C1")
            await answered(here.slack, first, "Understood as")
            free = resource.prlimit(serving.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
            given = await here.slack.command("/calls", "yesterday", user="U1", channel="C1")
            await answered(here.slack, given, "Understood as")
            answer = here.slack.shown(given)[-1]
            pressed = await here.slack.press(answer, "post", user="U1", team="T1")
            await here.slack.until(lambda: here.slack.received(pressed), 15)
            assert "Posted" not in shown(here.slack, pressed)
            assert here.slack.messages("C1") == []
            resource.prlimit(serving.process.pid, resource.RLIMIT_FSIZE, free)
            again = await here.slack.press(answer, "post", user="U1", team="T1")
            await answered(here.slack, again, "Posted")


async def test_a_workspace_that_leaves_while_it_asks_gets_nothing_more_and_the_others_do(
    tmp_path: Path,
) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx, Simulator(Settings(days=7, seed=2)) as own:
        await here.connect(pbx)
        await second_workspace(here, own)
        own.faults.add(Slow(seconds=2, path="cdr/search"))
        async with here.running() as serving:
            asked = await here.slack.command("/missed", "last 7 days", team="T2", user="U5", channel="C5")
            await answered(here.slack, asked, "Asking the PBX")
            await here.slack.app_uninstalled("T2")
            async with asyncio.timeout(15):
                while (await serving.get("/healthz")).json()["underway"]:  # noqa: ASYNC110 - another process
                    await asyncio.sleep(0.1)
            assert "missed from" not in shown(here.slack, asked)
            async with here.store() as store:
                assert [each.team for each in await store.workspaces()] == ["T1"]
                assert await store.installation(BETA) is None
            given = await here.slack.command("/missed", "last 7 days", team="T1", user="U1", channel="C1")
            await answered(here.slack, given, "missed from")


async def test_a_pbx_that_is_down_is_said_with_what_to_do(tmp_path: Path) -> None:
    async with place(tmp_path) as here:
        async with Simulator(A_WEEK) as pbx:
            await here.connect(pbx)
        async with here.running():
            given = await here.slack.command("/missed", "yesterday", user="U1", channel="C1")
            told = await answered(here.slack, given, "Ask again", 30)
            assert "missed from" not in told
            assert json.loads(told)
