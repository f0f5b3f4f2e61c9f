"""When a digest is due where clocks change: by hand, and against a walk over every minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.recurrence import MonthDay
from bot.digest.slots import slots
from digest.given import CHANGES, WORKDAYS, daily, local, monthly, times, unhurried, walls, weekly

if TYPE_CHECKING:
    from datetime import time


@pytest.mark.parametrize(
    ("zone", "at", "wall", "moment"),
    [
        # 08:30 stays 08:30
        ("Europe/London", "08:30", "2026-03-28T08:30", "2026-03-28T08:30"),
        ("Europe/London", "08:30", "2026-03-29T08:30", "2026-03-29T07:30"),
        ("Europe/London", "08:30", "2026-10-25T08:30", "2026-10-25T08:30"),
        ("America/New_York", "08:30", "2026-03-07T08:30", "2026-03-07T13:30"),
        ("America/New_York", "08:30", "2026-03-08T08:30", "2026-03-08T12:30"),
        # skipped: at the next minute there is
        ("Europe/London", "01:30", "2026-03-29T02:00", "2026-03-29T01:00"),
        ("Europe/Berlin", "02:30", "2026-03-29T03:00", "2026-03-29T01:00"),
        ("America/New_York", "02:30", "2026-03-08T03:00", "2026-03-08T07:00"),
        ("America/Sao_Paulo", "00:15", "2018-11-04T01:00", "2018-11-04T03:00"),
        ("Australia/Lord_Howe", "02:15", "2026-10-04T02:30", "2026-10-03T15:30"),
        ("Asia/Tehran", "00:30", "2022-03-22T01:00", "2022-03-21T20:30"),
        ("Africa/Casablanca", "02:30", "2026-03-22T03:00", "2026-03-22T02:00"),
        # twice: the first time
        ("Europe/London", "01:30", "2026-10-25T01:30", "2026-10-25T00:30"),
        ("Europe/Berlin", "02:30", "2026-10-25T02:30", "2026-10-25T00:30"),
        ("America/New_York", "01:30", "2026-11-01T01:30", "2026-11-01T05:30"),
        ("America/Sao_Paulo", "23:30", "2018-02-17T23:30", "2018-02-18T01:30"),
        ("Australia/Lord_Howe", "01:45", "2026-04-05T01:45", "2026-04-04T14:45"),
        ("Africa/Casablanca", "02:30", "2026-02-15T02:30", "2026-02-15T01:30"),
        # rules that are no more, and new ones
        ("America/Sao_Paulo", "00:15", "2019-11-03T00:15", "2019-11-03T03:15"),
        ("Asia/Tehran", "00:30", "2023-03-22T00:30", "2023-03-21T21:00"),
        ("Asia/Pyongyang", "08:30", "2018-05-04T08:30", "2018-05-04T00:00"),
        ("Asia/Pyongyang", "08:30", "2018-05-05T08:30", "2018-05-04T23:30"),
        ("Africa/Cairo", "00:30", "2023-04-28T01:00", "2023-04-27T22:00"),
    ],
)
def test_the_wall_clock_counts(zone: str, at: str, wall: str, moment: str) -> None:
    day = datetime.fromisoformat(wall).replace(hour=0, minute=0, tzinfo=ZoneInfo(zone))
    around = slots(daily(at, zone=zone), day - timedelta(hours=30), day + timedelta(hours=54))
    on_the_day = [(slot.wall, f"{slot.at:%Y-%m-%dT%H:%M}") for slot in around if slot.wall[:10] == wall[:10]]
    assert on_the_day == [(wall, moment)]


def test_a_day_that_never_was_has_no_slot_where_the_next_day_has_its_own() -> None:
    samoa = daily(zone="Pacific/Apia")
    assert walls(samoa, "2011-12-28 12:00", "2012-01-01 12:00") == [
        "2011-12-29T08:30",
        "2011-12-31T08:30",
        "2012-01-01T08:30",
    ]
    at_midnight = daily("00:00", zone="Pacific/Apia")
    assert walls(at_midnight, "2011-12-28 12:00", "2012-01-01 12:00") == [
        "2011-12-29T00:00",
        "2011-12-31T00:00",
        "2012-01-01T00:00",
    ]


def test_an_evening_that_ends_early_is_served_by_the_next_one() -> None:
    """From 23:30 the clock in Pyongyang went on at midnight."""
    evenings = daily("23:45", zone="Asia/Pyongyang")
    assert walls(evenings, "2018-05-03 00:00", "2018-05-05 23:59") == ["2018-05-03T23:45", "2018-05-05T23:45"]
    fridays = weekly("23:45", 4, zone="Asia/Pyongyang")
    assert walls(fridays, "2018-05-03 00:00", "2018-05-10 00:00") == ["2018-05-05T00:00"]


def test_a_week_is_not_lost_with_its_friday_that_never_was() -> None:
    fridays = weekly("09:00", 4, zone="Pacific/Apia")
    assert walls(fridays, "2011-12-20 00:00", "2012-01-07 00:00") == [
        "2011-12-23T09:00",
        "2011-12-31T00:00",
        "2012-01-06T09:00",
    ]
    weekdays = daily(days=WORKDAYS, zone="Pacific/Apia")
    assert walls(weekdays, "2011-12-29 00:00", "2012-01-03 00:00") == [
        "2011-12-29T08:30",
        "2011-12-31T00:00",
        "2012-01-02T08:30",
    ]


def test_a_day_that_never_was_can_be_skipped_as_well() -> None:
    fridays = weekly("09:00", 4, zone="Pacific/Apia", skip_on=frozenset({date(2011, 12, 30)}))
    assert walls(fridays, "2011-12-24 00:00", "2012-01-07 00:00") == ["2012-01-06T09:00"]


def test_a_month_keeps_its_last_day_that_never_was() -> None:
    line_islands = monthly("08:00", MonthDay.LAST, zone="Pacific/Kiritimati")
    assert walls(line_islands, "1994-11-15 00:00", "1995-02-15 00:00") == [
        "1994-11-30T08:00",
        "1995-01-01T00:00",
        "1995-01-31T08:00",
    ]


def test_asked_in_the_second_of_two_hours_the_first_is_over() -> None:
    second = local("2026-10-25 01:10").replace(fold=1)
    assert next(slots(daily("01:30"), second, second + timedelta(days=3))).wall == "2026-10-26T01:30"
    first = local("2026-10-25 01:10")
    assert next(slots(daily("01:30"), first, first + timedelta(days=3))).wall == "2026-10-25T01:30"


def first_minute(zone: ZoneInfo, day: date, at: time) -> datetime | None:
    """Walk over every minute: the first that the clock shows on this day at this time or later."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=30)
    for _ in range(78 * 60):
        moment += timedelta(minutes=1)
        shown = moment.astimezone(zone)
        if shown.date() == day and shown.time() >= at:
            return moment
    return None


@unhurried
@given(st.sampled_from(CHANGES), times, st.integers(-1, 1))
def test_a_daily_slot_is_the_first_minute_of_its_day_at_its_time_or_later(
    change: tuple[str, date], at: time, off: int
) -> None:
    zone, day = change[0], change[1] + timedelta(days=off)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    found = slots(daily(f"{at:%H:%M}", zone=zone), start - timedelta(days=3), start + timedelta(days=3))
    assert [slot.at for slot in found if slot.day == day] == [
        moment for moment in [first_minute(ZoneInfo(zone), day, at)] if moment is not None
    ]
