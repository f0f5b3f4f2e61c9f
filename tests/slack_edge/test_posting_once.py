"""A post that was interrupted, or of which Slack said nothing, is told as what it is, and made again by a press."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from fakes.store import MemoryStore

from bot.workspace.store_trouble import StoreBusy
from slack_edge.given import answer_to, buttons_of, pressed, settled, slow, text_of
from slack_edge.office import ACME, MovingClock, OnePbx, office

if TYPE_CHECKING:
    from fakes.slack import FakeSlack
    from fakes.slack.model import Message

    from bot.slack.desk import Desk
    from bot.workspace.hold import Hold
    from bot.workspace.settings import Settings
    from bot.workspace.workspace import Workspace

LEASE = timedelta(seconds=240)
MAYBE = "it may have been posted or not"
LOOK = "Look in the channel; if it is not there, post it again."


class Dead(MemoryStore):
    """Keeps nothing of how an attempt ended, as if the process had died before."""

    async def confirm(self, workspace: Workspace, name: str, done: str, at: int) -> None:  # noqa: ARG002 - the port's signature
        raise StoreBusy

    async def release(self, workspace: Workspace, name: str, holder: str) -> None:  # noqa: ARG002 - the port's signature
        raise StoreBusy


async def press_post(slack: FakeSlack, desk: Desk, where: Message, action: str = "post") -> Message:
    """What the person is told."""
    return slack.shown(await pressed(slack, desk, where, action))[-1]


async def died_before_it_posted(slack: FakeSlack, desk: Desk, channel: str = "C1") -> Message:
    """The answer whose post came to nothing."""
    answer = await answer_to(slack, desk, channel=channel)
    slack.fail("chat.postMessage", error="not_in_channel")
    if channel == "C2":
        await press_post(slack, desk, await press_post(slack, desk, answer), "post:shared")
    else:
        await press_post(slack, desk, answer)
    assert slack.messages(channel) == []
    return answer


async def test_an_attempt_that_died_is_told_and_posted_by_another_press() -> None:
    clock = MovingClock()
    async with office(store=Dead(), clock=clock) as (slack, _, desk):
        answer = await died_before_it_posted(slack, desk)
        clock.passed = LEASE
        asking = await press_post(slack, desk, answer)
        assert MAYBE in text_of(asking)
        assert LOOK in text_of(asking)
        assert list(buttons_of(asking)) == ["post:again"]
        assert slack.messages("C1") == []
        await pressed(slack, desk, asking, "post:again")
        assert len(slack.messages("C1")) == 1
        assert "Posted." in text_of(asking)


async def test_an_attempt_that_died_after_it_posted_is_not_called_posted_nor_posted_again_by_itself() -> None:
    clock = MovingClock()
    async with office(store=Dead(), clock=clock) as (slack, _, desk):
        answer = await answer_to(slack, desk)
        assert "Posted." in text_of(await press_post(slack, desk, answer))
        clock.passed = LEASE
        assert MAYBE in text_of(await press_post(slack, desk, answer))
        assert len(slack.messages("C1")) == 1


async def test_while_an_attempt_may_still_live_the_answer_is_being_posted() -> None:
    clock = MovingClock()
    async with office(store=Dead(), clock=clock) as (slack, _, desk):
        answer = await died_before_it_posted(slack, desk)
        clock.passed = LEASE - timedelta(seconds=1)
        for action in ("post", "post"):
            told = await press_post(slack, desk, answer, action)
            assert "is being posted" in text_of(told)
            assert buttons_of(told) == {}
        assert slack.messages("C1") == []


async def test_a_press_meanwhile_is_told_that_it_is_being_posted_and_one_afterwards_that_it_was() -> None:
    async with office(pbxs=OnePbx(slow(seconds=0.2))) as (slack, _, desk):
        answer = await answer_to(slack, desk)
        first = await slack.press(answer, "post", user="U1")
        second = await slack.press(answer, "post", user="U1")
        await settled(desk)
        assert "is being posted" in text_of(slack.shown(second)[-1])
        assert "Posted." in text_of(slack.shown(first)[-1])
        assert "was posted already" in text_of(await press_post(slack, desk, answer))
        (kept,) = (await holds(desk)).values()
        assert kept.done == slack.messages("C1")[0].ts


async def holds(desk: Desk) -> dict[str, Hold]:
    assert isinstance(desk.store, MemoryStore)
    return desk.store.kept[ACME].holds


async def test_of_many_presses_to_post_again_one_posts() -> None:
    clock = MovingClock()
    store = Dead()
    async with office(store=store, clock=clock, pbxs=OnePbx(slow(seconds=0.05))) as (slack, _, desk):
        answer = await died_before_it_posted(slack, desk)
        clock.passed = LEASE
        asking = [await press_post(slack, desk, answer) for _ in range(3)]
        await asyncio.gather(*(slack.press(each, "post:again", user="U1") for each in asking))
        await settled(desk)
        assert len(slack.messages("C1")) == 1


async def test_who_agreed_that_strangers_read_it_is_not_asked_again() -> None:
    clock = MovingClock()
    async with office(store=Dead(), clock=clock) as (slack, _, desk):
        answer = await died_before_it_posted(slack, desk, "C2")
        clock.passed = LEASE
        asking = await press_post(slack, desk, answer)
        await pressed(slack, desk, asking, "post:shared")
        assert list(buttons_of(asking)) == ["post:shared:again"]
        await pressed(slack, desk, asking, "post:shared:again")
        assert len(slack.messages("C2")) == 1


async def test_a_channel_that_strangers_joined_meanwhile_is_asked_about_before_it_is_posted_again() -> None:
    clock = MovingClock()
    async with office(store=Dead(), clock=clock) as (slack, _, desk):
        answer = await died_before_it_posted(slack, desk)
        clock.passed = LEASE
        asking = await press_post(slack, desk, answer)
        slack.fail("conversations.info", error="missing_scope")
        await pressed(slack, desk, asking, "post:again")
        assert "another organisation" in text_of(asking)
        assert slack.messages("C1") == []
        await pressed(slack, desk, asking, "post:shared:again")
        assert len(slack.messages("C1")) == 1


@pytest.mark.parametrize(
    ("status", "error"), [(503, "service_unavailable"), (200, "fatal_error"), (200, "internal_error")]
)
async def test_where_nobody_knows_whether_a_post_was_made_it_is_not_made_again_blindly(
    status: int, error: str
) -> None:
    async with office() as (slack, _, desk):
        answer = await answer_to(slack, desk)
        slack.fail("chat.postMessage", status=status, error=error)
        told = await press_post(slack, desk, answer)
        assert sum(call.method == "chat.postMessage" for call in slack.calls) == 1
        assert "Slack did not say whether it posted this answer." in text_of(told)
        assert LOOK in text_of(told)
        asking = await press_post(slack, desk, answer)
        assert MAYBE in text_of(asking)
        await pressed(slack, desk, told, "post:again")
        assert len(slack.messages("C1")) == 1
        await pressed(slack, desk, asking, "post:again")
        assert "was posted already" in text_of(asking)
        assert len(slack.messages("C1")) == 1


async def test_a_post_that_a_shutdown_cuts_off_is_one_of_which_nobody_knows() -> None:
    async with office() as (slack, _, desk):
        answer = await answer_to(slack, desk)
        slack.fail("chat.postMessage", slow=3)
        await slack.press(answer, "post", user="U1")
        async with asyncio.timeout(5):
            while not any(call.method == "chat.postMessage" for call in slack.calls):  # noqa: ASYNC110 - as settled
                await asyncio.sleep(0.005)
        await desk.underway.finish(0)
        desk.underway.closing = False
        assert MAYBE in text_of(await press_post(slack, desk, answer))


async def test_a_shutdown_before_slack_was_asked_leaves_it_to_be_posted() -> None:
    async with office(pbxs=OnePbx(slow(seconds=0.3))) as (slack, _, desk):
        answer = await answer_to(slack, desk)
        await slack.press(answer, "post", user="U1")
        await asyncio.sleep(0.1)
        await desk.underway.finish(0)
        desk.underway.closing = False
        assert slack.messages("C1") == []
        assert "Posted." in text_of(await press_post(slack, desk, answer))


async def test_who_took_so_long_that_another_one_took_over_posts_nothing() -> None:
    pbx = slow()
    async with office(pbxs=OnePbx(pbx)) as (slack, _, desk):
        answer = await answer_to(slack, desk)
        kept = await holds(desk)

        def taken_over() -> None:
            (name,) = kept
            kept[name] = replace(kept[name], holder="another")

        pbx.meanwhile = taken_over
        assert "is being posted" in text_of(await press_post(slack, desk, answer))
        assert slack.messages("C1") == []
        (left,) = kept.values()
        assert left.holder == "another"


class Counting(MemoryStore):
    """Counts how often it is asked who may ask."""

    asked = 0

    async def settings(self, workspace: Workspace) -> Settings:
        self.asked += 1
        return await super().settings(workspace)


async def test_who_may_ask_is_looked_up_once_for_a_post() -> None:
    store = Counting()
    async with office(store=store) as (slack, _, desk):
        answer = await answer_to(slack, desk)
        store.asked = 0
        await press_post(slack, desk, answer)
        assert store.asked == 1
