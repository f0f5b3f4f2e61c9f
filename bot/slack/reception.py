"""Acks first: what Slack delivers is acknowledged before anything is looked up for it, where no words are expected.

Slack waits three seconds. Bolt acknowledges after it has found out whose token speaks, which needs the database the
first time; a file that somebody else holds, or two hundred commands at once, must not cost anybody their ack.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.slack.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

_log = logging.getLogger(__name__)

_WITHOUT_WORDS = frozenset({"block_actions", "event_callback", "view_closed"})


class Reception:
    """Takes deliveries whose ack is empty, and hands them to Bolt one by one, whenever nothing else is to be done."""

    def __init__(self, app: AsyncApp) -> None:
        self._app = app
        self._waiting: asyncio.Queue[AsyncBoltRequest] = asyncio.Queue()
        self._handed: set[asyncio.Task[None]] = set()
        self._handing: asyncio.Task[None] | None = None

    def take(self, request: AsyncBoltRequest) -> None:
        """Deal with a delivery that is Slack's for certain, and acknowledged."""
        if self._handing is None:
            self._handing = asyncio.get_running_loop().create_task(self._hand_over())
        self._waiting.put_nowait(request)

    async def emptied(self) -> None:
        """Wait until everything that was taken has reached its listener; then take nothing more."""
        await self._waiting.join()
        if self._handed:
            await asyncio.wait(tuple(self._handed))
        if self._handing is not None:
            self._handing.cancel()

    async def _hand_over(self) -> None:
        while True:
            request = await self._waiting.get()
            await asyncio.sleep(0)  # one round of the loop: acks that can be given meanwhile come first
            task = asyncio.get_running_loop().create_task(self._dispatch(request))
            self._handed.add(task)
            task.add_done_callback(self._handed.discard)
            self._waiting.task_done()

    async def _dispatch(self, request: AsyncBoltRequest) -> None:
        try:
            answer = await self._app.async_dispatch(request)
        except Exception as error:  # noqa: BLE001 - Bolt's own fault in one delivery must not end the others
            _log.error("a delivery was lost: %s", type(error).__name__)
            return
        if answer.status != 200:
            _log.warning("nobody deals with a delivery: %s", answer.status)


def without_words(request: AsyncBoltRequest) -> bool:
    """Whether a delivery is acknowledged without words; forms are answered with what is shown next."""
    body: Mapping[str, Any] = request.body
    if "command" in body:
        return str(body["command"]) in COMMANDS
    return str(body.get("type")) in _WITHOUT_WORDS
