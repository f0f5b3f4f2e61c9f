from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from answers.fake_pbx import FakePbx
from answers.scene import DASH, ROSTER, WELCOME, asked, leg, missed, out, taken, window
from bot.answers.asking import answer
from bot.answers.values import Nothing
from bot.cdr.leg import Direction
from bot.cdr.pbx_trouble import DateFormatMismatch
from bot.cdr.search import Coverage, Gap
from bot.query.request import Kind

OTHER_DAY = taken("other", "2026-11-01 12:00")


@pytest.mark.parametrize("kind", Kind)
async def test_nothing_without_proof_is_a_trouble(kind: Kind) -> None:
    pbx = FakePbx([], ROSTER, proved=False)
    with pytest.raises(DateFormatMismatch):
        await answer(asked(kind), pbx)


async def test_one_window_without_proof_is_a_trouble_whatever_the_others_brought() -> None:
    mondays = [window(f"2026-11-{day:02} 00:00", f"2026-11-{day + 1:02} 00:00") for day in (2, 9)]
    pbx = FakePbx(taken("a", "2026-11-02 18:00"), ROSTER, proved=False)
    with pytest.raises(DateFormatMismatch):
        await answer(asked(Kind.CALLS, *mondays, direction=Direction.OUTBOUND), pbx)


async def test_a_proved_nothing_is_no_calls() -> None:
    got = await answer(asked(), FakePbx(taken("a1", "2026-11-01 12:00"), ROSTER))
    assert got.nothing is Nothing.NO_CALLS
    assert got.totals.calls == 0
    assert (got.totals.waiting_p50, got.coverage.complete) == (None, True)


async def test_a_pbx_without_any_record_is_said_to_be_empty() -> None:
    got = await answer(asked(), FakePbx([], ROSTER))
    assert got.nothing is Nothing.EMPTY_PBX
    assert "The PBX holds no call record at all." in got.notes


async def test_a_time_before_the_oldest_record_is_not_a_time_without_calls() -> None:
    pbx = FakePbx(taken("a1", "2026-11-20 12:00"), ROSTER)
    got = await answer(asked(Kind.CALLS, window("2026-10-01 00:00", "2026-10-02 00:00")), pbx)
    assert got.nothing is Nothing.NO_RECORDS_SO_OLD


async def test_nothing_in_what_could_be_read_is_not_no_calls() -> None:
    gap = Gap(window=window("2026-11-22 09:00", "2026-11-22 10:00"), reason="The PBX gave 10,000 of 12,000.")
    pbx = FakePbx([*taken("a1", "2026-11-22 09:30"), *taken("b", "2026-11-01 09:30")], ROSTER, gaps=[gap])
    got = await answer(asked(), pbx)
    assert got.nothing is Nothing.NOT_ALL_READ
    assert not got.coverage.complete
    assert got.notes[0] == f"Missing: Sun 22 Nov 2026, 09:00{DASH}10:00. The PBX gave 10,000 of 12,000."


async def test_a_gap_after_the_window_leaves_its_calls_complete() -> None:
    gap = Gap(window=window("2026-11-23 09:00", "2026-11-23 10:00"), reason="Cut.")
    pbx = FakePbx(taken("b", "2026-11-01 09:30"), ROSTER, gaps=[gap])
    got = await answer(asked(Kind.MISSED), pbx)
    assert got.nothing is Nothing.NO_CALLS
    assert not got.coverage.complete


async def test_no_call_with_a_code_is_no_calls_as_long_as_the_window_is_proved() -> None:
    pbx = FakePbx(taken("a1", "2026-11-22 09:00"), ROSTER)
    got = await answer(asked(disposition_codes=("7",)), pbx)
    assert got.nothing is Nothing.NO_CALLS


async def test_answered_calls_alone_are_no_missed_calls_and_are_counted() -> None:
    got = await answer(asked(Kind.MISSED), FakePbx(taken("a1", "2026-11-22 12:00"), ROSTER))
    assert got.nothing is Nothing.NO_CALLS
    assert (got.totals.missed, got.totals.inbound_answered) == (0, 1)
    assert got.missed_callers == ()


async def test_calls_that_never_left_the_menu_are_no_missed_calls() -> None:
    got = await answer(asked(Kind.MISSED), FakePbx([leg("m", "2026-11-22 12:00", WELCOME, talk=9)], ROSTER))
    assert got.nothing is Nothing.NO_CALLS
    assert got.totals.menu_only == 1


async def test_calls_of_the_padding_alone_are_no_calls() -> None:
    legs = [*taken("before", "2026-11-21 23:00"), *taken("after", "2026-11-23 01:00")]
    got = await answer(asked(), FakePbx(legs, ROSTER))
    assert got.nothing is Nothing.NO_CALLS
    assert (got.totals.calls, got.coverage.legs) == (0, 4)


async def test_some_calls_are_not_nothing() -> None:
    got = await answer(asked(Kind.MISSED), FakePbx([missed("m1", "2026-11-22 12:00")], ROSTER))
    assert got.nothing is None


