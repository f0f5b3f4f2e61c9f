from __future__ import annotations

from typing import Any

import pytest

from answers.fake_pbx import FakePbx
from answers.scene import AMARA, BUSY, JONAS, ROSTER, SALES, WELCOME, asked, keys, leg, missed, out, taken
from bot.answers.asking import answer
from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome

LEGS = [
    *taken("short", "2026-11-22 09:00", talk=59),
    *taken("minute", "2026-11-22 10:00", talk=60),
    *taken("long", "2026-11-22 11:00", talk=61),
    missed("rang", "2026-11-22 12:00"),
    leg("busy", "2026-11-22 13:00", JONAS, BUSY),
    leg("menu", "2026-11-22 14:00", WELCOME, talk=9),
    out("out", "2026-11-22 15:00", "07700900009", talk=600),
    leg("inside", "2026-11-22 16:00", AMARA, caller=JONAS, talk=5, direction=Direction.INTERNAL),
    leg("pin", "2026-11-22 17:00", SALES, ring=20, pin_code="4711", note="Wants a Quote"),
]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param({"longer_than": 60}, ["long", "out"], id="longer than is more than"),
        pytest.param({"shorter_than": 60, "outcomes": {Outcome.ANSWERED}}, ["short", "inside"], id="shorter"),
        pytest.param(
            {"shorter_than": 10}, ["inside"], id="what was not answered has no talk, not a short one"
        ),
        pytest.param({"longer_than": 59, "shorter_than": 61}, ["minute"], id="between"),
        pytest.param({"direction": Direction.OUTBOUND}, ["out"], id="outbound"),
        pytest.param({"direction": Direction.INTERNAL}, ["inside"], id="internal"),
        pytest.param({"outcomes": {Outcome.BUSY, Outcome.MENU_ONLY}}, ["busy", "menu"], id="one of outcomes"),
        pytest.param({"pin_code": "4711"}, ["pin"], id="PIN code"),
        pytest.param({"pin_code": "471"}, [], id="a part of a PIN code is another one"),
        pytest.param({"note": "quote"}, ["pin"], id="words of the note, in any case"),
        pytest.param({"note": "quite"}, [], id="and no others"),
        pytest.param({"direction": Direction.INBOUND, "longer_than": 60}, ["long"], id="all at once"),
    ],
)
async def test_only_calls_that_fit_every_filter_are_kept(filters: dict[str, Any], found: list[str]) -> None:
    if "outcomes" in filters:
        filters = {**filters, "outcomes": frozenset(filters["outcomes"])}
    got = await answer(asked(**filters), FakePbx(LEGS, ROSTER))
    assert keys(got.calls) == found


async def test_talk_is_that_of_the_whole_call_however_many_legs_repeat_it() -> None:
    got = await answer(asked(longer_than=61), FakePbx(LEGS, ROSTER))
    assert keys(got.calls) == ["out"]
    assert got.totals.talk_seconds == 600
