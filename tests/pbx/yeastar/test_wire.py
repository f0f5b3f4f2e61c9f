"""Rows as they are documented, as they were captured, and as nobody should write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cdr.leg import Direction, Disposition
from bot.cdr.party import PartyKind
from bot.cdr.reading import PartyReader
from bot.cdr.roster import Roster
from bot.pbx.yeastar.legs import LegReader
from bot.pbx.yeastar.wire import decode_page

if TYPE_CHECKING:
    from bot.pbx.yeastar.legs import Read
    from bot.pbx.yeastar.wire import Page

SAMPLES = Path(__file__).parents[2] / "cdr"


def sample(name: str) -> dict[str, Any]:
    given: dict[str, Any] = json.loads((SAMPLES / name).read_text(encoding="utf-8"))["response"]
    return given


def page_of(*rows: object, **more: object) -> Page:
    return decode_page(json.dumps({"errcode": 0, "errmsg": "SUCCESS", "data": list(rows), **more}).encode())


def read(page: Page, *, agrees: bool = True) -> Read:
    return LegReader(PartyReader(Roster()), lambda _text, _epoch: agrees).read(page.rows, lambda _: True)


BASE = sample("cdr-search-legs.json")["data"][3]
"""The queue's row of a captured call."""


def leg_with(**changed: object) -> Any:  # noqa: ANN401 - a leg
    (leg,) = read(page_of(BASE | changed)).legs
    return leg


def test_a_captured_row_becomes_a_leg() -> None:
    leg = leg_with()
    assert (leg.call_key, leg.row_key) == ("2026101421371771A0F", "67C67519-D8400257")
    assert leg.start == 1792010289
    assert (leg.caller.number, leg.caller.kind) == ("07700900146", PartyKind.EXTERNAL)
    assert (leg.callee.number, leg.callee.name, leg.callee.kind) == ("6400", "Sales", PartyKind.QUEUE)
    assert (leg.direction, leg.disposition) == (Direction.INBOUND, Disposition.ANSWERED)
    assert (leg.duration, leg.ring, leg.talk) == (85, 11, 74)
    assert leg.did == "+442079460100"
    assert leg.recording == "20261014213720-1792010237.854-07700900146-4005-Inbound.wav"


def test_the_vendors_documented_rows_become_legs() -> None:
    page = decode_page(json.dumps(sample("cdr-search-documented.json")).encode())
    legs = read(page).legs
    assert page.total == 3
    assert [leg.row_key for leg in legs] == ["2710", "2711", "2712"]
    assert [leg.caller.number for leg in legs] == ["2005"] * 3
    assert legs[0].caller.name == "Kristin Hale"
    assert [leg.callee.kind for leg in legs] == [PartyKind.EXTERNAL] * 3
    assert [(leg.ring, leg.talk) for leg in legs] == [(0, 7), (0, 0), (2, 52)]
    assert [leg.disposition for leg in legs] == [
        Disposition.ANSWERED,
        Disposition.NO_ANSWER,
        Disposition.ANSWERED,
    ]


@pytest.mark.parametrize(
    ("changed", "attribute", "value"),
    [
        ({"uid": None}, "call_key", "1792010237.854"),
        ({"uid": "", "call_id": ""}, "call_key", "67C67519-D8400257"),
        ({"new_id": None, "id": 77}, "row_key", "77"),
        (
            {"new_id": None, "id": "", "uid": "u", "time": "t", "call_from": "2005", "call_to": "6"},
            "row_key",
            "u/1792010289/t/2005/6",
        ),
        ({"disposition": "PARKED"}, "disposition", Disposition.OTHER),
        ({"disposition": None}, "disposition", Disposition.OTHER),
        ({"disposition": "VOICEMAIL"}, "disposition", Disposition.VOICEMAIL),
        ({"call_type": "Sideways"}, "direction", Direction.UNKNOWN),
        ({"duration": "12"}, "duration", 12),
        ({"duration": -5}, "duration", 0),
        ({"duration": 10**20}, "duration", 0),
        ({"talk_duration": 1.5}, "talk", 1),
        ({"ring_duration": True}, "ring", 0),
        ({"record_file": None}, "recording", ""),
        ({"did_number": None}, "did", "+442079460100"),
        ({"did_number": None, "did": None}, "did", ""),
        ({"call_note": "Call again"}, "note", "Call again"),
        ({"call_note": {"text": "x"}}, "note", ""),
        ({"pin_code": 4711}, "pin_code", "4711"),
        ({"timestamp": "1792010289"}, "start", 1792010289),
        ({"some_new_key": [1, {"deep": None}]}, "talk", 74),
    ],
)
def test_one_odd_field_leaves_the_others(changed: dict[str, object], attribute: str, value: object) -> None:
    assert getattr(leg_with(**changed), attribute) == value


