"""A connection whose answer has to begin: what comes before it is read in small pieces, and not without end.

A server may send any number of ``100 Continue`` before an answer, and each costs us as much as an answer's head.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpcore2

from bot.cdr.pbx_trouble import NotHttp

if TYPE_CHECKING:
    import ssl

_AT_ONCE = 4096
"""Bytes of a head that are read at once: others get their turn before the next."""

MOST_HEAD = 128 * 1024
"""Bytes that may come before an answer's body. A single head beyond 100 KB is refused by who reads HTTP."""


class PacedStream(httpcore2.AsyncNetworkStream):
    """A connection for one request. ``answered`` is set once the head of its answer is there.

    Args:
        stream: the connection itself.
        where: ``host:port``, for the trouble.
    """

    def __init__(self, stream: httpcore2.AsyncNetworkStream, where: str) -> None:
        self.stream, self.where = stream, where
        self.answered = False
        self._head = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's signature
        """As the connection does.

        Raises:
            NotHttp: the answer does not begin.
        """
        if self.answered:
            return await self.stream.read(max_bytes, timeout)
        await asyncio.sleep(0)
        got = await self.stream.read(min(max_bytes, _AT_ONCE), timeout)
        self._head += len(got)
        if self._head > MOST_HEAD:
            raise NotHttp(where=self.where)
        return got

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's signature
        """As the connection does."""
        await self.stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """As the connection does."""
        await self.stream.aclose()

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's signature
        """As the connection says."""
        return self.stream.get_extra_info(info)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
    ) -> httpcore2.AsyncNetworkStream:
        """As the connection does."""
        return await self.stream.start_tls(ssl_context, server_hostname, timeout)
