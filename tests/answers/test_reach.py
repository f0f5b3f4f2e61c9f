from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.fake_pbx import LONDON, FakePbx
from answers.scene import ROSTER, asked, at, keys, missed, out, taken, window
from bot.answers.asking import answer
from bot.answers.reach import fetched, horizon, inside, merged
from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.cdr.window import Window
from bot.query.request import Kind

YEAR = 366 * 24
starts = st.integers(min_value=0, max_value=YEAR)
hours = st.integers(min_value=1, max_value=24 * 30)
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def stretch(start: int, length: int) -> Window:
    begin = EPOCH + timedelta(hours=start)
    return Window(start=begin, end=begin + timedelta(hours=length))


many = st.lists(st.builds(stretch, starts, hours), min_size=1, max_size=12)


@given(many)
def test_merging_loses_nothing_keeps_the_order_and_leaves_a_day_between(windows: list[Window]) -> None:
    joined = merged(windows)
    for each in windows:
        assert any(
            whole.first_second <= each.first_second and each.last_second <= whole.last_second
            for whole in joined
        )
    for one, later in pairwise(joined):
        assert later.first_second - one.last_second >= 86_400


@given(many, starts)
def test_every_moment_asked_about_is_fetched_with_four_hours_around_it(
    windows: list[Window], now: int
) -> None:
    for look_on in (False, True):
        got = fetched(windows, EPOCH + timedelta(hours=now), look_on=look_on)
        for each in windows:
            first, last = each.first_second - 14_400, each.last_second + 14_400
            assert any(whole.first_second <= first and last <= whole.last_second for whole in got)


@given(st.lists(starts, min_size=2, max_size=12, unique=True), starts)
def test_inside_is_what_a_walk_over_all_windows_finds(bounds: list[int], hour: int) -> None:
    ordered = sorted(bounds)
    windows = [stretch(start, end - start) for start, end in zip(ordered[::2], ordered[1::2], strict=False)]
    moment = int((EPOCH + timedelta(hours=hour)).timestamp())
    assert inside(windows)(moment) == any(each.holds(moment) for each in windows)


def test_a_window_holds_its_first_second_and_not_its_end() -> None:
    holds = inside(
        [window("2026-11-22 00:00", "2026-11-23 00:00"), window("2026-11-24 00:00", "2026-11-25 00:00")]
    )
    first = int(at("2026-11-22 00:00").timestamp())
    assert [holds(first + second) for second in (-1, 0, 86_399, 86_400, 172_800)] == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_an_open_window_holds_everything_before_its_end() -> None:
    holds = inside([window(None, "2026-11-23 00:00")])
    end = int(at("2026-11-23 00:00").timestamp())
    assert (holds(0), holds(end - 1), holds(end)) == (True, True, False)


@pytest.mark.parametrize(
    ("end", "now", "until"),
    [
        pytest.param("2026-11-23 00:00", "2026-11-23 14:20", "2026-11-23 14:20", id="up to now"),
        pytest.param(
            "2026-11-23 00:00", "2026-12-07 00:00", "2026-12-07 00:00", id="two weeks are looked on"
        ),
        pytest.param("2026-11-23 00:00", "2027-03-01 09:00", "2026-12-07 00:00", id="and no longer"),
        pytest.param("2026-11-24 00:00", "2026-11-23 14:20", "2026-11-24 00:00", id="never less than asked"),
    ],
)
def test_callers_are_looked_for_until(end: str, now: str, until: str) -> None:
    assert horizon(window(None, end), at(now)) == at(until)


@pytest.mark.parametrize(
    ("day", "length"),
    [
        pytest.param("2026-03-29", 23, id="clocks go forward"),
        pytest.param("2026-10-25", 25, id="clocks go back"),
        pytest.param("2026-11-22", 24, id="clocks stay"),
    ],
)
def test_a_day_of_a_clock_change_is_padded_by_four_hours_that_pass(day: str, length: int) -> None:
    start = at(f"{day} 00:00")
    end = (start + timedelta(days=1)).replace(tzinfo=LONDON)
    (got,) = fetched([Window(start=start, end=end)], end, look_on=False)
    assert got.start is not None
    assert got.last_second - got.first_second == (4 + length + 4) * 3600
    assert got.first_second == start.timestamp() - 4 * 3600


def test_the_hour_that_comes_twice_can_be_asked_for_alone() -> None:
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    second = first.replace(fold=1)
    holds = inside([Window(start=first, end=second)])
    assert holds(int(first.timestamp()))
    assert holds(int(first.timestamp()) + 3599)
    assert not holds(int(second.timestamp()))


