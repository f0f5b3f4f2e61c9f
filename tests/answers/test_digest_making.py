from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers.digest_month import (
    DIGEST,
    EARLIER,
    MONTH,
    NOW,
    OWN,
    WEDNESDAY,
    ask,
    day,
    gap,
    made,
)
from answers.fake_pbx import LONDON, FakePbx
from answers.scene import AMARA, ROSTER, asked, at, missed, out, taken, window
from bot.answers.asking import answer
from bot.answers.digest import Compared, Measure
from bot.answers.digest_making import digest_answer, make_digest
from bot.answers.digest_stretch import read_stretch
from bot.answers.values import Nothing
from bot.cdr.leg import Direction
from bot.cdr.load import Load
from bot.cdr.missed import CallerState
from bot.cdr.outcome import Outcome
from bot.cdr.pbx_trouble import DateFormatMismatch
from bot.cdr.roster_trouble import UnknownExtension, UnknownGroup
from bot.query.request import Kind

if TYPE_CHECKING:
    from bot.cdr.leg import Leg


async def test_the_figures_are_those_of_the_day_alone() -> None:
    totals = (await made()).answer.totals
    assert (totals.inbound, totals.outbound, totals.internal) == (12, 1, 0)
    assert (totals.inbound_answered, totals.missed, totals.voicemail) == (6, 5, 1)
    assert (totals.menu_only, totals.short_ring) == (1, 1)
    assert (totals.waiting_p50, totals.waiting_p90) == (11, 41)


async def test_the_missed_callers_still_open_come_oldest_first_with_what_became_of_them_until_now() -> None:
    told = await made()
    assert [(caller.number, caller.rang, caller.state) for caller in told.still_open] == [
        ("07700900002", ("Sales",), CallerState.TRIED),
        ("07700900003", ("Sales",), CallerState.OPEN),
        ("07700900004", ("Priya Nair",), CallerState.OPEN),
        ("07700900005", ("Support",), CallerState.OPEN),
    ]
    assert len(told.answer.missed_callers) == 5, "who was reached is known as well"


async def test_the_busiest_hour_and_who_answered_most() -> None:
    told = await made()
    assert told.busiest_hour == (10, Load(calls=5, answered=2, missed=3))
    assert [(load.name, load.answered) for load in told.answered_most] == [
        ("Amara Osei", 3),
        ("Jonas Weber", 2),
        ("Priya Nair", 1),
    ]


async def test_no_hour_is_the_busiest_of_one_or_of_hours_with_two_calls() -> None:
    one = [missed(f"m{n}", f"2026-11-25 10:0{n}", f"0770090000{n}") for n in range(5)]
    quiet = [*one[:2], missed("n", "2026-11-25 11:00", "07700900009")]
    assert (await made([*EARLIER, *one])).busiest_hour is None
    assert (await made([*EARLIER, *quiet])).busiest_hour is None


async def test_the_day_is_compared_with_the_same_weekdays_and_a_holiday_is_no_usual_day() -> None:
    assert (await made()).compared == (
        Compared(measure=Measure.INBOUND, now=12, before=11, usual=14),
        Compared(measure=Measure.MISSED, now=5, before=2, usual=4),
        Compared(measure=Measure.ANSWERED, now=6, before=9, usual=10),
        Compared(measure=Measure.WAITING, now=11, before=11, usual=11),
    )


async def test_a_week_the_pbx_keeps_only_half_of_is_not_compared_with() -> None:
    kept = [leg for leg in MONTH if leg.start > at("2026-11-04 09:05").timestamp()]
    assert {each.usual for each in (await made(kept)).compared} == {None}
    assert {each.before is None for each in (await made(kept)).compared} == {False}


async def test_a_gap_in_the_weeks_before_is_said_and_only_that_week_left_out() -> None:
    told = await made(gaps=[gap("2026-11-18 12:00", "2026-11-18 13:00")])
    assert told.answer.coverage.complete, "nothing of the day itself is missing"
    assert told.answer.calls_complete
    assert "A part of the weeks before could not be read" in told.answer.notes[-1]
    assert told.compared == (), "the two weeks that are left are no usual ones"


async def test_a_gap_between_the_days_that_are_compared_concerns_nobody() -> None:
    told = await made(gaps=[gap("2026-11-20 12:00", "2026-11-20 13:00")])
    assert told.compared == (await made()).compared
    assert not any("weeks before" in note for note in told.answer.notes)


async def test_a_gap_in_the_day_itself_is_said_first_and_nothing_is_compared() -> None:
    told = await made(gaps=[gap("2026-11-24 12:00", "2026-11-25 09:15")])
    assert not told.answer.calls_complete
    assert told.answer.notes[0].startswith("Missing: Tue 24 Nov, 20:00"), (
        "no more of the gap than what was needed"
    )
    assert told.compared == ()


