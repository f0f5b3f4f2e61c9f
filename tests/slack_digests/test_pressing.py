"""Presses under a posted digest, and under the notice that nobody knows whether one was posted."""

from __future__ import annotations

import csv
import io
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from answers.digest_month import DIGEST, MONTH, OWN, ask, made
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER, at
from fakes.acme import client
from fakes.store import MemoryStore
from slack_edge.given import BrokenPbx, buttons_of, pressed, slow, text_of
from slack_edge.office import ACME, OnePbx, office
from store.given import opened

from bot.answers.digest_masking import masked_digest, remembers
from bot.blocks.digest import DigestLook, digest_message
from bot.blocks.digest_failed import unknown_message
from bot.blocks.elements import button
from bot.cdr.pbx_trouble import CutShort
from bot.digest.delivery import Delivery, State
from bot.slack.occasion import mark_of
from bot.workspace.audit import Deed
from bot.workspace.settings import Masking, PersonSettings, Settings
from bot.workspace.workspace import Workspace
from slack_digests.given import restarted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

    from fakes.slack import FakeSlack
    from fakes.slack.model import Message

    from bot.answers.digest_making import DigestAsk
    from bot.digest.digest import Digest
    from bot.ports import Store
    from bot.slack.desk import Desk

SLOT = "2026-11-26T08:30"
LATER = "2026-11-26 10:00"
"""Amara has called back at 09:00 who was open when the digest was posted."""
ASKED = ["digest:open", "digest:calls", "digest:return", "digest:csv"]


@dataclass
class Clock:
    moment: str = LATER

    def now(self) -> datetime:
        return at(self.moment)


@asynccontextmanager
async def morning(**how: Any) -> AsyncIterator[tuple[FakeSlack, Desk]]:  # noqa: ANN401 - as ``office`` has it
    pbx = how.pop("pbx", None) or FakePbx(MONTH, ROSTER)
    async with office(pbxs=OnePbx(pbx), clock=how.pop("clock", Clock()), **how) as (slack, _, desk):
        slack.add_user("T1", "U3", name="cleo")
        yield slack, desk


async def put(slack: FakeSlack, message: Any, channel: str = "C1") -> Message:  # noqa: ANN401 - of blocks
    """Post a message as the app."""
    if channel.startswith("U"):
        channel = slack.direct("T1", channel).id
    await client(slack).chat_postMessage(channel=channel, text=message.text, blocks=list(message.blocks))
    return slack.messages(channel)[-1]


async def digest_in(
    slack: FakeSlack, channel: str = "C1", asked: DigestAsk | None = None, *, workspace: Workspace = ACME
) -> Message:
    look = DigestLook(mark=mark_of(workspace), pbx="p1")
    return await put(slack, digest_message(await made(asked=asked), look), channel)


async def answered(slack: FakeSlack, desk: Desk, where: Message, action: str, user: str = "U1") -> Message:
    """The one message that a press is answered with, beside what was pressed on."""
    press = await pressed(slack, desk, where, action, user=user)
    assert {message.user for message in slack.shown(press)} == {user}
    return slack.shown(press)[-1]


# Under a digest


async def test_the_open_list_is_as_of_the_press_and_stands_beside_the_digest_for_its_presser_alone() -> None:
    async with morning(pbx=slow(legs=MONTH, seconds=0.1), patience=0.01) as (slack, desk):
        post = await digest_in(slack)
        before = json.dumps(post.blocks)
        assert "3 callers open, 1 tried" in before
        assert "07700900003" in before
        shown = await answered(slack, desk, post, "digest:open", user="U3")
        assert json.dumps(post.blocks) == before
        assert slack.messages("C1") == [post]
        assert "Missed calls · Yesterday, Wednesday 25 November 2026" in text_of(shown)
        assert "2 open · 1 tried" in text_of(shown)


async def test_every_call_is_listed() -> None:
    async with morning() as (slack, desk):
        shown = await answered(slack, desk, await digest_in(slack), "digest:calls", user="U3")
        assert "13 calls" in text_of(shown)
        assert "table" in [block["type"] for block in shown.blocks]


async def test_a_digest_in_a_direct_message_stays_as_it_is_as_well() -> None:
    async with morning(pbx=slow(legs=MONTH, seconds=0.1), patience=0.01) as (slack, desk):
        post = await digest_in(slack, "U1", ask(digest=OWN, either="4010", typed="with 4010"))
        before = json.dumps(post.blocks)
        shown = await answered(slack, desk, post, "digest:open")
        assert json.dumps(post.blocks) == before
        assert "1 missed from 1 caller" in text_of(shown)


