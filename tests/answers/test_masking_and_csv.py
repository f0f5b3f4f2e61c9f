from __future__ import annotations

import csv
import io
import json

from msgspec.structs import replace

from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER, asked, missed, outside
from bot.answers.as_csv import callers_csv, calls_csv
from bot.answers.as_json import answer_json
from bot.answers.asking import answer
from bot.answers.masking import masked, masked_number
from bot.query.request import Kind


async def test_no_outside_number_can_be_read_whole_in_a_masked_answer() -> None:
    got = await answer(asked(Kind.MISSED, either="07700 900146"), FakePbx(LEGS, ROSTER))
    hidden = masked(got)
    text = json.dumps(answer_json(hidden), ensure_ascii=False) + " ".join(hidden.understood)
    assert "900146" in json.dumps(answer_json(got))
    for number in ("900146", "900011", "900005"):
        assert number not in text
    assert hidden.totals == got.totals


def test_the_last_four_digits_are_hidden_whatever_stands_between_them() -> None:
    assert masked_number("+44 7700 900266") == "+44 7700 90••••"
    assert masked_number("anonymous") == "anonymous"


async def test_every_call_and_caller_is_a_row_that_a_spreadsheet_takes_for_text() -> None:
    legs = [missed("m", "2026-11-22 10:00")]
    legs = [replace(legs[0], caller=outside("+447700900146", "=HYPERLINK(1)"))]
    got = await answer(asked(Kind.MISSED), FakePbx(legs, ROSTER))
    (row,) = csv.DictReader(io.StringIO(calls_csv(got).removeprefix("\ufeff")))
    assert row["start"] == "2026-11-22T10:00:00+00:00"
    assert (row["from number"], row["from name"]) == ("'+447700900146", "'=HYPERLINK(1)")
    (caller,) = csv.DictReader(io.StringIO(callers_csv(got).removeprefix("\ufeff")))
    assert (caller["missed calls"], caller["state"]) == ("1", "open")
