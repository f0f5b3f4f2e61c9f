"""Calls per hour of the day and per date, on the wall clock of zones that change theirs."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cdr.tally import tally
from cdr.by_hand import AMARA, NO_ANSWER, calls_of, leg
from cdr.drawn import BEFORE_THE_CHANGE, legs_of_a_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.cdr.call import Call
    from bot.cdr.leg import Leg
    from bot.cdr.load import Load

# Among them: clocks that change by half an hour (Lord Howe), stand at three quarters (Kathmandu), are behind UTC
# by a half (St John's).
ZONES = ["Europe/London", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"]
MOMENTS = {
    "London back": 1_792_890_000,
    "London forward": 1_774_746_000,
    "Lord Howe back": 1_775_314_800,
    "Lord Howe forward": 1_791_041_400,
    "Sydney forward": 1_791_043_200,
}


def counted(calls: list[Call], part: Callable[[datetime], object], zone: ZoneInfo) -> dict[object, object]:
    """Part of the local time -> calls, answered, missed, each call's local time worked out by itself."""
    parts = [(part(datetime.fromtimestamp(call.start, zone)), call) for call in calls]
    sums = [
        Counter(at for at, call in parts if kind(call))
        for kind in (lambda _: True, lambda call: call.answered, lambda call: call.missed)
    ]
    return {at: tuple(each[at] for each in sums) for at in sums[0]}


def told(load: Load) -> tuple[int, int, int]:
    return load.calls, load.answered, load.missed


def check(calls: list[Call], zone: ZoneInfo) -> None:
    got = tally(calls, zone)
    by_day = {day: told(load) for day, load in got.by_day.items()}
    assert by_day == counted(calls, datetime.date, zone)
    assert list(by_day) == sorted(by_day)
    by_hour = {hour: told(load) for hour, load in enumerate(got.by_hour) if load.calls}
    assert by_hour == counted(calls, lambda moment: moment.hour, zone)
    assert len(got.by_hour) == 24


@given(legs=legs_of_a_day(), zone=st.sampled_from(ZONES))
@settings(max_examples=150, deadline=None)
def test_every_call_counts_in_its_own_hour_and_date(legs: list[Leg], zone: str) -> None:
    check(calls_of(*legs), ZoneInfo(zone))


@pytest.mark.parametrize("change", MOMENTS.values(), ids=list(MOMENTS))
@pytest.mark.parametrize("zone", ZONES)
def test_every_call_round_a_clock_change_counts_in_its_own_hour(change: int, zone: str) -> None:
    starts = range(change - 2 * 86_400, change + 2 * 86_400, 601)
    legs = [
        leg(AMARA, NO_ANSWER if start % 3 else leg(AMARA).disposition, start=start, call=str(start), ring=9)
        for start in (*starts, change - 1, change)
    ]
    calls = calls_of(*{each.call_key: each for each in legs}.values())
    check(calls, ZoneInfo(zone))
    check(calls[::-1], ZoneInfo(zone))


def test_the_hour_that_comes_twice_is_one_hour_of_the_day() -> None:
    london, change = ZoneInfo("Europe/London"), BEFORE_THE_CHANGE + 3600
    assert [datetime.fromtimestamp(change + n, london).utcoffset() for n in (-1, 0)] == [
        timedelta(hours=1),
        timedelta(0),
    ]
    legs = [leg(AMARA, start=change - 1800 + n * 3600, call=str(n), talk=9) for n in range(2)]
    got = tally(calls_of(*legs), london)
    assert got.by_hour[1].calls == 2
    assert [(day.isoformat(), load.calls) for day, load in got.by_day.items()] == [("2026-10-25", 2)]


def test_no_calls_are_24_empty_hours_and_no_day() -> None:
    got = tally([], UTC)
    assert [load.calls for load in got.by_hour] == [0] * 24
    assert (got.by_day, got.by_extension, got.top_callers) == ({}, (), ())
    assert (got.totals.calls, got.totals.waiting_p50, got.totals.waiting_p90) == (0, None, None)
