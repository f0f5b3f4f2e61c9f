"""What is due is posted once; what is not, is accounted for."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from fakes.digests import MORNING, MemoryDigestStore
from store.given import OURS, THEIRS, US, opened

from bot.answers.rounds_figures import Limits
from bot.ports_of_digests import Found, PostRefused
from digest_rounds.given import Clock, Poster, Scene, Text, moment, numbered, states

if TYPE_CHECKING:
    from pathlib import Path

    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.ports_of_ledger import Claimed
    from bot.workspace.workspace import Workspace


async def test_a_digest_is_posted_at_its_moment_and_not_before(scene: Scene) -> None:
    await scene.set_up(OURS)
    await scene.at("2026-11-26 08:29")
    assert scene.poster.posts == []
    await scene.at("2026-11-26 08:30")
    assert scene.poster.posts == [(OURS, "d1", Text("2026-11-26T08:30"))]
    (told,) = await scene.store.deliveries(OURS, "d1", 5)
    assert (told.state.value, told.channel, told.ts, told.tries) == ("posted", "C1", "1.0", 1)
    await scene.at("2026-11-26 08:31")
    await scene.at("2026-11-27 08:29")
    assert len(scene.poster.posts) == 1
    await scene.at("2026-11-27 08:30")
    assert scene.poster.texts[1:] == [Text("2026-11-27T08:30")]


async def test_after_a_downtime_the_newest_slot_is_posted_late_and_names_the_older_ones(scene: Scene) -> None:
    await scene.set_up(OURS)
    await scene.at("2026-11-28 20:30", scene.started())
    assert scene.poster.texts == [
        Text("2026-11-28T08:30", late=True, skipped=("2026-11-26T08:30", "2026-11-27T08:30"))
    ]
    assert await states(scene.store) == [
        ("2026-11-28T08:30", "posted", ""),
        ("2026-11-27T08:30", "skipped", "missed"),
        ("2026-11-26T08:30", "skipped", "missed"),
    ]


async def test_what_is_older_than_twelve_hours_is_skipped_and_named_by_the_next_one_alone(
    scene: Scene,
) -> None:
    await scene.set_up(OURS)
    await scene.at("2026-11-26 20:31", scene.started())
    assert scene.poster.posts == []
    await scene.at("2026-11-27 08:30")
    await scene.at("2026-11-28 08:30")
    assert scene.poster.texts == [
        Text("2026-11-27T08:30", skipped=("2026-11-26T08:30",)),
        Text("2026-11-28T08:30"),
    ]


async def test_what_was_claimed_before_a_crash_and_found_days_later_is_not_posted(scene: Scene) -> None:
    await scene.set_up(OURS)
    scene.clock.set("2026-11-26 08:30")
    await scene.rounds.turn()  # and the process dies in the middle of it
    scene.poster.posts.clear()
    digests = await scene.store.deliveries(OURS, "d1", 1)
    assert digests[0].state.value == "claimed"
    scene.rounds = scene.started("w2")
    await scene.at("2026-11-28 08:30")
    assert scene.poster.texts[-1] == Text(
        "2026-11-28T08:30", skipped=("2026-11-26T08:30", "2026-11-27T08:30")
    )


async def test_ten_minutes_are_not_late_and_more_are(scene: Scene) -> None:
    await scene.set_up(OURS)
    await scene.at("2026-11-26 08:40")
    await scene.at("2026-11-27 08:41")
    assert [text.late for text in scene.poster.texts if isinstance(text, Text)] == [False, True]


async def test_two_digests_of_one_channel_at_one_minute_are_two_posts(scene: Scene) -> None:
    first, second = numbered(2, channel="C1")
    await scene.set_up(OURS, first)
    await scene.set_up(OURS, second)
    await scene.at("2026-11-26 08:30")
    assert sorted(digest for _, digest, _ in scene.poster.posts) == ["d1", "d2"]


class Time:
    """Passes only where somebody waits, or a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        until = self.seconds + seconds
        await asyncio.sleep(seconds / 50)
        self.seconds = max(self.seconds, until)


