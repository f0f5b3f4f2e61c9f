"""Faults on demand, over real sockets."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import httpx
import msgspec
import pytest
from asking import NOW, client, running

from bot.simulator import SettableClock, Settings, Simulator, faults

START = NOW - 7200


async def test_a_web_page_comes_once_and_only_for_its_path() -> None:
    async with running() as (pbx, asker):
        pbx.faults.add(faults.WebPage(path="cdr/search"))
        assert (await asker.get("cdr/list"))["errcode"] == 0
        response = await asker.http.get("/openapi/v1.0/cdr/search", params={"access_token": asker.token})
        assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert (await asker.get("cdr/search"))["errcode"] == 0
        assert len(pbx.faults) == 0


async def test_a_lasting_fault_ends_when_it_is_cleared() -> None:
    async with running() as (pbx, asker):
        pbx.faults.add(faults.BadGateway(times=None))
        for _ in range(3):
            response = await asker.http.get("/openapi/v1.0/cdr/list")
            assert (response.status_code, response.headers["content-type"]) == (
                502,
                "text/html; charset=utf-8",
            )
        pbx.faults.clear()
        assert (await asker.get("cdr/list"))["errcode"] == 0


async def test_a_fault_waits_for_its_turn() -> None:
    async with running() as (pbx, asker):
        pbx.faults.add(faults.Refuse(errcode=70082, after=2, times=2))
        assert [(await asker.get("cdr/list"))["errcode"] for _ in range(5)] == [0, 0, 70082, 70082, 0]


async def test_equal_faults_strike_one_after_the_other() -> None:
    async with running() as (pbx, asker):
        same = faults.Refuse(errcode=-2)
        pbx.faults.add(same, same)
        assert [(await asker.get("cdr/list"))["errcode"] for _ in range(3)] == [-2, 0, 0]
        assert same.times == 1


@pytest.mark.parametrize(
    ("errcode", "words"),
    [
        (70082, "OVERLOAD_TASK_RUNNING"),
        (-2, "INTERNAL SERVER ERROR"),
        (60002, "MAX LIMITATION EXCEEDED"),
        (70087, "IP FORBIDDEN"),
        (70123, "API DISABLED"),
        (10001, "INTERFACE NOT EXISTED"),
        (10005, "ACCESS DENIED"),
        (99999, "FAILURE"),
    ],
)
async def test_any_errcode_can_be_had(errcode: int, words: str) -> None:
    async with running() as (pbx, asker):
        pbx.faults.add(faults.Refuse(errcode=errcode, path="cdr/search"))
        assert await asker.get("cdr/search") == {"errcode": errcode, "errmsg": words}


async def test_a_blocked_address_is_told_until_when() -> None:
    async with running() as (pbx, asker):
        pbx.faults.add(faults.Refuse(errcode=70004, seconds=480))
        assert (await asker.get("cdr/list"))["block_expire_time"] == 480


async def test_a_slow_answer_takes_its_time() -> None:
    async with running() as (pbx, asker):
        pbx.faults.add(faults.Slow(seconds=0.2))
        before = time.monotonic()
        assert (await asker.get("cdr/list"))["errcode"] == 0
        assert time.monotonic() - before >= 0.2


async def test_a_pbx_that_goes_down_does_not_wait_for_its_slow_answers() -> None:
    async with running() as (pbx, asker):
        pbx.faults.add(faults.Slow(seconds=60))
        asking = asyncio.create_task(asker.get("cdr/list"))
        while not pbx.requests.at_once:  # noqa: ASYNC110 - it has no such event
            await asyncio.sleep(0.005)
        before = time.monotonic()
        await pbx.__aexit__()
        assert (await asking)["errcode"] == 0
        assert time.monotonic() - before < 5


async def test_a_cut_connection_ends_in_the_body() -> None:
    async with running() as (pbx, asker):
        pbx.fill(50, START, START + 500)
        pbx.faults.add(faults.Cut(path="cdr/search"))
        with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
            await asker.get("cdr/search")
        assert (await asker.get("cdr/search"))["total_number"] == 50


async def test_a_cut_is_nothing_to_log(caplog: pytest.LogCaptureFixture) -> None:
    async with running() as (pbx, asker):
        pbx.faults.add(faults.Cut())
        with pytest.raises(httpx.RemoteProtocolError):
            await asker.get("cdr/search")
    assert caplog.records == []


async def test_half_a_json_ends_well_for_the_connection() -> None:
    async with running() as (pbx, asker):
        pbx.faults.add(faults.HalfJson())
        response = await asker.http.get("/openapi/v1.0/cdr/list", params={"access_token": asker.token})
        assert response.status_code == 200
        with pytest.raises(json.JSONDecodeError):
            response.json()


async def test_tokens_can_end_amid_a_long_read() -> None:
    async with running() as (pbx, asker):
        pbx.fill(30, START, START + 300)
        pbx.faults.add(faults.ExpireTokens(path="cdr/search", after=2))
        codes = [
            (await asker.get("cdr/search", page=str(page), page_size="10"))["errcode"] for page in (1, 2, 3)
        ]
        assert codes == [0, 0, 10004]
        renewed = await asker.post("refresh_token", {"refresh_token": asker.refresh})
        assert renewed["errcode"] == 0
        asker.token = renewed["access_token"]
        assert (await asker.get("cdr/search", page="3", page_size="10"))["errcode"] == 0


async def test_refresh_tokens_can_end_with_them() -> None:
    async with running() as (pbx, asker):
        pbx.faults.add(faults.ExpireTokens(refresh_too=True))
        assert (await asker.get("cdr/list"))["errcode"] == 10004
        assert (await asker.post("refresh_token", {"refresh_token": asker.refresh}))["errcode"] == 10004
        assert (await asker.log_in(pbx))["errcode"] == 0


async def test_the_admin_can_change_the_format_before_the_nth_request() -> None:
    async with running() as (pbx, asker):
        pbx.fill(10, START, START + 100)
        pbx.faults.add(faults.ChangeFormat(date_format="MM/DD/YYYY", clock=12, path="cdr/search", after=1))
        window = {"start_time": "14/10/2026 00:00:00"}
        assert [(await asker.get("cdr/search", **window))["total_number"] for _ in range(2)] == [10, 0]
        information = (await asker.get("system/information"))["data"]
        assert information["system_time"] == "10/14/2026 09:31:37 PM"


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["new_id"] for row in rows]


async def test_rows_that_arrive_between_pages_shift_them() -> None:
    async with running() as (pbx, asker):
        pbx.fill(40, START, START + 400)
        before = ids(await asker.rows("cdr/search"))
        pbx.faults.add(faults.Arrive(rows=3, path="cdr/search", times=None))
        pages = [await asker.get("cdr/search", page=str(page), page_size="10") for page in (1, 2, 3, 4)]
        assert [page["total_number"] for page in pages] == [40, 43, 46, 49]
        pbx.faults.clear()
        after = await asker.rows("cdr/search")
        assert len(after) == 52
        assert set(before) < set(ids(after))
        read = [row_id for page in pages for row_id in ids(page["data"])]
        assert len(read) == 40
        assert len(set(read)) < 40


async def test_rows_that_arrive_have_old_starts_but_were_written_now() -> None:
    async with running() as (pbx, asker):
        pbx.faults.add(faults.Arrive(rows=2, start=START, path="cdr/list"))
        assert await asker.rows("cdr/list") == []
        late = await asker.rows("cdr/list")
        assert [row["timestamp"] for row in late] == [START + 1, START]
        assert [call.end for call in pbx.calls] == [NOW, NOW]


async def test_retention_can_take_rows_between_pages() -> None:
    async with running() as (pbx, asker):
        pbx.fill(40, START, START + 400)
        pbx.faults.add(faults.Purge(rows=15, path="cdr/search"))
        first = await asker.get("cdr/search", page="1", page_size="20")
        second = await asker.get("cdr/search", page="2", page_size="20")
        assert (first["total_number"], second["total_number"]) == (40, 25)
        assert (len(first["data"]), len(second["data"])) == (20, 5)


async def test_time_and_timestamp_can_disagree() -> None:
    async with running() as (pbx, asker):
        pbx.fill(3, START, START + 300)
        pbx.faults.add(faults.Disagree(seconds=1800))
        off = await asker.rows("cdr/search")
        assert [row["time"] for row in off] == [pbx.display.write(row["timestamp"] + 1800) for row in off]
        right = await asker.rows("cdr/search")
        assert [row["time"] for row in right] == [pbx.display.write(row["timestamp"]) for row in right]


async def test_odd_rows_come_on_top_of_the_true_ones() -> None:
    async with running() as (pbx, asker):
        pbx.fill(3, START, START + 300)
        true = await asker.rows("cdr/search")
        pbx.faults.add(faults.OddRows())
        body = await asker.get("cdr/search")
        assert body["total_number"] == len(body["data"]) == 11
        assert body["data"][-3:] == true
        odd = body["data"][:-3]
        assert set(odd[0].values()) == {None}
        assert odd[1] == {}
        assert {row.get("disposition") for row in odd} >= {"PARKED", "answered", False}
        assert any(row.get("duration") == 10**30 for row in odd)


async def test_faults_of_rows_leave_other_answers_alone() -> None:
    async with running() as (pbx, asker):
        for path in ("system/information", "extension/list", "extensiongroup/get"):
            params = {"id": "1"} if path.endswith("get") else {}
            right = await asker.get(path, **params)
            pbx.faults.add(faults.Disagree(path=path))
            assert await asker.get(path, **params) == right
        assert len(pbx.faults) == 0


async def test_faults_of_rows_can_come_together() -> None:
    async with running() as (pbx, asker):
        pbx.fill(3, START, START + 300)
        pbx.faults.add(faults.OddRows(), faults.Disagree(), faults.OddRows())
        assert len(await asker.rows("cdr/search")) == 19


async def test_rows_can_be_filled_again_after_they_are_gone() -> None:
    async with running() as (pbx, asker):
        for _ in range(2):
            pbx.fill(5, START, START + 50)
            pbx.end_long_calls(2, START)
            assert len(await asker.rows("cdr/list")) == 7
            pbx.purge(NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "refuse", "errcode": 1, "times": 0},
        {"kind": "html", "after": -1},
        {"kind": "format", "date_format": "D/M/Y", "clock": 24},
        {"kind": "format", "date_format": "DD/MM/YYYY", "clock": 25},
        {"kind": "slow"},
        {"kind": "sideways"},
        {"kind": "html", "colour": "red"},
    ],
)
def test_a_fault_that_cannot_be_is_refused_when_it_is_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"strikes|date_format|clock|seconds|sideways|colour"):
        msgspec.convert(wrong, faults.AnyFault)


async def test_faults_strike_logins_too() -> None:
    async with running(log_in=False) as (pbx, asker):
        pbx.faults.add(faults.Refuse(errcode=60002, path="get_token"))
        assert (await asker.log_in(pbx))["errcode"] == 60002
        assert (await asker.log_in(pbx))["errcode"] == 0


async def test_several_pbxs_run_side_by_side() -> None:
    async with (
        Simulator(Settings(days=0), SettableClock(NOW)) as one,
        Simulator(Settings(days=0, firmware="legacy"), SettableClock(NOW)) as other,
        client(one) as http,
    ):
        assert one.base_url != other.base_url
        one.faults.add(faults.BadGateway())
        assert (await http.get("/openapi/v1.0/cdr/list")).status_code == 502
        assert len(other.requests) == 0
