"""The rounds as they run in a service: when they look, what stops them, and what does not."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from fakes.digests import MORNING, MemoryDigestStore
from store.given import OURS, opened
from store.programs import go, line_from, program

from bot.workspace.store_trouble import StoreBusy
from digest_rounds.given import QUICK, Clock, Poster, Scene, Text, moment, numbered, states

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from bot.ports_of_ledger import Claimed, Planned

SLOT = "2026-11-26T08:30"


@asynccontextmanager
async def running(scene: Scene) -> AsyncIterator[asyncio.Event]:
    """The rounds run within the block; it ends them where that was not done in it."""
    stop = asyncio.Event()
    task = asyncio.ensure_future(scene.rounds.run(stop))
    try:
        yield stop
        stop.set()
        await asyncio.wait_for(task, 5)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.005)


class Sleeper:
    """A sleep that moves the clock instead of waiting; it keeps the pauses."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.pauses: list[float] = []

    async def __call__(self, seconds: float) -> None:
        if seconds >= 30:  # the holds' own rhythm
            await asyncio.sleep(3600)
        self.pauses.append(seconds)
        await asyncio.sleep(0.002)
        self.clock.at += seconds


async def test_they_look_at_least_every_twenty_seconds_and_at_the_moment_itself() -> None:
    clock = Clock("2026-11-26 08:28")
    clock.at += 45
    sleep = Sleeper(clock)
    scene = Scene(MemoryDigestStore(), clock, sleep=sleep)
    await scene.set_up(OURS)
    async with running(scene):
        await until(lambda: bool(scene.poster.posts))
        assert clock.at >= moment("2026-11-26 08:30")
    assert sleep.pauses[:5] == [20, 20, 20, 15, 20]


async def test_a_nudge_makes_them_look_at_once() -> None:
    scene = Scene(MemoryDigestStore(), Clock("2026-11-26 08:30"))
    async with running(scene):
        await until(lambda: scene.rounds.figures.turns == 1)
        await scene.store.save_digest(OURS, MORNING, moment("2026-11-26 08:30"))
        await asyncio.sleep(0.05)
        assert scene.poster.posts == []
        scene.rounds.nudge()
        await until(lambda: bool(scene.poster.posts), 1)


async def test_what_is_underway_is_finished_when_they_are_stopped_and_what_waits_is_given_back() -> None:
    scene = Scene(MemoryDigestStore(), Clock("2026-11-26 08:30"))
    scene.maker.seconds = 0.1
    for digest in numbered(5):
        await scene.store.save_digest(OURS, digest, moment("2026-11-26 08:30"))
    async with running(scene) as stop:
        await until(lambda: bool(scene.maker.made))
        stop.set()
    assert len(scene.poster.posts) == 1
    ledger = [(await scene.store.deliveries(OURS, f"d{n}", 1))[0] for n in range(1, 6)]
    assert sorted((each.state.value, each.tries) for each in ledger) == [("due", 0)] * 4 + [("posted", 1)]
    await scene.go(scene.started("w2"))
    assert len(scene.poster.posts) == 5


async def test_what_takes_too_long_when_they_are_stopped_is_given_back_within_the_limit() -> None:
    scene = Scene(MemoryDigestStore(), Clock("2026-11-26 08:30"), limits=replace(QUICK, grace=0.1))
    scene.maker.seconds = 60
    await scene.store.save_digest(OURS, MORNING, moment("2026-11-26 08:30"))
    async with running(scene):
        await until(lambda: bool(scene.maker.made))
    assert [(state, why) for _, state, why in await states(scene.store)] == [("due", "")]


async def test_a_post_that_is_cut_off_when_they_are_stopped_is_unknown_and_not_given_back() -> None:
    scene = Scene(MemoryDigestStore(), Clock("2026-11-26 08:30"), limits=replace(QUICK, grace=0.1))

    class Hanging(Poster):
        async def post(self, *_: object) -> tuple[str, str]:
            await asyncio.sleep(60)
            return "C1", "1.0"

    scene.poster = Hanging()
    scene.rounds = scene.started()
    await scene.store.save_digest(OURS, MORNING, moment("2026-11-26 08:30"))
    async with running(scene):
        await asyncio.sleep(0.1)
    assert await states(scene.store) == [(SLOT, "posting", "")]
    await scene.at("2026-11-26 08:33", scene.started("w2"))
    assert scene.teller.told == [("U1", "unknown", "")]