async def test_the_digests_zone_stays_whoever_presses_and_whenever() -> None:
    clock = Clock()
    async with morning(clock=clock) as (slack, desk):
        slack.add_user("T1", "U4", name="dora", tz="America/New_York")
        await desk.store.save_person(ACME, "U4", PersonSettings(timezone="Asia/Tokyo", language="en-US"))
        post = await digest_in(slack)
        clock.moment = "2027-01-20 10:00"
        shown = await answered(slack, desk, post, "digest:open", user="U4")
        assert "Missed calls · Wednesday 25 November 2026" in text_of(shown)
        assert "Wed 25 Nov 2026, 00:00\u201324:00 (Europe/London)" in text_of(shown)


async def test_csv_comes_as_of_the_press_in_a_direct_message() -> None:
    async with morning() as (slack, desk):
        post = await digest_in(slack)
        before = json.dumps(post.blocks)
        shown = await answered(slack, desk, post, "digest:csv", user="U3")
        assert json.dumps(post.blocks) == before
        assert "Sent to you directly" in text_of(shown)
        (file,) = slack.files
        assert file.channel == slack.direct("T1", "U3").id
        assert len(list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))) == 1 + 13
        (entry,) = await desk.store.audit(ACME, 9)
        assert (entry.deed, entry.user, entry.what) == (Deed.EXPORTED, "U3", "13 calls")


async def test_an_own_extension_stands_in_for_me_be_it_linked_or_known_by_e_mail() -> None:
    known = replace(ROSTER, emails={"cleo@t1.example": "4010"})
    async with morning(pbx=FakePbx(MONTH, known)) as (slack, desk):
        post = await digest_in(slack)
        shown = await answered(slack, desk, post, "digest:return", user="U3")
        assert "1 missed from 1 caller" in text_of(shown)
        assert "07700900004" in text_of(shown)
        assert "Priya Nair" in text_of(shown)
        await desk.store.save_person(ACME, "U3", PersonSettings(extensions=(("p1", "4002"),)))
        shown = await answered(slack, desk, post, "digest:return", user="U3")
        assert "with Jonas Weber (4002)" in text_of(shown)


async def test_whose_extension_nobody_knows_is_given_the_button_that_tells_it() -> None:
    async with morning() as (slack, desk):
        shown = await answered(slack, desk, await digest_in(slack), "digest:return", user="U3")
        assert "I do not know your extension." in text_of(shown)
        assert buttons_of(shown) == {"link": "own"}


@pytest.mark.parametrize("action", ASKED)
async def test_who_may_not_ask_is_refused_and_told_alone(action: str) -> None:
    async with morning() as (slack, desk):
        post = await digest_in(slack)
        shown = await answered(slack, desk, post, action, user="U2")
        assert "You may not ask about calls here: guests may not." in text_of(shown)
        assert slack.messages("C1") == [post]
        assert slack.files == []


@pytest.mark.parametrize("action", ASKED)
async def test_a_digest_of_another_workspace_is_no_key_to_this_ones_calls(action: str) -> None:
    async with morning() as (slack, desk):
        post = await digest_in(slack, workspace=Workspace(team="T9"))
        shown = await answered(slack, desk, post, action)
        assert "does not belong to an answer of this workspace" in text_of(shown)


@pytest.mark.parametrize("action", ["digest:open", "digest:calls"])
async def test_a_pbx_that_fails_can_be_asked_again_where_it_was_told(action: str) -> None:
    broken = BrokenPbx(MONTH, ROSTER, trouble=CutShort(where="pbx"))
    async with morning(pbx=broken) as (slack, desk):
        post = await digest_in(slack)
        told = await answered(slack, desk, post, action)
        assert list(buttons_of(told)) == [action]
        broken.trouble = None
        await pressed(slack, desk, told, action)
        assert "2 open · 1 tried" in text_of(told)
        assert slack.messages("C1") == [post]


async def test_old_buttons_work_after_a_restart() -> None:
    async with morning() as (slack, desk):
        post = await digest_in(slack)
        async with restarted(slack, desk) as anew:
            shown = await answered(slack, anew, post, "digest:open")
            assert "2 open · 1 tried" in text_of(shown)


async def test_what_is_masked_in_the_channel_is_not_in_its_buttons_either() -> None:
    async with morning() as (slack, desk):
        await desk.store.save_settings(ACME, Settings(masking=Masking.CHANNELS))
        whole = await made(asked=ask(typed="from 07700900001", caller="07700900001"))
        look = DigestLook(mark=mark_of(ACME), pbx="p1", remembers=remembers(masked_digest(whole), whole))
        post = await put(slack, digest_message(masked_digest(whole), look))
        assert "0770090" in text_of(post)
        assert "07700900001" not in text_of(post)
        assert buttons_of(post) == {}


def forged(message: Message, action: str, value: str) -> Message:
    """The message with one button, and something else under it."""
    row = {"type": "actions", "block_id": "b", "elements": [button("x", action, value)]}
    return replace(message, blocks=[row])


