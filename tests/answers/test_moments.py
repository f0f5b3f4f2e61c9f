from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from answers.fake_pbx import LONDON
from answers.scene import DASH, at, window
from bot.answers.counts import counted
from bot.answers.moments import (
    clock,
    day_date,
    full_date,
    is_fixed,
    month,
    short_date,
    window_words,
    zone_name,
)
from bot.cdr.durations import duration
from bot.cdr.window import Window


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-11-22 00:00", "2026-11-23 00:00", f"Sun 22 Nov 2026, 00:00{DASH}24:00"),
        ("2026-11-22 12:00", "2026-11-22 18:00", f"Sun 22 Nov 2026, 12:00{DASH}18:00"),
        ("2026-11-16 00:00", "2026-11-23 00:00", f"Mon 16 Nov, 00:00 {DASH} Sun 22 Nov 2026, 24:00"),
        ("2026-12-31 22:00", "2027-01-01 02:00", f"Thu 31 Dec 2026, 22:00 {DASH} Fri 1 Jan 2027, 02:00"),
        ("2026-12-31 00:00", "2027-01-01 00:00", f"Thu 31 Dec 2026, 00:00{DASH}24:00"),
        ("2026-11-22 09:00:05", "2026-11-22 09:00:06", f"Sun 22 Nov 2026, 09:00:05{DASH}09:00:06"),
        (None, "2026-11-23 00:00", "everything up to Sun 22 Nov 2026, 24:00"),
        (None, "2026-11-23 14:20", "everything up to Mon 23 Nov 2026, 14:20"),
    ],
)
def test_a_window_in_words(start: str | None, end: str, words: str) -> None:
    assert window_words(window(start, end), LONDON) == words


def test_an_hour_that_comes_twice_is_told_apart_by_its_letters() -> None:
    first = at("2026-10-25 01:30")
    assert window_words(Window(start=first, end=first.replace(fold=1)), LONDON) == (
        f"Sun 25 Oct 2026, 01:30 BST{DASH}01:30 GMT"
    )


def test_a_window_is_told_in_the_zone_asked_for() -> None:
    july = window("2026-07-22 00:00", "2026-07-23 00:00")
    assert window_words(july, UTC) == f"Tue 21 Jul, 23:00 {DASH} Wed 22 Jul 2026, 23:00"


def test_dates_and_clocks_are_english_and_of_24_hours() -> None:
    day = date(2026, 3, 1)
    assert (short_date(day), day_date(day), full_date(day), month(day)) == (
        "1 Mar",
        "Sun 1 Mar",
        "Sun 1 Mar 2026",
        "Mar 2026",
    )
    assert clock(datetime(2026, 3, 1, 0, 5, tzinfo=LONDON)) == "00:05"


def test_a_zone_has_its_iana_name_or_its_offset() -> None:
    offset = timezone(timedelta(hours=2))
    assert (zone_name(LONDON), zone_name(offset), zone_name(ZoneInfo("UTC"))) == (
        "Europe/London",
        "UTC+02:00",
        "UTC",
    )
    assert (is_fixed(LONDON), is_fixed(offset)) == (False, True)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (74, "1 min 14 s"),
        (125, "2 min 05 s"),
        (3599, "59 min 59 s"),
        (3600, "1 h 00 min"),
        (3899, "1 h 04 min"),
        (4_500_000, "1,250 h 00 min"),
    ],
)
def test_a_length_of_time_in_words(seconds: int, words: str) -> None:
    assert duration(seconds) == words


def test_counts_agree_with_their_word() -> None:
    assert [counted(count, "call") for count in (0, 1, 2, 1204)] == [
        "0 calls",
        "1 call",
        "2 calls",
        "1,204 calls",
    ]