@pytest.mark.parametrize("slow", [0.0, 0.9], ids=["at once", "slow to be made ready"])
async def test_posts_to_one_channel_are_a_second_apart_and_those_to_others_are_not(slow: float) -> None:
    passing, posted = Time(), defaultdict[str, list[float]](list)
    scene = Scene(
        MemoryDigestStore(),
        Clock("2026-11-25 12:00"),
        limits=Limits(),
        sleep=passing.sleep,
        monotonic=passing.now,
    )

    def before(digest: Digest) -> None:
        posted[digest.channel].append(passing.seconds)

    def unready(digest: Digest) -> None:
        passing.seconds += slow if digest.id == "d1" else 0

    scene.poster.before, scene.poster.unready = before, unready
    for digest in (*numbered(3, channel="C1"), replace(MORNING, id="d9", number=9, channel="C9")):
        await scene.set_up(OURS, digest)
    await scene.at("2026-11-26 08:30")
    first, *others = posted["C1"]
    assert first == slow
    assert others == pytest.approx([slow + 1, slow + 2], abs=0.15)  # two wait, and each lets the time pass
    assert posted["C9"] == [slow]


async def test_the_ledger_says_posting_only_when_nothing_but_the_post_is_left(scene: Scene) -> None:
    """Whoever is killed while a digest is made ready leaves nothing unknown."""
    said: list[str] = []

    async def look() -> None:
        said.append((await states(scene.store))[0][1])

    class Looking(Poster):
        async def ready(self, *what: Any) -> object:  # noqa: ANN401 - as the port has it
            await look()
            return await super().ready(*what)

        async def post(self, ready: object) -> tuple[str, str]:
            await look()
            return await super().post(ready)

    scene.poster = Looking()
    await scene.set_up(OURS)
    await scene.at("2026-11-26 08:30", scene.started())
    assert said == ["claimed", "posting"]
    assert await states(scene.store) == [("2026-11-26T08:30", "posted", "")]


async def test_one_that_cannot_be_made_ready_is_tried_again_as_one_that_slack_refused(scene: Scene) -> None:
    scene.poster.unready = lambda _: PostRefused("no_answer", permanent=False)
    await scene.set_up(OURS)
    await scene.at("2026-11-26 08:30")
    assert await states(scene.store) == [("2026-11-26T08:30", "failed", "no_answer")]
    scene.poster.unready = lambda _: None
    await scene.at("2026-11-26 08:31")
    assert await states(scene.store) == [("2026-11-26T08:30", "posted", "")]


async def test_one_that_may_not_be_posted_pauses_its_digest_and_its_owner_is_told(scene: Scene) -> None:
    scene.poster.unready = lambda _: PostRefused("owner_may_not", permanent=True)
    await scene.set_up(OURS)
    await scene.at("2026-11-26 08:30")
    assert await states(scene.store) == [("2026-11-26T08:30", "failed", "owner_may_not")]
    assert scene.teller.told == [("U1", "paused", "owner_may_not")]
    (digest,) = await scene.store.digests(OURS)
    assert digest.paused_because == "owner_may_not"


async def test_one_that_is_edited_while_it_is_made_ready_is_neither_posted_nor_paused_as_it_was(
    scene: Scene,
) -> None:
    moved = replace(MORNING, channel="C2")

    class Editing(Poster):
        async def ready(
            self, workspace: Workspace, digest: Digest, delivery: Delivery, payload: object
        ) -> object:
            if digest.channel == "C1":
                await scene.store.save_digest(OURS, moved, moment("2026-11-27 08:30"))
                raise PostRefused("is_archived", permanent=True)
            return await super().ready(workspace, digest, delivery, payload)

    scene.poster = Editing()
    await scene.set_up(OURS)
    rounds = scene.started()
    await scene.at("2026-11-26 08:30", rounds)
    await scene.go(rounds)  # it was given back, and is taken hold of as it is now
    assert await scene.store.digests(OURS) == (moved,)
    assert [payload for *_, payload in scene.poster.posts] == [Text("2026-11-26T08:30")]
    assert scene.teller.told == []


