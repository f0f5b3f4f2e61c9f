from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from slack_edge.given import buttons_of, pressed, settled, slow, text_of
from slack_edge.office import OnePbx, office

if TYPE_CHECKING:
    from fakes.slack import FakeSlack
    from fakes.slack.model import Message

    from bot.slack.desk import Desk


async def replies(slack: FakeSlack, desk: Desk, text: str, user: str = "U1") -> list[Message]:
    """What the app has written in its direct message with a person after they wrote to it."""
    await slack.direct_message(user, text)
    await settled(desk)
    return slack.messages(slack.direct("T1", user).id)


async def mentioned(slack: FakeSlack, desk: Desk, text: str, user: str = "U1") -> list[Message]:
    """What a person alone sees after they mentioned the app."""
    await slack.app_mention(user, "C1", text)
    await settled(desk)
    return slack.ephemerals(user)


async def test_plain_words_in_a_direct_message_do_the_same_as_the_command() -> None:
    async with office() as (slack, _, desk):
        (shown,) = await replies(slack, desk, "who did we miss yesterday?")
        assert "3 missed from 2 callers" in text_of(shown)
        assert "post" not in buttons_of(shown)


async def test_a_press_in_a_direct_message_takes_the_answers_place() -> None:
    async with office() as (slack, _, desk):
        (shown,) = await replies(slack, desk, "missed yesterday")
        await pressed(slack, desk, shown, "ask:before")
        assert "Saturday 21 November 2026" in text_of(*slack.messages(shown.channel))


async def test_a_mention_is_answered_for_who_wrote_it_alone() -> None:
    async with office() as (slack, _, desk):
        (shown,) = await mentioned(slack, desk, "missed yesterday")
        assert (shown.channel, "3 missed" in text_of(shown)) == ("C1", True)
        assert "post" in buttons_of(shown)
        assert slack.messages("C1") == []


async def test_a_mention_in_a_thread_is_answered_in_it() -> None:
    async with office() as (slack, _, desk):
        fields = {
            "user": "U1",
            "channel": "C1",
            "text": "<@UBOT1> missed",
            "ts": "2.0",
            "thread_ts": "1.0",
            "team": "T1",
        }
        await slack.event("app_mention", fields, team="T1")
        await settled(desk)
        assert [message.thread_ts for message in slack.ephemerals("U1")] == ["1.0"]


async def test_a_mention_without_words_is_about_today_with_help_below() -> None:
    async with office() as (slack, _, desk):
        said = text_of(*await mentioned(slack, desk, ""))
        assert "Today, Monday 23 November 2026" in said
        assert "/calls help shows more" in said


async def test_subcommands_are_understood_and_a_form_is_opened_by_a_press() -> None:
    async with office() as (slack, _, desk):
        assert "zone Europe/London" in text_of((await replies(slack, desk, "help"))[-1])
        shown = (await replies(slack, desk, "setup"))[-1]
        assert "setup" in buttons_of(shown)


async def test_the_nearest_question_is_offered_without_the_mention() -> None:
    async with office() as (slack, _, desk):
        (shown,) = await mentioned(slack, desk, 'missed from "R&amp;D" yesturdai')
        assert buttons_of(shown) == {"text:again": 'missed from "R&amp;D" yesterday'}


async def test_long_loading_gives_way_to_the_answer_in_a_direct_message() -> None:
    async with office(pbxs=OnePbx(slow(seconds=0.2)), patience=0.02) as (slack, _, desk):
        assert "3 missed" in text_of(*await replies(slack, desk, "missed yesterday"))
        assert "chat.update" in [call.method for call in slack.calls]


async def test_where_an_ephemeral_message_is_refused_the_answer_comes_directly() -> None:
    async with office() as (slack, _, desk):
        slack.fail("chat.postEphemeral", error="user_not_in_channel")
        assert await mentioned(slack, desk, "missed yesterday") == []
        assert "3 missed" in text_of(*slack.messages(slack.direct("T1", "U1").id))


async def test_refused_blocks_become_text_in_a_direct_message() -> None:
    async with office() as (slack, _, desk):
        slack.fail("chat.postMessage", error="invalid_blocks", times=2)
        (shown,) = await replies(slack, desk, "missed yesterday")
        assert (shown.blocks, "3 missed" in shown.text) == ([], True)


async def test_an_event_that_is_delivered_again_is_answered_once() -> None:
    async with office() as (slack, _, desk):
        await slack.direct_message("U1", "missed yesterday", event_id="Ev1")
        await slack.direct_message("U1", "missed yesterday", event_id="Ev1", retry=1)
        await settled(desk)
        assert len(slack.messages(slack.direct("T1", "U1").id)) == 1


@pytest.mark.parametrize(
    ("kind", "otherwise"),
    [
        ("message", {"bot_id": "B2"}),
        ("message", {"user": "UBOT1"}),
        ("message", {"user": None}),
        ("message", {"subtype": "message_changed"}),
        ("message", {"subtype": "channel_join"}),
        ("message", {"subtype": "bot_message"}),
        ("message", {"edited": {"user": "U1", "ts": "1.0"}}),
        ("message", {"channel": "C1", "channel_type": "channel"}),
        ("message", {"channel": "G1", "channel_type": "mpim"}),
        ("app_mention", {}),
    ],
)
async def test_what_no_person_wrote_to_us_is_left_alone(kind: str, otherwise: dict[str, Any]) -> None:
    async with office() as (slack, _, desk):
        direct = slack.direct("T1", "U1").id
        fields = {
            "user": "U1",
            "channel": direct,
            "channel_type": "im",
            "text": "missed",
            "ts": "1.0",
            "team": "T1",
        }
        assert (await slack.event(kind, {**fields, **otherwise}, team="T1")).ok
        await asyncio.sleep(0.03)
        await settled(desk)
        assert [call.method for call in slack.calls if call.method.startswith("chat.")] == []
