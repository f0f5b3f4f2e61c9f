"""From a command to its answer, through the whole process."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from typing import TYPE_CHECKING

import pytest

from bot.simulator import Settings, Simulator
from bot.simulator.faults import Slow
from service.running import place

if TYPE_CHECKING:
    from pathlib import Path

    from fakes.slack import FakeSlack
    from fakes.slack.outcome import Delivery

A_WEEK = Settings(days=7)


def shown(slack: FakeSlack, delivery: Delivery) -> str:
    """All that the person sees of the answers to a delivery."""
    return json.dumps([message.blocks for message in slack.shown(delivery)], ensure_ascii=False)


async def answered(slack: FakeSlack, delivery: Delivery, words: str, seconds: float = 20) -> str:
    """What is shown, once it has these words."""
    await slack.until(lambda: words in shown(slack, delivery), seconds)
    return shown(slack, delivery)


@pytest.mark.parametrize("http", [True, False], ids=["http", "socket"])
async def test_a_question_is_acked_at_once_and_answered_for_the_person_alone(
    tmp_path: Path, *, http: bool
) -> None:
    async with place(tmp_path, http=http) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        async with here.running() as serving:
            given = await here.slack.command("/missed", "last 7 days", user="U1", channel="C1")
            assert given.ok
            assert given.seconds < 1
            told = await answered(here.slack, given, "missed from")
            assert "Asking the PBX" not in told
            assert here.slack.messages("C1") == []
            assert await serving.stop() == 0


@pytest.mark.parametrize("http", [True, False], ids=["http", "socket"])
async def test_what_was_acked_is_answered_before_the_end(tmp_path: Path, *, http: bool) -> None:
    async with place(tmp_path, http=http) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        pbx.faults.add(Slow(seconds=2, path="cdr/search"))
        async with here.running() as serving:
            given = await here.slack.command("/missed", "last 7 days", user="U1", channel="C1")
            assert given.ok
            assert await serving.stop(signal.SIGTERM) == 0
            assert "missed from" in shown(here.slack, given)


async def test_a_second_signal_does_not_wait_and_the_person_is_told(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        pbx.faults.add(Slow(seconds=15, path="cdr/search"))
        async with here.running() as serving:
            given = await here.slack.command("/missed", "last 7 days", user="U1", channel="C1")
            await answered(here.slack, given, "Asking the PBX")
            serving.process.send_signal(signal.SIGINT)
            await asyncio.sleep(0.3)
            began = time.monotonic()
            assert await serving.stop(signal.SIGINT) == 0
            assert time.monotonic() - began < 8
            assert "Ringback was restarted" in shown(here.slack, given)


async def test_an_old_answer_is_pressed_after_a_kill(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        async with here.running() as first:
            given = await here.slack.command("/calls", "yesterday", user="U1", channel="C1")
            await answered(here.slack, given, "Understood as")
            await first.stop(signal.SIGKILL)
        async with here.running():
            pressed = await here.slack.press(here.slack.shown(given)[-1], "ask:before", user="U1", team="T1")
            assert pressed.ok
            await answered(here.slack, pressed, "Understood as")


async def test_a_press_that_a_restart_interrupts_can_be_pressed_again(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        async with here.running() as first:
            given = await here.slack.command("/calls", "yesterday", user="U1", channel="C1")
            await answered(here.slack, given, "Understood as")
            pbx.faults.add(Slow(seconds=10, path="cdr/search"))
            pressed = await here.slack.press(here.slack.shown(given)[-1], "ask:before", user="U1", team="T1")
            await answered(here.slack, pressed, "Asking the PBX")
            first.process.send_signal(signal.SIGTERM)
            await asyncio.sleep(0.3)
            await first.stop(signal.SIGTERM)
            assert "Ringback was restarted" in shown(here.slack, pressed)
        pbx.faults.clear()
        async with here.running():
            again = await here.slack.press(here.slack.shown(pressed)[-1], "ask:again", user="U1", team="T1")
            await answered(here.slack, again, "Understood as")


async def test_nothing_that_a_log_may_not_hold_is_in_the_log(tmp_path: Path) -> None:
    async with place(tmp_path, RINGBACK_LOG="debug") as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        async with here.running() as serving:
            given = await here.slack.command(
                "/calls", "from 07700900146 last 7 days", user="U1", channel="C1"
            )
            await answered(here.slack, given, "Understood as")
            await serving.stop()
        log = "\n".join(serving.log)
        for private in ("07700900146", "7700900", pbx.client_secret, "access_token", here.keys, "xoxb-"):
            assert private not in log
        for line in serving.log:
            assert {"at", "level", "logger", "message"} == set(json.loads(line))


async def test_slack_says_429_and_the_answer_comes_later(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        async with here.running():
            here.slack.fail("response_url", status=429, retry_after=1, times=1)
            given = await here.slack.command("/calls", "yesterday", user="U1", channel="C1")
            await answered(here.slack, given, "Understood as")


async def test_a_socket_that_was_cut_is_made_anew(tmp_path: Path) -> None:
    async with place(tmp_path, http=False) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        async with here.running() as serving:
            made = here.slack.sockets.made
            await here.slack.cut()
            await here.slack.connected(30, more_than=made)
            given = await here.slack.command("/calls", "yesterday", user="U1", channel="C1")
            assert given.ok
            await answered(here.slack, given, "Understood as")
            assert (await serving.get("/healthz")).status_code == 200


async def test_a_socket_that_slack_asks_to_renew_loses_nothing(tmp_path: Path) -> None:
    async with place(tmp_path, http=False) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        async with here.running():
            await here.slack.cut(politely=True)
            given = await here.slack.command("/calls", "yesterday", user="U1", channel="C1")
            await answered(here.slack, given, "Understood as")


async def test_the_token_of_a_pbx_outlives_the_process(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        for _ in range(2):
            async with here.running() as serving:
                given = await here.slack.command("/calls", "yesterday", user="U1", channel="C1")
                await answered(here.slack, given, "Understood as")
                await serving.stop()
        assert pbx.requests.logins == 1


async def test_a_workspace_that_leaves_takes_everything_along(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        async with here.running() as serving:
            given = await here.slack.command("/calls", "yesterday", user="U1", channel="C1")
            await answered(here.slack, given, "Understood as")
            await here.slack.app_uninstalled("T1")
            async with here.store() as store, asyncio.timeout(10):
                while await store.workspaces():  # noqa: ASYNC110 - another process empties it
                    await asyncio.sleep(0.05)
            await serving.stop()