async def test_empty_digests_are_skipped_where_that_was_chosen(scene: Scene) -> None:
    scene.maker.empty = True
    await scene.set_up(OURS, replace(MORNING, skip_empty=True))
    await scene.set_up(THEIRS)
    await scene.at("2026-11-26 08:30")
    assert [workspace for workspace, *_ in scene.poster.posts] == [THEIRS]
    assert await states(scene.store) == [("2026-11-26T08:30", "skipped", "empty")]
    scene.maker.empty = False
    await scene.at("2026-11-27 08:30")
    assert scene.poster.posts[-2:].count((OURS, "d1", Text("2026-11-27T08:30"))) == 1


async def test_a_slot_that_is_planned_twice_is_one(scene: Scene) -> None:
    await scene.set_up(OURS)
    await scene.at("2026-11-26 08:30")
    # As after a clock that was set back: the same slot lies ahead once more.
    slot = (await scene.store.deliveries(OURS, "d1", 1))[0].due
    await scene.store.save_digest(OURS, MORNING, slot)
    await scene.go()
    assert len(scene.poster.posts) == 1


async def test_a_clock_that_is_set_back_posts_nothing_twice_and_misses_nothing(scene: Scene) -> None:
    await scene.set_up(OURS)
    await scene.at("2026-11-26 08:30")
    await scene.at("2026-11-25 08:00")
    await scene.at("2026-11-26 08:30")
    await scene.at("2026-11-27 08:30")
    assert scene.poster.texts == [Text("2026-11-26T08:30"), Text("2026-11-27T08:30")]


async def test_a_clock_that_ran_years_ahead_does_not_silence_a_digest_once_it_is_right_again(
    scene: Scene,
) -> None:
    await scene.set_up(OURS)
    await scene.at("2030-01-01 09:00")
    scene.poster.posts.clear()
    await scene.at("2026-11-26 08:00")
    await scene.at("2026-11-26 08:30")
    await scene.at("2026-11-27 08:30", scene.started())
    assert scene.poster.texts == [Text("2026-11-26T08:30"), Text("2026-11-27T08:30")]


async def test_a_digest_that_is_paused_says_nothing_and_makes_up_for_nothing_when_it_is_resumed(
    scene: Scene,
) -> None:
    await scene.set_up(OURS)
    await scene.store.pause(OURS, ["d1"], int(scene.clock.at), "")
    await scene.at("2026-11-26 09:00")
    await scene.set_up(OURS, MORNING)
    await scene.go()
    assert scene.poster.posts == []
    await scene.at("2026-11-27 08:30")
    assert scene.poster.texts == [Text("2026-11-27T08:30")]


async def test_an_edit_does_not_post_todays_slot_again(scene: Scene) -> None:
    await scene.set_up(OURS)
    await scene.at("2026-11-26 08:30")
    scene.clock.set("2026-11-26 08:45")
    at_nine = replace(MORNING.recurrence, at=MORNING.recurrence.at.replace(hour=9, minute=0))
    await scene.set_up(OURS, replace(MORNING, recurrence=at_nine, text="in Sales"))
    await scene.at("2026-11-26 09:00")
    await scene.at("2026-11-26 09:01", scene.started())
    assert len(scene.poster.posts) == 1
    await scene.at("2026-11-27 09:00")
    assert scene.poster.texts[1:] == [Text("2026-11-27T09:00")]


