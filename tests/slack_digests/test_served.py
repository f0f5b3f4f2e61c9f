"""The rounds with their real adapters: a real ledger, the strict fake Slack, a PBX, and a clock that a test sets."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from answers.digest_month import DIGEST, MONTH
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER
from slack_edge.given import BrokenPbx, SlowPbx, buttons_of, settled, text_of
from slack_edge.office import ACME, OFFICE
from store.given import opened

from bot.answers.rounds_planning import first_due
from bot.cdr.trouble import PbxTrouble
from bot.slack.connecting import saved
from bot.slack.digests.serving import Serving
from bot.slack.drafts import Draft, keep
from bot.slack.drafts import State as Form
from bot.slack.health import Health
from bot.slack.leaving import forget
from bot.slack.metrics import exposition
from slack_digests.given_rounds import DUE, MORNING, Clock, go, side

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.answers.rounds import Rounds
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from slack_digests.given_rounds import Side

DIRECT = replace(DIGEST, id="d2", number=4, channel="")


@dataclass
class HeldPbx(SlowPbx):
    """Is asked, and answers once it may."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    may: asyncio.Event = field(default_factory=asyncio.Event)

    async def fetch(self, *what: Any, **more: Any) -> Any:  # noqa: ANN401 - as its parent has it
        self.asked.set()
        await self.may.wait()
        return await super().fetch(*what, **more)


def held() -> HeldPbx:
    return HeldPbx(legs=MONTH, known=ROSTER)


@asynccontextmanager
async def morning(folder: Path, *digests: Digest, **how: Any) -> AsyncIterator[tuple[Side, Rounds]]:  # noqa: ANN401 - as ``office`` has it
    """Digests that were set up the evening before and are due at this moment; U1 has set the PBX up."""
    async with (
        opened(folder / "ringback.db") as store,
        side(store=store, clock=Clock("2026-11-25 18:00"), **how) as here,
    ):
        await store.save_pbx(ACME, replace(OFFICE, set_up_by="U1"))
        for digest in digests or (DIGEST,):
            await set_up(here, digest)
        here.clock.moment = "2026-11-26 08:30"
        yield here, here.rounds()


async def set_up(here: Side, digest: Digest) -> None:
    await here.desk.digests.save_digest(ACME, digest, first_due(digest, here.clock.now()))


async def ledger(here: Side, digest: str = "d1") -> list[tuple[str, str]]:
    """State and why of a digest's deliveries, newest first."""
    kept = await here.desk.digests.deliveries(ACME, digest, 20)
    return [(each.state.value, each.why) for each in kept]


async def test_what_is_due_is_posted_once_and_noted(tmp_path: Path) -> None:
    async with morning(tmp_path, DIGEST, DIRECT) as (here, rounds):
        await go(rounds)
        await go(here.rounds("w2"))
        (shown,) = here.slack.messages("C1")
        (direct,) = here.direct()
        assert "5 missed of 12 inbound calls" in text_of(shown)
        assert "5 missed of 12 inbound calls" in text_of(direct)
        (delivery,) = await here.desk.digests.deliveries(ACME, "d1", 9)
        assert (delivery.state.value, delivery.channel, delivery.ts) == ("posted", "C1", shown.ts)
        assert rounds.figures.posted == 2


async def test_a_workspace_that_leaves_while_its_digest_is_made_gets_none(tmp_path: Path) -> None:
    pbx = held()
    async with morning(tmp_path, pbx=pbx) as (here, rounds):
        turning = asyncio.ensure_future(go(rounds))
        await pbx.asked.wait()
        await forget(here.desk, ACME)
        pbx.may.set()
        await turning
        assert here.slack.messages("C1") == []
        assert "chat.postMessage" not in [call.method for call in here.slack.calls]
        assert (rounds.figures.posted, rounds.in_hand) == (0, 0)


async def test_an_owner_who_was_deactivated_has_it_paused_and_who_may_mend_it_is_told(tmp_path: Path) -> None:
    async with morning(tmp_path, replace(DIGEST, owner="U3")) as (here, rounds):
        here.slack.users["U3"].deleted = True
        await go(rounds)
        digest = await here.desk.digests.digest(ACME, "d1")
        assert digest is not None
        assert digest.paused_because == "account_inactive"
        (told,) = here.direct("U1")
        assert "its owner's account is deactivated" in text_of(told)
        assert here.slack.messages("C1") == []
        here.clock.moment = "2026-11-27 08:30"
        await go(rounds)
        assert len(here.direct("U1")) == 1


