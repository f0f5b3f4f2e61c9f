"""Digests in Home."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from answers.scene import at
from slack_edge.filling import form, settled, text_of
from slack_edge.office import ACME, OFFICE

from bot.digest.delivery import Delivery, State
from bot.workspace.settings import Settings
from slack_digests.given import EVERY_DAY, desks, put

if TYPE_CHECKING:
    from fakes.slack import FakeSlack
    from fakes.slack.model import View

    from bot.slack.desk import Desk

SLOT = "2026-11-23T08:30"


async def home(slack: FakeSlack, desk: Desk, user: str = "U3") -> View:
    assert (await slack.app_home_opened(user)).ok
    await settled(desk)
    view = slack.home(user)
    assert view is not None
    return view


async def ran(
    desk: Desk,
    digest: str = "d1",
    state: State = State.POSTED,
    why: str = "",
    **fields: Any,  # noqa: ANN401 - of a delivery
) -> None:
    """What became of this morning's slot, as the ledger has it."""
    plain = Delivery(
        digest=digest, slot=SLOT, due=int(at("2026-11-23 08:30").timestamp()), state=state, why=why
    )
    assert await desk.digests.begin(ACME, replace(plain, **fields))


def buttons(view: View) -> dict[str, str]:
    """Action id -> words of every button that has to do with digests."""
    rows = [block["elements"] for block in view.blocks if block["type"] == "actions"]
    every = {each["action_id"]: each["text"]["text"] for row in rows for each in row}
    return {action: words for action, words in every.items() if "digest" in action}


async def pressed(slack: FakeSlack, desk: Desk, view: View, action: str, user: str = "U3") -> None:
    assert (await slack.press(view, action, user=user)).ok
    await settled(desk)


async def test_my_digests_stand_in_home_with_their_last_and_next_run() -> None:
    async with desks() as (slack, desk):
        await put(desk, text="in Sales")
        await ran(desk)
        told = text_of((view := await home(slack, desk)).blocks)
        assert "Every day at 08:30 (Europe/London), about the day before, in Sales." in told
        assert '"channel_id": "C1"' in told
        assert (
            "Last: Mon 23 Nov 2026, 08:30, posted. Next: Tuesday 24 November 2026, 08:30 (Europe/London)."
            in told
        )
        assert buttons(view) == {
            "digest:new": "New digest",
            "digest:edit:1": "Edit",
            "home:digest_pause:1": "Pause",
            "digest:preview:1": "Preview",
            "home:digest_remove:1": "Remove",
        }


@pytest.mark.parametrize(
    ("state", "why", "fields", "words"),
    [
        (State.SKIPPED, "empty", {}, "skipped (there were no calls). Next: Tuesday 24 November"),
        (State.POSTED, "", {"late": True}, "posted late. Next: Tuesday"),
        (
            State.FAILED,
            "pbx_unreachable",
            {"next_try": 9},
            "failed, to be tried again (the PBX could not be reached). Next:",
        ),
        (State.UNKNOWN, "", {}, "unknown (it may have been posted, or not; its owner is asked). Next:"),
    ],
)
async def test_silence_is_told_of_with_its_reason_and_the_next_run(
    state: State, why: str, fields: dict[str, Any], words: str
) -> None:
    async with desks() as (slack, desk):
        await put(desk, skip_empty=True)
        await ran(desk, state=state, why=why, **fields)
        assert f"Last: Mon 23 Nov 2026, 08:30, {words}" in text_of((await home(slack, desk)).blocks)


async def test_who_has_none_is_told_what_it_is_and_can_make_one() -> None:
    async with desks() as (slack, desk):
        view = await home(slack, desk)
        assert "You have none yet" in text_of(view.blocks)
        assert buttons(view) == {"digest:new": "New digest"}
        await pressed(slack, desk, view, "digest:new")
        await form(slack, "digest")


async def test_others_digests_are_none_of_mine() -> None:
    async with desks() as (slack, desk):
        await put(desk, owner="U4", text="with 4005", paused=1, paused_because="is_archived")
        told = text_of((await home(slack, desk)).blocks)
        assert "with 4005" not in told
        assert "Digests that fail" not in told


