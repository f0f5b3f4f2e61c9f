"""What is shown of a masked answer: everything but the values of buttons, which ask the question again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest
from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER, asked, outside, window

from bot.answers.asking import answer
from bot.answers.masking import masked
from bot.blocks.answer import Look, answer_message
from bot.blocks.state import Question
from bot.cdr.search import Gap
from bot.query.request import Kind, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTION = Question(
    mark="m", text="with 07700900146 yesterday", now=1, zone="Europe/London", locale="en-GB", pbx="p"
)
NUMBERS = ("900146", "900266", "900005", "900011")


def shown(part: object) -> Iterator[str]:
    """Every text in blocks that a person can see."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for name, each in part.items():
            if name != "value":
                yield from shown(each)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from shown(each)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("calls", [False, True])
@pytest.mark.parametrize("look", [Look(), Look(rich=False), Look(public=True, asked_by="U1")])
async def test_no_outside_number_is_shown_of_a_masked_answer(kind: Kind, calls: bool, look: Look) -> None:  # noqa: FBT001 - two views
    gap = Gap(
        window=window("2026-11-22 20:00", "2026-11-22 21:00"), reason="The call of 07700900266 broke it."
    )
    legs = [
        msgspec.structs.replace(leg, caller=outside("07700900146", "Bob 07700 900266"))
        if leg.caller.number == "07700900146"
        else leg
        for leg in LEGS
    ]
    request = replace(
        asked(kind, either="07700900146"),
        typed="with 07700900146",
        notes=("“with 07700 900 146” was read as a number.",),
        readings=(Reading(text="with 07700900146 2026-11-22", windows=(window(None, "2026-11-23 00:00"),)),),
    )
    got = masked(await answer(request, FakePbx(legs, ROSTER, gaps=[gap])))
    message = answer_message(got, msgspec.structs.replace(QUESTION, calls=calls), look)
    told = [*shown(message.blocks), message.text]
    assert any("0770090••••" in text for text in told)
    for text in told:
        digits = "".join(filter(str.isdigit, text))
        assert not any(number in digits for number in NUMBERS), text


async def test_the_arrows_under_a_masked_answer_ask_for_the_real_number() -> None:
    request = replace(asked(either="07700900146"), typed="with 07700900146")
    message = answer_message(masked(await answer(request, FakePbx(LEGS, ROSTER))), QUESTION, Look())
    values = {
        each["action_id"]: each["value"]
        for block in message.blocks
        if block["type"] == "actions"
        for each in block["elements"]
    }
    assert "with 07700900146 2026-11-21" in values["ask:before"]
