"""Never a silent cut where the firmware has no pages: windows are split until each part comes whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pbx.yeastar.splitting import _parts
from pbx.yeastar.given import DAY, HOUR, NOW, asked, connected, fetched, keys, true_keys

MONTH = (NOW - 30 * DAY, NOW)


@pytest.mark.parametrize("total", ["all", "sent"])
@pytest.mark.parametrize("order", ["newest", "oldest"])
async def test_25_000_rows_come_whole_without_pages(total: str, order: str) -> None:
    async with connected(firmware="legacy", days=0, total_of_cut=total, search_order=order) as (
        simulated,
        pbx,
    ):
        simulated.fill(25_000, *MONTH)
        got, covered = await fetched(pbx, *MONTH)
        assert keys(got) == true_keys(simulated, *MONTH)
        assert (len(got), covered.legs, covered.complete) == (25_000, 25_000, True)
        assert all("page" not in query for query in asked(simulated, "cdr/search"))


async def test_a_busy_hour_amid_a_quiet_month_comes_whole() -> None:
    async with connected(firmware="legacy", days=0) as (simulated, pbx):
        simulated.fill(19_000, NOW - 9 * DAY, NOW - 9 * DAY + HOUR)
        simulated.fill(300, *MONTH)
        got, covered = await fetched(pbx, *MONTH)
        assert keys(got) == true_keys(simulated, *MONTH)
        assert covered.complete


async def test_a_window_open_to_the_past_is_split_from_the_oldest_record_on() -> None:
    async with connected(firmware="legacy", days=0) as (simulated, pbx):
        simulated.fill(22_000, *MONTH)
        got, covered = await fetched(pbx, None, NOW)
        assert (len(got), covered.complete) == (22_000, True)
        assert len(asked(simulated, "cdr/search")) < 20


async def test_exactly_as_many_rows_as_the_pbx_gives_at_most_are_not_taken_for_all() -> None:
    async with connected(firmware="legacy", days=0, total_of_cut="sent") as (simulated, pbx):
        simulated.fill(10_000, *MONTH)
        got, covered = await fetched(pbx, *MONTH)
        assert (len(got), covered.complete) == (10_000, True)
        assert len(asked(simulated, "cdr/search")) > 2


async def test_a_second_with_more_rows_than_the_pbx_gives_is_said_to_be_missing() -> None:
    async with connected(firmware="legacy", days=0) as (simulated, pbx):
        simulated.fill(10_500, NOW - DAY, NOW - DAY + 0.5)
        got, covered = await fetched(pbx, NOW - 2 * DAY, NOW)
        assert not covered.complete
        assert {gap.reason for gap in covered.gaps} == {
            "The PBX has more than 10,000 records in one second and gives no more."
        }
        assert any(gap.window.holds(NOW - DAY) for gap in covered.gaps)
        assert len(got) == 10_000


async def test_parts_are_cut_right_in_the_hour_that_comes_twice() -> None:
    """25 October 2026, 02:00 BST: the clock goes back to 01:00, so an hour's rows have the texts of another."""
    change = 1_792_890_000
    async with connected(at=change + DAY, firmware="legacy", days=0) as (simulated, pbx):
        simulated.fill(24_000, change - 2 * HOUR, change + 2 * HOUR)
        span = (change - HOUR, change + HOUR)
        got, covered = await fetched(pbx, *span)
        assert keys(got) == true_keys(simulated, *span)
        assert covered.complete


@given(
    start=st.none() | st.integers(0, 2_000_000_000),
    length=st.integers(1, 400_000_000),
    oldest=st.none() | st.integers(0, 2_000_000_000),
    total=st.integers(0, 10_000_000),
)
def test_parts_leave_nothing_between_them(
    start: int | None, length: int, oldest: int | None, total: int
) -> None:
    span = (start, (start or 0) + length)
    parts = list(_parts(span, oldest, total))
    assert parts[0][0] == start
    assert parts[-1][1] == span[1]
    assert all(left[1] == right[0] for left, right in pairwise(parts))
    assert all(first is None or first < last for first, last in parts)
    assert len(parts) <= 64