async def test_a_digest_is_paused_and_resumed_and_home_follows() -> None:
    async with desks() as (slack, desk):
        await put(desk)
        view = await home(slack, desk)
        await pressed(slack, desk, view, "home:digest_pause:1")
        assert "It has not run yet. Paused." in text_of(view.blocks)
        paused = await desk.digests.digest(ACME, "d1")
        assert paused is not None
        assert paused.paused == desk.now()
        await pressed(slack, desk, view, "home:digest_resume:1")
        assert "Next: Tuesday 24 November 2026, 08:30 (Europe/London)." in text_of(view.blocks)
        assert "home:digest_pause:1" in buttons(view)


async def test_a_digest_is_removed_only_after_a_question() -> None:
    async with desks() as (slack, desk):
        await put(desk)
        view = await home(slack, desk)
        (asked,) = (
            each["confirm"]
            for block in view.blocks
            for each in block.get("elements", ())
            if each.get("action_id") == "home:digest_remove:1"
        )
        assert asked["title"]["text"] == "Remove digest 1?"
        await pressed(slack, desk, view, "home:digest_remove:1")
        assert await desk.digests.digests(ACME) == ()
        assert "You have none yet" in text_of(view.blocks)
        assert "Digest 1 is removed." in text_of(slack.messages(slack.direct("T1", "U3").id)[-1].blocks)


async def test_a_digest_is_edited_from_home() -> None:
    async with desks() as (slack, desk):
        await put(desk, text="in Sales")
        await pressed(slack, desk, await home(slack, desk), "digest:edit:1")
        assert "in Sales" in text_of((await form(slack, "digest")).blocks)


async def test_a_preview_comes_in_a_direct_message() -> None:
    async with desks() as (slack, desk):
        await put(desk)
        await pressed(slack, desk, await home(slack, desk), "digest:preview:1")
        assert "A preview of digest 1" in text_of(slack.messages(slack.direct("T1", "U3").id)[-1].blocks)


@pytest.mark.parametrize(
    ("because", "words"),
    [
        ("", "Paused."),
        (
            "is_archived",
            "Paused, because its channel is archived. Choose another channel with /calls digest edit 1.",
        ),
        ("not_in_channel", "Paused, because Ringback is not in its channel any more. Invite it there"),
        (
            "bad_credentials",
            "Paused, because the PBX refuses its Client ID or Client Secret. An admin reconnects it",
        ),
        ("some_news_of_slacks", "Paused, because the answer was “some_news_of_slacks”."),
    ],
)
async def test_why_a_digest_is_paused_is_told_in_words(because: str, words: str) -> None:
    async with desks() as (slack, desk):
        await put(desk, paused=5, paused_because=because)
        assert words in text_of((view := await home(slack, desk)).blocks)
        assert "home:digest_resume:1" in buttons(view)


async def test_admins_see_what_fails_and_what_has_no_owner_and_can_mend_it() -> None:
    async with desks() as (slack, desk):
        slack.add_user("T1", "U5", name="gone", deleted=True)
        await put(desk, 1, text="with 4011")
        await put(desk, 2, owner="U4", text="in Support")
        await put(desk, 3, owner="U4", text="with 4005", paused=5, paused_because="is_archived")
        await put(desk, 4, owner="U5", text="with 4002")
        await put(desk, 5, owner="U4", text="with 4010", paused=5)
        await put(desk, 6, owner="U999", text="with 4012")
        await ran(desk, "d2", State.FAILED, "timed_out")
        view = await home(slack, desk, "U1")
        told = text_of(view.blocks)
        for shown in ("in Support", "with 4005", "with 4002", "with 4012"):
            assert shown in told
        for hidden in (
            "with 4011",
            "with 4010",
        ):  # they go as they should: one is posted, one somebody paused
            assert hidden not in told
        assert told.index("Digests that fail") < told.index("in Support") < told.index("Digests whose owner")
        assert told.index("Digests whose owner") < told.index("with 4002")
        assert '"user_id": "U4"' in told
        await pressed(slack, desk, view, "home:digest_remove:4", "U1")
        assert [each.number for each in await desk.digests.digests(ACME)] == [1, 2, 3, 5, 6]
        assert "with 4002" not in text_of(view.blocks)