async def test_one_that_is_cut_off_while_it_is_made_ready_is_given_back() -> None:
    scene = Scene(MemoryDigestStore(), Clock("2026-11-26 08:30"), limits=replace(QUICK, grace=0.1))

    class Hanging(Poster):
        async def ready(self, *_: object) -> object:
            await asyncio.sleep(60)
            return None

    scene.poster = Hanging()
    scene.rounds = scene.started()
    await scene.store.save_digest(OURS, MORNING, moment("2026-11-26 08:30"))
    async with running(scene):
        await asyncio.sleep(0.1)
    assert await states(scene.store) == [(SLOT, "due", "")]


async def test_a_store_that_is_locked_for_a_while_delays_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ringback.db"
    async with opened(path, patience=0.1) as store:
        limits = replace(QUICK, pause=0.1)
        scene = Scene(store.digests, Clock("2026-11-26 08:30"), limits=limits)
        for digest in numbered(3):
            await store.digests.save_digest(OURS, digest, moment("2026-11-26 08:30"))
        with program("hold", path) as other:
            assert line_from(other) == "held"
            async with running(scene):
                await until(lambda: scene.rounds.figures.troubles > 1)
                assert scene.poster.posts == []
                go(other)
                await until(lambda: len(scene.poster.posts) == 3)
        assert [await states(store.digests, f"d{n}") for n in (1, 2, 3)] == [[(SLOT, "posted", "")]] * 3


async def test_a_store_that_is_locked_between_the_post_and_its_note_is_waited_for(tmp_path: Path) -> None:
    """The post stands in Slack: to forget it would be to ask its owner, or to post it twice."""
    path = tmp_path / "ringback.db"
    async with opened(path, patience=0.05) as store:
        scene = Scene(store.digests, Clock("2026-11-26 08:30"), sleep=lambda _: asyncio.sleep(0.05))
        await store.digests.save_digest(OURS, MORNING, moment("2026-11-26 08:30"))
        with program("wait", path) as other:
            assert line_from(other) == "ready"

            def before(_: object) -> None:
                go(other)
                assert line_from(other) == "held"

            scene.poster.before = before
            await scene.rounds.turn()
            await until(lambda: scene.rounds.figures.troubles > 1)
            assert len(scene.poster.posts) == 1
            go(other)
            await scene.rounds.idle()
        assert await states(store.digests) == [(SLOT, "posted", "")]
        assert len(scene.poster.posts) == 1


async def test_one_digest_that_breaks_the_rounds_does_not_keep_the_others_from_being_posted() -> None:
    scene = Scene(MemoryDigestStore(), Clock("2026-11-26 08:30"))
    await scene.store.save_digest(OURS, replace(MORNING, zone="Nowhere/Land"), moment("2026-11-26 08:30"))
    await scene.store.save_digest(OURS, replace(MORNING, id="d2", number=2), moment("2026-11-26 08:30"))
    await scene.go()
    assert [digest for _, digest, _ in scene.poster.posts] == ["d2"]
    await scene.store.save_digest(OURS, MORNING, moment("2026-11-27 08:30"))
    await scene.at("2026-11-27 08:30")
    assert len(scene.poster.posts) == 3


async def test_a_turn_that_fails_is_followed_by_another() -> None:
    class Failing(MemoryDigestStore):
        fails = 2

        async def planned(self, now: int, most: int) -> list[Planned]:
            self.fails -= 1
            if self.fails == 1:
                raise StoreBusy
            if self.fails == 0:
                raise ZeroDivisionError
            return await super().planned(now, most)

    scene = Scene(Failing(), Clock("2026-11-26 08:30"), limits=replace(QUICK, pause=0.01))
    await scene.store.save_digest(OURS, MORNING, moment("2026-11-26 08:30"))
    async with running(scene):
        await until(lambda: bool(scene.poster.posts))
    assert scene.rounds.figures.troubles == 1


async def test_holds_are_renewed_for_as_long_as_a_digest_is_being_made() -> None:
    clock = Clock("2026-11-26 08:30")

    class Renewing(MemoryDigestStore):
        renewals = 0

        async def renew(self, held: Sequence[Claimed], until: int) -> None:
            self.renewals += bool(held)
            await super().renew(held, until)

    async def sleep(seconds: float) -> None:
        await asyncio.sleep(0.01)
        clock.at += seconds

    store = Renewing()
    scene = Scene(store, clock, sleep=sleep)
    scene.maker.seconds = 0.3
    await store.save_digest(OURS, MORNING, moment("2026-11-26 08:30"))
    async with running(scene):
        await until(lambda: bool(scene.maker.made))
        other = scene.started("w2")
        while not scene.poster.posts:
            await other.turn()
            await asyncio.sleep(0.01)
    assert store.renewals > 3
    assert clock.at > moment("2026-11-26 08:35")
    assert [text for text in scene.poster.texts if isinstance(text, Text)] == [Text(SLOT)]
