from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from answers.fake_pbx import LONDON, PROFILE, FakePbx
from answers.scene import (
    DASH,
    NO_ANSWER,
    ROSTER,
    SALES,
    WELCOME,
    asked,
    leg,
    missed,
    out,
    taken,
    window,
)
from bot.answers.asking import answer
from bot.cdr.leg import Direction
from bot.cdr.roster import Roster
from bot.cdr.search import Gap
from bot.query.request import Kind

OLD = taken("old", "2026-01-01 12:00")
FULL = [*OLD, *taken("a1", "2026-11-22 12:00")]


async def test_an_answer_that_needs_no_note_has_none() -> None:
    assert (await answer(asked(), FakePbx(FULL, ROSTER))).notes == ()


async def test_what_is_missing_comes_first_then_what_was_assumed() -> None:
    gaps = [
        Gap(window=window("2026-11-22 09:00", "2026-11-22 10:00"), reason="The PBX cut the answer."),
        Gap(window=window("2026-11-22 23:00", "2026-11-23 00:00"), reason="It took too long."),
    ]
    request = replace(asked(), notes=("5/6 was read as 5 June.",))
    got = await answer(request, FakePbx(FULL, ROSTER, gaps=gaps, notes=("The PBX repeated a row.",)))
    assert got.notes == (
        f"Missing: Sun 22 Nov 2026, 09:00{DASH}10:00. The PBX cut the answer.",
        f"Missing: Sun 22 Nov 2026, 23:00{DASH}24:00. It took too long.",
        "5/6 was read as 5 June.",
        "The PBX repeated a row.",
    )


async def test_a_gap_without_beginning_is_everything_up_to_its_end() -> None:
    gap = Gap(window=window(None, "2026-06-01 00:00"), reason="It took too long.")
    got = await answer(asked(Kind.CALLS, window(None, "2026-11-01 00:00")), FakePbx(FULL, ROSTER, gaps=[gap]))
    assert got.notes[0] == "Missing: everything up to Sun 31 May 2026, 24:00. It took too long."


@pytest.mark.parametrize("end", ["2026-11-23 14:20", "2026-11-24 00:00"])
async def test_a_time_that_is_not_over_lacks_the_calls_still_going_on(end: str) -> None:
    got = await answer(asked(Kind.CALLS, window("2026-11-23 00:00", end)), FakePbx(FULL, ROSTER))
    assert got.notes == ("It is 14:20; calls still going on are not recorded yet.",)


async def test_calls_that_never_left_the_menu_and_short_rings_are_told_apart() -> None:
    legs = [
        *OLD,
        leg("menu1", "2026-11-22 09:00", WELCOME, talk=9),
        leg("s1", "2026-11-22 09:10", SALES, NO_ANSWER, ring=4),
        missed("m1", "2026-11-22 09:20", ring=5),
    ]
    got = await answer(asked(), FakePbx(legs, ROSTER))
    assert got.notes == (
        "1 call never left the menu; not counted as missed.",
        "1 of 2 missed rang less than 5 s.",
    )


async def test_without_lists_the_answer_says_how_parties_were_classified() -> None:
    got = await answer(asked(), FakePbx(FULL, Roster()))
    assert got.notes == (
        "The PBX did not tell its extensions and queues, so parties are classified by prefix and number length.",
    )


async def test_what_the_pbx_did_not_let_us_read_is_said() -> None:
    roster = replace(ROSTER, notes=("The PBX did not tell its ring groups.",))
    assert (await answer(asked(), FakePbx(FULL, roster))).notes == ("The PBX did not tell its ring groups.",)


async def test_a_person_in_another_zone_is_told_both() -> None:
    berlin = replace(PROFILE, timezone=ZoneInfo("Europe/Berlin"), timezone_name="Europe/Berlin")
    got = await answer(asked(), FakePbx(FULL, ROSTER, berlin))
    assert got.notes == ("Times are those of Europe/London; the PBX's own clock shows Europe/Berlin.",)


