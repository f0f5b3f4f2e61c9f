"""The demo's stage: a simulated PBX on a thread of its own, so that the prompt may wait without stopping it."""

from __future__ import annotations

import asyncio
import signal
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Thread
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.simulator import SettableClock, Settings, Simulator

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = Settings(date_format="DD/MM/YYYY", clock=12, timezone="Europe/London", seed=396, days=21)
"""The hardest to get right: day first, a 12-hour clock, and a change from summer time within the three weeks."""

CURTAIN = datetime(2026, 11, 10, 14, 20, tzinfo=ZoneInfo("Europe/London"))
"""The demo always plays at this moment, a busy Tuesday: the same calls every time.

Yesterday, 09/11/2026, is another date when the month is written first. That is what goes wrong in silence elsewhere.
"""


class StageClock:
    """The present moment as the simulated PBX's clock tells it."""

    def __init__(self, clock: SettableClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        """The present moment, aware."""
        return datetime.fromtimestamp(self._clock.now(), UTC)


@contextmanager
def on_stage() -> Iterator[Simulator]:
    """A simulated PBX that answers until the block ends, however it ends; then nothing of it is left."""
    ready, over = Future[Simulator](), Future[None]()
    # A daemon, so that not even a Ctrl-C amid all this can leave a process that waits for it.
    thread = Thread(target=_run, args=(ready, over), name="simulated PBX", daemon=True)
    try:
        thread.start()
        yield ready.result()
    finally:
        over.set_result(None)
        thread.join()


def _run(ready: Future[Simulator], over: Future[None]) -> None:
    if hasattr(
        signal, "pthread_sigmask"
    ):  # Ctrl-C is for the thread at the prompt: it must not be woken for nothing
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    asyncio.run(_serve(ready, over))


async def _serve(ready: Future[Simulator], over: Future[None]) -> None:
    clock = SettableClock()
    clock.set(CURTAIN, running=True)
    try:
        async with Simulator(SETTINGS, clock) as simulated:
            ready.set_result(simulated)
            await asyncio.wrap_future(over)
    except OSError as error:  # no socket to be had: whoever waits is told
        ready.set_exception(error)
