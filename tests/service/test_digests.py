"""Digests through the whole process: posted once, whatever happens to the process."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import time
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from bot.digest.delivery import Delivery, State
from bot.digest.digest import Digest
from bot.digest.recurrence import Every, Recurrence
from bot.simulator import Settings, Simulator
from bot.simulator.faults import Slow
from service.running import ACME, place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.workspace.pbx import WorkspacePbx
    from service.running import Place

LONDON = ZoneInfo("Europe/London")
A_WEEK = Settings(days=8, timezone="Europe/London")
SEARCH = "cdr/search"


def due_now(**changes: Any) -> Digest:  # noqa: ANN401 - fields of a digest
    """A digest of the seven days before today, due in this minute; set up the day before."""
    now = datetime.now(LONDON)
    digest = Digest(
        id="d1",
        number=1,
        owner="U1",
        channel="C1",
        own=False,
        recurrence=Recurrence(
            every=Every.WEEKLY,
            at=now.time().replace(second=0, microsecond=0),
            days=frozenset({now.weekday()}),
        ),
        zone="Europe/London",
        locale="en-GB",
        created=int(now.timestamp()) - 86_400,
    )
    return replace(digest, **changes)


async def keep(here: Place, digest: Digest) -> None:
    """Keep it as it was kept the day before."""
    now = datetime.now(LONDON).replace(second=0, microsecond=0)
    async with here.store() as store:
        await store.digests.save_digest(ACME, digest, int(now.timestamp()))


async def ledger(here: Place, digest: str = "d1") -> list[Delivery]:
    async with here.store() as store:
        return list(await store.digests.deliveries(ACME, digest, 9))


async def until(here: Place, holds: Callable[[list[Delivery]], object], seconds: float = 20) -> Delivery:
    """The one delivery of the digest, once this holds of it."""
    async with asyncio.timeout(seconds):
        while not holds(kept := await ledger(here)):  # noqa: ASYNC110 - it is another process that changes it
            await asyncio.sleep(0.1)
    (only,) = kept
    return only


def time_passes(here: Place) -> None:
    """A hold that is taken, or a pause before the next try, is over."""
    with sqlite3.connect(here.database) as database:
        database.execute(
            "UPDATE delivery SET ready = ? WHERE state IN ('claimed', 'posting', 'failed')",
            (int(time.time()),),
        )
    database.close()


async def asked(pbx: Simulator) -> None:
    """Until the PBX has a search in its hands."""
    async with asyncio.timeout(20):
        while not pbx.requests.to(SEARCH):  # noqa: ASYNC110 - it has no such event
            await asyncio.sleep(0.05)


def true_figures(pbx: Simulator) -> str:
    """What really happened, as the first line of the digest has it."""
    today = datetime.now(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    start, end = ((today - timedelta(days=days)).timestamp() for days in (7, 0))
    calls = [call for call in pbx.calls if start <= call.start < end and call.direction == "inbound"]
    missed = sum(call.missed for call in calls)
    assert missed
    return f"{missed:,} missed of {len(calls):,} inbound calls"


async def test_what_is_due_is_posted_once_with_what_really_happened(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        await keep(here, due_now())
        async with here.running() as serving:
            await until(here, lambda kept: kept and kept[0].state is State.POSTED)
            (shown,) = here.slack.messages("C1")
            assert true_figures(pbx) in json.dumps(shown.blocks, ensure_ascii=False)
            (delivery,) = await ledger(here)
            assert (delivery.channel, delivery.ts, delivery.late) == ("C1", shown.ts, False)
            assert shown.metadata["event_payload"]["delivery"] == f"d1 {delivery.slot}"
            assert "ringback_digests_posted_total 1.0" in (await serving.get("/metrics")).text
            assert await serving.stop() == 0
        async with here.running():
            await asyncio.sleep(1)
        assert len(here.slack.messages("C1")) == 1


async def test_one_that_was_killed_while_it_asked_the_pbx_is_posted_once_by_the_next(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        await keep(here, due_now())
        pbx.faults.add(Slow(seconds=10, path=SEARCH))
        async with here.running() as serving:
            await asked(pbx)
            await serving.stop(signal.SIGKILL)
        assert [each.state for each in await ledger(here)] == [State.CLAIMED]
        time_passes(here)
        async with here.running():
            await until(here, lambda kept: kept[0].state is State.POSTED)
        assert len(here.slack.messages("C1")) == 1


async def test_what_is_being_made_at_a_signal_is_posted_before_the_end(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        await keep(here, due_now())
        pbx.faults.add(Slow(seconds=2, path=SEARCH))
        async with here.running() as serving:
            await asked(pbx)
            assert await serving.stop(signal.SIGTERM) == 0
            assert len(here.slack.messages("C1")) == 1
        assert [each.state for each in await ledger(here)] == [State.POSTED]


async def test_what_nobody_can_wait_for_is_given_back_and_posted_by_the_next(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        await keep(here, due_now())
        pbx.faults.add(Slow(seconds=25, path=SEARCH))
        async with here.running() as serving:
            await asked(pbx)
            serving.process.send_signal(signal.SIGTERM)
            await asyncio.sleep(0.5)
            began = time.monotonic()
            assert await serving.stop(signal.SIGTERM) == 0
            assert time.monotonic() - began < 8
        (delivery,) = await ledger(here)
        assert (delivery.state, delivery.tries) == (State.DUE, 0)
        async with here.running():
            await until(here, lambda kept: kept[0].state is State.POSTED)
        assert len(here.slack.messages("C1")) == 1


async def test_two_processes_on_one_database_post_each_of_twenty_once(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        channels = [f"C{n}" for n in range(20, 40)]
        due, wall = int(time.time()) + 4, f"{datetime.now(LONDON):%Y-%m-%dT%H:%M}"
        for number, channel in enumerate(channels, 1):
            here.slack.add_channel("T1", channel, members=["U1"])
            digest = due_now(id=f"d{number}", number=number, channel=channel)
            async with here.store() as store:
                await store.digests.save_digest(ACME, digest, None)
                # Both processes wait for this moment.
                delivery = Delivery(digest=digest.id, slot=wall, due=due, state=State.DUE)
                assert await store.digests.begin(ACME, delivery)
        async with here.running() as one:
            two = await here.start()
            try:
                await here.slack.until(lambda: all(map(here.slack.messages, channels)), 40)
                await one.stop()
                await two.stop()
            finally:
                if two.process.returncode is None:
                    two.process.kill()
                    await two.ended()
        assert [len(here.slack.messages(channel)) for channel in channels] == [1] * 20
        kept = [(await ledger(here, f"d{number}"))[0] for number in range(1, 21)]
        assert {each.state for each in kept} == {State.POSTED}


@pytest.mark.parametrize("channel", ["C1", ""], ids=["channel", "direct"])
async def test_one_that_was_killed_while_slack_had_it_is_never_doubled(tmp_path: Path, channel: str) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        await keep(here, due_now(channel=channel))
        direct = here.slack.direct("T1", "U1").id
        here.slack.fail("chat.postMessage", slow=1)
        async with here.running() as serving:
            await until(here, lambda kept: kept and kept[0].state is State.POSTING)
            await serving.stop(signal.SIGKILL)
        await here.slack.until(lambda: here.slack.messages(channel or direct))
        time_passes(here)
        async with here.running():
            await here.slack.until(lambda: here.slack.messages(direct), 20)
            settled = State.UNKNOWN if channel else State.POSTED  # a channel's history is not ours to read
            await until(here, lambda kept: kept[0].state is settled)
        assert len(here.slack.messages(channel or direct)) == 1
        asked_about = "may have been posted, or not" in json.dumps(here.slack.messages(direct)[0].blocks)
        assert asked_about is bool(channel)


async def test_a_channel_that_is_gone_pauses_it_and_its_owner_is_told_directly(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        await here.connect(pbx)
        await keep(here, due_now(channel="C9"))
        async with here.running():
            direct = here.slack.direct("T1", "U1").id
            await here.slack.until(lambda: here.slack.messages(direct), 20)
            await until(here, lambda kept: kept[0].state is State.FAILED)
        (told,) = here.slack.messages(direct)
        assert "Ringback does not see its channel any more" in json.dumps(told.blocks)
        async with here.store() as store:
            digest = await store.digests.digest(ACME, "d1")
        assert digest is not None
        assert digest.paused_because == "channel_not_found"


async def test_a_pbx_that_is_down_is_tried_again_and_nothing_is_posted_before(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        good = await here.connect(pbx)
        await connect(here, replace(good, base_url="http://127.0.0.1:9"))
        await keep(here, due_now())
        async with here.running():
            failed = await until(here, lambda kept: kept and kept[0].state is State.FAILED)
            assert failed.why == "connection_refused"
            assert 30 < failed.next_try - time.time() <= 61
            assert here.slack.messages("C1") == []
        await connect(here, good)
        time_passes(here)
        async with here.running():
            posted = await until(here, lambda kept: kept[0].state is State.POSTED)
        assert posted.tries == 2
        (shown,) = here.slack.messages("C1")
        assert true_figures(pbx) in json.dumps(shown.blocks, ensure_ascii=False)


async def connect(here: Place, pbx: WorkspacePbx) -> None:
    async with here.store() as store:
        await store.save_pbx(ACME, pbx)
