"""The rounds of the digests for as long as a process serves."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answers.rounds import Rounds
    from bot.answers.rounds_figures import Figures

_log = logging.getLogger(__name__)

_LAST_WORDS = 3.0
"""Seconds for giving back what is held, where somebody cannot wait."""


class Serving:
    """Begins the rounds and ends them in order."""

    def __init__(self, rounds: Rounds) -> None:
        self._rounds = rounds
        self._ends = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._cut_off = False

    @property
    def figures(self) -> Figures:
        """What was done so far."""
        return self._rounds.figures

    def start(self) -> None:
        """Post what is due from now on."""
        self._running = asyncio.get_running_loop().create_task(self._rounds.run(self._ends))

    def stop(self) -> None:
        """Begin nothing more; what is underway is finished within the rounds' own limit."""
        self._ends.set()

    async def finish(self, seconds: float) -> None:
        """Wait for what is underway; then it is cut off, and what is held is given back for the next process."""
        if self._running is None:
            return
        try:
            await asyncio.wait((self._running,), timeout=seconds)
        finally:  # also where whoever waits cannot wait any more
            await self._ended(self._running)

    async def _ended(self, running: asyncio.Task[None]) -> None:
        if not running.done():
            if not self._cut_off:  # a second time it would cut off the giving back
                self._cut_off = True
                running.cancel()
            await asyncio.wait((running,), timeout=_LAST_WORDS)
        if running.done() and not running.cancelled() and (error := running.exception()):
            _log.error("the rounds of the digests ended in %s", type(error).__name__)
