from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from answers.day import LEGS, told
from answers.fake_pbx import FakePbx
from answers.scene import (
    ROSTER,
    SALES,
    asked,
    leg,
    missed,
    out,
    outside,
    taken,
    window,
)
from bot.query.request import Kind


async def test_a_missed_caller_is_told_with_what_became_of_it() -> None:
    returned, hidden = (await told(asked(Kind.MISSED)))["missed_callers"]
    assert returned == {
        "number": "+447700900146",
        "name": "",
        "did": "+442079460100",
        "count": 2,
        "first": "2026-11-22T10:00:00+00:00",
        "last": "2026-11-22T10:30:00+00:00",
        "rang": ["Sales", "Support"],
        "voicemail": False,
        "state": "returned",
        "by": "4005",
        "at": "2026-11-22T14:00:00+00:00",
        "by_name": "Amara Osei",
        "tries": 1,
        "waiting_seconds": 41,
        "short_rings": 1,
    }
    assert (hidden["number"], hidden["voicemail"], hidden["state"]) == ("anonymous", True, "open")
    assert (hidden["by"], hidden["at"], hidden["by_name"]) == (None, None, None)


@pytest.mark.parametrize(
    ("legs", "state"),
    [
        ([], "open"),
        ([out("o", "2026-11-22 15:00", "07700900146", talk=0)], "tried"),
        ([out("o", "2026-11-22 15:00", "07700900146")], "returned"),
        (taken("o", "2026-11-22 15:00", "07700900146"), "got_through"),
    ],
)
async def test_the_states_have_these_words(legs: list[Any], state: str) -> None:
    pbx = FakePbx([missed("m1", "2026-11-22 10:00"), *legs], ROSTER)
    assert (await told(asked(Kind.MISSED), pbx))["missed_callers"][0]["state"] == state


async def test_a_call_is_told_whole() -> None:
    call = (await told())["calls"][0]
    assert call == {
        "uid": "a1",
        "start": "2026-11-22T09:00:00+00:00",
        "direction": "inbound",
        "outcome": "answered",
        "from": {"number": "07700900011", "name": "Harriet Cole"},
        "to": {"number": "6400", "name": "Sales"},
        "did": "+442079460100",
        "answered_by": "4005",
        "waiting_seconds": 11,
        "talk_seconds": 74,
        "legs": 3,
        "recording": "a1.wav",
        "end": "2026-11-22T09:01:35+00:00",
        "short_ring": False,
        "talked": [{"number": "4005", "name": "Amara Osei"}],
        "reached": [{"number": "6400", "name": "Sales"}, {"number": "4005", "name": "Amara Osei"}],
    }


async def test_what_a_call_does_not_have_is_null() -> None:
    by_uid = {call["uid"]: call for call in (await told())["calls"]}
    assert by_uid["m1"]["answered_by"] is None
    assert by_uid["m1"]["recording"] is None
    assert by_uid["back"]["did"] is None
    assert by_uid["back"]["from"] == {"number": "4005", "name": "Amara Osei"}
    assert by_uid["back"]["to"] == {"number": "07700900146", "name": ""}


async def test_outcomes_and_directions_have_these_words() -> None:
    got = {call["uid"]: (call["direction"], call["outcome"]) for call in (await told())["calls"]}
    assert got == {
        "a1": ("inbound", "answered"),
        "m1": ("inbound", "no_answer"),
        "m1b": ("inbound", "no_answer"),
        "v1": ("inbound", "voicemail"),
        "menu": ("inbound", "menu_only"),
        "try": ("outbound", "no_answer"),
        "back": ("outbound", "answered"),
    }


async def test_lists_are_ordered_by_start_whatever_the_order_of_the_records() -> None:
    got = await told(pbx=FakePbx(LEGS[::-1], ROSTER))
    starts = [datetime.fromisoformat(call["start"]) for call in got["calls"]]
    firsts = [datetime.fromisoformat(caller["first"]) for caller in got["missed_callers"]]
    assert starts == sorted(starts)
    assert firsts == sorted(firsts)
    assert len(starts) == 7


async def test_missed_lists_the_missed_calls_alone() -> None:
    got = await told(asked(Kind.MISSED))
    assert got["kind"] == "missed"
    assert [call["uid"] for call in got["calls"]] == ["m1", "m1b", "v1"]
    assert got["totals"]["calls"] == 7


async def test_the_repeated_hour_of_a_clock_change_is_told_apart_by_its_offset() -> None:
    legs = [missed("bst", "2026-10-25 00:30"), missed("gmt", "2026-10-25 02:30")]
    night = asked(Kind.CALLS, window("2026-10-25 00:00", "2026-10-26 00:00"))
    got = await told(night, FakePbx(legs, ROSTER))
    assert [call["start"] for call in got["calls"]] == [
        "2026-10-25T00:30:00+01:00",
        "2026-10-25T02:30:00+00:00",
    ]


async def test_hours_days_extensions_and_callers_add_up_to_the_totals() -> None:
    got = await told()
    for loads in (got["per_hour"], got["per_day"]):
        for name in ("calls", "answered", "missed"):
            assert sum(load[name] for load in loads) == got["totals"][name]
    assert [load["hour"] for load in got["per_hour"]] == list(range(24))
    assert got["per_day"] == [{"date": "2026-11-22", "calls": 7, "answered": 2, "missed": 3}]
    assert [load["number"] for load in got["per_extension"]] == ["4005", "4002"]
    assert got["top_callers"][0] == {"number": "+447700900146", "name": "", "calls": 2, "missed": 2}


async def test_hostile_names_are_valid_json_as_they_came() -> None:
    name = '<!channel> *bold* "quoted" \\ [red] \u202e \U0001f980'
    got = await told(
        pbx=FakePbx([leg("m", "2026-11-22 10:00", SALES, caller=outside("1", name), ring=9)], ROSTER)
    )
    assert got["calls"][0]["from"]["name"] == name
