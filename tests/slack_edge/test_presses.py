from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest
from answers.day import LEGS
from answers.scene import ROSTER
from fakes.acme import served
from fakes.store import MemoryStore
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks.state import Question, read_question
from bot.cdr.pbx_trouble import CutShort
from bot.cdr.trouble import Trouble
from bot.slack.app import slack_app
from bot.slack.asking import asker_of
from bot.slack.authorizing import Authorizer
from bot.slack.occasion import mark_of
from bot.slack.people import People
from bot.slack.underway import Underway
from bot.workspace.installation import Installation
from slack_edge.given import BrokenPbx, answer_to, buttons_of, pressed, settled, slow, text_of
from slack_edge.office import ACME, OFFICE, OnePbx, StillClock, office

if TYPE_CHECKING:
    from fakes.slack import FakeSlack
    from fakes.slack.model import Message

    from bot.slack.desk import Desk


def with_value(message: Message, action: str, value: str) -> Message:
    """The message with something else under one of its buttons."""
    blocks = json.loads(json.dumps(message.blocks))
    for block in blocks:
        for element in block.get("elements", ()):
            if isinstance(element, dict) and element.get("action_id") == action:
                element["value"] = value
    return replace(message, blocks=blocks)


async def posted(slack: FakeSlack, desk: Desk) -> Message:
    """An answer that everybody in the channel sees."""
    await pressed(slack, desk, await answer_to(slack, desk), "post")
    return slack.messages("C1")[-1]


async def test_the_day_before_takes_the_place_of_the_answer() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk)
        press = await pressed(slack, desk, shown, "ask:before")
        assert slack.shown(press) == [shown]
        assert "Saturday 21 November 2026" in text_of(shown)


async def test_calls_are_shown_and_callers_again() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk)
        await pressed(slack, desk, shown, "ask:calls")
        assert "table" in [block["type"] for block in shown.blocks]
        await pressed(slack, desk, shown, "ask:callers")
        assert "table" not in [block["type"] for block in shown.blocks]


async def test_the_same_press_delivered_twice_is_answered_once() -> None:
    async with office() as (slack, url, desk):
        press = await pressed(slack, desk, await answer_to(slack, desk), "ask:before")
        await slack.deliver("interactive", press.payload, url=url)
        await settled(desk)
        assert len(slack.received(press)) == 1


async def test_somebody_else_who_presses_on_a_post_is_answered_alone_and_the_post_stays() -> None:
    async with office(pbxs=OnePbx(slow(seconds=0.1)), patience=0.01) as (slack, _, desk):
        slack.add_user("T1", "U3", name="cleo")
        post = await posted(slack, desk)
        before = json.dumps(post.blocks)
        press = await pressed(slack, desk, post, "ask:calls", user="U3")
        assert json.dumps(post.blocks) == before
        assert slack.messages("C1") == [post]
        assert {message.user for message in slack.shown(press)} == {"U3"}
        assert "Show callers" in text_of(slack.shown(press)[-1])
        assert [sent["replace_original"] for sent in slack.received(press)] == [False, False]


async def test_csv_from_a_post_leaves_the_post_as_it_is_however_long_it_takes() -> None:
    async with office(pbxs=OnePbx(slow(seconds=0.1)), patience=0.01) as (slack, _, desk):
        post = await posted(slack, desk)
        before = json.dumps(post.blocks)
        press = await pressed(slack, desk, post, "csv")
        assert json.dumps(post.blocks) == before
        assert "Sent to you directly" in text_of(slack.shown(press)[-1])


async def test_a_trouble_leaves_the_answer_that_was_pressed_on() -> None:
    broken = BrokenPbx(LEGS, ROSTER, trouble=None)
    async with office(pbxs=OnePbx(broken)) as (slack, _, desk):
        shown = await answer_to(slack, desk)
        before = json.dumps(shown.blocks)
        broken.trouble = OSError()
        press = await pressed(slack, desk, shown, "ask:before")
        assert json.dumps(shown.blocks) == before
        assert "Something went wrong" in text_of(slack.shown(press)[-1])


async def test_a_trouble_takes_the_place_of_what_was_told_meanwhile() -> None:
    def fail() -> None:
        raise OSError

    pbx = slow()
    async with office(pbxs=OnePbx(pbx), patience=0.01) as (slack, _, desk):
        shown = await answer_to(slack, desk)
        pbx.seconds, pbx.meanwhile = 0.1, fail
        await pressed(slack, desk, shown, "ask:before")
        assert "Something went wrong" in text_of(shown)