async def test_zones_of_one_clock_need_no_note() -> None:
    lisbon = replace(PROFILE, timezone=ZoneInfo("Europe/Lisbon"), timezone_name="Europe/Lisbon")
    assert (await answer(asked(), FakePbx(FULL, ROSTER, lisbon))).notes == ()


async def test_a_zone_of_which_only_the_offset_is_known_has_unsure_days_in_the_other_half_of_the_year() -> (
    None
):
    offset = timezone(timedelta(hours=2))
    pbx = FakePbx(FULL, ROSTER, replace(PROFILE, timezone=offset, timezone_name="UTC+02:00"))
    got = await answer(replace(asked(), zone=offset), pbx)
    assert got.notes == (
        (
            "Of the PBX's zone only the offset is known (UTC+02:00): where clocks change, days of the other half "
            "of the year begin an hour off."
        ),
    )
    london = await answer(replace(asked(), zone=LONDON), pbx)
    assert london.notes == ("Times are those of Europe/London; the PBX's own clock shows UTC+02:00.",)


async def test_how_long_callers_were_looked_for_is_said_only_where_somebody_is_left() -> None:
    october = window("2026-10-01 00:00", "2026-10-02 00:00")
    told = "Whether callers were reached was looked up until Fri 16 Oct 2026, 00:00."
    legs = [*OLD, missed("m1", "2026-10-01 17:00")]
    assert (await answer(asked(Kind.MISSED, october), FakePbx(legs, ROSTER))).notes == (told,)
    legs.append(out("o1", "2026-10-02 17:00", "07700900146"))
    assert (await answer(asked(Kind.MISSED, october), FakePbx(legs, ROSTER))).notes == ()


async def test_the_same_note_is_made_once() -> None:
    far = [window(f"2026-11-{day:02} 00:00", f"2026-11-{day + 1:02} 00:00") for day in (2, 9)]
    got = await answer(
        asked(Kind.CALLS, *far, now="2026-11-09 00:00"),
        FakePbx(FULL, ROSTER, notes=("Rows came twice.",)),
    )
    assert got.notes.count("Rows came twice.") == 1


async def test_moments_of_a_gap_are_those_of_the_asker() -> None:
    gap = Gap(window=window("2026-07-22 09:00", "2026-07-22 10:00"), reason="Cut.")
    request = replace(asked(Kind.CALLS, window("2026-07-22 00:00", "2026-07-23 00:00")), zone=UTC)
    got = await answer(request, FakePbx(FULL, ROSTER, gaps=[gap]))
    assert got.notes[0] == f"Missing: Wed 22 Jul 2026, 08:00{DASH}09:00. Cut."


async def test_calls_from_a_colleague_that_are_none_of_a_direction_are_told_beside_the_nothing() -> None:
    pbx = FakePbx(
        [*OLD, out("o1", "2026-11-22 09:00", "07700900146"), out("o2", "2026-11-22 10:00", "07700900146")],
        ROSTER,
    )
    none = await answer(asked(caller="4005", direction=Direction.INBOUND), pbx)
    assert (none.totals.calls, none.notes) == (0, ("Leaving out “inbound”, 2 calls fit: ask without it.",))
    some = await answer(asked(caller="4005", direction=Direction.OUTBOUND), pbx)
    assert (some.totals.calls, some.notes) == (2, ())


async def test_nothing_of_a_direction_is_nothing_where_nobody_is_named() -> None:
    got = await answer(asked(direction=Direction.INTERNAL), FakePbx(FULL, ROSTER))
    assert (got.totals.calls, got.notes) == (0, ())


async def test_missed_calls_from_a_colleague_are_told_to_be_none() -> None:
    pbx = FakePbx([*OLD, out("o1", "2026-11-22 09:00", "07700900146")], ROSTER)
    got = await answer(asked(Kind.MISSED, caller="4005"), pbx)
    assert (got.totals.missed, got.notes) == (
        0,
        (
            "Missed calls are inbound, and none is; 1 call of another direction fits: ask for calls, or missed to.",
        ),
    )
    assert (await answer(asked(Kind.MISSED), pbx)).notes == ()