async def test_a_channel_that_the_app_was_taken_out_of_pauses_it_and_its_owner_is_told_once(
    tmp_path: Path,
) -> None:
    async with morning(tmp_path, replace(DIGEST, owner="U3")) as (here, rounds):
        here.slack.channels["T1", "C1"].bot_in = False
        await go(rounds)
        (told,) = here.direct("U3")
        assert "Ringback is not in its channel any more" in text_of(told)
        assert await ledger(here) == [("failed", "not_in_channel")]


async def test_a_pbx_that_is_down_is_tried_for_three_hours_then_the_channel_is_told(tmp_path: Path) -> None:
    pbx = BrokenPbx(MONTH, ROSTER, trouble=PbxTrouble())
    async with morning(tmp_path, pbx=pbx) as (here, rounds):
        for minutes in range(181):
            here.clock.moment = f"2026-11-26 {8 + (30 + minutes) // 60:02}:{(30 + minutes) % 60:02}"
            await go(rounds)
        (told,) = here.slack.messages("C1")
        assert "could not be made" in text_of(told)
        assert "Fri 27 Nov 08:30" in text_of(told)
        assert rounds.figures.excused == 1
        pbx.trouble = None
        here.clock.moment = "2026-11-27 08:30"
        await go(rounds)
        assert len(here.slack.messages("C1")) == 2


async def test_a_secret_that_is_refused_pauses_all_of_its_digests_until_it_is_connected_again(
    tmp_path: Path,
) -> None:
    pbx = BrokenPbx(MONTH, ROSTER)
    gone = replace(DIGEST, id="d3", number=5, pbx="p9", channel="C2", strangers=True)
    async with morning(tmp_path, DIGEST, DIRECT, gone, pbx=pbx) as (here, rounds):
        for minute in (30, 31, 33, 38):
            here.clock.moment = f"2026-11-26 08:{minute}"
            await go(rounds)
            await settled(here.desk)
        paused = {each.number: each.paused_because for each in await here.desk.digests.digests(ACME)}
        assert paused == {3: "bad_credentials", 4: "bad_credentials", 5: ""}
        told = [message for message in here.direct("U1") if "digests about its calls" in text_of(message)]
        assert len(told) == 1
        assert buttons_of(told[0]) == {"setup:reconnect": "p1"}
        pbx.trouble = None
        assert "2 digests" in await connected_again(here)
        here.clock.moment = "2026-11-27 08:30"
        before = len(here.slack.messages("C1"))
        await go(rounds)
        assert len(here.slack.messages("C1")) == before + 1


async def connected_again(here: Side) -> str:
    occasion = await here.speaking.occasion(ACME, "U1")
    (pbx,) = await here.desk.store.pbxs(ACME)
    state = Form(pbx="p1", draft="draft-1")
    await keep(here.desk, occasion, state, Draft(pbx=replace(pbx, refused=None), typed=True))
    return str(await saved(here.desk, occasion, {"private_metadata": state.written()}))


# Nobody knows


async def posted(here: Side, digest: Digest, delivery: Delivery, payload: object) -> None:
    poster = here.poster
    await poster.post(await poster.ready(ACME, digest, delivery, payload))


async def cut_off(here: Side, digest: Digest, *, after: bool) -> None:
    """A process that was killed at the post, before or after Slack took it; its hold is over."""
    rounds = here.rounds("killed")
    await rounds._schedule.plan()
    now = here.desk.now()
    (claimed,) = await here.desk.digests.claim(now, "killed", now + 120, 9)
    assert await here.desk.digests.posting(claimed, now, now + 120)
    if after:
        made = await here.maker.make(ACME, digest, MORNING, late=False, skipped=())
        await posted(here, digest, claimed.delivery, made.payload)
    here.clock.moment = "2026-11-26 08:35"