@pytest.mark.parametrize(("owners", "others"), [(21, "one more owner"), (30, "10 more owners")])
async def test_so_many_owners_are_looked_up_and_of_the_others_it_is_said_that_they_were_not(
    owners: int, others: str
) -> None:
    async with desks() as (slack, desk):
        for number in range(1, owners + 1):
            slack.add_user("T1", f"U1{number:02}", deleted=number > 15)
            await put(desk, number, owner=f"U1{number:02}")
        before = len([call for call in slack.calls if call.method == "users.info"])
        told = text_of((await home(slack, desk, "U1")).blocks)
        asked = len([call for call in slack.calls if call.method == "users.info"]) - before
        assert asked <= 22
        assert f"Of {others} it is not known whether they are still there." in told


async def test_what_only_its_owner_may_press_does_nothing_for_others() -> None:
    async with desks() as (slack, desk):
        digest = await put(desk)
        view = await home(slack, desk)
        shown = await home(slack, desk, "U4")
        shown.content = view.content
        for action in ("home:digest_pause:1", "home:digest_remove:1", "digest:edit:1"):
            await pressed(slack, desk, shown, action, "U4")
            shown.content = view.content
        assert await desk.digests.digests(ACME) == (digest,)
        told = text_of([each.blocks for each in slack.messages(slack.direct("T1", "U4").id)])
        assert told.count("Digest 1 is somebody else's.") == 2
        assert "Digest 1 is somebody else's." in text_of([each.blocks for each in slack.views.values()])


async def test_who_may_ask_in_some_channels_only_sees_and_stops_their_digest_there() -> None:
    async with desks() as (slack, desk):
        await put(desk)
        await desk.store.save_settings(ACME, Settings(everybody_asks=False, ask_channels=frozenset({"C1"})))
        view = await home(slack, desk)
        assert "digest:new" not in buttons(view)
        await pressed(slack, desk, view, "home:digest_pause:1")
        assert "It has not run yet. Paused." in text_of(view.blocks)


async def test_who_may_ask_in_some_channels_only_previews_from_home_what_goes_there_and_nothing_else() -> (
    None
):
    async with desks() as (slack, desk):
        await put(desk, 1)
        await put(desk, 2, channel="C5")
        await put(desk, 3, channel="")
        await desk.store.save_settings(ACME, Settings(everybody_asks=False, ask_channels=frozenset({"C1"})))
        view = await home(slack, desk)
        for number, words in (
            (1, "A preview of digest 1"),
            (2, "only some channels and user groups may"),
            (3, "only some channels and user groups may"),
        ):
            await pressed(slack, desk, view, f"digest:preview:{number}")
            assert words in text_of(slack.messages(slack.direct("T1", "U3").id)[-1].blocks)


async def test_fifty_digests_fit_into_home_beside_twenty_pbxs_and_those_that_fail_come_first() -> None:
    async with desks() as (slack, desk):
        for number in range(1, 51):
            await put(desk, number, owner="U1")
        await ran(desk, "d44", State.FAILED, "timed_out")
        for number in range(19):
            await desk.store.save_pbx(ACME, replace(OFFICE, id=f"x{number}", name=f"Branch {number}"))
        view = await home(slack, desk, "U1")
        told = text_of(view.blocks)
        assert len(view.blocks) <= 100
        edits = [action for action in buttons(view) if action.startswith("digest:edit:")]
        assert edits[:3] == ["digest:edit:44", "digest:edit:1", "digest:edit:2"]
        assert f"… and {50 - len(edits)} more. /calls digest list shows all of them." in told
        assert "Audit trail" in told or "Branch 18" in told


async def test_two_thousand_digests_of_others_do_not_hold_home_up() -> None:
    async with desks() as (slack, desk):
        for number in range(1, 2_001):
            digest = await put(
                desk, 1, owner="U4", paused=5, paused_because="is_archived", recurrence=EVERY_DAY
            )
            await desk.digests.save_digest(ACME, replace(digest, id=f"x{number}", number=number), None)
        async with asyncio.timeout(5):
            told = text_of((await home(slack, desk, "U1")).blocks)
        assert "more. /calls digest list shows all of them." in told
