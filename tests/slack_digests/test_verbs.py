"""``/calls digest``: what people type, press and read."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest
from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import NOW, ROSTER, at
from fakes.acme import client
from slack_edge.given import BrokenPbx, buttons_of, pressed, settled, slow, text_of
from slack_edge.office import ACME, OFFICE, OnePbx
from store.given import opened

from bot.blocks.digest_actions import DigestButton
from bot.blocks.digest_told import shared_message
from bot.digest.delivery import Delivery, State
from bot.slack.actions import ACTIONS, action_of
from bot.slack.occasion import mark_of
from bot.workspace.settings import Masking, Settings
from bot.workspace.workspace import Workspace
from slack_digests.given import Clock, calls, desks, only, put, restarted

if TYPE_CHECKING:
    from pathlib import Path

    from fakes.slack import FakeSlack
    from fakes.slack.model import Message

    from bot.slack.desk import Desk

MONDAYS = "about the day before (Monday: Friday to Sunday)"
HOSTILE = "<!channel> <@U1> *R&D*"
DONE = int(at("2026-11-23 08:30").timestamp())


def places(message: Message) -> list[str]:
    """Channels and people that Slack names in a message, in order."""
    parts = [part for block in message.blocks if block["type"] == "rich_text" for part in block["elements"]]
    lines = [
        line for part in parts for line in (part["elements"] if part["type"] == "rich_text_list" else [part])
    ]
    return [
        each.get("channel_id") or each["user_id"]
        for line in lines
        for each in line["elements"]
        if each["type"] in {"channel", "user"}
    ]


def said(message: Message) -> str:
    """Its rich text as one reads it; channels and people by their ids."""
    lines: list[str] = []

    def read(element: dict[str, object]) -> str:
        inner = element.get("elements")
        if isinstance(inner, list):
            return "".join(map(read, inner)) + "\n"
        for key in ("channel_id", "user_id"):
            if key in element:
                return str(element[key])
        text = element.get("text", "")
        return str(text["text"]) if isinstance(text, dict) else str(text)

    lines.extend(read(block) for block in message.blocks if block["type"] != "actions")
    return "\n".join(lines)


async def written(slack: FakeSlack, desk: Desk, text: str, user: str = "U3") -> Message:
    """What a direct message to the app is answered with."""
    await slack.direct_message(user, text)
    await settled(desk)
    return slack.messages(slack.direct("T1", user).id)[-1]


# Making one


async def test_the_confirmation_says_what_will_happen_where_and_when_next() -> None:
    async with desks() as (slack, desk):
        shown = await calls(slack, desk, "daily 08:30 weekdays in Sales skip empty")
        assert said(shown).strip().splitlines() == [
            "Digest 1 is set up.",
            "It goes to C1.",
            f"Every weekday at 08:30 (Europe/London), {MONDAYS}, in Sales; nothing on days without calls.",
            "It has not run yet. Next: Tuesday 24 November 2026, 08:30 (Europe/London).",
        ]
        assert list(buttons_of(shown)) == ["digest:preview", "digest:edit", "digest:remove"]
        assert shown.user == "U3"
        assert slack.messages("C1") == []
        assert (await only(desk)).text == "in Sales"


async def test_a_digest_goes_to_another_channel_or_to_oneself() -> None:
    async with desks() as (slack, desk):
        shown = await calls(slack, desk, "weekly monday 9:00 in-channel #support")
        assert places(shown) == ["C5"]
        shown = await calls(slack, desk, "monthly first workday 8:00 me")
        assert "It goes to you, in a direct message." in said(shown)
        first, second = await desk.digests.digests(ACME)
        assert (first.channel, second.channel, second.own) == ("C5", "", True)


async def test_plain_words_in_a_direct_message_make_one_for_oneself() -> None:
    async with desks() as (slack, desk):
        shown = await written(slack, desk, "digest daily 8:30 in Sales")
        assert "It goes to you, in a direct message." in said(shown)
        assert ((await only(desk)).channel, (await only(desk)).own) == ("", False)


async def test_the_same_command_delivered_twice_makes_one_digest_also_after_a_restart() -> None:
    async with desks() as (slack, desk):
        await calls(slack, desk, "daily 8:30")
        given = slack.deliveries[-1]
        await slack.deliver(given.kind, given.payload, hook=given.hook)
        await settled(desk)
        async with restarted(slack, desk) as anew:
            await slack.deliver(given.kind, given.payload, hook=given.hook)
            await settled(anew)
        assert (await only(desk)).number == 1
        await calls(slack, desk, "daily 8:30")
        assert len(await desk.digests.digests(ACME)) == 2


async def test_the_pbx_is_named_where_there_are_several_and_its_name_calls_nobody() -> None:
    async with desks() as (slack, desk):
        await desk.store.save_pbx(ACME, replace(OFFICE, id="p2", name=HOSTILE))
        await put(desk, 1, pbx="p2")
        shown = await calls(slack, desk, "show 1")
        assert f"It tells of the PBX {HOSTILE}." in said(shown)
        assert places(shown) == ["C1"]
        assert "<!channel>" not in shown.text
        assert "It tells of the PBX Office." in said(await calls(slack, desk, "daily 8:30"))


async def test_filters_as_typed_call_nobody_wherever_they_are_told() -> None:
    async with desks() as (slack, desk):
        await put(desk, 1, text=f'from "{HOSTILE}"')
        for text in ("", "list", "show 1", "pause 1", "resume 1", "remove 1"):
            shown = await calls(slack, desk, text)
            assert places(shown) in (["C1"], [])
            assert "<!channel>" not in shown.text
            assert "<@U1>" not in shown.text


# What is refused


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "daily 8:30 in Sales yesterday",
            "“yesterday” is a time, and a digest tells of the time before it comes.",
        ),
        ("daily 8:30 in Marketing", "There is no group “Marketing”."),
        ("daily 8:30 me", "I do not know your extension."),
        ("daily 8:30 in-channel #elsewhere", "Give /invite @Ringback there, then do this again."),
        ("show 9", "There is no digest 9 among those that you can see here."),
        ("show", "“show” needs the number of a digest, and nothing else."),
        ("remove 1 2", "“remove” needs the number of a digest, and nothing else."),
        ("edit", "“edit” needs the number of a digest, and nothing else."),
        ("pause x", "There is no digest “x” among those that you can see here."),
    ],
)
async def test_what_cannot_be_is_said_with_a_next_step_and_nothing_is_kept(text: str, words: str) -> None:
    async with desks() as (slack, desk):
        shown = await calls(slack, desk, text, user="U4")
        assert words in said(shown)
        assert await desk.digests.digests(ACME) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("daily", "A digest needs the time of the day it comes at."),
        ("list 1#2", "A digest begins with how often it comes."),
        ("every full moon 8:30", "A digest begins with how often it comes."),
        ("daily 8:30 zone Atlantis", "“Atlantis” is no time zone."),
    ],
)
async def test_what_is_not_understood_is_answered_with_how_a_digest_is_written(text: str, words: str) -> None:
    async with desks() as (slack, desk):
        shown = await calls(slack, desk, text)
        assert words in said(shown)
        assert "/calls digest weekly monday 09:00 about last week in Sales" in said(shown)
        assert buttons_of(shown) == {"digest:new": "new"}


async def test_a_guest_makes_and_sees_none() -> None:
    async with desks() as (slack, desk):
        await put(desk)
        for text in ("daily 8:30", "list", "show 1", "remove 1"):
            shown = await calls(slack, desk, text, user="U2")
            assert "You may not ask about calls here: guests may not." in said(shown)
        assert len(await desk.digests.digests(ACME)) == 1


async def test_the_fifty_first_digest_of_one_person_is_refused() -> None:
    async with desks() as (slack, desk):
        for number in range(1, 51):
            await put(desk, number, channel="")
        shown = await calls(slack, desk, "daily 8:30")
        assert "You have 50 digests already, and nobody can have more." in said(shown)
        assert len(await desk.digests.digests(ACME)) == 50


async def test_somebody_elses_digest_is_shown_in_its_channel_and_changed_by_nobody_else() -> None:
    async with desks() as (slack, desk):
        digest = await put(desk)
        shown = await calls(slack, desk, "show 1", user="U4")
        assert places(shown) == ["C1", "U3"]
        assert list(buttons_of(shown)) == ["digest:preview"]
        for text in ("edit 1 daily 9:00", "pause 1", "resume 1", "now 1", "remove 1"):
            assert "Digest 1 is somebody else's." in said(await calls(slack, desk, text, user="U4"))
        assert await only(desk) == digest
        assert "There is no digest 1" in said(await calls(slack, desk, "show 1", user="U4", channel="C2"))


# A channel that others read


async def test_a_shared_channel_is_asked_about_first_and_made_once_also_after_a_restart(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path / "r.db") as store, desks(store=store) as (slack, desk):
        asked = await calls(slack, desk, "daily 8:30 in Sales", user="U1", channel="C2")
        assert "People of another organisation can read the channel" in said(asked)
        assert await desk.digests.digests(ACME) == ()
        question = deepcopy(asked.blocks)
        async with restarted(slack, desk) as anew:
            given = await slack.press(asked, "digest:make_shared")
            await settled(anew)
            shown = slack.shown(given)[-1]
            assert "Digest 1 is set up." in said(shown)
            made = await only(desk)
            assert (made.channel, made.strangers, made.text) == ("C2", True, "in Sales")
        copy = await calls(slack, desk, "daily 8:30 in Sales", user="U1", channel="C2")
        copy.blocks = question
        await pressed(slack, desk, copy, "digest:make_shared")
        assert (await only(desk)).id == made.id


async def test_the_answer_counts_for_the_channel_it_was_typed_in_wherever_it_is_pressed() -> None:
    async with desks() as (slack, desk):
        asked = await calls(slack, desk, "daily 8:30", user="U1", channel="C2")
        there = slack.direct("T1", "U1").id
        await client(slack).chat_postMessage(channel=there, text="x", blocks=asked.blocks)
        await pressed(slack, desk, slack.messages(there)[-1], "digest:make_shared", user="U1")
        assert (await only(desk)).channel == "C2"


async def test_a_shared_channel_is_left_alone_where_one_says_no() -> None:
    async with desks() as (slack, desk):
        asked = await calls(slack, desk, "daily 8:30", user="U1", channel="C2")
        given = await pressed(slack, desk, asked, "digest:cancel")
        assert "Nothing was changed." in said(slack.shown(given)[-1])
        assert await desk.digests.digests(ACME) == ()


async def test_who_agrees_is_asked_anew_whether_they_may() -> None:
    async with desks() as (slack, desk):
        asked = await calls(slack, desk, "daily 8:30", user="U1", channel="C2")
        slack.users["U1"].admin = False
        slack.users["U1"].restricted = True
        desk.people.forget_all(ACME)
        given = await pressed(slack, desk, asked, "digest:make_shared")
        assert "guests may not" in said(slack.shown(given)[-1])
        assert await desk.digests.digests(ACME) == ()


async def test_a_digest_moved_to_a_shared_channel_is_asked_about_as_well() -> None:
    async with desks() as (slack, desk):
        await put(desk, owner="U1")
        asked = await calls(slack, desk, "edit 1 daily 9:00 in-channel #shared", user="U1")
        assert (await only(desk)).channel == "C1"
        given = await pressed(slack, desk, asked, "digest:make_shared")
        assert "Digest 1 is changed." in said(slack.shown(given)[-1])
        assert ((await only(desk)).channel, (await only(desk)).strangers) == ("C2", True)


async def test_what_is_too_long_for_a_button_is_said() -> None:
    async with desks() as (slack, desk):
        dates = ", ".join(f"2027-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 15))
        shown = await calls(slack, desk, f"daily 8:30 skip on {dates}"[:1990], user="U1", channel="C2")
        assert "Write the digest in at most" in said(shown)
        assert await desk.digests.digests(ACME) == ()


# Which there are


async def test_digest_alone_shows_how_and_which_there_are() -> None:
    async with desks() as (slack, desk):
        shown = await calls(slack, desk, "")
        assert "/calls digest daily 08:30 weekdays skip empty" in said(shown)
        assert "There is none here yet." in said(shown)
        await put(desk, text="in Sales")
        assert "1 to C1: Every day at 08:30 (Europe/London), about the day before, in Sales." in said(
            await calls(slack, desk, "")
        )


async def test_the_list_has_one_line_each_with_its_last_run_and_its_next_or_why_it_is_paused() -> None:
    async with desks() as (slack, desk):
        await put(desk, 1)
        await put(desk, 2, owner="U1", paused=5, paused_because="is_archived")
        await put(desk, 3, channel="", own=True)
        done = Delivery(digest="d1", slot="2026-11-23T08:30", due=DONE, state=State.POSTED, late=True)
        assert await desk.digests.begin(ACME, done)
        first, second, third = said(await calls(slack, desk, "list")).strip().splitlines()[1:]
        assert first == (
            "1 to C1: Every day at 08:30 (Europe/London), about the day before. "
            "Last: Mon 23 Nov 2026, 08:30, posted late. "
            "Next: Tuesday 24 November 2026, 08:30 (Europe/London)."
        )
        assert second.startswith("2 to C1, of U1: Every day at 08:30")
        assert "Paused, because its channel is archived." in second
        assert third.startswith(
            "3 to you: Every day at 08:30 (Europe/London), about the day before, own calls only."
        )


async def test_a_long_list_goes_on_from_a_number() -> None:
    async with desks() as (slack, desk):
        for number in range(1, 31):
            await put(desk, number)
        assert "… and 5 more: /calls digest list 26 shows the rest." in said(await calls(slack, desk, "list"))
        shown = said(await calls(slack, desk, "list #26"))
        assert ("25 to" in shown, "26 to" in shown, "30 to" in shown, "more" in shown) == (
            False,
            True,
            True,
            False,
        )


async def test_one_digest_is_shown_with_its_last_runs() -> None:
    async with desks() as (slack, desk):
        await put(desk)
        failed = Delivery(digest="d1", slot="2026-11-22T08:30", due=1, state=State.FAILED, why="is_archived")
        posted = Delivery(digest="d1", slot="2026-11-23T08:30", due=2, state=State.POSTED)
        for each in (failed, posted):
            assert await desk.digests.begin(ACME, each)
        shown = await calls(slack, desk, "show #1")
        assert "Next: Tuesday 24 November 2026, 08:30 (Europe/London)." in said(shown)
        assert "Last: " not in said(shown), "its last runs stand below"
        assert said(shown).strip().splitlines()[-3:] == [
            "Last runs",
            "Mon 23 Nov 2026, 08:30: posted",
            "Sun 22 Nov 2026, 08:30: failed (its channel is archived)",
        ]
        assert list(buttons_of(shown)) == [
            "digest:preview", "digest:edit", "digest:pause", "digest:now", "digest:remove",
        ]  # fmt: skip


# Changing one


async def test_new_words_say_a_digest_anew() -> None:
    async with desks() as (slack, desk):
        before = await put(desk, text="in Sales", skip_empty=True)
        shown = await calls(slack, desk, "edit 1 daily 9:15 in Support", channel="C5")
        assert said(shown).startswith("Digest 1 is changed.")
        assert places(shown) == ["C1"]
        changed = await only(desk)
        assert changed == replace(before, text="in Support", skip_empty=False, recurrence=changed.recurrence)
        assert f"{changed.recurrence.at:%H:%M}" == "09:15"


async def test_without_new_words_the_form_opens_or_a_button_that_opens_it() -> None:
    async with desks() as (slack, desk):
        digest = await put(desk)
        await calls_form(slack, desk)
        assert [view.user for view in slack.views.values()] == ["U3"]
        shown = await written(slack, desk, "digest edit 1")
        assert buttons_of(shown) == {
            "digest:edit": DigestButton(mark=mark_of(ACME), digest=digest.id).written()
        }


async def calls_form(slack: FakeSlack, desk: Desk) -> None:
    given = await slack.command("/calls", "digest edit 1", team="T1", user="U3", channel="C1")
    assert given.ok
    await settled(desk)


async def test_a_digest_is_paused_and_resumed_by_its_number_and_by_buttons() -> None:
    async with desks() as (slack, desk):
        await put(desk)
        assert "Digest 1 is paused." in said(await calls(slack, desk, "pause 1"))
        assert (await only(desk)).paused == int(at(NOW).timestamp())
        shown = await calls(slack, desk, "show 1")
        assert "digest:now" not in buttons_of(shown)
        given = await pressed(slack, desk, shown, "digest:resume", user="U3")
        assert said(slack.shown(given)[-1]).strip().splitlines() == [
            "Digest 1 runs again.",
            "Next: Tuesday 24 November 2026, 08:30 (Europe/London).",
        ]
        shown = await calls(slack, desk, "show 1")
        await pressed(slack, desk, shown, "digest:pause", user="U3")
        assert (await only(desk)).paused is not None


async def test_of_several_buttons_of_a_kind_each_has_the_digests_number_in_its_name() -> None:
    async with desks() as (slack, desk):
        await put(desk)
        shown = await calls(slack, desk, "show 1")
        for element in shown.blocks[-1]["elements"]:
            element["action_id"] += ":1"
        await pressed(slack, desk, shown, "digest:pause:1", user="U3")
        assert (await only(desk)).paused is not None


def test_the_longest_beginning_that_is_known_says_what_a_press_does() -> None:
    known = {"a": ACTIONS["csv"], "a:b": ACTIONS["dismiss"], "c:": ACTIONS["post"]}
    assert action_of("a:b:3:4", known) is ACTIONS["dismiss"]
    assert action_of("a:3", known) is ACTIONS["csv"]
    assert action_of("c:anything", known) is ACTIONS["post"]
    assert action_of("b:a", known) is action_of("no such")


async def test_a_digest_is_removed_for_good_and_what_it_was_is_told() -> None:
    async with desks() as (slack, desk):
        await put(desk, text="in Sales")
        shown = said(await calls(slack, desk, "remove 1"))
        assert "Digest 1 is removed." in shown
        assert "It was: Every day at 08:30 (Europe/London), about the day before, in Sales." in shown
        assert await desk.digests.digests(ACME) == ()
        assert "There is no digest 1" in said(await calls(slack, desk, "remove 1"))


async def test_a_button_of_a_removed_digest_says_so() -> None:
    async with desks() as (slack, desk):
        shown = await calls(slack, desk, "daily 8:30")
        await desk.digests.remove_digest(ACME, (await only(desk)).id)
        given = await pressed(slack, desk, shown, "digest:preview", user="U3")
        assert "This digest was removed." in said(slack.shown(given)[-1])


async def test_a_digest_at_once_is_due_once_a_minute() -> None:
    async with desks() as (slack, desk):
        await put(desk)
        assert "Digest 1 is posted in a moment." in said(await calls(slack, desk, "now 1"))
        assert "Digest 1 is posted in this minute already" in said(await calls(slack, desk, "now 1"))
        (delivery,) = await desk.digests.deliveries(ACME, "d1", 9)
        assert (delivery.slot, delivery.state) == ("2026-11-23T14:20", State.DUE)
        await calls(slack, desk, "pause 1")
        assert "Digest 1 is paused, so it is not posted." in said(await calls(slack, desk, "now 1"))


@pytest.mark.parametrize("action", ["preview", "edit", "pause", "resume", "now", "remove", "make_shared"])
async def test_a_button_of_another_workspace_does_nothing(action: str) -> None:
    async with desks() as (slack, desk):
        await put(desk)
        foreign = DigestButton(
            mark=mark_of(Workspace(team="T7")), digest="d1", text="daily 9:00", channel="C1"
        )
        message = shared_message(foreign.written())
        blocks = msgspec.json.decode(msgspec.json.encode(message.blocks))
        blocks[-1]["elements"][0]["action_id"] = f"digest:{action}"
        await client(slack).chat_postMessage(channel="C1", text="x", blocks=blocks)
        given = await pressed(slack, desk, slack.messages("C1")[-1], f"digest:{action}", user="U3")
        assert "does not belong" in said(slack.shown(given)[-1])
        assert [each.paused for each in await desk.digests.digests(ACME)] == [None]
        assert await desk.digests.deliveries(ACME, "d1", 9) == ()


# Looking at one before it comes


async def test_a_preview_is_the_digest_of_its_latest_slot_for_one_person_alone() -> None:
    async with desks() as (slack, desk):
        made = await calls(slack, desk, "daily 08:30")
        given = await pressed(slack, desk, made, "digest:preview", user="U3")
        shown = slack.shown(given)[-1]
        assert shown.user == "U3"
        assert "A preview of digest 1 as it would have been posted on Mon 23 Nov 2026, 08:30." in said(shown)
        assert "Sun 22 Nov 2026, 00:00\u201324:00 (Europe/London)" in text_of(shown)
        assert buttons_of(shown) == {}
        assert "Digest 1 is set up." in said(made)
        assert slack.messages("C1") == []
        assert await desk.digests.deliveries(ACME, (await only(desk)).id, 9) == ()


@pytest.mark.parametrize("where", ["C1", "C5", ""])
async def test_where_some_channels_may_ask_its_owner_previews_what_goes_there_wherever_they_type(
    where: str,
) -> None:
    async with desks() as (slack, desk):
        await put(desk)
        await desk.store.save_settings(ACME, Settings(everybody_asks=False, ask_channels=frozenset({"C1"})))
        how = {"channel": where or slack.direct("T1", "U3").id}
        assert "A preview of digest 1" in said(await calls(slack, desk, "preview 1", **how))


@pytest.mark.parametrize(
    ("masking", "channel", "hidden"),
    [
        (Masking.OFF, "C1", False),
        (Masking.CHANNELS, "C1", True),
        (Masking.CHANNELS, "", False),
        (Masking.EVERYWHERE, "", True),
    ],
)
async def test_a_preview_is_masked_as_the_digest_is_where_it_goes(
    masking: Masking, channel: str, *, hidden: bool
) -> None:
    legs = [leg for leg in LEGS if leg.call_key != "back"]
    async with desks(pbxs=OnePbx(FakePbx(legs, ROSTER))) as (slack, desk):
        await desk.store.save_settings(ACME, Settings(masking=masking))
        await put(desk, channel=channel)
        shown = text_of(await calls(slack, desk, "preview 1"))
        assert ("+44770090••••" in shown, "+447700900146" in shown) == (hidden, not hidden)


async def test_what_goes_to_one_person_alone_is_previewed_by_nobody_else() -> None:
    async with desks() as (slack, desk):
        await put(desk, channel="", own=True)
        shown = await calls(slack, desk, "show 1", user="U1")
        assert list(buttons_of(shown)) == ["digest:edit", "digest:pause", "digest:now", "digest:remove"]
        assert "Digest 1 is somebody else's." in said(await calls(slack, desk, "preview 1", user="U1"))


async def test_a_preview_of_a_day_without_calls_says_that_nothing_would_have_been_posted() -> None:
    async with desks(clock=Clock("2026-11-25 08:45")) as (slack, desk):
        await put(desk, skip_empty=True)
        shown = await calls(slack, desk, "preview 1")
        assert "There were no calls, so nothing would have been posted." in said(shown)


async def test_a_preview_that_takes_long_says_so_and_one_that_fails_says_why() -> None:
    async with desks(pbxs=OnePbx(slow(seconds=0.2)), patience=0.01) as (slack, desk):
        await put(desk)
        await calls(slack, desk, "preview 1")
        assert len(slack.received(slack.deliveries[-1])) == 2
    async with desks(pbxs=OnePbx(BrokenPbx(LEGS, ROSTER))) as (slack, desk):
        await put(desk)
        assert "Client ID" in said(await calls(slack, desk, "preview 1"))
