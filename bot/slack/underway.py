"""What has been acked and is not done yet: a graceful stop waits for it, then says that it was interrupted."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections import Counter, OrderedDict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterable

    from bot.workspace.workspace import Workspace

_log = logging.getLogger(__name__)

_REMEMBERED = 10_000


class Underway:
    """Tasks of this process, and what it has seen already."""

    def __init__(self) -> None:
        self._tasks: dict[asyncio.Task[None], Workspace | None] = {}
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._leaving: Counter[Workspace] = Counter()
        self.closing = False

    def start(self, work: Coroutine[Any, Any, None], workspace: Workspace | None = None) -> None:
        """Do something after the ack, for a workspace or for none of them; nothing for one that is leaving."""
        if workspace is not None and self._leaving[workspace]:
            _undone(work)
            return
        task = asyncio.get_running_loop().create_task(work)
        self._tasks[task] = workspace
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.pop(task, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            # No message of the error: it may hold numbers and names.
            _log.error("work after an ack ended in %s", type(error).__name__)

    def first(self, delivery: str) -> bool:
        """Whether a delivery is seen for the first time: Slack sends events again, and networks deliver twice."""
        if not delivery:
            return True
        if delivery in self._seen:
            return False
        self._seen[delivery] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return True

    @property
    def count(self) -> int:
        """How much is underway."""
        return len(self._tasks)

    async def finish(self, seconds: float) -> int:
        """Wait for everything; what is not done in time is cancelled, and says so to whoever waits.

        Returns:
            how many had to be cancelled.
        """
        self.closing = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        return await _stopped(list(self._tasks))

    @asynccontextmanager
    async def leaving(self, workspace: Workspace) -> AsyncIterator[None]:
        """Within the block nothing runs for a workspace: what ran is stopped first, and nothing is begun."""
        self._leaving[workspace] += 1
        try:
            await _stopped([task for task, whose in self._tasks.items() if whose == workspace])
            yield
        finally:
            self._leaving[workspace] -= 1
            self._leaving += Counter()  # without those that are at nought


def _undone(work: Coroutine[Any, Any, None]) -> None:
    """Close work that was not begun, with the work it was handed: of each asyncio would say that nobody awaited it."""
    for handed in inspect.getcoroutinelocals(work).values():
        if inspect.iscoroutine(handed):
            _undone(handed)
    work.close()


async def _stopped(tasks: Iterable[asyncio.Task[None]]) -> int:
    late = [task for task in tasks if task is not asyncio.current_task()]
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=_LAST_WORDS)
    return len(late)


_LAST_WORDS = 3.0
"""Seconds for saying that a question was interrupted."""
