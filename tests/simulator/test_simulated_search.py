"""``cdr/search`` and ``cdr/list``: windows, formats, filters, pages, and every unknown as a switch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from asking import DAY, HOUR, NOW, running
from msgspec.structs import replace

if TYPE_CHECKING:
    from bot.simulator import Simulator

FIRMWARES = ("legacy", "mid", "current")
START = NOW - 6 * HOUR
ORDERS = ("DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD")


def at(pbx: Simulator, epoch: float) -> str:
    return pbx.display.write(epoch)


def starts(rows: list[dict[str, Any]]) -> list[int]:
    return [row["timestamp"] - START for row in rows]


@pytest.mark.parametrize("firmware", FIRMWARES)
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("clock", [12, 24])
async def test_a_window_finds_its_rows_and_shows_them_in_the_same_format(
    firmware: str, order: str, clock: int
) -> None:
    async with running(firmware=firmware, date_format=order, clock=clock) as (pbx, asker):
        pbx.fill(60, START, START + 600)
        window = {"start_time": at(pbx, START + 100), "end_time": at(pbx, START + 199)}
        body = await asker.get("cdr/search", **window)
        assert body["total_number"] == 10
        assert starts(body["data"]) == [190, 180, 170, 160, 150, 140, 130, 120, 110, 100]
        assert [row["time"] for row in body["data"]] == [at(pbx, row["timestamp"]) for row in body["data"]]


@pytest.mark.parametrize("firmware", FIRMWARES)
@pytest.mark.parametrize("right", [(order, clock) for order in ORDERS for clock in (12, 24)])
async def test_a_window_in_another_format_is_a_silent_nothing(firmware: str, right: tuple[str, int]) -> None:
    order, clock = right
    async with running(firmware=firmware, date_format=order, clock=clock) as (pbx, asker):
        pbx.fill(60, START, START + 600)
        texts = {(o, c): (f"{d} {t}") for o, d in DATES.items() for c, t in TIMES.items()}
        found = {form: await asker.get("cdr/search", start_time=text) for form, text in texts.items()}
        assert {form: body["total_number"] for form, body in found.items()} == {
            form: 60 if form == right else 0 for form in texts
        }
        assert {body["errcode"] for body in found.values()} == {0}
        assert found[ORDERS[(ORDERS.index(order) + 1) % 3], clock]["data"] == []


DATES = {"DD/MM/YYYY": "14/10/2026", "MM/DD/YYYY": "10/14/2026", "YYYY/MM/DD": "2026/10/14"}
TIMES = {12: "08:00:00 AM", 24: "08:00:00"}


async def test_a_day_that_is_also_a_month_is_searched_as_the_pbx_reads_it() -> None:
    async with running(date_format="MM/DD/YYYY", at=NOW) as (pbx, asker):
        fifth_of_april, fourth_of_may = 1_775_390_400, 1_777_896_000
        pbx.fill(3, fifth_of_april, fifth_of_april + 60)
        pbx.fill(5, fourth_of_may, fourth_of_may + 60)
        window = {"start_time": "04/05/2026 00:00:00", "end_time": "04/05/2026 23:59:59"}
        assert len(await asker.rows("cdr/search", **window)) == 3
        pbx.change_format("DD/MM/YYYY", 24)
        assert len(await asker.rows("cdr/search", **window)) == 5


async def test_a_repeated_hour_is_searched_as_its_first() -> None:
    first, second = (
        1_792_888_200,
        1_792_891_800,
    )  # 25 October 2026, 01:30 in London, before and after the change
    async with running(at=second + DAY, search_order="oldest") as (pbx, asker):
        for moment in (first, second):
            pbx.play("direct missed", moment, wait=5)
        rows = await asker.rows("cdr/search")
        assert [row["time"] for row in rows] == ["25/10/2026 01:30:00"] * 2
        assert [row["timestamp"] for row in rows] == [first, second]
        half_past = {"start_time": "25/10/2026 01:30:00", "end_time": "25/10/2026 01:30:00"}
        assert [row["timestamp"] for row in await asker.rows("cdr/search", **half_past)] == [first]
        until_three = {"start_time": "25/10/2026 01:30:01", "end_time": "25/10/2026 03:00:00"}
        assert [row["timestamp"] for row in await asker.rows("cdr/search", **until_three)] == [second]


@pytest.mark.parametrize(("firmware", "rows"), [("legacy", 0), ("mid", 7), ("current", 7)])
@pytest.mark.parametrize("start", [str(START), "2026-10-14T15:31:37+01:00", "2026-10-14T15:31:37"])
async def test_newer_firmware_takes_epoch_and_iso_windows(firmware: str, rows: int, start: str) -> None:
    async with running(firmware=firmware) as (pbx, asker):
        pbx.fill(7, START, START + 600)
        pbx.fill(3, START - DAY, START - DAY + 60)
        assert (await asker.get("cdr/search", start_time=start))["total_number"] == rows


async def test_a_window_may_be_open_on_either_side() -> None:
    async with running() as (pbx, asker):
        pbx.fill(10, START, START + 100)
        assert len(await asker.rows("cdr/search")) == 10
        assert len(await asker.rows("cdr/search", end_time=at(pbx, START + 35))) == 4
        assert len(await asker.rows("cdr/search", start_time=at(pbx, START + 35))) == 6
        assert len(await asker.rows("cdr/search", start_time="", end_time="")) == 10


@pytest.mark.parametrize(("inclusive", "found"), [(True, [50, 40, 30]), (False, [40])])
async def test_whether_the_bounds_belong_to_it_is_a_switch(*, inclusive: bool, found: list[int]) -> None:
    async with running(bounds_inclusive=inclusive) as (pbx, asker):
        pbx.fill(10, START, START + 100)
        window = {"start_time": at(pbx, START + 30), "end_time": at(pbx, START + 50)}
        assert starts(await asker.rows("cdr/search", **window)) == found


@pytest.mark.parametrize(("compared", "found"), [("start", [30, 20, 10]), ("end", [0])])
async def test_which_moment_of_a_leg_is_compared_is_a_switch(compared: str, found: list[int]) -> None:
    async with running(compared_time=compared) as (pbx, asker):
        pbx.fill(10, START, START + 100)  # each lasts 35 s
        window = {"start_time": at(pbx, START + 5), "end_time": at(pbx, START + 35)}
        assert starts(await asker.rows("cdr/search", **window)) == found


@pytest.mark.parametrize(("order", "first"), [("newest", 590), ("oldest", 0)])
async def test_the_order_of_rows_is_a_switch(order: str, first: int) -> None:
    async with running(search_order=order) as (pbx, asker):
        pbx.fill(60, START, START + 600)
        assert starts(await asker.rows("cdr/search"))[0] == first
        assert starts(await asker.rows("cdr/list"))[0] == first


@pytest.mark.parametrize(
    ("empty", "left"), [("list", {"data": []}), ("null", {"data": None}), ("absent", {})]
)
@pytest.mark.parametrize("path", ["cdr/search", "cdr/list"])
async def test_how_no_rows_are_written_is_a_switch(empty: str, left: dict[str, Any], path: str) -> None:
    async with running(empty=empty) as (_, asker):
        body = await asker.get(path)
    assert body == {"errcode": 0, "errmsg": "SUCCESS", "total_number": 0, **left}


async def test_pages_of_a_search_cover_it_once() -> None:
    async with running(firmware="mid") as (pbx, asker):
        pbx.fill(25, START, START + 250)
        pages = [await asker.get("cdr/search", page=str(page), page_size="10") for page in (1, 2, 3, 4)]
        assert [len(page["data"]) for page in pages] == [10, 10, 5, 0]
        assert {page["total_number"] for page in pages} == {25}
        assert starts([row for page in pages for row in page["data"]]) == [240 - 10 * n for n in range(25)]


@pytest.mark.parametrize(("total_of_cut", "total"), [("all", 10_050), ("sent", 10_000)])
async def test_old_firmware_cuts_at_ten_thousand_rows(total_of_cut: str, total: int) -> None:
    async with running(firmware="legacy", total_of_cut=total_of_cut) as (pbx, asker):
        pbx.fill(10_050, START, START + 10_050)
        body = await asker.get("cdr/search")
    assert (len(body["data"]), body["total_number"]) == (10_000, total)
    assert starts(body["data"])[0] == 10_049
    assert starts(body["data"])[-1] == 50


async def test_a_list_gives_ten_thousand_rows_a_page() -> None:
    async with running(firmware="legacy") as (pbx, asker):
        pbx.fill(10_050, START, START + 10_050)
        first, second = await asker.get("cdr/list"), await asker.get("cdr/list", page="2")
    assert (len(first["data"]), len(second["data"])) == (10_000, 50)
    assert first["total_number"] == second["total_number"] == 10_050


@pytest.mark.parametrize(
    ("sort_by", "order_by", "ids"),
    [
        ("id", "asc", [1, 2, 3]),
        ("id", "desc", [3, 2, 1]),
        ("time", "asc", [3, 1, 2]),
        ("talk_duration", "desc", [1, 3, 2]),
    ],
)
async def test_a_list_is_sorted_by_a_column(sort_by: str, order_by: str, ids: list[int]) -> None:
    async with running(firmware="legacy") as (pbx, asker):
        pbx.play("direct answered", START + 10, wait=1, talk=50)
        pbx.play("direct answered", START + 20, wait=1, talk=5)
        pbx.play("direct answered", START, wait=1, talk=20)
        rows = await asker.rows("cdr/list", sort_by=sort_by, order_by=order_by)
        assert [row["id"] for row in rows] == ids


async def test_every_documented_column_sorts() -> None:
    async with running(days=2, firmware="legacy") as (_, asker):
        for column in (
            "id",
            "uid",
            "time",
            "duration",
            "ring_duration",
            "talk_duration",
            "disposition",
            "src_trunk",
            "dst_trunk",
            "call_type",
            "did_number",
            "dod_number",
            "src_addr",
        ):
            up = await asker.rows("cdr/list", sort_by=column, order_by="asc")
            values = [row.get(column, "" if isinstance(up[-1].get(column), str) else 0) for row in up]
            assert len(up) > 100
            if column != "time":
                assert values == sorted(values)
            else:
                assert [row["timestamp"] for row in up] == sorted(row["timestamp"] for row in up)


async def test_upgraded_firmware_keeps_an_old_store_which_is_empty() -> None:
    async with running() as (pbx, asker):
        pbx.fill(5, START, START + 60)
        assert len(await asker.rows("cdr/list", **{"from": "new"})) == 5
        assert await asker.rows("cdr/list", **{"from": "legacy"}) == []


async def test_filters_act_on_legs_not_on_calls() -> None:
    async with running() as (pbx, asker):
        number = "07700900146"
        pbx.play("queue answered and surveyed", START, number=number, agent="4005")
        pbx.play("queue missed", START + 3000, number="07700900266", queue="6400")
        assert len(await asker.rows("cdr/search", call_from=number)) == 6
        assert [row["call_to"] for row in await asker.rows("cdr/search", call_to="4005")] == [
            "Amara Osei<4005>"
        ]
        unanswered = await asker.rows("cdr/search", status="NO ANSWER")
        assert [row["call_to"] for row in unanswered] == ["Queue Sales<6400>"]
        by_sales = await asker.rows("cdr/search", extension_group="1")
        assert [row["call_to"] for row in by_sales] == ["Amara Osei<4005>"]
        assert await asker.rows("cdr/search", extension_group="99") == []
        survey = await asker.rows("cdr/search", call_to="Satisfaction Survey")
        assert len(survey) == 1


async def test_a_number_is_exact_unless_the_search_is_fuzzy() -> None:
    async with running(firmware="legacy") as (pbx, asker):
        pbx.play("direct answered", START, number="07700900146")
        assert await asker.rows("cdr/search", call_from="900146") == []
        assert await asker.rows("cdr/search", call_from="900146", enable_fuzzy_search="0") == []
        assert len(await asker.rows("cdr/search", call_from="900146", enable_fuzzy_search="1")) == 1
    async with running(fuzzy_search=True) as (pbx, asker):
        pbx.play("direct answered", START, number="07700900146")
        assert len(await asker.rows("cdr/search", call_from="900146")) == 1
        options = (await asker.get("cdr/getoption"))["data"]
        assert options == {"enb_fuzzy_search": 1, "enb_new_cdr_fuzzy_search": 1}


async def test_newer_filters_find_what_agents_typed_and_noted() -> None:
    async with running(days=14, firmware="mid") as (pbx, asker):
        calls = pbx.calls
        with_pin = await asker.rows("cdr/search", pin_code="4711")
        assert {row["uid"] for row in with_pin} == {call.uid for call in calls if call.pin_code == "4711"}
        noted = await asker.rows("cdr/search", call_note_remark="quote")
        assert {row["uid"] for row in noted} == {call.uid for call in calls if "quote" in call.note}
        coded = await asker.rows("cdr/search", disposition_code_list="1,7")
        assert {row["uid"] for row in coded} == {c.uid for c in calls if c.disposition_code in ("1", "7")}
        dialled = await asker.rows("cdr/search", did="+442079460101:SIP-Orders")
        assert {row["uid"] for row in dialled} == {c.uid for c in calls if c.did == "+442079460101"}
        assert min(map(len, (with_pin, noted, coded, dialled))) > 5


async def test_rows_appear_when_their_call_is_over_all_together() -> None:
    async with running() as (pbx, asker):
        call = pbx.play("queue answered and surveyed", NOW, wait=20, talk=600)
        pbx.clock.set(call.end - 1)
        assert await asker.rows("cdr/search") == []
        assert pbx.calls == []
        assert [live.uid for live in pbx.live()] == [call.uid]
        pbx.clock.set(call.end)
        assert len(await asker.rows("cdr/search")) == 6
        assert pbx.calls == [call]
        assert pbx.live() == []


async def test_retention_keeps_the_newest_rows() -> None:
    async with running(retention=100) as (pbx, asker):
        pbx.fill(60, START, START + 600)
        pbx.fill(60, START + 600, START + 1200)
        rows = await asker.rows("cdr/list")
        assert (len(rows), min(starts(rows))) == (100, 200)
        pbx.purge(START + 1000)
        assert min(starts(await asker.rows("cdr/list"))) == 1000
        assert len(pbx.calls) == 20


async def test_a_purge_takes_calls_as_a_whole() -> None:
    async with running() as (pbx, asker):
        call = pbx.play("queue answered and surveyed", START, wait=10, talk=100)
        pbx.purge(START)
        assert len(await asker.rows("cdr/list")) == 6
        pbx.purge(call.legs[3].start)
        assert await asker.rows("cdr/list") == []
        assert pbx.calls == []


async def test_a_call_needs_an_identity_of_its_own() -> None:
    async with running() as (pbx, _):
        call = pbx.play("direct answered", START)
        for uids in ((call.uid,), ("",), ("new", "new")):
            with pytest.raises(ValueError, match="uid"):
                pbx.add_calls(replace(call, uid=uid) for uid in uids)
        pbx.add_calls([replace(call, uid="new")])
        assert len(pbx.calls) == 2