async def test_a_gap_in_a_day_without_calls_is_no_empty_day() -> None:
    told = await made(EARLIER, gaps=[gap("2026-11-25 12:00", "2026-11-25 13:00")])
    assert not told.empty
    assert told.answer.nothing is Nothing.NOT_ALL_READ


async def test_a_day_without_calls_is_empty_and_tells_how_many_are_usual() -> None:
    told = await made(EARLIER)
    assert told.empty
    assert [(each.measure, each.usual) for each in told.compared][:1] == [(Measure.INBOUND, 14)]


async def test_a_day_with_nothing_but_an_outbound_call_is_not_empty() -> None:
    assert not (await made([*EARLIER, out("o", "2026-11-25 12:00", "07700900009")])).empty


async def test_a_pbx_without_any_record_is_not_an_empty_day() -> None:
    told = await made([])
    assert not told.empty
    assert told.answer.nothing is Nothing.EMPTY_PBX


async def test_a_day_older_than_the_records_is_not_an_empty_day() -> None:
    told = await made(taken("a", "2026-11-26 08:00"))
    assert not told.empty
    assert told.answer.nothing is Nothing.NO_RECORDS_SO_OLD


async def test_nothing_found_and_nothing_proved_is_a_trouble() -> None:
    with pytest.raises(DateFormatMismatch):
        await made([], proved=False)


async def test_the_stretch_is_one_search_from_four_weeks_before() -> None:
    pbx = FakePbx(MONTH, ROSTER)
    await make_digest(ask(), pbx, at(NOW))
    (search,) = pbx.searches
    assert search.window.start == at("2026-10-27 20:00"), "padded by four hours"
    assert search.window.end == at("2026-11-26 12:30")


async def test_one_stretch_answers_digests_with_other_filters() -> None:
    pbx = FakePbx(MONTH, ROSTER)
    stretch = await read_stretch(pbx, WEDNESDAY, LONDON, at(NOW))
    every = await digest_answer(ask(), stretch, pbx)
    sales = await digest_answer(ask(group="Sales"), stretch, pbx)
    assert len(pbx.searches) == 1
    assert (every.answer.totals.missed, sales.answer.totals.missed) == (5, 3)
    assert [load.name for load in sales.answered_most] == ["Amara Osei", "Jonas Weber", "Priya Nair"]
    missed_in_sales = next(each for each in sales.compared if each.measure is Measure.ANSWERED)
    assert missed_in_sales.before == 9, "the weeks before are filtered as well"
    assert not [each for each in sales.compared if each.measure is Measure.MISSED], "they were all in Support"


async def test_a_stretch_keeps_no_call_of_the_days_between() -> None:
    stretch = await read_stretch(FakePbx(MONTH, ROSTER), WEDNESDAY, LONDON, at(NOW))
    kept = {call.key.split("/")[0] for past in stretch.past for call in past.calls}
    assert kept == {"2026-11-18", "2026-11-11", "2026-11-04"}
    assert not any(call.key.startswith("2026-11-24") for call in stretch.calls)


async def test_a_stretch_of_another_window_is_refused() -> None:
    pbx = FakePbx(MONTH, ROSTER)
    stretch = await read_stretch(pbx, WEDNESDAY, LONDON, at(NOW))
    with pytest.raises(ValueError, match="own window"):
        await digest_answer(ask(window("2026-11-24 00:00", "2026-11-25 00:00")), stretch, pbx)


async def test_weeks_in_which_another_zone_changed_its_clocks_are_not_compared() -> None:
    of = window("2026-11-04 00:00", "2026-11-05 00:00")
    weeks = ("2026-09-30", "2026-10-07", "2026-10-14", "2026-10-21", "2026-10-28")
    legs = [row for date in weeks for row in day(date, answered=9, missed_calls=9)]
    pbx = FakePbx([*legs, *taken("a", "2026-11-04 09:00")], ROSTER)
    stretch = await read_stretch(pbx, of, LONDON, at("2026-11-05 08:30"))
    in_london = await digest_answer(ask(of), stretch, pbx)
    in_reykjavik = await digest_answer(ask(of, replace(DIGEST, zone="Atlantic/Reykjavik")), stretch, pbx)
    assert (in_london.compared[0].before, in_london.compared[0].usual) == (18, 18)
    assert (in_reykjavik.compared[0].before, in_reykjavik.compared[0].usual) == (18, None)


async def test_a_month_is_not_compared_and_reads_no_weeks_before() -> None:
    pbx = FakePbx([*MONTH, *taken("old", "2026-10-30 09:00")], ROSTER)
    november = window("2026-11-01 00:00", "2026-12-01 00:00")
    told = await make_digest(ask(november, slot="2026-12-01T08:00"), pbx, at("2026-12-01 08:00"))
    assert told.compared == ()
    assert pbx.searches[0].window.start == at("2026-10-31 20:00")


