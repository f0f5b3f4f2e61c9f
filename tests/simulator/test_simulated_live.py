"""Calls that are going on, calls that are dialled for us, and files that can be fetched."""

from __future__ import annotations

import csv
import io
import wave
from urllib.parse import quote

import pytest
from asking import NOW, running

START = NOW - 7200


async def test_a_quiet_pbx_has_no_calls() -> None:
    async with running() as (_, asker):
        assert (await asker.get("call/query"))["errcode"] == 60001
        for name in ("id", "queue_id"):
            assert (await asker.get("queue/call_status", **{name: "1"}))["errcode"] == 60001
        assert (await asker.get("queue/call_status", id="99"))["errcode"] == 60001
        assert (await asker.get("queue/call_status"))["errcode"] == 60001


async def test_a_call_in_a_queue_waits_rings_and_talks() -> None:
    async with running() as (pbx, asker):
        call = pbx.play(
            "queue answered", NOW, number="07700900146", queue="6400", agent="4005", wait=30, talk=60
        )
        entry = call.legs[1].start
        pbx.clock.set(NOW)
        (live,) = (await asker.get("call/query"))["data"]
        assert live["call_id"] == call.call_id
        assert [next(iter(member)) for member in live["members"]] == ["inbound"]
        assert live["members"][0]["inbound"]["from"] == "07700900146"

        pbx.clock.set(entry + 10)
        status = await asker.get("queue/call_status", id="1")
        assert (status["waiting_calls"], status["ringing_calls"], status["active_calls"]) == (1, 1, 0)
        assert status["waiting_list"][0]["duration"] == 10
        assert status["ringing_list"][0]["callee_number"] == "4005"
        (live,) = (await asker.get("call/query"))["data"]
        assert live["members"][1]["extension"]["number"] == "4005"
        assert live["members"][1]["extension"]["member_status"] == "RING"
        assert (await asker.get("queue/call_status", id="2"))["errcode"] == 60001

        pbx.clock.set(entry + 40)
        status = await asker.get("queue/call_status", id="1")
        assert (status["waiting_calls"], status["ringing_calls"], status["active_calls"]) == (0, 0, 1)
        assert status["active_list"][0]["duration"] == 10
        (live,) = (await asker.get("call/query"))["data"]
        states = [next(iter(member.values()))["member_status"] for member in live["members"]]
        assert states == ["ANSWERED", "ANSWER"]


async def test_a_dialled_call_goes_on_and_then_is_a_row() -> None:
    async with running() as (pbx, asker):
        body = await asker.post(
            "call/dial",
            {"caller": "4005", "callee": "07700900146", "auto_answer": "no"},
            access_token=asker.token,
        )
        assert body["errcode"] == 0
        (live,) = (await asker.get("call/query"))["data"]
        assert live["call_id"] == body["call_id"]
        assert live["members"][0]["extension"]["number"] == "4005"
        assert live["members"][1]["outbound"]["to"] == "07700900146"
        assert await asker.rows("cdr/search") == []
        pbx.clock.advance(1000)
        (row,) = await asker.rows("cdr/search")
        assert (row["call_from"], row["call_to"], row["call_type"]) == (
            "Amara Osei<4005>",
            "07700900146",
            "Outbound",
        )


async def test_a_colleague_can_be_dialled() -> None:
    async with running() as (pbx, asker):
        await asker.post("call/dial", {"caller": "4005", "callee": "4002"}, access_token=asker.token)
        pbx.clock.advance(1000)
        (row,) = await asker.rows("cdr/search")
        assert (row["call_to"], row["call_type"]) == ("Jonas Weber<4002>", "Internal")


@pytest.mark.parametrize(
    ("body", "errcode"),
    [
        ({"caller": "4005"}, 40002),
        ({"caller": "9999", "callee": "4002"}, 60001),
        ({"caller": "4005", "callee": "4005"}, 40002),
        ({"caller": "4005", "callee": "somebody"}, 40001),
        ({"caller": "4005", "callee": "4002", "auto_answer": "maybe"}, 40001),
        ({"caller": "4005", "callee": "4002", "when": "now"}, 40002),
        ("4005", 40001),
    ],
)
async def test_what_cannot_be_dialled_is_refused(body: object, errcode: int) -> None:
    async with running() as (_, asker):
        assert (await asker.post("call/dial", body, access_token=asker.token))["errcode"] == errcode


async def test_a_csv_holds_what_a_search_finds() -> None:
    async with running() as (pbx, asker):
        pbx.fill(20, START, START + 200)
        body = await asker.get("cdr/download", start_time=pbx.display.write(START + 100))
        assert body["file"] == "CDR.csv"
        params = {"access_token": asker.token}
        response = await asker.http.get(body["download_resource_url"], params=params)
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(response.text)))
        assert [row["timestamp"] for row in rows] == [str(START + 190 - 10 * n) for n in range(10)]
        assert (await asker.http.get(body["download_resource_url"])).json()["errcode"] == 10004
        pbx.clock.advance(1799)
        assert (await asker.http.get(body["download_resource_url"], params=params)).status_code == 200
        pbx.clock.advance(1)
        await asker.log_in(pbx)
        late = await asker.http.get(body["download_resource_url"], params={"access_token": asker.token})
        assert late.json()["errcode"] == 60001


async def test_a_recording_is_ready_some_seconds_after_hang_up() -> None:
    async with running() as (pbx, asker):
        call = pbx.play("queue answered", NOW - 100, agent="4005", wait=5, talk=12)
        rows = await asker.rows("cdr/search")
        (name,) = {row["record_file"] for row in rows if "record_file" in row}
        pbx.clock.set(call.end + 4)
        assert (await asker.get("recording/download", file=name))["errcode"] == 60001
        assert await asker.rows("recording/list") == []
        pbx.clock.set(call.end + 5)
        body = await asker.get("recording/download", file=name)
        response = await asker.http.get(body["download_resource_url"], params={"access_token": asker.token})
        with wave.open(io.BytesIO(response.content)) as sound:
            assert sound.getnframes() / sound.getframerate() == 12
        (listed,) = await asker.rows("recording/list")
        assert (listed["file"], listed["duration"], listed["size"]) == (name, 12, len(response.content))
        assert (await asker.get("recording/download", id=str(listed["id"])))["file"] == name


async def test_a_recording_of_a_number_with_a_plus_needs_its_plus_encoded() -> None:
    async with running() as (pbx, asker):
        pbx.play("outbound answered", START, number="+447700900146", talk=3)
        (row,) = await asker.rows("cdr/search")
        assert "+447700900146" in row["record_file"]
        address = f"/openapi/v1.0/recording/download?access_token={asker.token}&file="
        assert (await asker.http.get(address + row["record_file"])).json()["errcode"] == 60001
        assert (await asker.http.get(address + quote(row["record_file"]))).json()["errcode"] == 0


async def test_a_recording_needs_a_name() -> None:
    async with running() as (_, asker):
        assert (await asker.get("recording/download"))["errcode"] == 40002
        assert (await asker.get("recording/download", file="none.wav"))["errcode"] == 60001
