"""Something to read while an answer takes long."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.blocks.trouble import told
from bot.blocks.words import ASKING, STILL_ASKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.blocks.message import Message
    from bot.ports import Progress
    from bot.slack.outlets import Outlet

PATIENCE = 1.0
"""Seconds until a person is told that the PBX is being asked."""
_AGAIN = 20.0
"""Seconds until they are told how far it is."""
_IN_FLIGHT = 2.0
"""Seconds that the answer waits for what is just being told: the other way round it would take the answer's place."""


class Waiting:
    """What is told meanwhile: how far the reading is, as the ``Progress`` port says it."""

    def __init__(self) -> None:
        self._done = ""

    def __call__(self, *, done: int, total: int | None, doing: str) -> None:
        """One more step; only remembered."""
        of = f" of {total:,}" if total else ""
        self._done = f"{doing}: {done:,}{of}" if done else doing

    @property
    def message(self) -> Message:
        """As it stands."""
        return told(STILL_ASKING.format(done=self._done) if self._done else ASKING)


@asynccontextmanager
async def patiently(outlet: Outlet, patience: float = PATIENCE) -> AsyncIterator[Progress]:
    """Within the block, after a second, the person is told what is being done; when it ends nothing more is told."""
    waiting, over = Waiting(), asyncio.Event()
    telling = asyncio.ensure_future(_tell(outlet, waiting, over, patience))
    try:
        yield waiting
    finally:
        over.set()
        await asyncio.wait((telling,), timeout=_IN_FLIGHT)
        telling.cancel()


async def _tell(outlet: Outlet, waiting: Waiting, over: asyncio.Event, patience: float) -> None:
    for pause in (patience, _AGAIN):
        try:
            await asyncio.wait_for(over.wait(), pause)
        except TimeoutError:
            await outlet.meanwhile(waiting.message)
        else:
            return
