"""When a digest is due next: after an edit, and where what was noted cannot be any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import pytest
from fakes.digests import MORNING, delivery
from store.given import OURS

from bot.answers.rounds_planning import first_due, looked_ahead, plan_of
from bot.answers.rounds_retrying import MOST_TRIES, next_try
from bot.digest.delivery import State
from bot.digest.digest import About
from bot.ports_of_ledger import Planned
from digest_rounds.given import moment

if TYPE_CHECKING:
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest


def at(text: str) -> datetime:
    return datetime.fromtimestamp(moment(text), UTC)


def planned(next_due: str, digest: Digest = MORNING) -> Planned:
    return Planned(workspace=OURS, digest=digest, next_due=moment(next_due), revision=1)


def posted(slot: str) -> Delivery:
    due = moment(slot)
    return replace(delivery(due, state=State.POSTED), slot=slot.replace(" ", "T"))


def daily(text: str, about: About = About.AUTO) -> Digest:
    recurrence = replace(MORNING.recurrence, at=time.fromisoformat(text))
    return replace(MORNING, recurrence=recurrence, about=about)


@pytest.mark.parametrize(
    ("digest", "now", "told", "expected"),
    [
        (MORNING, "2026-11-26 08:00", (), "2026-11-26 08:30"),
        (MORNING, "2026-11-26 08:30", (), "2026-11-27 08:30"),
        (daily("09:00"), "2026-11-26 08:45", (), "2026-11-26 09:00"),
        (daily("09:00"), "2026-11-26 08:45", (posted("2026-11-26 08:30"),), "2026-11-27 09:00"),
        (daily("09:00"), "2026-11-26 08:45", (posted("2026-11-25 08:30"),), "2026-11-26 09:00"),
        (
            daily("17:00", about=About.TODAY),
            "2026-11-26 08:45",
            (posted("2026-11-26 08:30"),),
            "2026-11-26 17:00",
        ),
    ],
)
def test_what_is_edited_is_due_at_its_next_slot_that_does_not_tell_the_same_again(
    digest: Digest, now: str, told: tuple[Delivery, ...], expected: str
) -> None:
    assert first_due(digest, at(now), told) == moment(expected)


WEEK = replace(MORNING, about=About.LAST_WEEK)
"""Every morning about the whole week before."""


@pytest.mark.parametrize(
    ("before", "digest", "expected"),
    [
        (MORNING, replace(daily("09:00"), channel="C9"), "2026-11-26 09:00"),
        (MORNING, replace(daily("09:00"), text="in Sales"), "2026-11-26 09:00"),
        (MORNING, replace(daily("09:00"), pbx="p2"), "2026-11-26 09:00"),
        (WEEK, replace(WEEK, recurrence=daily("09:00").recurrence), "2026-11-27 09:00"),
        (WEEK, replace(WEEK, recurrence=daily("08:00").recurrence), "2026-11-27 08:00"),
        (replace(MORNING, zone="Mars/Olympus_Mons"), daily("09:00"), "2026-11-26 09:00"),
    ],
    ids=["elsewhere", "other-calls", "other-pbx", "never-two-on-one-day", "every-day-goes-on", "zone-gone"],
)
def test_a_slot_is_passed_over_only_where_the_edit_makes_it_tell_what_was_told_already(
    before: Digest, digest: Digest, expected: str
) -> None:
    told = (posted("2026-11-26 08:30"),)
    assert first_due(digest, at("2026-11-26 08:45"), told, before) == moment(expected)


def test_a_slot_that_was_skipped_or_failed_does_not_count_as_told() -> None:
    told = replace(posted("2026-11-26 08:30"), state=State.FAILED)
    assert first_due(daily("09:00"), at("2026-11-26 08:45"), (told,)) == moment("2026-11-26 09:00")


@pytest.mark.parametrize(
    ("noted", "expected"),
    [
        ("2026-11-26 08:30", None),
        ("2026-11-27 08:30", None),
        ("2026-11-26 09:30", "2026-11-26 08:30"),
        ("2030-11-26 08:30", "2026-11-26 08:30"),
    ],
)
def test_a_next_slot_that_cannot_be_any_more_is_worked_out_anew_and_one_that_was_passed_over_stays(
    noted: str, expected: str | None
) -> None:
    plan = looked_ahead(planned(noted), at("2026-11-26 08:00"))
    assert (plan and plan.next_due) == (expected and moment(expected))


def test_a_digest_that_nobody_ran_for_years_notes_its_newest_slots_alone() -> None:
    plan = plan_of(planned("2024-01-01 08:30"), at("2026-11-26 09:00"), 0)
    assert len(plan.deliveries) == 32
    assert [each.state.value for each in plan.deliveries] == ["skipped"] * 31 + ["due"]
    assert plan.deliveries[0].slot == "2026-10-26T08:30"
    assert plan.next_due == moment("2026-11-27 08:30")


def test_tries_are_three_hours_in_all_and_end_twelve_hours_after_the_slot() -> None:
    due = moment("2026-11-26 08:30")
    now = due
    tries = 0
    while now:
        tries += 1
        last, now = now, next_try(replace(delivery(due), tries=tries), now)
    assert (tries, last - due) == (MOST_TRIES, 3 * 3600)
    twelve = due + 12 * 3600
    assert next_try(replace(delivery(due), tries=1), twelve - 60) == twelve
    assert next_try(replace(delivery(due), tries=1), twelve - 59) == 0


def test_slack_is_left_alone_for_as_long_as_it_wants() -> None:
    assert next_try(replace(delivery(100), tries=1), 100, after=30) == 160
    assert next_try(replace(delivery(100), tries=1), 100, after=600.5) == 701