def test_split_parts_stand_in_for_a_missing_party() -> None:
    leg = leg_with(call_to=None, call_to_name="Sales", call_to_number="6400")
    assert (leg.callee.number, leg.callee.name) == ("6400", "Sales")


def test_a_callers_name_stays_text() -> None:
    leg = leg_with(call_from="<!channel> *bold*\n\x1b[31m<07700900146>")
    assert leg.caller.number == "07700900146"
    assert leg.caller.name == "<!channel> *bold* [31m"


@pytest.mark.parametrize(
    "timestamp", ["null", "0", "-1", "1" + "0" * 30, '"soon"', "[1]", "true", "1e999", "-1e999"]
)
def test_a_row_without_a_moment_is_counted_and_hides_no_other(timestamp: str) -> None:
    body = json.dumps({"errcode": 0, "data": [BASE | {"timestamp": "@"}, BASE]}).replace('"@"', timestamp)
    got = read(decode_page(body.encode()))
    assert (got.unreadable, len(got.legs)) == (1, 1)
    assert len(got.keys) == 2


@pytest.mark.parametrize("name", [b'"\\ud800<07700900146>"', b'"\xff\xfe<07700900146>"'])
def test_a_name_that_is_no_unicode_hides_no_row(name: bytes) -> None:
    body = (
        json.dumps({"errcode": 0, "data": [BASE | {"call_from": "@"}, BASE]}).encode().replace(b'"@"', name)
    )
    got = read(decode_page(body))
    assert [leg.caller.number for leg in got.legs] == ["07700900146"] * 2
    got.legs[0].caller.name.encode()


def test_rows_that_nothing_tells_apart_are_still_two() -> None:
    got = read(page_of({}, {}, {"uid": None}))
    assert len(got.keys) == 3
    assert got.unreadable == 3


def test_most_rows_must_contradict_the_format_to_make_it_stale() -> None:
    page = page_of(BASE, BASE | {"new_id": "b"}, BASE | {"new_id": "c"})
    reader = LegReader(PartyReader(Roster()), lambda text, _: text == BASE["time"])
    assert not reader.read(page.rows, lambda _: True).stale
    page = page_of(BASE, BASE | {"new_id": "b", "time": "x"}, BASE | {"new_id": "c", "time": "y"})
    assert reader.read(page.rows, lambda _: True).stale
    page = page_of(*({**BASE, "time": None, "new_id": str(n)} for n in range(3)))
    assert not reader.read(page.rows, lambda _: True).stale


def test_a_page_without_rows_is_empty_however_it_is_written() -> None:
    for more in ("", ', "data": null', ', "data": []', ', "data": {}', ', "data": "none"'):
        page = decode_page(b'{"errcode": 0, "total_number": 0' + more.encode() + b"}")
        assert (page.rows, page.total) == ([], 0)


def test_a_refusal_keeps_its_number() -> None:
    page = decode_page(b'{"errcode": 70004, "errmsg": "BLOCKED", "block_expire_time": 300, "data": 5}')
    assert (page.errcode, page.errmsg, page.block_expire_time, page.rows) == (70004, "BLOCKED", 300, [])


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
fuzzed_row = st.dictionaries(st.sampled_from([*BASE, "id", "did_number", "dst_trunk"]), anything).map(
    lambda changed: BASE | changed
)


@given(rows=st.lists(fuzzed_row | anything, max_size=6), total=anything)
def test_fuzzed_rows_never_crash_the_decoder(rows: list[object], total: object) -> None:
    body = msgspec.json.encode({"errcode": 0, "errmsg": None, "total_number": total, "data": rows})
    page = decode_page(body)
    assert len(page.rows) == len(rows)
    got = read(page)
    assert len(got.keys) == len(rows)
    assert len(got.legs) + got.unreadable == len(rows)
    for leg in got.legs:
        assert 0 <= leg.duration < 10**7
        assert leg.call_key
        assert leg.row_key


@given(body=st.binary(max_size=200))
def test_random_bytes_are_refused_as_no_json(body: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        decode_page(b"\xff" + body)
