from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.workspace.audit import Deed
from bot.workspace.settings import Masking, Settings
from slack_edge.given import answer_to, buttons_of, pressed, settled, slow, text_of
from slack_edge.office import ACME, OnePbx, office

if TYPE_CHECKING:
    from fakes.slack import FakeSlack

    from bot.slack.desk import Desk

NUMBER = "from 07700900146 yesterday"


async def masking(desk: Desk, how: Masking) -> None:
    await desk.store.save_settings(ACME, Settings(masking=how))


async def deeds(desk: Desk) -> list[tuple[Deed, str, str]]:
    return [(entry.deed, entry.user, entry.what) for entry in await desk.store.audit(ACME, 9)]


def posts_tried(slack: FakeSlack) -> int:
    return sum(call.method == "chat.postMessage" for call in slack.calls)


async def test_an_answer_is_posted_once_however_often_it_is_pressed() -> None:
    async with office() as (slack, _, desk):
        answer = await answer_to(slack, desk)
        first = await pressed(slack, desk, answer, "post")
        again = await pressed(slack, desk, answer, "post")
        assert "Posted." in text_of(slack.shown(first)[-1])
        assert "posted already" in text_of(slack.shown(again)[-1])
        assert len(slack.messages("C1")) == 1
        assert await deeds(desk) == [(Deed.POSTED, "U1", "C1")]


async def test_two_presses_at_once_post_once() -> None:
    async with office(pbxs=OnePbx(slow(seconds=0.05))) as (slack, _, desk):
        answer = await answer_to(slack, desk)
        await asyncio.gather(*(slack.press(answer, "post", user="U1") for _ in range(4)))
        await settled(desk)
        assert len(slack.messages("C1")) == 1


async def test_a_post_says_who_asked_and_leaves_the_answer_where_it_is() -> None:
    async with office() as (slack, _, desk):
        answer = await answer_to(slack, desk)
        await pressed(slack, desk, answer, "post")
        (post,) = slack.messages("C1")
        assert "Asked by <@U1>" in text_of(post)
        assert set(buttons_of(post)) == {"ask:calls", "csv"}
        assert "ask:before" in buttons_of(answer)


async def test_a_channel_with_another_organisation_in_it_is_asked_about_first() -> None:
    async with office() as (slack, _, desk):
        answer = await answer_to(slack, desk, channel="C2")
        press = await pressed(slack, desk, answer, "post")
        assert slack.messages("C2") == []
        asking = slack.shown(press)[-1]
        assert "another organisation" in text_of(asking)
        await pressed(slack, desk, asking, "post:shared")
        assert len(slack.messages("C2")) == 1
        assert "Posted." in text_of(asking)
        again = slack.shown(await pressed(slack, desk, answer, "post"))[-1]
        await pressed(slack, desk, again, "post:shared")
        assert len(slack.messages("C2")) == 1


async def test_who_thinks_better_of_it_posts_nothing() -> None:
    async with office() as (slack, _, desk):
        press = await pressed(slack, desk, await answer_to(slack, desk, channel="C2"), "post")
        asking = slack.shown(press)[-1]
        await pressed(slack, desk, asking, "dismiss")
        assert "Not posted." in text_of(asking)
        assert slack.messages("C2") == []


async def test_where_slack_does_not_tell_whether_a_channel_is_shared_it_is_asked_about() -> None:
    async with office() as (slack, _, desk):
        answer = await answer_to(slack, desk)
        slack.fail("conversations.info", error="missing_scope")
        press = await pressed(slack, desk, answer, "post")
        assert "another organisation" in text_of(slack.shown(press)[-1])


@pytest.mark.parametrize("how", [Masking.CHANNELS, Masking.EVERYWHERE])
async def test_a_masked_post_gives_no_number_away_not_even_in_what_its_buttons_remember(how: Masking) -> None:
    async with office() as (slack, _, desk):
        await masking(desk, how)
        await pressed(slack, desk, await answer_to(slack, desk, NUMBER), "post")
        (post,) = slack.messages("C1")
        assert "900146" not in f"{post.blocks}{post.text}"
        assert "0770090••••" in text_of(post)
        assert buttons_of(post) == {}


async def test_a_masked_post_that_was_asked_without_a_number_keeps_its_buttons() -> None:
    async with office() as (slack, _, desk):
        await masking(desk, Masking.CHANNELS)
        await pressed(slack, desk, await answer_to(slack, desk, "yesterday in Sales"), "post")
        (post,) = slack.messages("C1")
        assert "900146" not in f"{post.blocks}{post.text}"
        assert set(buttons_of(post)) == {"ask:calls", "csv"}


async def test_masked_in_channels_the_asker_alone_still_sees_numbers() -> None:
    async with office() as (slack, _, desk):
        await masking(desk, Masking.CHANNELS)
        assert "7700900146" in text_of(await answer_to(slack, desk))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("not_in_channel", "the app is not in it. Invite it with /invite"),
        ("channel_not_found", "the app does not see it. Invite it with /invite"),
        ("is_archived", "it is archived. Ask in another channel."),
        ("restricted_action", "only some people may post in it. Ask in another channel."),
        ("something_new", "something_new. Try again in a minute."),
    ],
)
async def test_a_refused_post_is_told_with_a_next_step_and_may_be_pressed_again(
    error: str, said: str
) -> None:
    async with office() as (slack, _, desk):
        answer = await answer_to(slack, desk)
        slack.fail("chat.postMessage", error=error)
        press = await pressed(slack, desk, answer, "post")
        assert said in slack.shown(press)[-1].text
        assert await deeds(desk) == []
        await pressed(slack, desk, answer, "post")
        assert len(slack.messages("C1")) == 1


async def test_a_post_waits_where_slack_says_so() -> None:
    async with office() as (slack, _, desk):
        answer = await answer_to(slack, desk)
        slack.fail("chat.postMessage", status=429, retry_after=0)
        await pressed(slack, desk, answer, "post")
        assert (posts_tried(slack), len(slack.messages("C1"))) == (2, 1)


async def test_refused_blocks_give_way_to_plainer_ones_in_a_post() -> None:
    async with office() as (slack, _, desk):
        answer = await answer_to(slack, desk)
        slack.fail("chat.postMessage", error="invalid_blocks")
        await pressed(slack, desk, answer, "post")
        assert "█" in text_of(*slack.messages("C1"))


async def test_who_became_a_guest_since_the_answer_posts_nothing() -> None:
    async with office() as (slack, _, desk):
        answer = await answer_to(slack, desk)
        slack.users["U1"] = replace(slack.users["U1"], admin=False, restricted=True)
        press = await pressed(slack, desk, answer, "post")
        assert "guests may not" in text_of(slack.shown(press)[-1])
        assert slack.messages("C1") == []


async def test_a_post_into_another_channel_is_another_post() -> None:
    async with office() as (slack, _, desk):
        slack.add_channel("T1", "C5", members=["U1"])
        for channel in ("C1", "C5"):
            await pressed(slack, desk, await answer_to(slack, desk, channel=channel), "post")
        assert (len(slack.messages("C1")), len(slack.messages("C5"))) == (1, 1)
