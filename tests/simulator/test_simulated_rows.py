"""The rows: per firmware the shape of the vendor's example and of the published capture."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from asking import NOW, running

START = NOW - 7200
OLD_KEYS = ["id", "time", "call_from", "call_to", "timestamp", "uid", "src_addr"]


async def played(
    shape: str, *, settings: dict[str, Any] | None = None, **given: object
) -> list[dict[str, Any]]:
    async with running(search_order="oldest", **(settings or {})) as (pbx, asker):
        pbx.play(shape, START, **given)
        return await asker.rows("cdr/search")


async def test_a_surveyed_queue_call_is_six_rows_of_one_uid() -> None:
    rows = await played(
        "queue answered and surveyed", number="07700900146", agent="4005", queue="6400", wait=11, talk=74
    )
    assert [row["call_to"] for row in rows] == [
        "IVR Welcome<6200>",
        "IVR Main<6201>",
        "IVR Orders<6203>",
        "Queue Sales<6400>",
        "Amara Osei<4005>",
        "Satisfaction Survey",
    ]
    assert {row["disposition"] for row in rows} == {"ANSWERED"}
    for key in ("uid", "call_id", "call_from", "did_number", "src_trunk"):
        assert len({row[key] for row in rows}) == 1
    assert len({row["new_id"] for row in rows}) == 6
    queue, agent = rows[3], rows[4]
    for key in ("timestamp", "ring_duration", "talk_duration", "duration", "record_file"):
        assert queue[key] == agent[key]
    assert (queue["ring_duration"], queue["talk_duration"], queue["duration"]) == (11, 74, 85)
    assert all("ring_duration" not in row and "record_file" not in row for row in rows[:3])
    assert rows[5]["timestamp"] == queue["timestamp"] + 85
    assert (rows[5]["call_to_number"], rows[5]["call_to_name"]) == ("Satisfaction Survey", "")


async def test_a_newer_row_has_the_keys_of_the_capture() -> None:
    (row,) = await played("direct answered", number="07700900146", extension="4005", wait=2, talk=8)
    assert list(row) == [
        "time",
        "call_from",
        "call_to",
        "timestamp",
        "uid",
        "src_addr",
        "src_trunk",
        "duration",
        "ring_duration",
        "talk_duration",
        "disposition",
        "call_type",
        "did_number",
        "record_file",
        "call_from_number",
        "call_from_name",
        "call_to_number",
        "call_to_name",
        "call_id",
        "call_note",
        "call_note_id",
        "enb_call_note",
        "did",
        "did_name",
        "pin_code",
        "new_id",
    ]
    assert (row["time"], row["timestamp"]) == ("14/10/2026 19:31:37", START)
    assert row["uid"] == "20261014193137000001"
    assert row["call_id"] == f"{START}.1"
    assert row["record_file"] == f"20261014193140-{START}.1-07700900146-4005-Inbound.wav"
    assert (row["call_note"], row["call_note_id"], row["pin_code"]) == (None, "", "")
    assert (row["call_from"], row["call_from_number"], row["call_from_name"]) == (
        "07700900146",
        "07700900146",
        "",
    )


async def test_an_older_row_has_the_keys_of_the_vendors_example() -> None:
    (row,) = await played(
        "outbound answered",
        settings={"firmware": "legacy"},
        number="07700900146",
        extension="4005",
        wait=2,
        talk=52,
    )
    assert list(row) == [
        *OLD_KEYS,
        "dst_trunk",
        "duration",
        "ring_duration",
        "talk_duration",
        "disposition",
        "call_type",
        "dod_number",
        "record_file",
        "reason",
    ]
    assert row["id"] == 1
    assert row["call_from"] == "Amara Osei<4005>"
    assert row["call_to"] == "07700900146"
    assert row["reason"] == "dst hangup "


async def test_an_older_row_of_nothing_leaves_everything_out() -> None:
    (row,) = await played("outbound busy", settings={"firmware": "legacy"})
    assert list(row) == [*OLD_KEYS, "dst_trunk", "disposition", "call_type", "dod_number", "reason"]


@pytest.mark.parametrize(
    ("omission", "absent", "empty"),
    [
        ("captured", {"duration", "record_file", "dod_number"}, {"call_note": None, "pin_code": ""}),
        (
            "absent",
            {"duration", "record_file", "call_note", "pin_code", "call_from_name"},
            {"enb_call_note": 0},
        ),
        ("blank", set(), {"duration": 0, "record_file": "", "call_note": None, "dst_trunk": ""}),
    ],
)
async def test_how_a_row_says_nothing_is_a_switch(
    omission: str, absent: set[str], empty: dict[str, Any]
) -> None:
    (row,) = await played("direct busy", settings={"omission": omission})
    assert absent.isdisjoint(row)
    assert {key: row[key] for key in empty} == empty
    assert row["disposition"] == "BUSY"


@pytest.mark.parametrize(("firmware", "rows"), [("legacy", 4), ("mid", 2), ("current", 2)])
@pytest.mark.parametrize("switch", [None, True, False])
async def test_whether_each_member_of_a_ring_group_leaves_a_row_is_a_switch(
    firmware: str, rows: int, *, switch: bool | None
) -> None:
    wanted = {None: rows, True: 4, False: 2}[switch]
    found = await played(
        "ring group answered", settings={"firmware": firmware, "ring_group_rows": switch}, member="4011"
    )
    assert len(found) == wanted
    assert Counter(row["call_to"] for row in found if row["disposition"] == "ANSWERED") == {
        "RingGroup Reception<6300>": 1,
        "Front Desk<4011>": 1,
    }
    assert {row["disposition"] for row in found[2:]} <= {"NO ANSWER"}


SHAPES: dict[str, list[tuple[str, str]]] = {
    "direct missed": [("Tom Ashdown<4004>", "NO ANSWER")],
    "direct busy": [("Tom Ashdown<4004>", "BUSY")],
    "left a message": [("Tom Ashdown<4004>", "NO ANSWER"), ("Voicemail Tom Ashdown<4004>", "VOICEMAIL")],
    "mailbox from menu": [("IVR Welcome<6200>", "ANSWERED"), ("Voicemail Tom Ashdown<4004>", "VOICEMAIL")],
    "conference joined": [("IVR Welcome<6200>", "ANSWERED"), ("Conference Monday round<6500>", "ANSWERED")],
    "prompt answered": [("Play Prompt welcome.wav", "ANSWERED"), ("Tom Ashdown<4004>", "ANSWERED")],
    "after hours": [("Play Prompt closed.wav", "ANSWERED")],
    "transferred": [("Tom Ashdown<4004>", "ANSWERED"), ("Mei Tanaka<4007>", "ANSWERED")],
    "forwarded": [("Tom Ashdown<4004>", "NO ANSWER"), ("07700900902", "ANSWERED")],
    "internal message": [("Mei Tanaka<4007>", "NO ANSWER"), ("Voicemail Mei Tanaka<4007>", "VOICEMAIL")],
    "outbound failed": [("07700900146", "FAILED")],
}


@pytest.mark.parametrize("shape", SHAPES)
async def test_a_course_leaves_these_rows(shape: str) -> None:
    rows = await played(shape, number="07700900146", extension="4004", other="4007")
    assert [(row["call_to"], row["disposition"]) for row in rows] == SHAPES[shape]


async def test_a_forwarded_leg_leaves_through_a_trunk() -> None:
    rung, outside = await played("forwarded", extension="4004")
    assert "dst_trunk" not in rung
    assert outside["dst_trunk"] == outside["src_trunk"] == "SIP-Main"


async def test_a_busy_outbound_call_may_be_called_inbound() -> None:
    (row,) = await played("outbound busy mislabelled", extension="4004", number="07700900146")
    assert (row["call_type"], row["call_from"], row["dst_trunk"]) == (
        "Inbound",
        "Tom Ashdown<4004>",
        "SIP-Main",
    )
    assert "src_trunk" not in row


async def test_a_hostile_name_arrives_as_it_is() -> None:
    (row,) = await played("direct missed", number="07700900146", name="<!channel> *bold*\x1b[31m\u202e")
    assert row["call_from"] == "<!channel> *bold*\x1b[31m\u202e<07700900146>"
    assert row["call_from_name"] == "<!channel> *bold*\x1b[31m\u202e"


async def test_a_withheld_caller_is_a_word_or_nothing() -> None:
    assert (await played("direct missed", number="anonymous"))[0]["call_from"] == "anonymous"
    assert (await played("direct missed", number=""))[0]["call_from"] == ""


async def test_a_changed_format_shows_at_once_and_the_uid_stays() -> None:
    async with running() as (pbx, asker):
        pbx.play("direct missed", START)
        (before,) = await asker.rows("cdr/search")
        pbx.change_format("YYYY/MM/DD", 12)
        (after,) = await asker.rows("cdr/search")
    assert (before["time"], after["time"]) == ("14/10/2026 19:31:37", "2026/10/14 07:31:37 PM")
    assert before["uid"] == after["uid"]
