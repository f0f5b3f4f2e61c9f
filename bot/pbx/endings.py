"""Closing goes on whatever becomes of who asked for it, and is waited for at the end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable


_LAST_WORDS = 5.0
"""Seconds for giving the token back and closing: whoever pressed Ctrl-C has waited long enough."""


class Endings:
    """What is being closed."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin one, to be waited for or not."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    async def finish(self, at_most: float) -> None:
        """Wait until all have come to an end, so many seconds at most."""
        await waited_for(self._tasks, at_most)
        for task in tuple(self._tasks):
            task.cancel()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # it is raised where somebody waits; asyncio need not complain where nobody does


async def waited_for(tasks: Iterable[asyncio.Future[None]], at_most: float | None = None) -> None:
    """Wait until each has come to an end, good or bad."""
    begun = tuple(tasks)
    if begun:
        await asyncio.wait(begun, timeout=at_most)


async def seen_through(closing: Coroutine[Any, Any, None]) -> None:
    """Close within the time for last words, also when Ctrl-C comes only now; a second one ends it."""
    task = asyncio.ensure_future(closing)
    try:
        await asyncio.wait((task,), timeout=_LAST_WORDS)
    except asyncio.CancelledError:
        await asyncio.wait((task,), timeout=_LAST_WORDS)
        raise
    finally:
        task.cancel()
    if task.done():
        task.result()
