from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import pytest
from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER, asked, missed, outside

from bot.answers.asking import answer
from bot.blocks.answer import Look, answer_message
from bot.blocks.state import Question, read_question
from bot.blocks.validate import Surface, faults
from bot.query.request import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.message import Message
    from bot.cdr.leg import Leg

QUESTION = Question(mark="m", text="missed yesterday", now=1, zone="Europe/London", locale="en-GB", pbx="p")


async def shown(
    legs: Sequence[Leg] = LEGS,
    look: Look | None = None,
    question: Question = QUESTION,
    kind: Kind = Kind.MISSED,
) -> Message:
    return answer_message(await answer(asked(kind), FakePbx(list(legs), ROSTER)), question, look or Look())


def buttons(message: Message) -> dict[str, str]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return {each["action_id"]: each["text"]["text"] for row in rows for each in row}


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("calls", [False, True])
@pytest.mark.parametrize("look", [Look(), Look(rich=False), Look(public=True, asked_by="U1")])
async def test_an_answer_respects_every_limit(kind: Kind, calls: bool, look: Look) -> None:  # noqa: FBT001 - two views
    question = msgspec.structs.replace(QUESTION, calls=calls)
    assert faults((await shown(look=look, question=question, kind=kind)).blocks, Surface.MESSAGE) == ()


async def test_many_callers_are_paged_and_stay_within_the_limits() -> None:
    legs = [missed(f"m{at}", "2026-11-22 10:00", f"0770090{at:04}") for at in range(2000)]
    message = await shown(legs)
    assert faults(message.blocks, Surface.MESSAGE) == ()
    assert "1 to 15 of 2,000 callers" in json.dumps(message.blocks)
    assert "ask:page_after" in buttons(message)
    assert "ask:page_before" not in buttons(message)


async def test_a_callers_name_stays_text() -> None:
    legs = [missed("m", "2026-11-22 10:00")]
    hostile = [msgspec.structs.replace(leg, caller=outside("07700900146", "<!channel> *x*")) for leg in legs]
    message = await shown(hostile)
    held = [block for block in message.blocks if "<!channel>" in json.dumps(block)]
    assert held
    assert {block["type"] for block in held} == {"rich_text"}
    assert '"mrkdwn"' not in json.dumps(held)


async def test_an_answer_posted_for_everybody_has_only_buttons_that_show_more() -> None:
    assert set(buttons(await shown(look=Look(public=True, asked_by="U1")))) == {"ask:calls", "csv"}


async def test_where_there_is_no_channel_there_is_nothing_to_post_to() -> None:
    assert "post" in buttons(await shown())
    assert "post" not in buttons(await shown(look=Look(postable=False)))


async def test_a_zero_says_why_it_can_be_believed() -> None:
    message = await shown([missed("m", "2026-11-20 10:00")])
    assert message.text.startswith("No missed calls")
    assert "date format" in json.dumps(message.blocks)


def test_a_button_of_another_workspace_is_none() -> None:
    assert read_question(QUESTION.written(), "m") == QUESTION
    assert read_question(QUESTION.written(), "n") is None
    assert read_question("no question", "m") is None
