"""Rows as PBXs write them, against the figures that were worked out beside them."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path
from typing import Any

from bot.cdr.leg import Direction
from bot.cdr.missed import CallerState, missed_callers
from bot.cdr.outcome import Outcome
from bot.cdr.tally import tally
from cdr.by_hand import calls_of, legs_of_rows


def sample(name: str) -> dict[str, Any]:
    return dict(json.loads((Path(__file__).parent / name).read_text(encoding="utf-8")))


def test_captured_rows_give_the_figures_written_beside_them() -> None:
    told = sample("cdr-search-legs.json")
    calls = calls_of(*legs_of_rows(told["response"]["data"]))
    totals = tally(calls, UTC).totals
    missed = missed_callers([call for call in calls if call.missed], calls)
    assert {
        "calls": totals.calls,
        "inbound_answered": totals.inbound_answered,
        "menu_only": totals.menu_only,
        "missed": totals.missed,
        "missed_callers": len(missed),
        "returned": sum(caller.state is CallerState.RETURNED for caller in missed),
        "outbound": totals.outbound,
        "inbound_talk_seconds": sum(call.talk for call in calls if call.direction is Direction.INBOUND),
    } == told["expected"]


def test_each_captured_call_is_what_its_note_says() -> None:
    answered, menu, missed, back, busy = calls_of(
        *legs_of_rows(sample("cdr-search-legs.json")["response"]["data"])
    )
    assert (answered.legs, answered.waiting, answered.talk) == (6, 11, 74)
    assert [party.number for party in answered.answered_by] == ["4005"]
    assert answered.recording == "20261014213720-1792010237.854-07700900146-4005-Inbound.wav"
    assert (menu.outcome, menu.missed, menu.did) == (Outcome.MENU_ONLY, False, "+442079460100")
    assert (missed.outcome, missed.missed, missed.waiting, missed.to.name) == (
        Outcome.NO_ANSWER, True, 41, "Sales",
    )  # fmt: skip
    assert (back.direction, back.waiting, back.talk, back.to.number) == (
        Direction.OUTBOUND, 9, 54, "07700900266",
    )  # fmt: skip
    assert (busy.direction, busy.outcome, busy.missed) == (Direction.OUTBOUND, Outcome.BUSY, False)


def test_the_documented_rows_are_three_outbound_calls_of_which_two_were_answered() -> None:
    calls = calls_of(*legs_of_rows(sample("cdr-search-documented.json")["response"]["data"]))
    assert [(call.to.number, call.outcome, call.waiting, call.talk) for call in calls] == [
        ("1000", Outcome.ANSWERED, 0, 7),
        ("21000", Outcome.NO_ANSWER, 0, 0),
        ("21000", Outcome.ANSWERED, 2, 52),
    ]
    assert {(call.caller.number, call.caller.name, call.direction) for call in calls} == {
        ("2005", "Kristin Hale", Direction.OUTBOUND)
    }
    totals = tally(calls, UTC).totals
    assert (totals.outbound, totals.answered, totals.missed, totals.talk_seconds) == (3, 2, 0, 59)
    assert totals.waiting_p50 is None
