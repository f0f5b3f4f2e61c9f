"""Delivering an answer: something to read while it takes long, plainer blocks where Slack refuses the rich ones."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.blocks.trouble import told
from bot.blocks.words import ASKING, STILL_ASKING
from bot.slack.outlets import BlocksRefused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.blocks.message import Message
    from bot.ports import Progress
    from bot.slack.outlets import Outlet

_log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds until a person is told that the PBX is being asked."""
_AGAIN = 20.0
"""Seconds until they are told how far it is."""


async def deliver(outlet: Outlet, *ways: Callable[[], Message]) -> None:
    """Show a message, built in the first way that Slack takes; the last one is its text alone.

    Raises:
        SlackRefused: it cannot be shown at all.
    """
    message = ways[0]()
    for way in ways:
        message = way()
        try:
            await outlet.answer(message)
        except BlocksRefused:
            _log.warning("Slack refused the blocks of a message; trying plainer ones")
        else:
            return
    await outlet.answer(told(message.text))


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
    waiting = Waiting()
    telling = asyncio.ensure_future(_tell(outlet, waiting, patience))
    try:
        yield waiting
    finally:
        telling.cancel()
        await asyncio.wait((telling,))


async def _tell(outlet: Outlet, waiting: Waiting, patience: float) -> None:
    await asyncio.sleep(patience)
    await outlet.meanwhile(waiting.message)
    await asyncio.sleep(_AGAIN)
    await outlet.meanwhile(waiting.message)
