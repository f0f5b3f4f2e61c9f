"""Connections that nobody may hold for ever: uvicorn limits the time between two requests, and none within one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio


class ImpatientProtocol(HttpToolsProtocol):
    """Closes a connection on which nothing is being answered and no whole head of a request comes.

    Neither a head that dribbles in, nor the rest of a body that was answered without being read, keeps it open.

    Attributes:
        seconds: from the opening, or from the last answer.
    """

    seconds = 10.0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The first head is waited for."""
        super().connection_made(cast("asyncio.Transport", transport))
        self._wait()

    def on_headers_complete(self) -> None:
        """A head is there: from now on it is up to whoever answers."""
        self._stop_waiting()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """The next head is waited for, unless it came already."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """There is nothing to wait for any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(self.seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
