from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from answers.day import LEGS, told
from answers.fake_pbx import PROFILE, FakePbx
from answers.scene import (
    ROSTER,
    asked,
    window,
)
from bot.cdr.leg import Direction
from bot.cdr.search import Gap
from bot.query.request import Kind


def words(text: str) -> list[str]:
    return text.split()


async def test_the_keys_are_those_that_others_rely_on_and_further_ones_come_after_them() -> None:
    got = await told()
    assert list(got)[:9] == words("kind window filters complete notes totals missed_callers calls pbx")
    assert list(got["window"]) == words("start end timezone words parts")
    assert list(got["totals"])[:15] == words(
        "calls inbound outbound internal answered missed no_answer busy failed voicemail menu_only short_ring "
        "talk_seconds waiting_p50 waiting_p90"
    )
    assert list(got["missed_callers"][0])[:11] == words(
        "number name did count first last rang voicemail state by at"
    )
    assert list(got["calls"][0])[:13] == words(
        "uid start direction outcome from to did answered_by waiting_seconds talk_seconds legs recording end"
    )
    assert list(got["pbx"])[:7] == words("firmware date_format clock timezone api format_proved requests")


async def test_the_window_is_told_with_its_offset_its_zone_and_its_words() -> None:
    assert (await told())["window"] == {
        "start": "2026-11-22T00:00:00+00:00",
        "end": "2026-11-23T00:00:00+00:00",
        "timezone": "Europe/London",
        "words": "Yesterday, Sunday 22 November 2026",
        "parts": [["2026-11-22T00:00:00+00:00", "2026-11-23T00:00:00+00:00"]],
    }


async def test_a_set_of_windows_begins_with_its_first_and_ends_with_its_last() -> None:
    days = [window("2026-10-24 00:00", "2026-10-25 00:00"), window("2026-11-22 00:00", "2026-11-23 00:00")]
    got = (await told(asked(Kind.CALLS, *days)))["window"]
    assert (got["start"], got["end"]) == ("2026-10-24T00:00:00+01:00", "2026-11-23T00:00:00+00:00")
    assert got["parts"] == [
        ["2026-10-24T00:00:00+01:00", "2026-10-25T00:00:00+01:00"],
        ["2026-11-22T00:00:00+00:00", "2026-11-23T00:00:00+00:00"],
    ]


async def test_an_open_start_is_null() -> None:
    got = (await told(asked(Kind.CALLS, window(None, "2026-11-23 00:00"))))["window"]
    assert (got["start"], got["parts"][0][0]) == (None, None)


async def test_the_totals_are_the_figures_of_the_hand_written_day() -> None:
    got = (await told())["totals"]
    assert {name: count for name, count in got.items() if name != "inbound_answered"} == {
        "calls": 7,
        "inbound": 5,
        "outbound": 2,
        "internal": 0,
        "answered": 2,
        "missed": 3,
        "no_answer": 2,
        "busy": 0,
        "failed": 0,
        "voicemail": 1,
        "menu_only": 1,
        "short_ring": 1,
        "talk_seconds": 104,
        "waiting_p50": 11,
        "waiting_p90": 41,
    }
    assert got["inbound_answered"] == 1


async def test_without_a_call_that_reached_somebody_there_is_no_waiting_time() -> None:
    got = (await told(pbx=FakePbx([LEGS[-1]], ROSTER)))["totals"]
    assert (got["calls"], got["waiting_p50"], got["waiting_p90"]) == (1, None, None)


async def test_every_moment_is_in_the_zone_of_the_window() -> None:
    request = replace(asked(Kind.MISSED), zone=ZoneInfo("America/St_Johns"))
    gap = Gap(window=window("2026-11-23 09:00", "2026-11-23 10:00"), reason="Cut.")
    got = await told(request, FakePbx(LEGS, ROSTER, gaps=[gap]))
    moments = [
        *got["window"]["parts"][0],
        got["calls"][0]["start"],
        got["calls"][0]["end"],
        got["missed_callers"][0]["first"],
        got["missed_callers"][0]["last"],
        got["missed_callers"][0]["at"],
        got["coverage"]["oldest"],
        got["coverage"]["gaps"][0]["start"],
        got["coverage"]["gaps"][0]["end"],
    ]
    assert {moment[-6:] for moment in moments} == {"-03:30"}
    assert got["window"]["timezone"] == "America/St_Johns"
    assert got["calls"][0]["start"] == "2026-11-22T06:30:00-03:30"


async def test_what_is_missing_is_said_and_located() -> None:
    gap = Gap(window=window("2026-11-22 15:00", "2026-11-22 16:00"), reason="The PBX cut the answer.")
    got = await told(pbx=FakePbx(LEGS, ROSTER, gaps=[gap]))
    assert got["complete"] is False
    assert got["notes"][0].endswith("The PBX cut the answer.")
    assert got["coverage"]["gaps"] == [
        {
            "start": "2026-11-22T15:00:00+00:00",
            "end": "2026-11-22T16:00:00+00:00",
            "reason": "The PBX cut the answer.",
        }
    ]
    assert (await told())["complete"] is True


async def test_the_profile_of_the_pbx_is_told() -> None:
    got = (await told())["pbx"]
    assert got == {
        "firmware": "37.23.0.83",
        "date_format": "DD/MM/YYYY",
        "clock": 12,
        "timezone": "Europe/London",
        "api": "v1.0",
        "format_proved": True,
        "requests": 2,
        "model": "Yeastar P570",
        "timezone_source": "extension list",
    }


async def test_the_format_is_proved_by_the_search_too() -> None:
    bare = replace(PROFILE, format_proved=False)
    assert (await told(pbx=FakePbx(LEGS, ROSTER, bare)))["pbx"]["format_proved"] is True
    got = await told(pbx=FakePbx(LEGS, ROSTER, bare, proved=False))
    assert got["pbx"]["format_proved"] is False


async def test_why_nothing_is_listed_is_told() -> None:
    assert (await told())["nothing"] is None
    assert (await told(pbx=FakePbx([], ROSTER)))["nothing"] == "empty_pbx"


async def test_the_filters_have_the_words_a_person_types() -> None:
    request = asked(either="4005", group="Sales", direction=Direction.INBOUND, longer_than=60)
    got = (await told(request))["filters"]
    assert got == {"with": "4005", "in": "Sales", "direction": "inbound", "longer_than": 60}
    assert (await told())["filters"] == {}
