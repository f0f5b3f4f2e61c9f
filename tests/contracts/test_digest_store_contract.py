"""What every store of digests does, the real one and the one in memory."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from fakes.digests import MORNING, MemoryDigestStore, delivery
from store.given import OURS, THEIRS, US, opened

from bot.digest.delivery import State
from bot.digest.digest import About
from bot.digest.recurrence import Every, MonthDay, Recurrence
from bot.ports_of_ledger import Plan, Why

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.ports_of_ledger import Claimed, DigestStore
    from bot.workspace.workspace import Workspace

MONTHLY = replace(
    MORNING,
    id="d2",
    number=2,
    channel="",
    own=True,
    recurrence=Recurrence(
        every=Every.MONTHLY, at=time(17, 5), days=frozenset(), month_day=MonthDay.LAST_WORKDAY
    ),
    zone="Pacific/Apia",
    locale="de-DE",
    about=About.LAST_MONTH,
    text="in Verkauf ünd 🎉",
    pbx="p2",
    skip_empty=True,
    skip_on=frozenset({date(2026, 12, 25), date(2026, 12, 26)}),
    created=1_700_000_000,
    paused=1_700_000_009,
    paused_because="channel_not_found",
)
HOLD = 120


@dataclass
class Kept:
    """A store, and how all of a workspace is forgotten in it."""

    store: DigestStore
    forget: Callable[[Workspace], Awaitable[object]]


@pytest.fixture(params=["sqlite", "memory"])
async def kept(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Kept]:
    if request.param == "memory":
        memory = MemoryDigestStore()

        async def forget(workspace: Workspace) -> None:
            memory.forget(workspace)

        yield Kept(memory, forget)
        return
    async with opened(tmp_path / "ringback.db") as real:
        yield Kept(real.digests, real.forget)


@pytest.fixture
def store(kept: Kept) -> DigestStore:
    return kept.store


async def claim(store: DigestStore, now: int, worker: str = "w1", most: int = 10) -> list[Claimed]:
    return await store.claim(now, worker, now + HOLD, most)


async def begun(store: DigestStore, *dues: int, workspace: Workspace = OURS, digest: str = "d1") -> None:
    if await store.digest(workspace, digest) is None:
        await store.save_digest(workspace, replace(MORNING, id=digest), None)
    for due in dues:
        assert await store.begin(workspace, delivery(due, digest))


async def held(store: DigestStore, due: int = 100, worker: str = "w1") -> Claimed:
    await begun(store, due)
    (claimed,) = await claim(store, due, worker)
    return claimed


async def posting(store: DigestStore, due: int = 100) -> Claimed:
    claimed = await held(store, due)
    assert await store.posting(claimed, due, due + HOLD)
    return claimed


async def only(store: DigestStore) -> Delivery:
    (one,) = await store.deliveries(OURS, "d1", 10)
    return one


async def test_digests_come_back_whole_and_by_number(store: DigestStore) -> None:
    await store.save_digest(OURS, MONTHLY, None)
    await store.save_digest(OURS, MORNING, 100)
    assert await store.digests(OURS) == (MORNING, MONTHLY)
    assert await store.digest(OURS, "d2") == MONTHLY
    assert await store.digest(OURS, "d3") is None
    assert await store.digests(THEIRS) == ()


async def test_a_digest_that_is_saved_again_takes_the_place_of_the_one_with_its_id(
    store: DigestStore,
) -> None:
    await store.save_digest(OURS, MORNING, 100)
    changed = replace(MORNING, channel="C2", text="in Sales")
    await store.save_digest(OURS, changed, 200)
    assert await store.digests(OURS) == (changed,)
    assert await store.planned(199, 10) == []
    assert [each.digest for each in await store.planned(200, 10)] == [changed]


async def test_a_number_is_never_given_twice_in_a_workspace(store: DigestStore) -> None:
    assert [await store.new_number(OURS) for _ in range(3)] == [1, 2, 3]
    await store.save_digest(OURS, replace(MORNING, number=3), None)
    await store.remove_digest(OURS, "d1")
    assert await store.new_number(OURS) == 4
    assert await store.new_number(THEIRS) == 1


async def test_pausing_counts_those_that_it_paused(store: DigestStore) -> None:
    await store.save_digest(OURS, MORNING, 100)
    await store.save_digest(OURS, replace(MORNING, id="d3", number=3), 100)
    assert await store.pause(OURS, ["d1"], 50, "is_archived") == 1
    assert await store.pause(OURS, ["d1", "d3", "gone"], 60, "") == 1
    assert await store.pause(THEIRS, ["d1"], 60, "") == 0
    assert [(each.paused, each.paused_because) for each in await store.digests(OURS)] == [
        (50, "is_archived"),
        (60, ""),
    ]
    assert await store.planned(1000, 10) == []
    assert await store.next_moment() is None


async def test_a_digest_goes_on_only_as_it_was_read_and_by_one_of_two(store: DigestStore) -> None:
    read = replace(MORNING, paused=5, paused_because="bad_credentials")
    await store.save_digest(OURS, read, None)
    assert not await store.resume(THEIRS, read, 900)
    assert await store.resume(OURS, read, 900)
    assert not await store.resume(OURS, read, 950)
    assert await store.digest(OURS, "d1") == MORNING
    assert await store.next_due(OURS, "d1") == 900
    edited = replace(read, channel="C2")
    await store.save_digest(OURS, edited, None)
    assert not await store.resume(OURS, read, 950)
    assert await store.digest(OURS, "d1") == edited
    await store.remove_digest(OURS, "d1")
    assert not await store.resume(OURS, edited, 950)
    assert await store.digest(OURS, "d1") is None
    await store.save_digest(OURS, MORNING, 100)
    assert not await store.resume(OURS, MORNING, 950)


async def test_a_paused_digest_is_never_due_and_a_resumed_one_from_its_next_slot_on(
    store: DigestStore,
) -> None:
    await store.save_digest(OURS, replace(MORNING, paused=5), 100)
    assert await store.planned(1000, 10) == []
    await store.save_digest(OURS, MORNING, 2000)
    assert await store.planned(1999, 10) == []
    assert [each.next_due for each in await store.planned(2000, 10)] == [2000]


async def test_what_is_due_is_planned_the_longest_waiting_first(store: DigestStore) -> None:
    for number, (workspace, moment) in enumerate([(OURS, 300), (THEIRS, 100), (US, 200), (US, 400)]):
        await store.save_digest(workspace, replace(MORNING, id=f"d{number}", number=number), moment)
    assert [each.next_due for each in await store.planned(300, 10)] == [100, 200, 300]
    assert [each.workspace for each in await store.planned(300, 2)] == [THEIRS, US]


async def test_what_is_ahead_comes_page_by_page_each_once(store: DigestStore) -> None:
    for workspace in (OURS, THEIRS, US):
        for number in range(3):
            await store.save_digest(workspace, replace(MORNING, id=f"d{number}", number=number), 100 + number)
    pages = []
    after = None
    while page := await store.ahead(100, after, 2):
        pages.append(page)
        after = page[-1]
    seen = [(each.workspace, each.digest.id) for page in pages for each in page]
    assert seen == [(workspace, f"d{number}") for workspace in (US, OURS, THEIRS) for number in (1, 2)]


async def test_a_plan_is_recorded_whole_and_once(store: DigestStore) -> None:
    await store.save_digest(OURS, MORNING, 100)
    (planned,) = await store.planned(100, 10)
    skipped = delivery(90, state=State.SKIPPED, why=Why.MISSED.value)
    plan = Plan(planned=planned, deliveries=(skipped, delivery(100)), next_due=200)
    assert await store.record([plan]) == 2
    assert await store.record([plan]) == 0
    assert await store.deliveries(OURS, "d1", 10) == (delivery(100), skipped)
    assert await store.planned(199, 10) == []
    assert await store.next_moment() == 100


@pytest.mark.parametrize("change", ["edited", "paused", "removed", "planned"])
async def test_a_plan_of_a_digest_that_was_changed_meanwhile_is_not_recorded(
    store: DigestStore, change: str
) -> None:
    await store.save_digest(OURS, MORNING, 100)
    (planned,) = await store.planned(100, 10)
    if change == "edited":
        await store.save_digest(OURS, replace(MORNING, text="in Sales"), 100)
    elif change == "paused":
        await store.pause(OURS, ["d1"], 99, "")
    elif change == "removed":
        await store.remove_digest(OURS, "d1")
    else:
        await store.record([Plan(planned=planned, deliveries=(), next_due=300)])
    assert await store.record([Plan(planned=planned, deliveries=(delivery(100),), next_due=200)]) == 0
    assert await store.deliveries(OURS, "d1", 10) == ()


async def test_a_slot_comes_into_the_ledger_once(store: DigestStore) -> None:
    await begun(store, 100)
    assert not await store.begin(OURS, delivery(100))
    assert not await store.begin(THEIRS, delivery(100))
    assert await only(store) == delivery(100)


async def test_a_claim_takes_hold_until_its_time_is_over(store: DigestStore) -> None:
    await begun(store, 100)
    assert await claim(store, 99) == []
    (first,) = await claim(store, 100, "w1")
    assert (first.workspace, first.digest.id) == (OURS, "d1")
    assert first.delivery == replace(
        delivery(100), state=State.CLAIMED, worker="w1", until=220, tries=1, changed=100
    )
    assert await only(store) == first.delivery
    assert await claim(store, 219, "w2") == []
    (second,) = await claim(store, 220, "w2")
    assert (second.delivery.worker, second.delivery.tries) == ("w2", 2)
    assert not await store.posting(first, 221, 400)
    assert await store.posting(second, 221, 400)


async def test_a_hold_is_renewed_by_its_holder_alone(store: DigestStore) -> None:
    first = await held(store)
    await store.renew([first], 500)
    assert await claim(store, 499, "w2") == []
    (second,) = await claim(store, 500, "w2")
    await store.renew([first], 900)
    assert (await only(store)).until == second.delivery.until == 620


async def test_a_hold_of_a_clock_that_was_set_back_is_not_waited_for(store: DigestStore) -> None:
    await begun(store, 100)
    (first,) = await claim(store, 100_000, "w1")
    assert await claim(store, 100_000 - HOLD, "w2") == []
    (second,) = await claim(store, 50_000, "w2")
    assert not await store.posting(first, 50_001, 50_100)
    assert await store.posting(second, 50_001, 50_100)


async def test_of_many_deliveries_each_workspace_has_its_first_claimed_before_any_second(
    store: DigestStore,
) -> None:
    await begun(store, 100, 101, 102, 103)
    await begun(store, 104, workspace=THEIRS)
    await begun(store, 105, 106, workspace=US)
    got = [(each.workspace, each.delivery.due) for each in await claim(store, 200, most=5)]
    assert got == [(OURS, 100), (THEIRS, 104), (US, 105), (OURS, 101), (US, 106)]


async def test_what_is_given_back_may_be_taken_at_once_and_was_no_try(store: DigestStore) -> None:
    first = await held(store)
    await store.release([first])
    (second,) = await claim(store, 101, "w2")
    assert second.delivery.tries == 1
    await store.release([first])
    assert (await only(store)).worker == "w2"


async def test_what_is_being_posted_is_not_given_back(store: DigestStore) -> None:
    claimed = await posting(store)
    await store.release([claimed])
    assert (await only(store)).state is State.POSTING


async def test_a_hold_that_is_over_does_not_post(store: DigestStore) -> None:
    claimed = await held(store)
    assert not await store.posting(claimed, 100 + HOLD, 400)


@pytest.mark.parametrize("digest", [replace(MORNING, channel="C2"), replace(MORNING, paused=101), None])
async def test_what_was_edited_paused_or_removed_meanwhile_is_not_posted(
    store: DigestStore, digest: Digest | None
) -> None:
    claimed = await held(store)
    if digest is None:
        await store.remove_digest(OURS, "d1")
    else:
        await store.save_digest(OURS, digest, 900)
    assert not await store.posting(claimed, 101, 400)


async def test_a_person_who_pauses_keeps_it_from_being_posted_and_a_reason_lets_it_be_excused(
    store: DigestStore,
) -> None:
    claimed = await held(store)
    await store.pause(OURS, ["d1"], 101, "bad_credentials")
    assert await store.posting(claimed, 101, 400)
    await begun(store, 300)
    (claimed,) = await claim(store, 300)
    await store.save_digest(OURS, MORNING, None)
    assert not await store.posting(claimed, 301, 400)
    await store.release([claimed])
    (claimed,) = await claim(store, 301)
    await store.pause(OURS, ["d1"], 302, "")
    assert not await store.posting(claimed, 302, 400)


async def test_what_was_posted_stays_so(store: DigestStore) -> None:
    claimed = await posting(store)
    await store.posted(claimed, "C9", "1.5", 105)
    told = replace(
        delivery(100), state=State.POSTED, worker="w1", tries=1, changed=105, channel="C9", ts="1.5"
    )
    assert await only(store) == told
    await store.failed(claimed, "x", 0, 106)
    await store.skipped(claimed, "x", 106)
    assert not await store.again(OURS, "d1", "slot 100", 106)
    assert await claim(store, 10_000) == await store.orphans(10_000, 10_300, 10) == []
    assert await only(store) == told


async def test_what_failed_is_claimed_again_when_its_next_try_is_there(store: DigestStore) -> None:
    claimed = await held(store)
    await store.failed(claimed, "unreachable", 160, 101)
    failed = await only(store)
    assert (failed.state, failed.why, failed.next_try, failed.changed) == (
        State.FAILED,
        "unreachable",
        160,
        101,
    )
    assert await claim(store, 159) == []
    (again,) = await claim(store, 160)
    assert (again.delivery.tries, again.delivery.next_try) == (2, 0)
    await store.failed(again, "unreachable", 0, 161)
    assert await claim(store, 10_000) == []
    assert await store.next_moment() is None


async def test_what_slack_refused_while_it_was_being_posted_has_failed(store: DigestStore) -> None:
    claimed = await posting(store)
    await store.failed(claimed, "ratelimited", 160, 101)
    assert (await only(store)).state is State.FAILED


async def test_what_was_skipped_stays_so(store: DigestStore) -> None:
    claimed = await held(store)
    await store.skipped(claimed, Why.EMPTY.value, 101)
    skipped = await only(store)
    assert (skipped.state, skipped.why, skipped.changed) == (State.SKIPPED, "empty", 101)
    assert await claim(store, 10_000) == []
    assert not await store.again(OURS, "d1", "slot 100", 102)


async def test_only_the_holder_notes_what_became_of_it(store: DigestStore) -> None:
    first = await held(store)
    (second,) = await claim(store, 100 + HOLD, "w2")
    await store.failed(first, "x", 0, 300)
    await store.skipped(first, "x", 300)
    assert await only(store) == second.delivery


async def test_what_a_dead_worker_was_posting_is_unknown_and_told_of_once(store: DigestStore) -> None:
    claimed = await posting(store)
    assert await store.orphans(219, 500, 10) == []
    (orphan,) = await store.orphans(220, 500, 10)
    assert orphan.delivery == replace(claimed.delivery, state=State.UNKNOWN, until=0, changed=220)
    assert await store.orphans(499, 800, 10) == []
    assert [each.delivery.slot for each in await store.orphans(500, 800, 10)] == ["slot 100"]
    await store.told(orphan)
    assert await store.orphans(10_000, 10_300, 10) == []
    assert await claim(store, 10_000) == []
    assert (await only(store)).state is State.UNKNOWN


async def test_a_worker_that_was_only_slow_still_says_that_it_posted(store: DigestStore) -> None:
    claimed = await posting(store)
    await store.orphans(220, 500, 10)
    await store.posted(claimed, "C1", "1.5", 230)
    assert (await only(store)).state is State.POSTED
    assert await store.orphans(10_000, 10_300, 10) == []


async def test_a_late_word_of_the_first_worker_does_not_touch_what_a_second_is_posting(
    store: DigestStore,
) -> None:
    first = await posting(store)
    await store.orphans(220, 500, 10)
    assert await store.again(OURS, "d1", "slot 100", 230)
    (second,) = await claim(store, 230, "w2")
    assert await store.posting(second, 231, 400)
    await store.posted(first, "C1", "1.5", 232)
    assert (await only(store)).state is State.POSTING
    await store.posted(second, "C1", "1.7", 233)
    assert (await only(store)).ts == "1.7"


async def test_an_unknown_one_is_posted_again_once_however_often_it_is_asked_for(store: DigestStore) -> None:
    await posting(store)
    await store.orphans(220, 500, 10)
    assert not await store.again(THEIRS, "d1", "slot 100", 230)
    assert await store.again(OURS, "d1", "slot 100", 230)
    assert not await store.again(OURS, "d1", "slot 100", 231)
    (claimed,) = await claim(store, 230)
    assert (claimed.delivery.tries, claimed.delivery.why) == (1, "again")
    assert not await store.again(OURS, "d1", "slot 100", 232)


async def test_one_that_failed_for_good_may_be_asked_for_again_and_one_that_is_retried_not(
    store: DigestStore,
) -> None:
    claimed = await held(store)
    await store.failed(claimed, "unreachable", 160, 101)
    assert not await store.again(OURS, "d1", "slot 100", 102)
    (claimed,) = await claim(store, 160)
    await store.failed(claimed, "unreachable", 0, 161)
    assert await store.again(OURS, "d1", "slot 100", 162)
    assert len(await claim(store, 162)) == 1


async def test_an_unknown_one_that_a_person_has_seen_was_posted_and_is_not_posted_again(
    store: DigestStore,
) -> None:
    claimed = await posting(store)
    assert not await store.settled(OURS, "d1", "slot 100", 210)
    await store.orphans(220, 500, 10)
    assert not await store.settled(THEIRS, "d1", "slot 100", 230)
    assert not await store.settled(OURS, "d1", "slot 200", 230)
    assert await store.settled(OURS, "d1", "slot 100", 230)
    assert not await store.settled(OURS, "d1", "slot 100", 231)
    noted = await only(store)
    assert (noted.state, noted.why, noted.changed, noted.ts) == (State.POSTED, "", 230, "")
    assert not await store.again(OURS, "d1", "slot 100", 240)
    assert await claim(store, 10_000) == []
    assert await store.orphans(10_000, 10_300, 10) == []
    await store.posted(claimed, "C1", "1.5", 250)
    assert (await only(store)).ts == "1.5"


async def test_one_that_is_to_be_posted_again_is_not_taken_for_posted(store: DigestStore) -> None:
    await posting(store)
    await store.orphans(220, 500, 10)
    assert await store.again(OURS, "d1", "slot 100", 230)
    assert not await store.settled(OURS, "d1", "slot 100", 231)
    assert len(await claim(store, 232)) == 1


async def test_the_newest_deliveries_come_first(store: DigestStore) -> None:
    await begun(store, 300, 100, 200)
    assert [each.due for each in await store.deliveries(OURS, "d1", 10)] == [300, 200, 100]
    assert [each.due for each in await store.deliveries(OURS, "d1", 2)] == [300, 200]
    assert await store.deliveries(OURS, "d1", 0) == await store.deliveries(THEIRS, "d1", 5) == ()


async def test_the_next_moment_is_the_first_of_slots_tries_and_holds(store: DigestStore) -> None:
    assert await store.next_moment() is None
    await store.save_digest(OURS, replace(MORNING, id="d9", number=9), 900)
    assert await store.next_moment() == 900
    claimed = await held(store)
    assert await store.next_moment() == 220
    await store.failed(claimed, "x", 500, 101)
    assert await store.next_moment() == 500


async def test_nothing_is_left_of_a_digest_that_is_removed(store: DigestStore) -> None:
    claimed = await posting(store)
    await store.remove_digest(OURS, "d1")
    await store.remove_digest(OURS, "d1")
    await store.posted(claimed, "C1", "1.5", 105)
    assert await store.digests(OURS) == ()
    assert await store.deliveries(OURS, "d1", 10) == ()
    assert not await store.begin(OURS, delivery(300))


async def test_nothing_is_left_of_a_workspace_that_is_forgotten_while_it_is_posted_to(kept: Kept) -> None:
    store = kept.store
    claimed = await held(store)
    await begun(store, 100, workspace=THEIRS)
    await store.new_number(OURS)
    await store.refused(OURS, "p1", 1)
    await kept.forget(OURS)
    assert not await store.posting(claimed, 101, 400)
    await store.posted(claimed, "C1", "1.5", 105)
    assert await store.digests(OURS) == ()
    assert await store.deliveries(OURS, "d1", 10) == ()
    assert (await store.new_number(OURS), await store.refused(OURS, "p1", 2)) == (1, 1)
    assert len(await store.deliveries(THEIRS, "d1", 10)) == 1


async def test_refusals_of_a_secret_are_counted_until_it_is_taken(store: DigestStore) -> None:
    assert [await store.refused(OURS, "p1", at) for at in (100, 130, 160)] == [1, 2, 3]
    assert await store.refused(OURS, "p2", 100) == await store.refused(THEIRS, "p1", 100) == 1
    await store.accepted(OURS, "p1")
    await store.accepted(OURS, "p9")
    assert (await store.refused(OURS, "p1", 161), await store.refused(OURS, "p2", 161)) == (1, 2)


async def test_refusals_an_hour_apart_are_not_in_a_row(store: DigestStore) -> None:
    assert [await store.refused(OURS, "p1", at) for at in (100, 200, 3799, 7399)] == [1, 2, 3, 1]


async def test_refusals_within_half_a_minute_are_one(store: DigestStore) -> None:
    assert [await store.refused(OURS, "p1", at) for at in (100, 100, 129, 130, 159, 160)] == [
        1,
        1,
        1,
        2,
        2,
        3,
    ]


async def test_of_many_who_claim_at_once_each_delivery_goes_to_one(store: DigestStore) -> None:
    await begun(store, *range(100, 150))
    lots = await asyncio.gather(*(claim(store, 200, f"w{number}", 7) for number in range(10)))
    slots = [each.delivery.slot for lot in lots for each in lot]
    assert len(slots) == len(set(slots)) == 50


async def test_many_are_noted_as_posting_at_once_each_by_its_own_right(store: DigestStore) -> None:
    await begun(store, *range(100, 130))
    claimed = await claim(store, 200, most=30)
    stolen = [replace(each, delivery=replace(each.delivery, worker="w2")) for each in claimed[::3]]
    mixed = [each for each in claimed if each not in claimed[::3]] + stolen
    got = await asyncio.gather(*(store.posting(each, 201, 400) for each in mixed))
    assert got == [each.delivery.worker == "w1" for each in mixed]


async def test_the_next_slot_of_a_digest_is_the_one_that_was_saved_and_none_while_it_is_paused(
    store: DigestStore,
) -> None:
    assert await store.next_due(OURS, "d1") is None
    await store.save_digest(OURS, MORNING, 900)
    assert await store.next_due(OURS, "d1") == 900
    assert await store.next_due(THEIRS, "d1") is None
    await store.pause(OURS, ["d1"], 100, "")
    assert await store.next_due(OURS, "d1") is None
    await store.save_digest(OURS, MORNING, None)
    assert await store.next_due(OURS, "d1") is None