async def test_old_buttons_work_after_a_restart() -> None:
    store = MemoryStore()
    async with office(store=store) as (slack, _, desk):
        shown = await answer_to(slack, desk)
        token = Installation(bot_token="xoxb-acme", bot_user=slack.teams["T1"].bot_user)
        anew = replace(
            desk,
            people=People(StillClock()),
            authorizer=Authorizer(store, StillClock(), (ACME, token)),
            underway=Underway(),
        )
        async with served(slack_app(anew, api_url=slack.api_url)) as url:
            slack.app_url = url
            press = await pressed(slack, anew, shown, "ask:before")
            assert "Saturday 21 November 2026" in text_of(slack.shown(press)[-1])


FORGED = [
    "",
    "null",
    "{}",
    "[" * 1990,
    "x" * 2000,
    '["m","missed yesterday",1,"Europe/London","en-GB","p1",0,false]',
    '["MARK","missed yesterday",1e400,"Europe/London","en-GB","p1",0,false]',
    '["MARK","missed yesterday",9999999999999999999,"Europe/London","en-GB","p1",0,false]',
    '["MARK","missed yesterday",1790000000,"../../etc/passwd","en-GB","p1",0,false]',
    '["MARK","missed yesterday",1790000000,"Europe/London","en-GB","other",0,false]',
    '["MARK","missed yesterday",1790000000,"Europe/London","en-GB","p1",-1,false]',
    '["MARK","missed yesterday",1790000000,"Europe/London","en-GB","p1",99999999999,false]',
    '["MARK","",1790000000,"Europe/London","en-GB","p1"]',
    '["MARK","\\u0000\\ud800",1790000000,"\\u0000","\\u0000","p1"]',
    '["MARK","missed yesterday",-62000000000,"Europe/London","","p1"]',
]


@pytest.mark.parametrize("value", FORGED, ids=range(len(FORGED)))
@pytest.mark.parametrize("action", ["ask:calls", "csv", "post"])
async def test_a_forged_button_is_told_and_never_ends_in_a_fault_of_ours(action: str, value: str) -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk)
        forged = with_value(shown, action, value.replace("MARK", mark_of(ACME)))
        press = await pressed(slack, desk, forged, action)
        assert slack.shown(press) or slack.messages("C1")
        assert all("Something went wrong" not in text_of(each) for each in slack.shown(press))


async def test_an_unknown_button_is_told() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk)
        strange = replace(shown, blocks=json.loads(json.dumps(shown.blocks).replace("ask:calls", "gone")))
        press = await pressed(slack, desk, strange, "gone")
        assert "does not belong to an answer" in text_of(slack.shown(press)[-1])


async def test_a_button_of_a_pbx_that_is_gone_is_told() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk)
        await desk.store.remove_pbx(ACME, "p1")
        await desk.store.save_pbx(ACME, replace(OFFICE, id="p2", name="Berlin"))
        press = await pressed(slack, desk, shown, "ask:calls")
        assert "is not connected any more" in text_of(slack.shown(press)[-1])


async def test_a_pbx_that_fails_can_be_asked_again_by_a_press() -> None:
    broken = BrokenPbx(LEGS, ROSTER, trouble=CutShort(where="<!channel> *pbx*"))
    async with office(pbxs=OnePbx(broken)) as (slack, _, desk):
        shown = await answer_to(slack, desk)
        assert buttons_of(shown) == {"text:again": "missed yesterday"}
        assert "<!channel>" not in shown.text
        broken.trouble = None
        press = await pressed(slack, desk, shown, "text:again")
        assert "3 missed from 2 callers" in text_of(slack.shown(press)[-1])


TEXTS = st.text(st.characters(codec=None), max_size=30)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS, lambda each: st.lists(each, max_size=9)
)


@given(VALUES)
def test_whatever_json_a_button_holds_it_is_a_question_of_ours_or_none(value: object) -> None:
    assert read_question(json.dumps(value), "m") is None


@given(TEXTS, st.integers(-(2**63), 2**63 - 1), TEXTS, TEXTS, st.integers(-5, 2**62))
@settings(max_examples=200)
def test_whatever_a_question_holds_it_is_read_or_refused(
    text: str, now: int, zone: str, locale: str, page: int
) -> None:
    made = Question(mark="m", text="", now=now, zone=zone, locale=locale, pbx="p", page=page)
    with suppress(Trouble):
        asker_of(msgspec.structs.replace(made, text=text))
