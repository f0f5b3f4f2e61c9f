from __future__ import annotations

from typing import Any

import pytest

from answers.fake_pbx import FakePbx
from answers.scene import ROSTER, asked, taken
from bot.answers.asking import answer
from bot.answers.understood import understood
from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.request import Kind

FILTERS: list[tuple[dict[str, Any], str]] = [
    ({"caller": "4005"}, "from 4005"),
    ({"callee": "020 7946 0100"}, "to 020 7946 0100"),
    ({"either": "Amara"}, "with Amara"),
    ({"group": "Head Office"}, "in Head Office"),
    ({"outcomes": frozenset({Outcome.NO_ANSWER, Outcome.BUSY})}, "busy or no answer"),
    ({"direction": Direction.INBOUND}, "inbound"),
    ({"longer_than": 300}, "talk over 5 min"),
    ({"longer_than": 0}, "talk over 0 s"),
    ({"shorter_than": 3725}, "talk under 1 h 02 min"),
    ({"did": "+442079460100"}, "dialled number +442079460100"),
    ({"fuzzy": True}, "numbers that contain these digits"),
    ({"pin_code": "4711"}, "PIN code 4711"),
    ({"note": "quote"}, "note with “quote”"),
    ({"disposition_codes": ("1", "7")}, "disposition code 1 or 7"),
]


@pytest.mark.parametrize(("filters", "words"), FILTERS, ids=[words for _, words in FILTERS])
def test_a_filter_is_said_in_words(filters: dict[str, Any], words: str) -> None:
    assert understood(asked(**filters)) == ("calls", words)


def test_every_filter_there_is_can_be_said() -> None:
    every: dict[str, Any] = {}
    for filters, _ in FILTERS:
        every |= filters
    assert set(every) == set(type(asked().filters).__dataclass_fields__)
    assert len(understood(asked(**every))) == 1 + len(every)


def test_the_kind_comes_first() -> None:
    assert understood(asked(Kind.MISSED)) == ("missed calls",)


async def test_an_answer_says_names_as_the_pbx_knows_them() -> None:
    pbx = FakePbx(taken("a1", "2026-11-22 12:00"), ROSTER)
    got = await answer(asked(Kind.MISSED, either="amara", group="sal", direction=Direction.INBOUND), pbx)
    assert got.understood == ("missed calls", "inbound", "with Amara Osei (4005)", "in Sales (queue 6400)")
