from __future__ import annotations

import json
from pathlib import Path

from answers.fake_pbx import FakePbx
from answers.scene import (
    AMARA,
    AMARAS_BOX,
    BUSY,
    JONAS,
    NO_ANSWER,
    ROSTER,
    SALES,
    VOICEMAIL,
    WELCOME,
    asked,
    keys,
    leg,
    missed,
    out,
    taken,
    window,
)
from bot.answers.asking import answer
from bot.cdr.leg import Direction, Disposition, Leg
from bot.cdr.missed import CallerState
from bot.cdr.outcome import Outcome
from bot.cdr.reading import PartyReader
from bot.query.request import Kind

SAMPLE = json.loads((Path(__file__).parents[1] / "cdr" / "cdr-search-legs.json").read_text(encoding="utf-8"))


def sample_legs() -> list[Leg]:
    reader = PartyReader(ROSTER)
    return [
        Leg(
            call_key=row["uid"],
            row_key=row["new_id"],
            start=row["timestamp"],
            caller=reader.caller(row["call_from"], outside=bool(row.get("src_trunk"))),
            callee=reader.callee(row["call_to"], outside=bool(row.get("dst_trunk"))),
            direction=Direction[row["call_type"].upper()],
            disposition=Disposition[row["disposition"].replace(" ", "_")],
            duration=row.get("duration", 0),
            ring=row.get("ring_duration", 0),
            talk=row.get("talk_duration", 0),
            did=row.get("did_number", ""),
        )
        for row in SAMPLE["response"]["data"]
    ]


async def test_the_captured_rows_give_their_figures() -> None:
    pbx = FakePbx(sample_legs(), ROSTER)
    evening = window("2026-10-14 21:00", "2026-10-14 23:00")
    got = await answer(asked(Kind.CALLS, evening), pbx)
    assert got.totals.calls == 5
    assert got.totals.inbound_answered == 1
    assert got.totals.menu_only == 1
    assert got.totals.missed == 1
    assert got.totals.outbound == 2
    (caller,) = got.missed_callers
    assert (caller.number, caller.waiting) == ("07700900266", 41)
    assert caller.state is CallerState.RETURNED
    assert caller.by is not None
    assert caller.by.name == "Amara Osei"


async def test_missed_lists_the_missed_calls_and_counts_all_of_them() -> None:
    legs = [
        missed("m1", "2026-11-22 09:00", "07700900001"),
        leg("m2", "2026-11-22 10:00", JONAS, BUSY, caller="07700900002"),
        leg("m3", "2026-11-22 11:00", AMARA, NO_ANSWER, caller="07700900003", ring=20),
        leg("m3", "2026-11-22 11:00:20", AMARAS_BOX, VOICEMAIL, caller="07700900003", talk=12),
        *taken("a1", "2026-11-22 12:00", "07700900004"),
        leg("menu", "2026-11-22 13:00", WELCOME, talk=8, caller="07700900005"),
        out("o1", "2026-11-22 14:00", "07700900009", talk=30),
    ]
    got = await answer(asked(Kind.MISSED), FakePbx(legs, ROSTER))
    assert keys(got.calls) == ["m1", "m2", "m3"]
    totals = got.totals
    assert (totals.calls, totals.inbound, totals.outbound) == (6, 5, 1)
    assert (totals.missed, totals.no_answer, totals.busy, totals.voicemail) == (3, 1, 1, 1)
    assert (totals.inbound_answered, totals.answered, totals.menu_only) == (1, 2, 1)
    assert [load.missed for load in got.by_hour[9:12]] == [1, 1, 1]
    assert sum(load.calls for load in got.by_hour) == 5, "the chart of a missed answer is of inbound calls"


async def test_calls_lists_and_counts_exactly_what_fits() -> None:
    legs = [
        missed("m1", "2026-11-22 09:00"),
        *taken("a1", "2026-11-22 12:00"),
        out("o1", "2026-11-22 14:00", "07700900009"),
    ]
    got = await answer(asked(outcomes=frozenset({Outcome.ANSWERED})), FakePbx(legs, ROSTER))
    assert keys(got.calls) == ["a1", "o1"]
    assert (got.totals.calls, got.totals.missed) == (2, 0)