async def test_a_week_is_compared_with_the_weeks_before_it() -> None:
    week = window("2026-11-16 00:00", "2026-11-23 00:00")
    told = await made(asked=ask(week, slot="2026-11-23T09:00"), now="2026-11-23 09:00")
    # 18 and 19 November against the 11th; the weeks before that are those of 4 November and 27 October, kept in part.
    assert told.compared[0] == Compared(measure=Measure.INBOUND, now=91, before=14, usual=None)


async def test_a_name_that_nobody_has_that_day_is_said_and_no_trouble() -> None:
    told = await made(asked=ask(caller="Harriet"))
    assert told.answer.totals.inbound == 1
    told = await made(EARLIER, ask(caller="Harriet"))
    assert told.empty
    assert told.answer.notes[-1] == "Nobody in the calls of this time is called “Harriet”."


async def test_a_group_or_an_extension_that_is_gone_is_a_trouble() -> None:
    with pytest.raises(UnknownGroup):
        await made(asked=ask(group="Billing"))
    with pytest.raises(UnknownExtension):
        await made(asked=ask(either="4099"))


async def test_my_own_digest_names_nobody_who_answered_most() -> None:
    told = await made(asked=ask(digest=OWN, either="4005"))
    assert told.answer.totals.inbound_answered == 3
    assert told.answered_most == ()


async def test_disposition_codes_are_asked_of_the_pbx_for_the_weeks_before_as_well() -> None:
    coded = {"7": frozenset({"a1", "a2", *(f"2026-11-18/a{n}" for n in range(6))})}
    told = await made(asked=ask(disposition_codes=("7",)), coded=coded)
    assert told.answer.totals.inbound == 2
    assert told.compared[0] == Compared(measure=Measure.INBOUND, now=2, before=6, usual=None)


async def test_many_legs_leave_the_event_loop_and_give_the_same() -> None:
    legs = [
        row
        for n in range(10_001)
        for row in taken(f"c{n:05}", f"2026-11-25 {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}")
    ]
    told = await made(legs, page=5000)
    assert told.answer.totals.inbound_answered == 10_001


FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"group": "Sales"},
    {"either": "4005"},
    {"direction": Direction.INBOUND},
    {"outcomes": frozenset({Outcome.ANSWERED})},
    {"caller": "07700900001"},
    {"callee": "Priya"},
)


@st.composite
def legs_of_days(draw: st.DrawFn) -> list[Leg]:
    """Calls at any minute from the night before to the morning after, and a few of the week before."""
    legs: list[Leg] = []
    for n in range(draw(st.integers(1, 25))):
        date = draw(
            st.sampled_from(
                [
                    "2026-11-24 23",
                    "2026-11-25 00",
                    "2026-11-25 11",
                    "2026-11-25 23",
                    "2026-11-26 07",
                    "2026-11-18 11",
                ]
            )
        )
        when, caller = f"{date}:{draw(st.integers(0, 59)):02}", f"0770090000{draw(st.integers(0, 4))}"
        kind = draw(st.sampled_from(["taken", "missed", "out"]))
        if kind == "taken":
            legs += taken(f"c{n}", when, caller)
        else:
            legs.append(
                missed(f"c{n}", when, caller)
                if kind == "missed"
                else out(f"c{n}", when, caller, talk=draw(st.sampled_from([0, 60])))
            )
    return legs


@settings(max_examples=60, deadline=None)
@given(legs_of_days(), st.sampled_from(FILTERS))
def test_the_digest_says_what_the_ordinary_answer_says(legs: list[Leg], filters: dict[str, Any]) -> None:
    legs = [*legs, *taken("always", "2026-11-24 20:30", "07700900077", by=AMARA)]
    told = asyncio.run(made(legs, ask(**filters)))
    same = asyncio.run(answer(asked(Kind.MISSED, WEDNESDAY, now=NOW, **filters), FakePbx(legs, ROSTER)))
    for part in ("totals", "calls", "missed_callers", "by_hour", "by_extension", "understood"):
        assert getattr(told.answer, part) == getattr(same, part), part


async def test_waiting_is_compared_from_ten_callers_on() -> None:
    earlier = [row for week in (18, 11, 4) for row in day(f"2026-11-{week:02}", answered=10, missed_calls=0)]
    oldest = taken("oldest", "2026-10-20 09:00")
    for answered, compared in ((9, False), (10, True)):
        told = await made([*oldest, *earlier, *day("2026-11-25", answered=answered, missed_calls=0)])
        assert (Measure.WAITING in {each.measure for each in told.compared}) is compared


async def test_counts_smaller_than_five_are_not_compared() -> None:
    for before, compared in ((4, False), (5, True)):
        earlier = day("2026-11-18", answered=before, missed_calls=0)
        told = await made([*taken("oldest", "2026-10-20 09:00"), *earlier, *taken("a", "2026-11-25 09:00")])
        assert bool(told.compared) is compared
