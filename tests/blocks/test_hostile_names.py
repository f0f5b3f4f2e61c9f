"""A caller chooses their name: whatever it is, it stays text in every block and in the text beside them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER, asked, missed, outside

from blocks.test_answers_in_blocks import QUESTION
from bot.answers.asking import answer
from bot.blocks.answer import Look, answer_message
from bot.blocks.trouble import told
from bot.blocks.validate import message_faults
from bot.query.request import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.values import Answer

NAMES = [
    "<!channel>",
    "<!here|x>",
    "*bold* _x_ ~y~ `z`",
    "&amp;lt;!channel&amp;gt;",
    "<https://evil.example|Click>",
    "https://evil.example",
    "\u202egnp.exe\u202c",
    "x" * 5000,
    "<" * 5000,
    "☎️ 🎉 :tada: 👩‍👩‍👧‍👦",
    "",
    " \t\n ",
    "a\nb\r\n> quoted",
    "\x00\x1b[31m",
    "\ud800",
    "@channel <@U1>",
]
LOOKS = [Look(), Look(rich=False), Look(public=True, asked_by="U1")]


async def named(name: str) -> Answer:
    """The day, with a caller of this name, who also is a queue, a note and a recording."""
    legs = [
        *LEGS,
        *(
            msgspec.structs.replace(leg, caller=outside("07700900199", name), note=name, recording=name)
            for leg in (missed("h", "2026-11-22 10:00"), missed("h2", "2026-11-22 10:30"))
        ),
    ]
    got = await answer(asked(Kind.MISSED), FakePbx(legs, ROSTER))
    return replace(got, understood=(*got.understood, f"from {name}"), notes=(*got.notes, f"It is {name}."))


def marked_up(part: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Every text that Slack parses."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        part = list(part.values())
    if isinstance(part, list | tuple):
        for each in part:
            yield from marked_up(each)


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
@pytest.mark.parametrize("calls", [False, True])
@pytest.mark.parametrize("look", LOOKS, ids=["rich", "plain", "public"])
async def test_a_callers_name_stays_text(look: Look, calls: bool, name: str) -> None:  # noqa: FBT001 - two views
    question = msgspec.structs.replace(QUESTION, calls=calls)
    message = answer_message(await named(name), question, look)
    assert message_faults({"text": message.text, "blocks": list(message.blocks)}) == ()
    assert list(marked_up(message.blocks)) == (["Asked by <@U1>"] if look.public else [])
    said = json.dumps(message.blocks, ensure_ascii=False)
    assert not {"\u202e", "\u202c"} & set(said)
    assert len(said) < 30_000


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_in_a_trouble_stays_text(name: str) -> None:
    message = told(f"“{name}” is nobody here.", f"Ask {name}.")
    assert message_faults({"text": message.text, "blocks": list(message.blocks)}) == ()
    assert "<" not in message.text
    assert list(marked_up(message.blocks)) == []
