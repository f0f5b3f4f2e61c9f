"""What is true of the slots of any digest."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.digest.recurrence import Every, MonthDay
from bot.digest.slots import next_slot, slots
from digest.given import placed, unhurried

if TYPE_CHECKING:
    from datetime import datetime

    from bot.digest.digest import Digest

minutes = st.integers(0, 80 * 24 * 60).map(lambda count: timedelta(minutes=count))


@unhurried
@given(placed(), minutes)
def test_slots_lie_in_their_range_in_order_one_a_day(
    drawn: tuple[Digest, datetime], length: timedelta
) -> None:
    digest, after = drawn
    found = list(slots(digest, after, after + length))
    assert all(after < slot.at <= after + length for slot in found)
    for one, other in pairwise(found):
        assert one.at < other.at
        assert one.day < other.day
    assert len({slot.wall for slot in found}) == len(found)


@unhurried
@given(placed(), minutes, minutes)
def test_a_range_taken_apart_anywhere_has_the_same_slots(
    drawn: tuple[Digest, datetime], first: timedelta, second: timedelta
) -> None:
    digest, after = drawn
    middle, until = after + first, after + first + second
    parts = [*slots(digest, after, middle), *slots(digest, middle, until)]
    assert parts == list(slots(digest, after, until))


@unhurried
@given(placed(), minutes)
def test_a_range_taken_apart_at_its_slots_has_the_same_slots(
    drawn: tuple[Digest, datetime], length: timedelta
) -> None:
    digest, after = drawn
    stepped, at = [], after
    while (coming := next_slot(digest, at)) is not None and coming.at <= after + length:
        stepped.append(coming)
        at = coming.at
    assert stepped == list(slots(digest, after, after + length))


@unhurried
@given(placed(), minutes)
def test_the_wall_of_a_slot_is_what_the_clock_shows_then(
    drawn: tuple[Digest, datetime], length: timedelta
) -> None:
    digest, after = drawn
    for slot in slots(digest, after, after + length):
        assert f"{slot.at.astimezone(ZoneInfo(digest.zone)):%Y-%m-%dT%H:%M}" == slot.wall


@unhurried
@given(placed(), minutes)
def test_a_slot_shows_the_time_and_the_day_that_were_chosen(
    drawn: tuple[Digest, datetime], length: timedelta
) -> None:
    digest, after = drawn
    recurrence, zone = digest.recurrence, ZoneInfo(digest.zone)
    for slot in slots(digest, after, after + length):
        if slot.wall[11:] != f"{recurrence.at:%H:%M}":
            # Moved: right before it the clock showed an earlier time than was chosen.
            before = (slot.at - timedelta(minutes=1)).astimezone(zone).replace(tzinfo=None)
            assert before < slot.at.astimezone(zone).replace(tzinfo=None) - timedelta(minutes=1)
            continue
        assert slot.day not in digest.skip_on
        if recurrence.every is not Every.MONTHLY:
            assert slot.day.weekday() in recurrence.days
        elif recurrence.month_day is MonthDay.FIRST:
            assert slot.day.day == 1
        elif recurrence.month_day is MonthDay.LAST:
            assert (slot.day + timedelta(days=1)).day == 1
        else:
            assert slot.day.weekday() < 5
