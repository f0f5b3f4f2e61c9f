from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from answers.fake_pbx import FakePbx
from answers.scene import AMARA, ROSTER, SALES, asked, leg, missed, out, outside
from bot.answers.as_csv import callers_csv, calls_csv
from bot.answers.asking import answer
from bot.query.request import Kind

FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
VISIBLE = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x2FFF, exclude_categories=["C", "Zl", "Zp"])
)
HOSTILE = st.text(st.sampled_from([*FORMULA, *" \t\r\n;,'\"\u201c\u00a0\u200b\u202eA1(|)"]), max_size=12)


def rows(text: str, separator: str = ",") -> list[list[str]]:
    """What a spreadsheet reads."""
    assert text[0] == "\ufeff", "without it Excel reads UTF-8 as something else"
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=separator))


def records(text: str) -> list[dict[str, str]]:
    head, *rest = rows(text)
    return [dict(zip(head, row, strict=True)) for row in rest]


async def calls_with(name: str = "", note: str = "", number: str = "07700900146") -> str:
    """One missed call, as CSV."""
    made = replace(missed("m", "2026-11-22 10:00"), caller=outside(number, name), note=note)
    return calls_csv(await answer(asked(Kind.MISSED), FakePbx([made], ROSTER)))


async def name_in_csv(name: str) -> str:
    (row,) = records(await calls_with(name))
    return row["from name"]


async def test_a_call_is_a_row() -> None:
    legs = [
        leg("a1", "2026-11-22 09:00", SALES, ring=11, talk=74),
        leg("a1", "2026-11-22 09:00", AMARA, ring=11, talk=74, note="Wants a quote"),
    ]
    (row,) = records(calls_csv(await answer(asked(), FakePbx(legs, ROSTER))))
    assert row == {
        "start": "2026-11-22T09:00:00+00:00",
        "end": "2026-11-22T09:01:25+00:00",
        "direction": "inbound",
        "outcome": "answered",
        "from number": "07700900146",
        "from name": "",
        "to number": "6400",
        "to name": "Sales",
        "did": "'+442079460100",
        "answered by": "Amara Osei",
        "waiting seconds": "11",
        "talk seconds": "74",
        "short ring": "no",
        "note": "Wants a quote",
        "call id": "a1",
    }


async def test_a_missed_caller_is_a_row() -> None:
    legs = [
        missed("m1", "2026-11-22 10:00", "+447700900146"),
        missed("m2", "2026-11-22 10:30", "+447700900146", ring=4),
        out("b", "2026-11-22 14:00", "07700900146"),
    ]
    (row,) = records(callers_csv(await answer(asked(Kind.MISSED), FakePbx(legs, ROSTER))))
    assert row == {
        "number": "'+447700900146",
        "name": "",
        "did": "'+442079460100",
        "missed calls": "2",
        "first": "2026-11-22T10:00:00+00:00",
        "last": "2026-11-22T10:30:00+00:00",
        "rang": "Sales",
        "longest waiting seconds": "41",
        "short rings": "1",
        "voicemail": "no",
        "state": "returned",
        "by": "Amara Osei",
        "at": "2026-11-22T14:00:00+00:00",
        "tries": "0",
    }


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+44 7700 900146", "'+44 7700 900146"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\tplain", "'\tplain"),
        ("\r=1", "'\n'=1"),
        ("  =1", "'  =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ('"=1"', '\'"=1"'),
        ("\u201c=1\u201d", "'\u201c=1\u201d"),
        ("\u200b=1", "'=1"),
        ("\uff1d1", "'\uff1d1"),
        ("\uff0b1", "'\uff0b1"),
        ("\uff0d1", "'\uff0d1"),
        ("\uff201", "'\uff201"),
        ("Bob;=1", "Bob;'=1"),
        ('Bob; "=1', "Bob;' \"=1"),
        ("Bob;;=1", "Bob;;'=1"),
        ("Bob\n=1", "Bob\n'=1"),
        ("Bob\u2028=1", "Bob\n'=1"),
    ],
)
async def test_what_a_spreadsheet_would_take_for_a_formula_becomes_text(name: str, cell: str) -> None:
    assert await name_in_csv(name) == cell


@pytest.mark.parametrize("name", ["O'Neill", "a = b", "Smith-Jones", "a@example.com", "a; b", "1+1", ""])
async def test_other_signs_stay_as_they_are(name: str) -> None:
    assert await name_in_csv(name) == name


@settings(max_examples=60, deadline=None)
@given(VISIBLE.map(lambda text: f"A{text}".replace(";", ",")))
async def test_a_reader_gets_back_exactly_what_can_be_seen(text: str) -> None:
    (row,) = records(await calls_with(text, text))
    assert (row["from name"], row["note"]) == (text, text)


async def test_a_long_note_is_whole_and_keeps_its_lines() -> None:
    note = 'He said "later", twice.\n' + "word " * 2000 + "end"
    (row,) = records(await calls_with(note=note))
    assert row["note"] == note


async def test_signs_that_nobody_sees_are_left_out() -> None:
    assert await name_in_csv("A\u202e\u0007\x00\ud800B") == "AB"


@settings(max_examples=60, deadline=None)
@given(HOSTILE, HOSTILE)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
async def test_no_cell_is_a_formula_whatever_the_separator(separator: str, name: str, note: str) -> None:
    for row in rows(await calls_with(name, note), separator):
        for cell in row:
            assert not cell.lstrip(" \u00a0\"'\u201c").startswith(FORMULA) or cell.lstrip().startswith("'")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
async def test_every_row_has_all_its_cells_whatever_a_name_holds(name: str) -> None:
    head, row = rows(await calls_with(name))
    assert len(row) == len(head)


async def test_lines_end_as_rfc_4180_says() -> None:
    text = await calls_with('a "b", c')
    assert text.endswith("\r\n")
    assert '"a ""b"", c"' in text
