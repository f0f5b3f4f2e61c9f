"""One open PBX and who asks it: closed when nobody does, and after a while even so."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.cdr.link_trouble import PbxClosed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.pbx.connection import Connection
    from bot.pbx.vendors import OpenPbx
    from bot.ports import Pbx
    from bot.workspace.workspace import Workspace

    Whose = tuple[Workspace, str]
    """A workspace and the id of one of its PBXs."""

_log = logging.getLogger(__name__)

_LAST_WORDS = 3.0
"""Seconds for giving the token back and closing: a PBX that is down must not hold anybody up."""

_A_MOMENT = 3.0
"""Seconds for who is cut off to come to an end: a login under way is waited for, so that its token is not lost."""


class Held:
    """An open PBX.

    Args:
        pbx: the PBX itself.
        whose: under which it is kept.
        connection: how it was reached when it was opened.
        since: when it was opened, epoch seconds.
    """

    def __init__(self, pbx: OpenPbx, whose: Whose, connection: Connection, since: float) -> None:
        self.whose, self.connection, self.since = whose, connection, since
        self.unused_since = since
        self._pbx = pbx
        self._leases: set[asyncio.Timeout] = set()
        self._free = asyncio.Event()
        self._free.set()
        self._closing: asyncio.Future[None] | None = None
        self._revoke, self._reason = False, ""

    @property
    def in_use(self) -> bool:
        """Whether anybody asks it now."""
        return bool(self._leases)

    @asynccontextmanager
    async def lease(self) -> AsyncIterator[Pbx]:
        """The PBX; it is not closed within the block, or the block is cut off first.

        Raises:
            PbxClosed: the block was cut off.
        """
        try:
            async with asyncio.timeout(None) as scope:
                self._leases.add(scope)
                self._free.clear()
                try:
                    yield self._pbx
                finally:
                    self._leases.discard(scope)
                    if not self._leases:
                        self._free.set()
        except TimeoutError:
            if not scope.expired():
                raise
            raise PbxClosed(reason=self._reason) from None

    async def end(self, *, revoke: bool, patience: float | None, reason: str) -> None:
        """Close it as soon as nobody asks it; may be called again, with less patience.

        Args:
            revoke: give its token back, and keep none.
            patience: seconds after which those who still ask are cut off; None: never.
            reason: what they are told, as the end of a sentence.
        """
        self._revoke |= revoke
        if not await self._freed(patience):
            self._reason = reason
            for scope in tuple(self._leases):
                if not scope.expired():
                    scope.reschedule(asyncio.get_running_loop().time())
            await self._freed(_A_MOMENT)
        if self._closing is None:
            self._closing = asyncio.ensure_future(close_in_time(self._pbx, revoke=self._revoke))
        await asyncio.shield(self._closing)

    async def _freed(self, patience: float | None) -> bool:
        try:
            async with asyncio.timeout(patience):
                await self._free.wait()
        except TimeoutError:
            return False
        return True


async def close_in_time(pbx: OpenPbx, *, revoke: bool) -> None:
    """Close it within a few seconds, whatever it does."""
    closing = asyncio.ensure_future(pbx.close(revoke=revoke))
    try:
        await asyncio.wait((closing,), timeout=_LAST_WORDS)
    finally:
        closing.cancel()
    await asyncio.wait((closing,), timeout=_LAST_WORDS)
    if closing.done() and not closing.cancelled() and (error := closing.exception()):
        _log.error("a PBX could not be closed: %s", type(error).__name__)