async def test_the_records_are_read_four_hours_around_the_window_and_on_to_now() -> None:
    pbx = FakePbx(taken("a1", "2026-11-22 12:00"), ROSTER)
    await answer(asked(Kind.MISSED), pbx)
    (search,) = pbx.searches
    assert search.window == window("2026-11-21 20:00", "2026-11-23 18:20")


async def test_calls_that_cannot_be_missed_are_not_followed_up() -> None:
    pbx = FakePbx(taken("a1", "2026-11-22 12:00"), ROSTER)
    await answer(asked(direction=Direction.OUTBOUND), pbx)
    await answer(asked(outcomes=frozenset({Outcome.ANSWERED, Outcome.MENU_ONLY})), pbx)
    assert [search.window.end for search in pbx.searches] == [window(None, "2026-11-23 04:00").end] * 2


async def test_callers_are_looked_for_two_weeks_after_the_window_and_the_answer_says_so() -> None:
    legs = [
        missed("m1", "2026-10-01 17:00", "07700900001"),
        missed("m2", "2026-10-01 17:00", "07700900002"),
        out("o1", "2026-10-15 17:00", "07700900001"),
        out("o2", "2026-10-16 17:00", "07700900002"),
    ]
    pbx = FakePbx(legs, ROSTER)
    got = await answer(asked(Kind.MISSED, window("2026-10-01 00:00", "2026-10-02 00:00")), pbx)
    assert [caller.state.value for caller in got.missed_callers] == ["returned", "open"]
    assert "Whether callers were reached was looked up until Fri 16 Oct 2026, 00:00." in got.notes
    assert pbx.searches[0].window.end == window(None, "2026-10-16 04:00").end


async def test_a_set_of_windows_counts_only_what_began_in_one_of_them() -> None:
    evenings = [window(f"2026-11-{day} 18:00", f"2026-11-{day} 20:00") for day in (16, 17, 18)]
    legs = [
        *taken("in16", "2026-11-16 18:00"),
        *taken("noon17", "2026-11-17 12:00"),
        *taken("in17", "2026-11-17 19:59"),
        *taken("end18", "2026-11-18 20:00"),
    ]
    pbx = FakePbx(legs, ROSTER)
    got = await answer(
        asked(Kind.CALLS, *evenings, direction=Direction.INBOUND, outcomes=frozenset({Outcome.ANSWERED})), pbx
    )
    assert keys(got.calls) == ["in16", "in17"]
    assert [search.window for search in pbx.searches] == [window("2026-11-16 14:00", "2026-11-19 00:00")]


async def test_windows_far_apart_are_fetched_apart() -> None:
    mondays = [window(f"2026-11-{day:02} 00:00", f"2026-11-{day + 1:02} 00:00") for day in (2, 9)]
    pbx = FakePbx([*taken("a", "2026-11-02 18:00"), *taken("b", "2026-11-09 18:00")], ROSTER)
    got = await answer(asked(Kind.CALLS, *mondays, outcomes=frozenset({Outcome.ANSWERED})), pbx)
    assert keys(got.calls) == ["a", "b"]
    assert len(pbx.searches) == 2
    assert got.coverage.legs == 4
    assert len(got.coverage.sent) == 2


async def test_an_open_start_is_fetched_from_the_first_record() -> None:
    pbx = FakePbx(taken("a1", "2026-05-03 12:00"), ROSTER)
    got = await answer(asked(Kind.CALLS, window(None, "2026-11-01 00:00")), pbx)
    assert pbx.searches[0].window.start is None
    assert keys(got.calls) == ["a1"]
    assert "The PBX keeps records from Sun 3 May 2026 on; nothing older is in this answer." in got.notes


async def test_a_window_in_another_zone_is_the_same_moments_and_hours_are_those_of_the_asker() -> None:
    pbx = FakePbx(taken("a1", "2026-07-22 23:30"), ROSTER)
    utc = Window(start=datetime(2026, 7, 21, 23, tzinfo=UTC), end=datetime(2026, 7, 22, 23, tzinfo=UTC))
    got = await answer(asked(Kind.CALLS, utc, direction=Direction.INBOUND), pbx)
    assert got.by_hour[23].calls == 1
    assert got.by_day[date(2026, 7, 22)].calls == 1


@pytest.mark.parametrize("kind", Kind)
async def test_the_pbx_is_asked_in_utc_where_four_hours_pass(kind: Kind) -> None:
    pbx = FakePbx(taken("a1", "2026-10-25 12:00"), ROSTER)
    await answer(asked(kind, window("2026-10-25 00:00", "2026-10-26 00:00")), pbx)
    (search,) = pbx.searches
    assert search.window.start == datetime(2026, 10, 24, 19, tzinfo=UTC)
    assert search.window.start.tzinfo is UTC
