"""Whether the process is ready: asked as often as anybody likes, it costs the database a turn a second."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from fakes.store import MemoryStore

from bot.slack.health import Health
from bot.workspace.store_trouble import StoreBusy
from slack_edge.office import MovingClock

if TYPE_CHECKING:
    from bot.workspace.settings import Settings
    from bot.workspace.workspace import Workspace

OK, BUSY = (True, {"status": "ok"}), (False, {"status": "store_busy"})


class CountedStore(MemoryStore):
    """Counts how often it was asked, and answers when it may."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.free = asyncio.Event()
        self.free.set()

    async def settings(self, workspace: Workspace) -> Settings:
        self.asked += 1
        await self.free.wait()
        return await super().settings(workspace)


def health_of(store: MemoryStore, clock: MovingClock) -> Health:
    return Health(clock=clock, store=store, mode="http", underway=lambda: 0, pbxs=lambda: 0)


async def test_within_a_second_the_database_is_asked_once() -> None:
    store, clock = CountedStore(), MovingClock()
    health = health_of(store, clock)
    for passed, asked in ((0, 1), (0.9, 1), (1, 2), (1.5, 2), (2, 3)):
        clock.passed = timedelta(seconds=passed)
        assert (await health.ready(), store.asked) == (OK, asked)


async def test_many_at_once_wait_for_one_answer() -> None:
    store, clock = CountedStore(), MovingClock()
    health = health_of(store, clock)
    store.free.clear()
    asking = [asyncio.ensure_future(health.ready()) for _ in range(50)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    store.free.set()
    assert await asyncio.gather(*asking) == [OK] * 50
    assert store.asked == 1


async def test_that_it_is_not_ready_is_known_for_a_second_too_and_then_that_it_is_again() -> None:
    store, clock = CountedStore(), MovingClock()
    health = health_of(store, clock)
    store.trouble = StoreBusy()
    assert await health.ready() == BUSY
    store.trouble = None
    assert (await health.ready(), store.asked) == (BUSY, 1)
    clock.passed = timedelta(seconds=1)
    assert await health.ready() == OK


async def test_while_it_stops_it_is_not_ready_at_once() -> None:
    store = CountedStore()
    health = health_of(store, MovingClock())
    assert await health.ready() == OK
    health.stopping = True
    assert await health.ready() == (False, {"status": "stopping"})