FORGED = [
    "",
    "null",
    "[" * 1990,
    "x" * 2000,
    '["MARK"]',
    '["MARK","d1","2026-11-26T08:30","more"]',
    '["MARK","missed with me 2026-11-25",1e400,"Europe/London","en-GB","p1",0,false]',
    '["MARK","missed with me 2026-11-25",1795681800,"../../etc/passwd","en-GB","p1",0,false]',
    '["MARK","missed with me 2026-11-25",1795681800,"Europe/London","en-GB","other",0,false]',
    '["MARK","me me me",1795681800,"Europe/London","en-GB","p1",0,false]',
    '["MARK","\\u0000\\ud800",1795681800,"\\u0000","\\u0000","p1"]',
    '["MARK","\\u0000\\ud800","\\u0000"]',
    '["MARK","d1\\u0027; DROP TABLE delivery; --","2026-11-26T08:30"]',
]


@pytest.mark.parametrize("action", [*ASKED, "digest:again", "digest:leave"])
async def test_a_forged_button_is_told_and_never_ends_in_a_fault_of_ours(action: str) -> None:
    async with morning() as (slack, desk):
        post = await digest_in(slack)
        for value in FORGED:
            made_up = forged(post, action, value.replace("MARK", mark_of(ACME)))
            assert "Something went wrong" not in text_of(await answered(slack, desk, made_up, action)), value


# Under the notice that nobody knows


