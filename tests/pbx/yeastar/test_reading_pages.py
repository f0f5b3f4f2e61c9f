"""Never a silent cut where the firmware has pages: every row once, whatever happens between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.cdr.reading import PartyReader
from bot.cdr.roster import Roster
from bot.cdr.search import LegFilter
from bot.pbx.yeastar.intake import Intake
from bot.pbx.yeastar.legs import LegReader
from bot.pbx.yeastar.reading import read_pages
from bot.pbx.yeastar.wire import PAGE
from bot.simulator import faults
from pbx.yeastar.given import DAY, HOUR, NOW, asked, connected, fetched, keys, true_keys, window

if TYPE_CHECKING:
    from bot.cdr.leg import Leg
    from bot.pbx.yeastar.wire import Page

YEAR = (NOW - 20 * DAY, NOW)


@pytest.mark.parametrize("order", ["newest", "oldest"])
async def test_25_000_rows_come_whole(order: str) -> None:
    async with connected(firmware="mid", days=0, search_order=order) as (simulated, pbx):
        simulated.fill(25_000, *YEAR)
        got, covered = await fetched(pbx, *YEAR)
        assert keys(got) == true_keys(simulated, *YEAR)
        assert (len(got), covered.legs, covered.complete) == (25_000, 25_000, True)
        pages = [
            query["page"] for query in asked(simulated, "cdr/search") if query.get("page_size") == "10000"
        ]
        assert sorted(pages) == ["1", "2", "3"]


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("start", [None, NOW - 19 * DAY], ids=["amid the rows", "among the oldest"])
async def test_rows_that_arrive_between_pages_are_neither_missed_nor_doubled(
    order: str, start: float | None
) -> None:
    async with connected(firmware="current", days=0, search_order=order) as (simulated, pbx):
        simulated.fill(25_000, *YEAR)
        await pbx.profile()
        simulated.faults.add(*(faults.Arrive(after=page, rows=7, start=start) for page in range(3)))
        got, covered = await fetched(pbx, *YEAR)
        assert len(keys(got)) == len(set(keys(got)))
        assert keys(got) == true_keys(simulated, *YEAR)
        assert (len(got), covered.complete) == (25_021, True)


@pytest.mark.parametrize("order", ["newest", "oldest"])
async def test_rows_that_are_deleted_between_pages_hide_no_other(order: str) -> None:
    async with connected(firmware="current", days=0, search_order=order) as (simulated, pbx):
        simulated.fill(25_000, *YEAR)
        await pbx.profile()
        simulated.faults.add(faults.Purge(rows=100))
        got, covered = await fetched(pbx, *YEAR)
        assert set(true_keys(simulated, *YEAR)) <= set(keys(got))
        assert len(keys(got)) == len(set(keys(got)))
        assert covered.complete


async def test_a_deletion_that_an_arrival_makes_up_for_hides_no_row() -> None:
    """The total stays the same, and yet every page has moved by one."""
    async with connected(firmware="current", days=0, search_order="oldest") as (simulated, pbx):
        simulated.fill(25_000, *YEAR)
        await pbx.profile()
        simulated.faults.add(faults.Purge(rows=1), faults.Arrive(rows=1, start=NOW - HOUR))
        got, covered = await fetched(pbx, *YEAR)
        assert set(true_keys(simulated, *YEAR)) <= set(keys(got))
        assert covered.complete


async def test_records_that_never_stop_changing_are_said_to_be_incomplete() -> None:
    async with connected(firmware="current", days=0, search_order="oldest") as (simulated, pbx):
        simulated.fill(25_000, *YEAR)
        await pbx.profile()
        simulated.faults.add(
            faults.Purge(rows=1, times=None), faults.Arrive(rows=1, start=NOW - HOUR, times=None)
        )
        _, covered = await fetched(pbx, *YEAR)
        assert not covered.complete
        (gap,) = covered.gaps
        assert "changed faster than they could be read" in gap.reason


async def test_a_pbx_that_gives_smaller_pages_than_asked_is_read_to_the_end() -> None:
    async with connected(firmware="current", days=0) as (simulated, pbx):
        simulated.fill(60, NOW - DAY, NOW)

        async def small(number: int, size: int) -> Page:
            query = {"page": str(number), "page_size": str(min(size, 25))}
            return await pbx.api.get("cdr/search", query, PAGE, lambda: None)

        known = await pbx.discovered()
        got: list[Leg] = []
        intake = Intake(window(NOW - DAY, NOW), got.extend)
        reader = LegReader(PartyReader(Roster()), known.agrees())
        assert await read_pages(small, intake, reader) == ""
        assert keys(got) == true_keys(simulated, NOW - DAY, NOW)


@pytest.mark.parametrize(("rows", "whole"), [(60, True), (25_000, False)])
async def test_a_pbx_that_states_no_total_is_not_taken_at_its_first_page(rows: int, *, whole: bool) -> None:
    async with connected(firmware="current", days=0) as (simulated, pbx):
        simulated.fill(rows, *YEAR)

        async def untold(number: int, size: int) -> Page:
            query = {"page": str(number), "page_size": str(size)}
            page = await pbx.api.get("cdr/search", query, PAGE, lambda: None)
            page.total_number = None
            return page

        known = await pbx.discovered()
        intake = Intake(window(*YEAR), lambda _: None)
        reason = await read_pages(untold, intake, LegReader(PartyReader(Roster()), known.agrees()))
        assert (reason == "") is whole


@pytest.mark.parametrize("firmware", ["legacy", "mid", "current"])
@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("compared", ["start", "end"])
async def test_a_window_holds_what_began_in_it_whatever_the_pbx_compares(
    firmware: str, *, inclusive: bool, compared: str
) -> None:
    async with connected(firmware=firmware, days=8, bounds_inclusive=inclusive, compared_time=compared) as (
        simulated,
        pbx,
    ):
        rows = simulated.records.found(NOW - 5 * DAY, NOW - 2 * DAY)
        start, end = rows[10].start, rows[-10].start
        got, covered = await fetched(pbx, start, end)
        assert keys(got) == true_keys(simulated, start, end) != []
        assert covered.complete


@pytest.mark.parametrize("empty", ["list", "null", "absent"])
@pytest.mark.parametrize("omission", ["captured", "absent", "blank"])
async def test_every_way_of_writing_nothing_is_read(empty: str, omission: str) -> None:
    async with connected(days=5, empty=empty, omission=omission) as (simulated, pbx):
        got, _ = await fetched(pbx, NOW - 2 * DAY, NOW)
        assert keys(got) == true_keys(simulated, NOW - 2 * DAY, NOW) != []
        nothing, covered = await fetched(pbx, NOW - 90 * DAY, NOW - 80 * DAY)
        assert (nothing, covered.proved) == ([], True)


async def test_an_open_window_reaches_the_oldest_record() -> None:
    async with connected(days=5) as (simulated, pbx):
        got, covered = await fetched(pbx, None, NOW)
        assert keys(got) == true_keys(simulated, None, NOW)
        assert covered.sent[0].start == ""
        assert covered.oldest is not None
        assert covered.oldest.timestamp() == simulated.records.found()[0].start


async def test_at_most_two_requests_are_under_way_at_once() -> None:
    async with connected(firmware="current", days=0, latency=0.02) as (simulated, pbx):
        simulated.fill(45_000, *YEAR)
        _, covered = await fetched(pbx, *YEAR)
        assert covered.complete
        assert simulated.requests.most_at_once == 2


async def test_every_filter_of_the_search_reaches_the_pbx() -> None:
    legs = LegFilter(
        call_from="4005",
        call_to="07700900011",
        extension_group=1,
        status="NO ANSWER",
        fuzzy=True,
        did="+442079460100:SIP-Main",
        disposition_codes=("1", "7"),
        note_remark="quote & more",
        pin_code="4711",
    )
    async with connected(days=5) as (simulated, pbx):
        await pbx.profile()
        simulated.requests.clear()
        _, covered = await fetched(pbx, NOW - DAY, NOW, legs)
        sent = asked(simulated, "cdr/search")[0]
        del sent["start_time"], sent["end_time"], sent["page"], sent["page_size"]
        assert sent == {
            "call_from": "4005",
            "call_to": "07700900011",
            "extension_group": "1",
            "status": "NO ANSWER",
            "did": "+442079460100:SIP-Main",
            "disposition_code_list": "1,7",
            "call_note_remark": "quote & more",
            "pin_code": "4711",
        }
        assert covered.notes == (
            "On this firmware an option of the PBX, not the question, decides whether parts of numbers match.",
        )


async def test_older_firmware_is_asked_to_match_parts_of_numbers() -> None:
    async with connected(firmware="legacy", days=5) as (simulated, pbx):
        await fetched(pbx, NOW - DAY, NOW, LegFilter(call_from="0770", fuzzy=True))
        assert asked(simulated, "cdr/search")[-1]["enable_fuzzy_search"] == "1"


async def test_legs_of_one_caller_are_those_that_the_pbx_holds() -> None:
    async with connected(days=15) as (simulated, pbx):
        got, _ = await fetched(pbx, NOW - 10 * DAY, NOW, LegFilter(call_from="4005"))
        rows = simulated.records.found(NOW - 10 * DAY, NOW)
        assert len(got) == sum(record.leg.caller.number == "4005" for record in rows) > 0
