"""When a digest is due: the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest
from cronsim import CronSimError

from bot.digest.recurrence import MonthDay
from bot.digest.slots import Slot, next_slot, slots
from digest.given import WORKDAYS, daily, local, monthly, the_slot, utc, walls, weekly


def test_a_daily_digest_is_due_each_day_over_the_end_of_a_year_and_a_leap_day() -> None:
    assert walls(daily(), "2026-12-30 12:00", "2027-01-02 12:00") == [
        "2026-12-31T08:30",
        "2027-01-01T08:30",
        "2027-01-02T08:30",
    ]
    assert walls(daily(), "2028-02-28 00:00", "2028-03-02 00:00") == [
        "2028-02-28T08:30",
        "2028-02-29T08:30",
        "2028-03-01T08:30",
    ]


def test_a_weekday_digest_leaves_the_weekend_out() -> None:
    assert walls(daily(days=WORKDAYS), "2026-11-26 00:00", "2026-12-01 00:00") == [
        "2026-11-26T08:30",
        "2026-11-27T08:30",
        "2026-11-30T08:30",
    ]


def test_the_start_of_a_range_is_outside_it_and_its_end_inside() -> None:
    assert walls(daily(), "2026-11-26 08:30", "2026-11-27 08:30") == ["2026-11-27T08:30"]
    after = local("2026-11-26 08:30") - timedelta(microseconds=1)
    assert [slot.wall for slot in slots(daily(), after, local("2026-11-26 08:30"))] == ["2026-11-26T08:30"]


def test_a_slot_is_the_wall_clock_of_the_zone_and_the_moment_in_utc() -> None:
    tokyo = daily(zone="Asia/Tokyo")
    assert next_slot(tokyo, utc("2026-11-26 00:00")) == Slot(
        wall="2026-11-27T08:30", at=utc("2026-11-26 23:30")
    )


def test_a_weekly_digest_is_due_on_its_days() -> None:
    assert walls(weekly("09:00", 0, 6), "2026-11-24 00:00", "2026-12-07 12:00") == [
        "2026-11-29T09:00",
        "2026-11-30T09:00",
        "2026-12-06T09:00",
        "2026-12-07T09:00",
    ]


@pytest.mark.parametrize(
    ("month_day", "expected"),
    [
        (MonthDay.FIRST, ["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"]),
        (MonthDay.LAST, ["2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"]),
        (MonthDay.FIRST_WORKDAY, ["2026-08-03", "2026-09-01", "2026-10-01", "2026-11-02"]),
        (MonthDay.LAST_WORKDAY, ["2026-07-31", "2026-08-31", "2026-09-30", "2026-10-30"]),
    ],
)
def test_a_monthly_digest_is_due_on_its_day_of_each_month(month_day: MonthDay, expected: list[str]) -> None:
    found = walls(monthly("08:00", month_day), "2026-07-31 00:00", "2026-11-10 00:00")
    assert found == [f"{day}T08:00" for day in expected]


def test_the_last_day_of_february_is_the_29th_in_a_leap_year_alone() -> None:
    found = walls(monthly("08:00", MonthDay.LAST), "2027-02-10 00:00", "2028-03-10 00:00")
    assert (found[0], found[-1]) == ("2027-02-28T08:00", "2028-02-29T08:00")


def test_days_to_skip_have_no_slot() -> None:
    christmas = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
    found = walls(daily(days=WORKDAYS, skip_on=christmas), "2026-12-24 00:00", "2026-12-30 00:00")
    assert found == ["2026-12-24T08:30", "2026-12-29T08:30"]
    first = monthly("08:00", MonthDay.FIRST, skip_on=frozenset({date(2027, 1, 1)}))
    assert walls(first, "2026-12-15 00:00", "2027-02-15 00:00") == ["2027-02-01T08:00"]


def test_a_skipped_day_is_no_workday() -> None:
    off = frozenset({date(2027, 1, 1), date(2027, 1, 4), date(2027, 1, 29), date(2027, 1, 28)})
    first = monthly("08:00", MonthDay.FIRST_WORKDAY, skip_on=off)
    assert walls(first, "2027-01-01 00:00", "2027-01-31 00:00") == ["2027-01-05T08:00"]
    last = monthly("08:00", MonthDay.LAST_WORKDAY, skip_on=off)
    assert walls(last, "2027-01-01 00:00", "2027-01-31 00:00") == ["2027-01-27T08:00"]


def test_a_month_without_a_workday_has_no_slot() -> None:
    january = frozenset(date(2027, 1, day) for day in range(1, 32))
    first = monthly("08:00", MonthDay.FIRST_WORKDAY, skip_on=january)
    assert walls(first, "2026-12-15 00:00", "2027-02-15 00:00") == ["2027-02-01T08:00"]


def test_the_next_slot_is_found_past_a_year_of_skipped_days_and_given_up_after_ten() -> None:
    start = date(2026, 11, 26)
    year = frozenset(start + timedelta(days=day) for day in range(365))
    found = next_slot(daily(skip_on=year), local("2026-11-26 00:00"))
    assert found == the_slot(daily(), "2027-11-26T08:30")
    eleven = frozenset(date(2026 + month // 12, month % 12 + 1, 1) for month in range(11 * 12))
    never = monthly("08:00", MonthDay.FIRST, skip_on=eleven)
    assert next_slot(never, local("2026-01-01 00:00")) is None


def test_a_zone_or_a_recurrence_that_is_none_is_said() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        next_slot(daily(zone="Mars/Base"), utc("2026-11-26 00:00"))
    with pytest.raises(CronSimError):
        next_slot(daily(days=frozenset()), utc("2026-11-26 00:00"))
