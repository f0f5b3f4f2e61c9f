"""The rounds: again and again, what is due comes into the ledger, is taken hold of, made and posted."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from bot.answers.rounds_desk import RoundsDesk
from bot.answers.rounds_figures import Limits
from bot.answers.rounds_group import grouped, serve
from bot.answers.rounds_pace import Gates, Pace
from bot.answers.rounds_schedule import Schedule
from bot.answers.rounds_unknown import TELL_AGAIN, settle
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from bot.answers.rounds_figures import Figures
    from bot.answers.rounds_pace import Sleep
    from bot.ports import Clock
    from bot.ports_of_digests import DigestMaker, DigestPoster, DigestTeller
    from bot.ports_of_ledger import DigestStore

_log = logging.getLogger(__name__)

_AT_LEAST = 0.25
"""Seconds between two turns where what is due cannot be taken hold of yet."""


class Rounds:
    """Posts what is due; any number of processes may do so over one store, each slot is posted once.

    Args:
        store: the schedule and the ledger.
        maker: makes digests.
        poster: posts them.
        teller: tells people what went wrong.
        clock: the present moment.
        worker: names this process; nobody else may ever have the name.
        limits: how much, and how long.
        sleep: waits for so many seconds.
        monotonic: seconds of a clock that only goes forward.
    """

    def __init__(  # noqa: PLR0913 - the ports, each by its name
        self,
        *,
        store: DigestStore,
        maker: DigestMaker,
        poster: DigestPoster,
        teller: DigestTeller,
        clock: Clock,
        worker: str,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        sleep: Sleep = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk = RoundsDesk(
            store=store,
            maker=maker,
            poster=poster,
            teller=teller,
            clock=clock,
            sleep=sleep,
            worker=worker,
            limits=limits,
            makes=Gates(limits.makes, limits.makes_of_a_pbx),
            posts=Gates(limits.posts, 1),
            pace=Pace(limits.channel_seconds, sleep, monotonic),
            spacing=Pace(limits.channel_seconds, sleep, monotonic),
        )
        self._schedule = Schedule(self._desk)
        self._tasks: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()

    @property
    def figures(self) -> Figures:
        """What was done so far."""
        return self._desk.figures

    @property
    def in_hand(self) -> int:
        """Deliveries that are being made or posted."""
        return len(self._desk.in_hand)

    def nudge(self) -> None:
        """Look at once: a digest was saved, or is to be posted again."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Post what is due until ``stop`` is set, then finish what is underway within the limit for it."""
        keeping = asyncio.ensure_future(self._keep_hold())
        try:
            while not stop.is_set():
                await self._wait(stop, await self._seconds_after_a_turn())
        finally:
            await self.finish()
            keeping.cancel()
            await asyncio.wait((keeping,))

    async def turn(self) -> bool:
        """Plan what is due and take hold of it; whether there is more than could be taken. Work goes on behind it.

        Raises:
            StoreTrouble: the store cannot be used; the next turn may find it well.
        """
        desk = self._desk
        desk.figures.turns += 1
        await self._schedule.plan()
        for orphan in await desk.store.orphans(desk.now(), desk.now() + TELL_AGAIN, desk.limits.batch):
            self._begin(settle(desk, orphan))
        room = min(desk.limits.batch, desk.limits.in_hand - len(desk.in_hand))
        if room <= 0:
            return False
        claimed = await desk.store.claim(desk.now(), desk.worker, desk.until(), room)
        for held in claimed:
            desk.take(held)
        for group in await asyncio.to_thread(grouped, claimed):
            self._begin(serve(desk, group))
        return len(claimed) == room

    async def idle(self) -> None:
        """Wait until nothing is underway."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    async def finish(self) -> None:
        """Begin nothing more, wait for what is underway as long as the limits allow, and give the rest back."""
        self._desk.ending = True
        try:
            if self._tasks:
                await asyncio.wait(tuple(self._tasks), timeout=self._desk.limits.grace)
        finally:  # also where somebody cannot wait: what is held is given back
            await self._let_go()

    async def _let_go(self) -> None:
        late = tuple(self._tasks)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
        left = list(self._desk.in_hand.values())
        self._desk.in_hand.clear()
        if left:
            try:
                await self._desk.store.release(left)
            except StoreTrouble as trouble:  # then their holds end by themselves
                self._desk.stumbled(trouble)

    async def _seconds_after_a_turn(self) -> float:
        """Make a turn; seconds until the next one."""
        desk = self._desk
        try:
            if await self.turn():
                return 0
            moment = await desk.store.next_moment()
        except StoreTrouble as trouble:
            desk.stumbled(trouble)
            return desk.limits.pause
        except Exception:  # noqa: BLE001 - the rounds must go on, whatever one turn met
            _log.exception("a turn of the digests was left")
            return desk.limits.pause
        if moment is None:
            return desk.limits.pause
        return min(max(moment - desk.clock.now().timestamp(), _AT_LEAST), desk.limits.pause)

    async def _wait(self, stop: asyncio.Event, seconds: float) -> None:
        """Until it is time, or somebody calls."""
        if not seconds:
            await asyncio.sleep(0)
            return
        waits: list[asyncio.Future[object]] = [
            asyncio.ensure_future(self._desk.sleep(seconds)),
            asyncio.ensure_future(stop.wait()),
            asyncio.ensure_future(self._wake.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        self._wake.clear()

    async def _keep_hold(self) -> None:
        desk = self._desk
        while True:
            await desk.sleep(desk.limits.hold / 3)
            try:
                await desk.store.renew(list(desk.in_hand.values()), desk.until())
            except StoreTrouble as trouble:
                desk.stumbled(trouble)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