@pytest.fixture(params=["sqlite", "memory"])
async def kept(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    async with opened(tmp_path / "ringback.db") as store:
        yield store


async def unknown(desk: Desk, digest: Digest = DIGEST) -> Delivery:
    """Somebody was stopped right after it had asked Slack to post the slot."""
    store = desk.digests
    due = int(at("2026-11-26 08:30").timestamp())
    await store.save_digest(ACME, digest, None)
    begun = Delivery(digest=digest.id, slot=SLOT, due=due, state=State.DUE)
    assert await store.begin(ACME, begun)
    (held,) = await store.claim(due, "w1", due + 120, 1)
    assert await store.posting(held, due, due + 120)
    (orphan,) = await store.orphans(due + 120, due + 420, 1)
    await store.told(orphan)
    return orphan.delivery


async def notice(slack: FakeSlack, desk: Desk, user: str = "U3", digest: Digest = DIGEST) -> Message:
    """The notice, in a direct message with somebody."""
    return await put(slack, unknown_message(digest, await unknown(desk, digest), mark_of(ACME)), user)


async def ledger(desk: Desk) -> tuple[Delivery, ...]:
    return await desk.digests.deliveries(ACME, "d1", 9)


CLEOS = replace(DIGEST, owner="U3")


async def test_the_owner_has_it_posted_again_and_the_notice_says_so(kept: Store) -> None:
    nudges: list[bool] = []
    async with morning(store=kept) as (slack, desk):
        shown = await notice(slack, desk, digest=CLEOS)
        async with restarted(slack, desk, nudge=lambda: nudges.append(True)) as anew:
            await pressed(slack, anew, shown, "digest:again", user="U3")
            assert "It is posted again." in text_of(shown)
            assert buttons_of(shown) == {}
            (claimed,) = await desk.digests.claim(desk.now(), "w2", desk.now() + 120, 9)
            assert (claimed.delivery.slot, claimed.delivery.why) == (SLOT, "again U3")
            assert nudges == [True]
            (entry,) = await desk.store.audit(ACME, 9)
            assert (entry.deed, entry.user, entry.what) == (Deed.DIGEST_ASKED, "U3", "digest 3")


async def test_of_two_who_press_one_has_it_posted_and_both_are_told(kept: Store) -> None:
    async with morning(store=kept) as (slack, desk):
        first = await notice(slack, desk, digest=CLEOS)
        second = await put(slack, unknown_message(CLEOS, (await ledger(desk))[0], mark_of(ACME)), "U1")
        await pressed(slack, desk, first, "digest:again", user="U3")
        await pressed(slack, desk, second, "digest:again", user="U1")
        assert "It is being posted again already." in text_of(second)
        assert len(await desk.digests.claim(desk.now(), "w2", desk.now() + 120, 9)) == 1


async def test_it_is_there_means_that_it_was_posted(kept: Store) -> None:
    async with morning(store=kept) as (slack, desk):
        shown = await notice(slack, desk, digest=CLEOS)
        again = await put(slack, unknown_message(CLEOS, (await ledger(desk))[0], mark_of(ACME)), "U1")
        await pressed(slack, desk, shown, "digest:leave", user="U3")
        assert "Noted: it was posted." in text_of(shown)
        assert buttons_of(shown) == {}
        assert [each.state for each in await ledger(desk)] == [State.POSTED]
        await pressed(slack, desk, again, "digest:again", user="U1")
        assert "It was posted already." in text_of(again)
        assert [each.state for each in await ledger(desk)] == [State.POSTED]


async def test_what_is_to_be_posted_again_is_not_taken_for_posted() -> None:
    async with morning() as (slack, desk):
        shown = await notice(slack, desk, digest=CLEOS)
        await desk.digests.again(ACME, "d1", SLOT, desk.now())
        await pressed(slack, desk, shown, "digest:leave", user="U3")
        assert "It is being posted again already." in text_of(shown)
        assert [each.state for each in await ledger(desk)] == [State.DUE]


@pytest.mark.parametrize("action", ["digest:again", "digest:leave"])
async def test_an_admin_may_and_somebody_else_may_not(action: str) -> None:
    async with morning() as (slack, desk):
        slack.add_user("T1", "U4", name="dora")
        shown = await notice(slack, desk, "U4", CLEOS)
        before = json.dumps(shown.blocks)
        told = await answered(slack, desk, shown, action, user="U4")
        assert "Digest 3 is somebody else's." in text_of(told)
        assert json.dumps(shown.blocks) == before
        assert [each.state for each in await ledger(desk)] == [State.UNKNOWN]
        to_the_admin = replace(shown, channel=slack.direct("T1", "U1").id)
        await pressed(slack, desk, to_the_admin, action, user="U1")
        assert [each.state for each in await ledger(desk)] != [State.UNKNOWN]


@pytest.mark.parametrize("action", ["digest:again", "digest:leave"])
async def test_an_owner_who_has_become_a_guest_may_not_any_more(action: str) -> None:
    async with morning() as (slack, desk):
        shown = await notice(slack, desk, digest=CLEOS)
        await answered(
            slack, desk, await digest_in(slack), "digest:open", user="U3"
        )  # so they are remembered
        slack.add_user("T1", "U3", name="cleo", restricted=True)
        told = await answered(slack, desk, shown, action, user="U3")
        assert "You may not ask about calls here: guests may not." in text_of(told)
        assert [each.state for each in await ledger(desk)] == [State.UNKNOWN]


async def test_an_owner_may_where_only_the_digests_channel_may_ask() -> None:
    async with morning() as (slack, desk):
        shown = await notice(slack, desk, digest=CLEOS)
        settings = Settings(everybody_asks=False, ask_channels=frozenset({"C2"}))
        await desk.store.save_settings(ACME, settings)
        told = await answered(slack, desk, shown, "digest:again", user="U3")
        assert "only some channels and user groups may" in text_of(told)
        await desk.store.save_settings(ACME, replace(settings, ask_channels=frozenset({"C1"})))
        await pressed(slack, desk, shown, "digest:again", user="U3")
        assert [each.state for each in await ledger(desk)] == [State.DUE]


async def test_a_paused_digest_is_not_posted_again_before_it_is_resumed() -> None:
    async with morning() as (slack, desk):
        shown = await notice(slack, desk, digest=CLEOS)
        await desk.digests.pause(ACME, ["d1"], desk.now(), "channel_not_found")
        told = await answered(slack, desk, shown, "digest:again", user="U3")
        assert "Digest 3 is paused, so it is not posted." in text_of(told)
        assert [each.state for each in await ledger(desk)] == [State.UNKNOWN]
        await pressed(slack, desk, shown, "digest:leave", user="U3")
        assert [each.state for each in await ledger(desk)] == [State.POSTED]


@pytest.mark.parametrize("action", ["digest:again", "digest:leave"])
async def test_a_digest_that_is_gone_is_told(action: str) -> None:
    async with morning() as (slack, desk):
        shown = await notice(slack, desk, digest=CLEOS)
        await desk.digests.remove_digest(ACME, "d1")
        assert "This digest was removed." in text_of(await answered(slack, desk, shown, action, user="U3"))


@pytest.mark.parametrize("action", ["digest:again", "digest:leave"])
async def test_a_notice_of_another_workspace_touches_nothing_here(action: str) -> None:
    async with morning() as (slack, desk):
        delivery = await unknown(desk, CLEOS)
        foreign = unknown_message(CLEOS, delivery, mark_of(Workspace(team="T9")))
        told = await answered(slack, desk, await put(slack, foreign, "U3"), action, user="U3")
        assert "does not belong to an answer of this workspace" in text_of(told)
        assert [each.state for each in await ledger(desk)] == [State.UNKNOWN]


async def test_a_slot_that_nobody_knows_any_more_is_told() -> None:
    async with morning() as (slack, desk):
        delivery = await unknown(desk, CLEOS)
        older = unknown_message(CLEOS, replace(delivery, slot="2026-01-26T08:30"), mark_of(ACME))
        shown = await put(slack, older, "U3")
        await pressed(slack, desk, shown, "digest:again", user="U3")
        assert "it is too long ago" in text_of(shown)