async def test_an_edit_to_a_time_that_has_passed_makes_up_for_nothing(scene: Scene) -> None:
    at_nine = replace(MORNING.recurrence, at=MORNING.recurrence.at.replace(hour=9, minute=0))
    await scene.set_up(OURS, replace(MORNING, recurrence=at_nine))
    scene.clock.set("2026-11-26 08:45")
    await scene.set_up(OURS, MORNING)
    await scene.at("2026-11-26 09:05")
    assert scene.poster.posts == []


async def test_what_is_edited_while_it_is_made_is_made_as_it_is_now(scene: Scene) -> None:
    await scene.set_up(OURS)
    scene.maker.seconds = 0.05
    scene.clock.set("2026-11-26 08:30")
    await scene.rounds.turn()
    await asyncio.sleep(0.01)
    await scene.set_up(OURS, replace(MORNING, channel="C2"))
    await scene.rounds.idle()
    assert scene.poster.posts == []
    await scene.go()
    assert len(scene.poster.posts) == 1
    assert (await scene.store.deliveries(OURS, "d1", 1))[0].channel == "C2"


@pytest.mark.parametrize("deed", ["remove", "pause"])
async def test_what_is_removed_or_paused_while_it_is_made_is_not_posted(scene: Scene, deed: str) -> None:
    await scene.set_up(OURS)
    scene.maker.seconds = 0.05
    scene.clock.set("2026-11-26 08:30")
    await scene.rounds.turn()
    await asyncio.sleep(0.01)
    if deed == "remove":
        await scene.store.remove_digest(OURS, "d1")
    else:
        await scene.store.pause(OURS, ["d1"], 1, "")
    await scene.rounds.idle()
    await scene.go()
    assert scene.poster.posts == []
    assert await states(scene.store) == (
        [] if deed == "remove" else [("2026-11-26T08:30", "skipped", "paused")]
    )


async def test_whoever_loses_its_hold_while_it_makes_does_not_post(scene: Scene) -> None:
    await scene.set_up(OURS)
    scene.maker.seconds = 0.05
    scene.clock.set("2026-11-26 08:30")
    await scene.rounds.turn()
    other = scene.started("w2")
    await scene.at("2026-11-26 08:33", other)
    await scene.rounds.idle()
    assert len(scene.poster.posts) == 1
    assert scene.rounds.figures.lost == 1
    assert (await scene.store.deliveries(OURS, "d1", 1))[0].worker == "w2"


async def test_whoever_stood_still_before_the_post_leaves_it_unknown() -> None:
    """Its hold ended between the note and the post: its owner may have been asked meanwhile."""
    clock = Clock("2026-11-25 12:00")

    class Stalling(MemoryDigestStore):
        async def posting(self, held: Claimed, now: int, until: int) -> bool:
            went = await super().posting(held, now, until)
            clock.at += 500
            return went

    scene = Scene(Stalling(), clock)
    await scene.set_up(OURS)
    clock.set("2026-11-26 08:30")
    await scene.rounds.turn()
    await scene.rounds.idle()
    assert scene.poster.posts == []
    await scene.go()
    assert scene.teller.told == [("U1", "unknown", "")]


async def test_an_unknown_post_is_told_once_and_posted_again_once(scene: Scene) -> None:
    await scene.set_up(OURS)
    scene.poster.before = lambda _: TimeoutError()
    await scene.at("2026-11-26 08:30")
    assert scene.teller.told == []
    scene.poster.before = lambda _: None
    await scene.at("2026-11-26 08:33")
    await scene.at("2026-11-26 08:40")
    await scene.at("2026-11-26 08:50", scene.started("w2"))
    assert scene.teller.told == [("U1", "unknown", "")]
    assert await states(scene.store) == [("2026-11-26T08:30", "unknown", "")]
    assert scene.poster.posts == []
    for _ in range(2):
        await scene.store.again(OURS, "d1", "2026-11-26T08:30", int(scene.clock.at))
        await scene.go()
    assert len(scene.poster.posts) == 1
    assert await states(scene.store) == [("2026-11-26T08:30", "posted", "")]