async def test_a_call_that_straddles_midnight_is_seen_whole_and_belongs_to_the_day_it_began() -> None:
    legs = [
        leg("late", "2026-11-22 23:59:30", WELCOME, talk=40),
        leg("late", "2026-11-23 00:00:10", AMARA, ring=9, talk=50),
        leg("early", "2026-11-21 23:59:50", SALES, ring=20),
        leg("early", "2026-11-22 00:00:10", JONAS, NO_ANSWER, ring=5),
    ]
    got = await answer(asked(), FakePbx(legs, ROSTER))
    assert keys(got.calls) == ["late"]
    assert got.calls[0].outcome is Outcome.ANSWERED
    before = await answer(
        asked(Kind.CALLS, window("2026-11-21 00:00", "2026-11-22 00:00")), FakePbx(legs, ROSTER)
    )
    assert keys(before.calls) == ["early"]


async def test_a_missed_caller_who_was_called_back_after_the_window_is_returned() -> None:
    legs = [
        missed("m1", "2026-11-22 17:00", "07700900001"),
        missed("m2", "2026-11-22 17:30", "07700900002"),
        missed("m3", "2026-11-22 18:00", "07700900003"),
        missed("m4", "2026-11-22 18:30", "07700900004"),
        out("o1", "2026-11-23 09:05", "07700900001", by=JONAS),
        out("o2", "2026-11-23 09:10", "07700900002", talk=0),
        *taken("a3", "2026-11-23 09:15", "07700900003"),
    ]
    got = await answer(asked(Kind.MISSED), FakePbx(legs, ROSTER))
    assert [(caller.number, caller.state.value) for caller in got.missed_callers] == [
        ("07700900001", "returned"),
        ("07700900002", "tried"),
        ("07700900003", "got_through"),
        ("07700900004", "open"),
    ]
    assert got.totals.calls == 4, "what came after the window is not counted"


async def test_what_happened_after_now_is_not_known_yet() -> None:
    legs = [missed("m1", "2026-11-22 17:00"), out("o1", "2026-11-23 14:30", "07700900146")]
    got = await answer(asked(Kind.MISSED), FakePbx(legs, ROSTER))
    assert got.missed_callers[0].state is CallerState.OPEN


async def test_a_short_ring_is_a_missed_call_that_rang_less_than_the_setting() -> None:
    legs = [missed("m1", "2026-11-22 09:00", ring=6), missed("m2", "2026-11-22 10:00", ring=40)]
    default = await answer(asked(Kind.MISSED), FakePbx(legs, ROSTER))
    strict = await answer(asked(Kind.MISSED), FakePbx(legs, ROSTER), short_ring=10)
    assert (default.totals.short_ring, strict.totals.short_ring) == (0, 1)
    assert strict.totals.missed == 2
    assert "1 of 2 missed rang less than 10 s." in strict.notes


async def test_progress_counts_on_from_window_to_window() -> None:
    told: list[tuple[int, int | None]] = []

    def progress(*, done: int, total: int | None, doing: str) -> None:
        assert doing
        told.append((done, total))

    mondays = [window(f"2026-11-{day:02} 00:00", f"2026-11-{day + 1:02} 00:00") for day in (2, 9)]
    pbx = FakePbx([*taken("a", "2026-11-02 18:00"), *taken("b", "2026-11-09 18:00")], ROSTER)
    await answer(asked(Kind.CALLS, *mondays, direction=Direction.OUTBOUND), pbx, progress=progress)
    assert told == [(2, 2), (4, 4)]


async def test_disposition_codes_are_asked_of_the_pbx_and_decide_on_whole_calls() -> None:
    legs = [
        *taken("a1", "2026-11-22 09:00"),
        *taken("a2", "2026-11-22 10:00"),
        *taken("a3", "2026-11-22 11:00"),
    ]
    pbx = FakePbx(legs, ROSTER, coded={"7": frozenset({"a1"}), "8": frozenset({"a3"})})
    got = await answer(asked(disposition_codes=("7", "8")), pbx)
    assert keys(got.calls) == ["a1", "a3"]
    assert got.calls[0].legs == 2
    assert got.coverage.legs == 6
    assert pbx.searches[1].legs.disposition_codes == ("7", "8")


async def test_a_year_of_legs_leaves_the_event_loop() -> None:
    legs = [
        row
        for n in range(10_001)
        for row in taken(f"c{n:05}", f"2026-11-22 {n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}")
    ]
    got = await answer(asked(), FakePbx(legs, ROSTER, page=5000))
    assert got.totals.calls == 10_001
    assert got.totals.talk_seconds == 10_001 * 74
