from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from fakes.digests import MORNING

from bot.answers.digest_now import delivery_now, latest_slot
from bot.digest.delivery import Delivery, State
from bot.digest.recurrence import Every, MonthDay, Recurrence

NOON = datetime(2026, 11, 26, 12, 0, 59, tzinfo=UTC)
YEARLY = frozenset(date(year, month, 1) for year in range(2024, 2027) for month in range(1, 13))


@pytest.mark.parametrize(
    ("zone", "slot"),
    [("Europe/London", "2026-11-26T12:00"), ("Asia/Kathmandu", "2026-11-26T17:45")],
)
def test_what_is_wanted_now_is_due_in_this_minute_of_the_digests_zone(zone: str, slot: str) -> None:
    now = int(NOON.timestamp())
    assert delivery_now(replace(MORNING, zone=zone), now) == Delivery(
        digest="d1", slot=slot, due=now - 59, state=State.DUE, changed=now, why="again"
    )


@pytest.mark.parametrize(
    ("at", "slot"),
    [
        (datetime(2026, 11, 26, 8, 29, tzinfo=UTC), "2026-11-25T08:30"),
        (datetime(2026, 11, 26, 8, 30, tzinfo=UTC), "2026-11-26T08:30"),
        (NOON, "2026-11-26T08:30"),
    ],
)
def test_the_latest_slot_is_the_last_one_whose_moment_is_there(at: datetime, slot: str) -> None:
    assert latest_slot(MORNING, at).wall == slot


def test_the_latest_slot_is_found_over_months_without_one() -> None:
    monthly = Recurrence(every=Every.MONTHLY, at=time(9), days=frozenset(), month_day=MonthDay.FIRST)
    skipping = replace(MORNING, recurrence=monthly, skip_on=YEARLY - {date(2025, 2, 1)})
    assert latest_slot(skipping, NOON).wall == "2025-02-01T09:00"


def test_a_digest_that_never_had_a_slot_has_this_minute() -> None:
    monthly = Recurrence(every=Every.MONTHLY, at=time(9), days=frozenset(), month_day=MonthDay.FIRST)
    never = replace(MORNING, recurrence=monthly, skip_on=YEARLY)
    slot = latest_slot(never, NOON)
    assert (slot.wall, slot.at) == ("2026-11-26T12:00", NOON.replace(second=0))