async def test_an_unknown_post_is_told_later_where_it_could_not_be_told(scene: Scene) -> None:
    await scene.set_up(OURS)
    scene.poster.before = lambda _: TimeoutError()
    await scene.at("2026-11-26 08:30")
    scene.teller.deaf = True
    await scene.at("2026-11-26 08:33")
    scene.teller.deaf = False
    await scene.at("2026-11-26 08:35")
    assert scene.teller.told == []
    await scene.at("2026-11-26 08:39")
    await scene.at("2026-11-26 08:59")
    assert scene.teller.told == [("U1", "unknown", "")]


async def test_an_unknown_post_that_stands_in_slack_is_posted_and_one_that_surely_does_not_is_made_again(
    scene: Scene,
) -> None:
    for found, expected in ((Found(sure=True, channel="C1", ts="7.5"), 0), (Found(sure=True), 1)):
        digest = replace(MORNING, id=f"d{expected}", number=expected + 1, created=int(scene.clock.at))
        await scene.set_up(OURS, digest)
        scene.poster.before = lambda _: TimeoutError()
        await scene.at("2026-11-26 08:30")
        scene.poster.before, scene.poster.found = (lambda _: None), found
        await scene.at("2026-11-26 08:33")
        await scene.go()
        assert len(scene.poster.posts) == expected
        assert await states(scene.store, digest.id) == [("2026-11-26T08:30", "posted", "")]
        scene.clock.set("2026-11-26 08:00")
    assert scene.teller.told == []


async def test_a_late_one_that_stands_in_slack_already_is_not_posted_again(scene: Scene) -> None:
    await scene.set_up(OURS)
    scene.poster.found = Found(sure=True, channel="C1", ts="7.5")
    await scene.at("2026-11-26 09:30", scene.started())
    assert (scene.poster.posts, scene.maker.made) == ([], [])
    (told,) = await scene.store.deliveries(OURS, "d1", 5)
    assert (told.state.value, told.ts) == ("posted", "7.5")


async def test_a_workspace_that_is_forgotten_while_it_is_posted_to_leaves_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path / "ringback.db") as store:
        scene = Scene(store.digests, Clock("2026-11-25 12:00"))
        for workspace in (OURS, US):
            for digest in numbered(5):
                await scene.set_up(workspace, digest)
        forgetting: list[asyncio.Future[bool]] = []

        def before(_: object) -> None:
            if not forgetting:
                forgetting.append(asyncio.ensure_future(store.forget(OURS)))

        scene.poster.before = before
        await scene.at("2026-11-26 08:30")
        await forgetting[0]
        assert sum(workspace == US for workspace, *_ in scene.poster.posts) == 5
        assert await scene.store.digests(OURS) == ()
        await scene.at("2026-11-27 08:30")
        assert sum(workspace == US for workspace, *_ in scene.poster.posts) == 10
        counts = await store._database.run(
            lambda c: c.execute("SELECT count(*) FROM delivery WHERE enterprise = 'E1'").fetchone()
        )
        assert counts == (0,)


async def test_a_refusal_that_is_not_for_good_is_tried_again_after_as_long_as_slack_wants(
    scene: Scene,
) -> None:
    await scene.set_up(OURS)
    scene.poster.before = lambda _: PostRefused("ratelimited", permanent=False, after=200)
    await scene.at("2026-11-26 08:30")
    (failed,) = await scene.store.deliveries(OURS, "d1", 5)
    assert (failed.why, failed.next_try - failed.due) == ("ratelimited", 201)
    scene.poster.before = lambda _: None
    await scene.at("2026-11-26 08:33")
    assert scene.poster.posts == []
    await scene.at("2026-11-26 08:34")
    assert scene.poster.texts == [Text("2026-11-26T08:30")]