@pytest.mark.parametrize("after", [False, True])
async def test_in_a_direct_message_it_is_found_out_and_nobody_is_asked(
    tmp_path: Path, *, after: bool
) -> None:
    async with morning(tmp_path, DIRECT) as (here, rounds):
        await cut_off(here, DIRECT, after=after)
        await go(rounds)
        await go(rounds)
        (shown,) = here.direct()
        assert "5 missed" in text_of(shown)
        (delivery,) = await here.desk.digests.deliveries(ACME, "d2", 9)
        assert (delivery.state.value, delivery.ts) == ("posted", shown.ts)


@pytest.mark.parametrize("after", [False, True])
async def test_in_a_channel_its_owner_is_asked_once(tmp_path: Path, *, after: bool) -> None:
    async with morning(tmp_path) as (here, rounds):
        await cut_off(here, DIGEST, after=after)
        await go(rounds)
        await go(here.rounds("w3"))
        assert len(here.slack.messages("C1")) == after
        (told,) = here.direct()
        assert "may have been posted, or not" in text_of(told)
        assert await ledger(here) == [("unknown", "")]


async def test_a_late_one_that_a_lost_ledger_had_posted_is_found_and_not_doubled(tmp_path: Path) -> None:
    async with morning(tmp_path, DIRECT) as (here, rounds):
        await posted(here, DIRECT, replace(DUE, digest="d2"), await payload(here))
        here.clock.moment = "2026-11-26 09:30"
        await go(rounds)
        assert len(here.direct()) == 1
        assert await ledger(here, "d2") == [("posted", "")]


async def payload(here: Side) -> object:
    return (await here.maker.make(ACME, DIRECT, MORNING, late=False, skipped=())).payload


# The process


async def serving(rounds: Rounds) -> Serving:
    served = Serving(rounds)
    served.start()
    return served


async def test_what_is_underway_at_the_end_is_finished(tmp_path: Path) -> None:
    pbx = held()
    async with morning(tmp_path, pbx=pbx) as (here, rounds):
        served = await serving(rounds)
        await pbx.asked.wait()
        served.stop()
        asyncio.get_running_loop().call_later(0.2, pbx.may.set)
        await served.finish(5)
        assert len(here.slack.messages("C1")) == 1


async def test_what_takes_too_long_at_the_end_is_given_back_untried(tmp_path: Path) -> None:
    pbx = held()
    async with morning(tmp_path, pbx=pbx) as (here, rounds):
        served = await serving(rounds)
        await pbx.asked.wait()
        served.stop()
        await served.finish(5)
        (delivery,) = await here.desk.digests.deliveries(ACME, "d1", 9)
        assert (delivery.state.value, delivery.tries) == ("due", 0)
        pbx.may.set()
        await go(here.rounds("next"))
        assert len(here.slack.messages("C1")) == 1


async def test_an_end_that_cannot_wait_gives_back_at_once(tmp_path: Path) -> None:
    pbx = held()
    async with morning(tmp_path, pbx=pbx) as (here, rounds):
        served = await serving(rounds)
        await pbx.asked.wait()
        served.stop()
        finishing = asyncio.ensure_future(served.finish(60))
        await asyncio.sleep(0.05)
        finishing.cancel()
        async with asyncio.timeout(0.5):
            await served.finish(0)
        assert await ledger(here) == [("due", "")]
        await asyncio.wait((finishing,))


async def test_one_that_never_began_ends_at_once(tmp_path: Path) -> None:
    async with morning(tmp_path) as (_, rounds):
        served = Serving(rounds)
        served.stop()
        await served.finish(5)


async def test_its_figures_are_told_to_who_watches_it(tmp_path: Path) -> None:
    async with morning(tmp_path, pbx=FakePbx(MONTH, ROSTER)) as (here, rounds):
        served = await serving(rounds)
        await here.slack.until(lambda: here.slack.messages("C1"))
        served.stop()
        await served.finish(5)
        health = Health(
            clock=here.clock,
            store=here.desk.store,
            mode="http",
            underway=lambda: 0,
            pbxs=lambda: 0,
            digests=served.figures,
        )
        told = exposition(health)
        assert told is not None
        lines = told[0].decode().splitlines()
        assert "ringback_digests_posted_total 1.0" in lines
        assert "ringback_digests_failed_total 0.0" in lines
        assert (await health.ready())[0]
