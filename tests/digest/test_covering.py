"""What a slot covers."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.covering import covered
from bot.digest.digest import About
from bot.digest.recurrence import MonthDay, Recurrence
from bot.digest.slots import Slot, slots
from digest.given import (
    ALL,
    WORKDAYS,
    daily,
    digest,
    local,
    monthly,
    placed,
    some_days,
    the_slot,
    times,
    unhurried,
    utc,
    weekly,
)

if TYPE_CHECKING:
    from datetime import datetime, time

    from bot.digest.digest import Digest

TODAY, YESTERDAY = About.TODAY, About.YESTERDAY
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
"""A Friday and the Monday after it."""


@pytest.mark.parametrize(
    ("asked", "wall", "start", "end"),
    [
        (daily(), "2026-11-26T08:30", "2026-11-25 00:00", "2026-11-26 00:00"),
        (daily(), "2027-01-01T08:30", "2026-12-31 00:00", "2027-01-01 00:00"),
        (daily(), "2028-03-01T08:30", "2028-02-29 00:00", "2028-03-01 00:00"),
        (daily("00:00"), "2026-11-26T00:00", "2026-11-25 00:00", "2026-11-26 00:00"),
        (daily(days=WORKDAYS), "2026-11-27T08:30", "2026-11-26 00:00", "2026-11-27 00:00"),
        (daily(days=WORKDAYS), "2026-11-30T08:30", "2026-11-27 00:00", "2026-11-30 00:00"),
        (daily(days=frozenset({0, 2})), "2026-11-30T08:30", "2026-11-25 00:00", "2026-11-30 00:00"),
        (daily(days=WORKDAYS, skip_on=CHRISTMAS), "2026-12-29T08:30", "2026-12-24 00:00", "2026-12-29 00:00"),
        (daily(skip_on=CHRISTMAS), "2026-12-26T08:30", "2026-12-24 00:00", "2026-12-26 00:00"),
        (daily(days=WORKDAYS, about=YESTERDAY), "2026-11-30T08:30", "2026-11-29 00:00", "2026-11-30 00:00"),
        (daily("18:00", about=TODAY), "2026-11-26T18:00", "2026-11-26 00:00", "2026-11-26 18:00"),
        (daily("08:30", about=TODAY), "2026-11-26T08:30", "2026-11-26 00:00", "2026-11-26 08:30"),
        (daily("00:00", about=TODAY), "2026-11-26T00:00", "2026-11-25 00:00", "2026-11-26 00:00"),
        (daily(about=About.LAST_WEEK), "2026-11-26T08:30", "2026-11-16 00:00", "2026-11-23 00:00"),
        (daily(about=About.LAST_MONTH), "2026-11-26T08:30", "2026-10-01 00:00", "2026-11-01 00:00"),
        (weekly("09:00", 0), "2026-11-30T09:00", "2026-11-23 00:00", "2026-11-30 00:00"),
        (weekly("09:00", 0, 3), "2026-11-26T09:00", "2026-11-19 00:00", "2026-11-26 00:00"),
        (weekly("09:00", 2), "2026-11-25T09:00", "2026-11-18 00:00", "2026-11-25 00:00"),
        (
            weekly("09:00", 2, about=About.LAST_WEEK),
            "2026-11-25T09:00",
            "2026-11-16 00:00",
            "2026-11-23 00:00",
        ),
        (
            weekly("09:00", 6, about=About.LAST_WEEK),
            "2026-11-29T09:00",
            "2026-11-16 00:00",
            "2026-11-23 00:00",
        ),
        (
            monthly("08:00", MonthDay.FIRST_WORKDAY),
            "2027-01-01T08:00",
            "2026-12-01 00:00",
            "2027-01-01 00:00",
        ),
        (monthly("08:00", MonthDay.FIRST), "2028-03-01T08:00", "2028-02-01 00:00", "2028-03-01 00:00"),
        (monthly("08:00", MonthDay.LAST), "2026-11-30T08:00", "2026-10-01 00:00", "2026-11-01 00:00"),
        (
            monthly("08:00", MonthDay.FIRST, about=About.LAST_WEEK),
            "2026-12-01T08:00",
            "2026-11-23 00:00",
            "2026-11-30 00:00",
        ),
    ],
)
def test_a_slot_covers(asked: Digest, wall: str, start: str, end: str) -> None:
    assert shown(covered(asked, the_slot(asked, wall))) == (start, end)


def shown(window: tuple[datetime, datetime]) -> tuple[str, str]:
    start, end = window
    return f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("zone", "wall", "start", "hours"),
    [
        ("Europe/London", "2026-03-30T08:30", "2026-03-29 00:00", 23),
        ("Europe/London", "2026-10-26T08:30", "2026-10-24 23:00", 25),
        ("America/New_York", "2026-03-09T08:30", "2026-03-08 05:00", 23),
        ("America/New_York", "2026-11-02T08:30", "2026-11-01 04:00", 25),
        ("Australia/Lord_Howe", "2026-10-05T08:30", "2026-10-03 13:30", 23.5),
        ("Australia/Lord_Howe", "2026-04-06T08:30", "2026-04-04 13:00", 24.5),
        ("America/Sao_Paulo", "2018-11-05T08:30", "2018-11-04 03:00", 23),
        ("America/Sao_Paulo", "2018-02-18T08:30", "2018-02-17 02:00", 25),
        ("America/Havana", "2026-11-02T08:30", "2026-11-01 04:00", 25),
        ("Asia/Tehran", "2022-03-23T08:30", "2022-03-21 20:30", 23),
        ("Asia/Tehran", "2023-03-23T08:30", "2023-03-21 20:30", 24),
    ],
)
def test_a_day_of_a_clock_change_is_longer_or_shorter(zone: str, wall: str, start: str, hours: float) -> None:
    asked = daily(zone=zone)
    first, end = covered(asked, the_slot(asked, wall))
    # Midnight comes twice in Havana, and a reading that does equals no moment of another zone (PEP 495).
    assert first.timestamp() == utc(start).timestamp()
    assert end.timestamp() - first.timestamp() == hours * 3600


def test_a_day_without_midnight_begins_when_the_clock_goes_on() -> None:
    asked = daily(zone="America/Sao_Paulo")
    window = covered(asked, the_slot(asked, "2018-11-05T08:30"))
    assert shown(window) == ("2018-11-04 01:00", "2018-11-05 00:00")


def test_the_day_so_far_has_an_hour_more_after_the_clock_was_set_back() -> None:
    asked = daily("18:00", about=TODAY)
    start, end = covered(asked, the_slot(asked, "2026-10-25T18:00"))
    assert end.timestamp() - start.timestamp() == 19 * 3600


def test_what_is_covered_is_told_in_the_zone_of_the_digest() -> None:
    asked = daily(zone="Asia/Tokyo")
    for moment in covered(asked, the_slot(asked, "2026-11-26T08:30")):
        assert moment.tzinfo == ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize("about", [About.AUTO, YESTERDAY])
def test_the_day_before_the_one_after_a_day_that_never_was_is_the_one_before_it(about: About) -> None:
    samoa = daily(zone="Pacific/Apia", about=about)
    window = covered(samoa, the_slot(samoa, "2011-12-31T08:30"))
    assert shown(window) == ("2011-12-29 00:00", "2011-12-31 00:00")
    assert window[1].timestamp() - window[0].timestamp() == 24 * 3600


def test_a_digest_that_is_edited_on_the_day_of_a_slot_still_covers_the_days_before() -> None:
    before = Slot(wall="2026-11-26T08:30", at=utc("2026-11-26 08:30"))
    assert shown(covered(daily("06:00"), before)) == ("2026-11-25 00:00", "2026-11-26 00:00")


def test_after_a_year_of_skipped_days_the_whole_year_is_covered() -> None:
    year = frozenset(date(2026, 1, 1) + timedelta(days=day) for day in range(365))
    asked = daily(skip_on=year)
    assert shown(covered(asked, the_slot(asked, "2027-01-01T08:30"))) == (
        "2025-12-31 00:00",
        "2027-01-01 00:00",
    )


@unhurried
@given(placed(), some_days | st.just(ALL), times)
def test_the_slots_of_a_daily_digest_cover_every_day_once(
    drawn: tuple[Digest, datetime], days: frozenset[int], at: time
) -> None:
    given_, middle = drawn
    plain = daily(f"{at:%H:%M}", days, zone=given_.zone, skip_on=given_.skip_on)
    around = slots(plain, middle - timedelta(days=45), middle + timedelta(days=45))
    windows = [covered(plain, slot) for slot in around]
    for one, other in pairwise(windows):
        assert one[1].timestamp() == other[0].timestamp()


@unhurried
@given(placed())
def test_any_slot_covers_something_that_is_over_when_it_is_due(drawn: tuple[Digest, datetime]) -> None:
    asked, middle = drawn
    for slot in slots(asked, middle - timedelta(days=20), middle + timedelta(days=20)):
        start, end = covered(asked, slot)
        assert start.timestamp() < end.timestamp() <= slot.at.timestamp()
        assert end.timestamp() > (slot.at - timedelta(days=33)).timestamp()


@unhurried
@given(placed(), st.integers(0, 6))
def test_the_weeks_of_a_weekly_digest_join(drawn: tuple[Digest, datetime], day: int) -> None:
    given_, middle = drawn
    for about in (About.AUTO, About.LAST_WEEK):
        asked = weekly("09:00", day, zone=given_.zone, about=about)
        around = slots(asked, middle - timedelta(days=60), middle + timedelta(days=60))
        for one, other in pairwise(around):
            if (other.day - one.day).days == 7:  # but for a week whose day never was
                assert covered(asked, one)[1].timestamp() == covered(asked, other)[0].timestamp()


@unhurried
@given(placed(), st.sampled_from([MonthDay.FIRST, MonthDay.FIRST_WORKDAY]))
def test_the_months_of_a_monthly_digest_join(drawn: tuple[Digest, datetime], month_day: MonthDay) -> None:
    given_, middle = drawn
    asked = monthly("09:00", month_day, zone=given_.zone)
    around = slots(asked, middle - timedelta(days=150), middle + timedelta(days=150))
    for one, other in pairwise(covered(asked, slot) for slot in around):
        assert one[1].timestamp() == other[0].timestamp()


def test_recurrences_alone_decide_and_not_when_it_was_created() -> None:
    asked = digest(Recurrence(every=daily().recurrence.every, at=daily().recurrence.at, days=ALL))
    slot = the_slot(asked, "2026-11-26T08:30")
    new = daily(created=int(local("2026-11-26 08:00").timestamp()))
    assert covered(new, slot) == covered(asked, slot)
