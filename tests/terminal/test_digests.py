"""A workspace's digests as a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from fakes.digests import MORNING, MemoryDigestStore

from bot.answers.digest_kept import digests_json, kept_digests
from bot.digest.delivery import Delivery, State
from bot.ports_of_ledger import Why
from bot.terminal.digests import delivery_page, digests_page
from bot.workspace.workspace import Workspace
from terminal.measure import cells, unseen

if TYPE_CHECKING:
    from bot.answers.digest_kept import KeptDigest

OURS, THEIRS = Workspace(team="T1"), Workspace(team="T2")
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def delivery(day: int, state: State, why: str = "", **more: Any) -> Delivery:  # noqa: ANN401 - fields of a delivery
    due = datetime(2026, 11, day, 8, 30, tzinfo=UTC)
    made = Delivery(digest="d1", slot=f"{due:%Y-%m-%dT%H:%M}", due=int(due.timestamp()), state=state, why=why)
    return replace(made, **more)


async def kept(*deliveries: Delivery, next_due: int | None = None, most: int = 7) -> tuple[KeptDigest, ...]:
    store = MemoryDigestStore()
    await store.save_digest(OURS, MORNING, next_due)
    await store.save_digest(THEIRS, replace(MORNING, owner="U9"), 0)
    for each in deliveries:
        assert await store.begin(OURS, each)
    return await kept_digests(store, OURS, NOON, most)


def page(found: tuple[KeptDigest, ...], width: int = 100) -> list[str]:
    return digests_page(found, "T1", width=width, colour=False).splitlines()


async def test_each_slot_stands_with_what_became_of_it_oldest_first() -> None:
    found = await kept(
        delivery(17, State.POSTED, channel="C1", ts="1.5"),
        delivery(18, State.POSTED, channel="C1", ts="1.6", late=True),
        delivery(19, State.SKIPPED, Why.EMPTY.value),
        delivery(20, State.SKIPPED, Why.MISSED.value),
        delivery(21, State.FAILED, "connection_refused"),
        delivery(22, State.FAILED, "bad_credentials", next_try=1),
        delivery(23, State.UNKNOWN),
        delivery(24, State.DUE, Why.AGAIN.value),
        delivery(25, State.CLAIMED),
        delivery(26, State.POSTING),
        most=20,
    )
    assert page(found) == [
        "Digest 1  Every day at 08:30 (Europe/London), about the day before.",
        "  Where   channel C1",
        "  Owner   U1",
        "  Next    Fri 27 Nov 2026, 08:30 (Europe/London)",
        "  Tue 17 Nov 2026, 08:30  posted · in C1 as 1.5",
        "  Wed 18 Nov 2026, 08:30  posted late · in C1 as 1.6",
        "  Thu 19 Nov 2026, 08:30  skipped · there were no calls",
        "  Fri 20 Nov 2026, 08:30  skipped · Ringback was down",
        "  Sat 21 Nov 2026, 08:30  failed · the PBX could not be reached",
        "  Sun 22 Nov 2026, 08:30  failed, to be tried again · the PBX refuses its Client ID or Client Secret",
        "  Mon 23 Nov 2026, 08:30  unknown · it may have been posted, or not; its owner is asked",
        "  Tue 24 Nov 2026, 08:30  due · a person asked for it",
        "  Wed 25 Nov 2026, 08:30  being made",
        "  Thu 26 Nov 2026, 08:30  being posted",
    ]


async def test_a_slot_that_nobody_has_taken_up_is_no_gap_in_the_list() -> None:
    monday = int(datetime(2026, 11, 25, 8, 30, tzinfo=UTC).timestamp())
    found = await kept(delivery(24, State.POSTED), next_due=monday)
    assert [line.strip() for line in page(found)[4:]] == [
        "Tue 24 Nov 2026, 08:30  posted",
        "Wed 25 Nov 2026, 08:30  due · nobody has taken it up: is “ringback serve” running?",
        "Thu 26 Nov 2026, 08:30  due · nobody has taken it up: is “ringback serve” running?",
    ]
    (told,) = digests_json(found)["digests"]
    assert [each["slot"] for each in told["waiting"]] == ["2026-11-26T08:30", "2026-11-25T08:30"]


async def test_of_many_slots_the_newest_are_shown_and_that_there_are_more_is_said() -> None:
    found = await kept(*(delivery(day, State.POSTED) for day in range(1, 6)), most=2)
    assert [line.strip() for line in page(found)[4:]] == [
        "Slots   the newest 2 slots; --slots shows more",
        "Wed 4 Nov 2026, 08:30   posted",
        "Thu 5 Nov 2026, 08:30   posted",
    ]


@pytest.mark.parametrize(
    ("because", "said"),
    [
        ("", "by a person"),
        ("channel_not_found", "because Ringback does not see its channel any more"),
        ("some_new_code", "because the answer was “some_new_code”"),
    ],
)
async def test_a_paused_digest_says_since_when_and_why_and_has_no_next_run(because: str, said: str) -> None:
    store = MemoryDigestStore()
    own = replace(MORNING, channel="", own=True)
    await store.save_digest(OURS, own, 5)
    await store.pause(OURS, ["d1"], int(NOON.timestamp()), because)
    lines = page(await kept_digests(store, OURS, NOON, 7))
    assert lines[0].endswith("about the day before, own calls only.")
    assert lines[1:] == [
        "  Where   a direct message to its owner",
        "  Owner   U1",
        f"  Paused  since Thu 26 Nov 2026, 12:00, {said}",
    ]


async def test_the_list_of_a_workspace_without_digests_says_how_one_is_made() -> None:
    found = await kept_digests(MemoryDigestStore(), OURS, NOON, 7)
    assert page(found) == [
        "No digest is kept for workspace T1 yet. In Slack “/calls digest” makes one.",
    ]


async def test_a_program_is_told_each_slot_with_its_code() -> None:
    posted = delivery(25, State.POSTED, channel="C1", ts="1.5", tries=2, changed=1_795_595_402, late=True)
    (told,) = digests_json(await kept(posted))["digests"]
    assert told["slots"] == [
        {
            "slot": "2026-11-25T08:30",
            "due": "2026-11-25T08:30:00+00:00",
            "state": "posted",
            "words": "posted late",
            "why": None,
            "late": True,
            "tries": 2,
            "next_try": None,
            "changed": "2026-11-25T08:30:02+00:00",
            "channel": "C1",
            "ts": "1.5",
        }
    ]
    assert (told["number"], told["owner"], told["channel"], told["own"]) == (1, "U1", "C1", False)
    assert told["typed"] == "daily 08:30 zone Europe/London in-channel <#C1>"
    assert told["next"] == {"slot": "2026-11-27T08:30", "due": "2026-11-27T08:30:00+00:00"}


@pytest.mark.parametrize("width", [60, 100, 160])
async def test_no_line_is_wider_than_the_terminal_and_nothing_hostile_is_shown(width: int) -> None:
    store = MemoryDigestStore()
    hostile = replace(MORNING, owner="\x1b[31mU1", channel="C\u202e1", text='in "漢字\x00" ' * 20)
    await store.save_digest(OURS, hostile, None)
    await store.begin(OURS, delivery(25, State.SKIPPED, "evil\x1b[2J_code" * 20))
    told = digests_page(await kept_digests(store, OURS, NOON, 7), "T1", width=width, colour=False)
    assert unseen(told) == set()
    assert max(map(cells, told.splitlines())) <= width


async def test_colour_is_for_what_became_of_a_slot() -> None:
    (found,) = await kept(delivery(25, State.POSTED))
    coloured = delivery_page(found.status.digest, found.deliveries[0], width=100, colour=True)
    assert "\x1b[32mposted\x1b[0m" in coloured
