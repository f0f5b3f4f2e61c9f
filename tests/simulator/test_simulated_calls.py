"""v2.0: one row per call."""

from __future__ import annotations

import pytest
from asking import NOW, running

START = NOW - 7200


async def test_a_surveyed_queue_call_is_one_row() -> None:
    async with running() as (pbx, asker):
        call = pbx.play(
            "queue answered and surveyed",
            START,
            number="07700900146",
            agent="4005",
            queue="6400",
            wait=11,
            talk=74,
        )
        body = await asker.get("cdr/list", api="v2.0")
        assert body["total_number"] == 1
        (row,) = body["data"]
    assert row["uid"] == call.uid
    assert row["time"] == "14/10/2026 19:31:37"
    assert (row["call_type"], row["last_status"]) == ("Inbound", "ANSWERED")
    assert (row["call_from_number"], row["call_to"]) == ("07700900146", "IVR Welcome<6200>")
    assert (row["queues"], row["ivrs"], row["ring_groups"]) == (["6400"], ["6200", "6201", "6203"], [])
    assert row["segments"] == 6
    assert row["handling_duration"] == 74
    assert row["call_duration"] == call.end - call.start
    assert "timestamp" not in row


async def test_only_here_an_abandoned_call_has_a_word_of_its_own() -> None:
    async with running() as (pbx, asker):
        pbx.play("queue missed", START)
        (row,) = (await asker.get("cdr/search", api="v2.0"))["data"]
    assert row["last_status"] == "ABANDONED"


@pytest.mark.parametrize("order", ["DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD"])
async def test_its_window_is_in_the_display_format_too(order: str) -> None:
    async with running(date_format=order, clock=12) as (pbx, asker):
        pbx.fill(60, START, START + 600)
        window = {"time_begin": pbx.display.write(START + 100), "time_end": pbx.display.write(START + 199)}
        assert (await asker.get("cdr/search", api="v2.0", **window))["total_number"] == 10
        wrong = await asker.get("cdr/search", api="v2.0", time_begin="14.10.2026 00:00:00")
        assert (wrong["errcode"], wrong["total_number"], wrong["data"]) == (0, 0, [])
        assert (await asker.get("cdr/search", api="v2.0", start_time="x"))["errcode"] == 40002


async def test_its_filters_act_on_calls() -> None:
    async with running() as (pbx, asker):
        pbx.play("queue answered", START, number="07700900146", agent="4005", queue="6400")
        pbx.play("direct missed", START + 60, number="07700900266", extension="4001")
        for query, found in (
            ({"call_from": "07700900146"}, 1),
            ({"call_to": "4005"}, 1),
            ({"call_to": "6400"}, 1),
            ({"ext_group": "1"}, 1),
            ({"ext_group": "3"}, 1),
            ({"ext_group": "2"}, 0),
            ({"call_from": "07700900146", "call_to": "4001"}, 0),
        ):
            assert (await asker.get("cdr/search", api="v2.0", **query))["total_number"] == found, query


async def test_a_call_has_a_timeline() -> None:
    async with running() as (pbx, asker):
        call = pbx.play("left a message", START, extension="4005", wait=20)
        body = await asker.get("cdr/detail", api="v2.0", uid=call.uid)
        steps = [(step["participant"], step["status"]) for step in body["data"]["timeline"]]
        assert steps == [("Amara Osei<4005>", "NO ANSWER"), ("Voicemail Amara Osei<4005>", "VOICEMAIL")]
        assert (await asker.get("cdr/detail", api="v2.0", uid="none"))["errcode"] == 60001


async def test_its_list_is_sorted_and_paged() -> None:
    async with running(days=3) as (pbx, asker):
        up = await asker.get("cdr/list", api="v2.0", sort_by="call_duration", order_by="asc", page_size="50")
        lengths = [row["call_duration"] for row in up["data"]]
        assert lengths == sorted(lengths)
        assert up["total_number"] == len(pbx.calls)
        newest = (await asker.get("cdr/list", api="v2.0"))["data"]
        assert [row["uid"] for row in newest] == [call.uid for call in reversed(pbx.calls)]