async def test_a_window_up_to_the_oldest_record_had_no_records() -> None:
    pbx = FakePbx(taken("a1", "2026-11-21 12:00"), ROSTER)
    got = await answer(asked(Kind.CALLS, window("2026-11-21 00:00", "2026-11-21 12:00")), pbx)
    assert got.nothing is Nothing.NO_RECORDS_SO_OLD


async def test_a_window_that_only_begins_before_the_oldest_record_may_have_had_no_calls() -> None:
    pbx = FakePbx(taken("a1", "2026-11-21 12:00"), ROSTER)
    weekend = window("2026-11-21 00:00", "2026-11-23 00:00")
    got = await answer(asked(Kind.CALLS, weekend, direction=Direction.OUTBOUND), pbx)
    assert got.nothing is Nothing.NO_CALLS
    assert "The PBX keeps records from Sat 21 Nov 2026 on; nothing older is in this answer." in got.notes


async def test_one_window_with_records_is_enough_to_say_no_calls() -> None:
    pbx = FakePbx(taken("a1", "2026-11-10 12:00"), ROSTER)
    mondays = [window(f"2026-11-{day:02} 00:00", f"2026-11-{day + 1:02} 00:00") for day in (2, 16)]
    got = await answer(asked(Kind.CALLS, *mondays), pbx)
    assert got.nothing is Nothing.NO_CALLS


@pytest.mark.parametrize(
    ("start", "end", "nothing"),
    [
        pytest.param("2026-11-22 09:00", "2026-11-22 10:00", Nothing.NOT_ALL_READ, id="inside"),
        pytest.param(
            "2026-11-21 19:00", "2026-11-21 21:00", Nothing.NOT_ALL_READ, id="in the padding before"
        ),
        pytest.param("2026-11-23 03:00", "2026-11-23 05:00", Nothing.NOT_ALL_READ, id="in the padding after"),
        pytest.param("2026-11-23 04:00", "2026-11-23 05:00", Nothing.NO_CALLS, id="after"),
        pytest.param("2026-11-21 10:00", "2026-11-21 20:00", Nothing.NO_CALLS, id="before"),
    ],
)
async def test_a_gap_leaves_open_whether_there_were_calls(start: str, end: str, nothing: Nothing) -> None:
    legs = [*OTHER_DAY, *taken("a1", "2026-11-25 12:00")]
    pbx = FakePbx(legs, ROSTER, gaps=[Gap(window=window(start, end), reason="Cut.")])
    got = await answer(asked(Kind.MISSED), pbx)
    assert got.nothing is nothing


async def test_a_gap_after_the_window_proves_nothing_by_itself() -> None:
    gap = Gap(window=window("2026-11-23 09:00", "2026-11-23 10:00"), reason="Cut.")
    got = await answer(asked(Kind.MISSED), FakePbx(OTHER_DAY, ROSTER, gaps=[gap], proved=False))
    assert got.nothing is Nothing.NOT_ALL_READ


async def test_a_gap_does_not_hide_the_calls_that_were_read() -> None:
    gap = Gap(window=window("2026-11-22 09:00", "2026-11-22 10:00"), reason="Cut.")
    pbx = FakePbx(taken("a1", "2026-11-22 12:00"), ROSTER, gaps=[gap])
    got = await answer(asked(), pbx)
    assert (got.nothing, got.totals.calls, got.coverage.complete) == (None, 1, False)
    assert got.notes[0] == f"Missing: Sun 22 Nov 2026, 09:00{DASH}10:00. Cut."


async def test_records_that_were_read_are_a_proof_for_their_own_window_alone() -> None:
    mondays = [window(f"2026-11-{day:02} 00:00", f"2026-11-{day + 1:02} 00:00") for day in (2, 9)]
    legs = [*taken("a", "2026-11-02 18:00"), out("o", "2026-11-09 18:00", "07700900009")]
    got = await answer(
        asked(Kind.CALLS, *mondays, direction=Direction.INTERNAL), FakePbx(legs, ROSTER, proved=False)
    )
    assert got.nothing is Nothing.NO_CALLS


async def test_every_way_to_know_too_little_is_not_no_calls() -> None:
    some = await answer(asked(), FakePbx(OTHER_DAY, ROSTER))
    bare = Coverage(legs=0, requests=1)
    oldest = datetime(2027, 1, 1, tzinfo=UTC)
    for coverage, nothing in (
        (bare, Nothing.NOT_ALL_READ),
        (replace(bare, proved=True), Nothing.NO_CALLS),
        (replace(bare, legs=9), Nothing.NO_CALLS),
        (replace(bare, empty_pbx=True), Nothing.EMPTY_PBX),
        (replace(bare, proved=True, oldest=oldest), Nothing.NO_RECORDS_SO_OLD),
    ):
        assert replace(some, coverage=coverage).nothing is nothing
