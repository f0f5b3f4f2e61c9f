"""What is to be done about slots that are due."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.slots import Due, due, slots
from digest.given import daily, local, placed, unhurried, utc

if TYPE_CHECKING:
    from datetime import datetime

    from bot.digest.digest import Digest
    from bot.digest.slots import Slot


def told(found: Due) -> tuple[str | None, bool, list[str]]:
    post = None if found.post is None else found.post.wall
    return post, found.late, [slot.wall for slot in found.skipped]


@pytest.mark.parametrize(
    ("since", "now", "expected"),
    [
        ("2026-11-25 08:30", "2026-11-26 08:29", (None, False, [])),
        ("2026-11-25 08:30", "2026-11-26 08:30", ("2026-11-26T08:30", False, [])),
        ("2026-11-25 08:30", "2026-11-26 08:40", ("2026-11-26T08:30", False, [])),
        ("2026-11-25 08:30", "2026-11-26 08:41", ("2026-11-26T08:30", True, [])),
        ("2026-11-25 08:30", "2026-11-26 20:30", ("2026-11-26T08:30", True, [])),
        ("2026-11-25 08:30", "2026-11-26 20:31", (None, False, ["2026-11-26T08:30"])),
        ("2026-11-26 08:30", "2026-11-26 20:31", (None, False, [])),
        (
            "2026-11-23 08:30",
            "2026-11-26 09:00",
            ("2026-11-26T08:30", True, ["2026-11-24T08:30", "2026-11-25T08:30"]),
        ),
        ("2026-11-23 08:30", "2026-11-25 22:00", (None, False, ["2026-11-24T08:30", "2026-11-25T08:30"])),
        ("2026-11-26 08:30", "2026-11-26 08:00", (None, False, [])),
    ],
)
def test_the_newest_slot_within_twelve_hours_is_posted_and_older_ones_are_skipped(
    since: str, now: str, expected: tuple[str | None, bool, list[str]]
) -> None:
    assert told(due(daily(), local(since), local(now))) == expected


def test_twelve_hours_are_hours_and_not_what_the_wall_shows() -> None:
    """The night of 25 October has an hour more."""
    evening = daily("20:00")
    assert told(due(evening, local("2026-10-24 12:00"), local("2026-10-25 07:00")))[0] == "2026-10-24T20:00"
    assert told(due(evening, local("2026-10-24 12:00"), local("2026-10-25 07:01"))) == (
        None,
        False,
        ["2026-10-24T20:00"],
    )


def test_no_slot_at_or_before_the_moment_of_its_creation_is_due() -> None:
    new = daily(created=int(utc("2026-11-26 08:30").timestamp()))
    assert due(new, utc("2020-01-01 00:00"), utc("2026-11-26 09:00")) == Due()
    assert told(due(new, utc("2020-01-01 00:00"), utc("2026-11-27 08:30"))) == ("2026-11-27T08:30", False, [])


def test_a_paused_digest_has_nothing_due() -> None:
    assert due(daily(paused=1), utc("2026-11-20 00:00"), utc("2026-11-26 09:00")) == Due()


@unhurried
@given(placed(), st.lists(st.integers(1, 200_000), min_size=1, max_size=12))
def test_whenever_somebody_looks_each_slot_is_posted_or_skipped_once(
    drawn: tuple[Digest, datetime], waits: list[int]
) -> None:
    asked, start = drawn
    since = now = start
    posted: list[Slot] = []
    skipped: list[Slot] = []
    for wait in waits:
        now += timedelta(seconds=wait)
        found = due(asked, since, now)
        if found.post is not None:
            posted.append(found.post)
            assert timedelta() <= now - found.post.at <= timedelta(hours=12)
            assert found.late == (now - found.post.at > timedelta(minutes=10))
        skipped += found.skipped
        seen = [*found.skipped, *filter(None, [found.post])]
        since = max([since, *(slot.at for slot in seen)])
    every = list(slots(asked, start, now))
    assert sorted(posted + skipped, key=lambda slot: slot.at) == every
    assert len(set(posted + skipped)) == len(every)


@unhurried
@given(placed(), st.integers(0, 60 * 24 * 30))
def test_after_any_downtime_one_slot_is_posted_at_most_and_it_is_the_newest(
    drawn: tuple[Digest, datetime], minutes: int
) -> None:
    asked, start = drawn
    now = start.astimezone(UTC) + timedelta(minutes=minutes)
    found = due(asked, start, now)
    every = list(slots(asked, start, now))
    fresh = [slot for slot in every if now - slot.at <= timedelta(hours=12)]
    assert found.post == (fresh[-1] if fresh else None)
    assert list(found.skipped) == [slot for slot in every if slot != found.post]
