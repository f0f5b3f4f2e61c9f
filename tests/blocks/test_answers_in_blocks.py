from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import JONAS, NO_ANSWER, ROSTER, asked, leg, missed, out, outside

from bot.answers.asking import answer
from bot.answers.masking import masked
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


SECOND_DID = "+442079460199"
TWO_DIDS = [
    missed("a", "2026-11-22 10:00", "07700900081", ring=17),
    msgspec.structs.replace(missed("b", "2026-11-22 11:00", "07700900081", ring=58), did=SECOND_DID),
    missed("c", "2026-11-22 12:00", "07700900082", ring=17),
    out("tried", "2026-11-22 13:00", "07700900082", by=JONAS, talk=0),
]


def lines(message: Message) -> list[str]:
    """Every line of the message's rich text, spans joined."""
    found: list[str] = []

    def walk(block: dict[str, Any]) -> None:
        if block["type"] == "rich_text_section":
            found.append("".join(each["text"] for each in block["elements"]))
        else:
            for each in block.get("elements", ()):
                walk(each)

    for block in message.blocks:
        if block["type"] == "rich_text":
            walk(block)
    return found


async def test_the_figures_say_open_and_tried_as_the_list_below_does_and_waits_in_full_words() -> None:
    told = lines(await shown(TWO_DIDS))
    assert told[0] == (
        "3 missed from 2 callers · 1 open · 1 tried · 3 inbound, 0 answered · "
        "half of inbound waited up to 17 s · nine in ten up to 58 s"
    )
    assert [each for each in told if each.startswith(("Open", "Tried"))] == [
        "Open, 1 caller",
        "Tried, 1 caller",
    ]


async def test_rows_of_one_caller_say_which_did_was_dialled_and_others_do_not() -> None:
    told = [each for each in lines(await shown(TWO_DIDS)) if each.startswith("0770")]
    assert told == [
        "07700900081 · dialled +442079460100 · 10:00 · rang Sales 17 s",
        "07700900081 · dialled +442079460199 · 11:00 · rang Sales 58 s",
        "07700900082 · 12:00 · rang Sales 17 s · tried 13:00 by Jonas Weber",
    ]


async def test_a_caller_whose_number_is_hidden_is_no_other_caller() -> None:
    legs = [leg(f"m{at}", "2026-11-22 10:00", JONAS, NO_ANSWER, caller=f"0770090008{at}") for at in range(3)]
    hidden = masked(await answer(asked(Kind.MISSED), FakePbx(legs, ROSTER)))
    message = answer_message(hidden, QUESTION, Look())
    assert lines(message)[0].startswith("3 missed from 3 callers · 3 open · ")
    assert "dialled" not in json.dumps(message.blocks)


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
