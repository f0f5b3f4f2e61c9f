"""``ringback digest run`` and ``preview``, before the strict fake Slack and a simulated PBX over real HTTP."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from fakes.digests import MORNING
from readied import ROOT, readied

from bot.digest.delivery import Delivery, State
from bot.simulator import Settings, Simulator
from bot.simulator.faults import BadGateway, Slow
from bot.workspace.settings import PersonSettings
from service.running import ACME, place

if TYPE_CHECKING:
    from pathlib import Path

    from bot.digest.digest import Digest
    from service.running import Place

TWO_WEEKS = Settings(days=14, timezone="Etc/UTC")
DAILY = replace(MORNING, number=3, zone="UTC")
OWN = replace(DAILY, channel="", own=True)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


async def digest(here: Place, *arguments: str, **more: str) -> Ran:
    """Run ``ringback digest …`` to its end in the environment of the service."""
    process = await asyncio.create_subprocess_exec(
        *readied(),
        "digest",
        *arguments,
        cwd=ROOT,
        env={**here.environment, "RINGBACK_LOG": "warning", **more},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(60):
        out, err = await process.communicate()
    assert b"Traceback" not in err
    return Ran(process.returncode or 0, out.decode(), " ".join(err.decode().split()))


async def run(here: Place, *options: str, **more: str) -> Ran:
    return await digest(here, "run", "--team", "T1", "3", *options, **more)


async def keep(here: Place, kept: Digest = DAILY) -> None:
    async with here.store() as store:
        await store.digests.save_digest(ACME, kept, None)


async def ledger(here: Place) -> list[Delivery]:
    async with here.store() as store:
        return list(await store.digests.deliveries(ACME, "d1", 9))


async def test_a_digest_is_posted_now_and_what_became_of_it_is_said(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(TWO_WEEKS) as pbx:
        await here.connect(pbx)
        await keep(here)
        ran = await run(here)
        assert (ran.code, ran.err) == (0, "")
        (posted,) = here.slack.messages("C1")
        (delivery,) = await ledger(here)
        assert (delivery.state, delivery.channel, delivery.ts) == (State.POSTED, "C1", posted.ts)
        first, second = ran.out.splitlines()
        assert first == "Digest 3  Every day at 08:30 (UTC), about the day before."
        assert second.endswith(f"posted · in C1 as {posted.ts}")
        listed = await digest(here, "list", "--team", "T1")
        assert f"posted · in C1 as {posted.ts}" in listed.out
        async with here.store() as store:
            (entry,) = await store.audit(ACME, 9)
        assert (entry.user, entry.what) == ("", "digest 3, from the terminal")


async def test_beside_a_service_on_the_same_database_it_is_posted_once(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(TWO_WEEKS) as pbx:
        await here.connect(pbx)
        await keep(here)
        async with here.running() as serving:
            ran = await run(here)
            assert (ran.code, ran.err) == (0, "")
            await asyncio.sleep(1)
            assert len(here.slack.messages("C1")) == 1
            assert await serving.stop() == 0
        assert [each.state for each in await ledger(here)] == [State.POSTED]
        assert len(here.slack.messages("C1")) == 1


async def test_an_own_digest_goes_to_its_owner(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(TWO_WEEKS) as pbx:
        await here.connect(pbx)
        await keep(here, OWN)
        async with here.store() as store:
            await store.save_person(ACME, "U1", PersonSettings(extensions=(("p-T1-Office", "4005"),)))
        ran = await run(here)
        assert (ran.code, ran.err) == (0, "")
        assert len(here.slack.messages(here.slack.direct("T1", "U1").id)) == 1
        assert here.slack.messages("C1") == []


async def test_a_pbx_that_is_down_is_told_here_and_to_its_owner_alone(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(TWO_WEEKS) as pbx:
        await here.connect(pbx)
        await keep(here)
        pbx.faults.add(BadGateway(times=None))
        ran = await run(here)
        assert ran.code == 1
        assert ran.out.endswith("failed · the PBX could not be reached\n")
        assert here.slack.messages("C1") == []
        (told,) = here.slack.messages(here.slack.direct("T1", DAILY.owner).id)
        assert "could not be" in told.text
        assert [each.state for each in await ledger(here)] == [State.FAILED]


async def test_what_was_begun_is_finished_though_nobody_waits_for_it(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(TWO_WEEKS) as pbx:
        await here.connect(pbx)
        await keep(here)
        pbx.faults.add(Slow(seconds=3, path="cdr/search"))
        ran = await run(here, "--wait", "1")
        assert (ran.code, ran.err) == (0, "")
        assert len(here.slack.messages("C1")) == 1


async def test_a_channel_without_the_app_ends_it_and_says_so(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(TWO_WEEKS) as pbx:
        await here.connect(pbx)
        await keep(here, replace(DAILY, channel="C3"))
        ran = await run(here)
        assert ran.code == 1
        assert "failed · Ringback is not in its channel any more" in ran.out
        assert "Paused  since" in (await digest(here, "list", "--team", "T1")).out
        again = await run(here)
        assert again.code == 1
        assert again.err.startswith("Digest 3 is paused, so it is not posted.")


async def test_a_minute_that_has_one_gets_no_other(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(TWO_WEEKS) as pbx:
        await here.connect(pbx)
        await keep(here)
        now = datetime.now(UTC)
        async with here.store() as store:
            for minutes in (0, 1):
                slot = f"{now + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}"
                there = Delivery(digest="d1", slot=slot, due=1, state=State.SKIPPED, why="empty")
                assert await store.digests.begin(ACME, there)
        ran = await run(here)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("Digest 3 was due or asked for in this very minute already.")
        assert here.slack.messages("C1") == []


async def test_what_nobody_can_post_is_said_before_anything_is_begun(tmp_path: Path) -> None:
    async with place(tmp_path) as here, Simulator(TWO_WEEKS) as pbx:
        await here.connect(pbx)
        await keep(here)
        ran = await run(here, SLACK_BOT_TOKEN="")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("Ringback is not installed in this workspace any more.")
        assert await ledger(here) == []


async def test_a_preview_of_own_calls_asks_slack_only_who_the_owner_is_and_posts_nothing(
    tmp_path: Path,
) -> None:
    async with place(tmp_path) as here, Simulator(TWO_WEEKS) as pbx:
        await here.connect(pbx)
        await keep(here, OWN)
        ran = await digest(here, "preview", "--team", "T1", "3")
        assert (ran.code, ran.out) == (1, "")
        assert "Digest 3 is of the own calls of U1, and nobody knows their extension." in ran.err
        here.slack.add_user("T1", "U1", name="ada", email="amara@example.com")
        ran = await digest(here, "preview", "--team", "T1", "3")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("Your calls · ")
        assert "with Amara Osei (4005)" in ran.out
        assert here.slack.messages(here.slack.direct("T1", "U1").id) == []
        assert await ledger(here) == []
