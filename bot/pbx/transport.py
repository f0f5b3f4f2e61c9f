"""The guarded transport: httpx's interface over a pool of our own, whose every error is a trouble.

The query of a request travels in ``extensions["query"]`` and joins the URL only on the wire: it holds the
access token, and httpx writes URLs into its log.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpcore2
import httpx

from bot import __version__
from bot.cdr.link_trouble import PbxUnreachable, TimedOut
from bot.cdr.pbx_trouble import CutShort, NotHttp, Redirected, Unanswered
from bot.pbx.body import PACKING
from bot.pbx.network import GuardedBackend, system_lookup
from bot.pbx.paced import PacedStream
from bot.pbx.trust import context_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.pbx.connection import Connection
    from bot.pbx.logins import Gate
    from bot.pbx.network import Lookup

USER_AGENT = f"Ringback/{__version__}"
"""The PBX refuses requests without one."""

MOST_CONNECTIONS = 2
"""A PBX is small: at most this many requests at once."""


_REDIRECTS = range(300, 400)


class _Quiet(logging.Filter):
    """Keeps what the libraries tell of requests out of every log, whatever its level.

    It names the customer's PBX, and headers that came: a redirect repeats the token.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING


for _name in ("httpx", "httpcore2.connection", "httpcore2.http11"):
    logging.getLogger(_name).addFilter(_Quiet())


class GuardedTransport(httpx.AsyncBaseTransport):
    """Carries requests to one PBX."""

    def __init__(
        self, connection: Connection, lookup: Lookup = system_lookup, gate: Gate | None = None
    ) -> None:
        self._where = connection.address.authority
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=context_for(connection.trust),
            max_connections=MOST_CONNECTIONS,
            network_backend=GuardedBackend(
                where=self._where,
                trust=connection.trust,
                private=connection.private,
                lookup=lookup,
                gate=gate,
            ),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body of the answer is still to be read.

        Raises:
            Trouble: no answer came, or one that leads elsewhere: the token would travel along.
        """
        query: bytes = request.extensions.get("query", b"")
        target = request.url.raw_path + (b"?" + query if query else b"")
        url = request.url
        sent = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=target),
            headers=request.headers.raw,
            content=request.stream,
            extensions={"timeout": request.extensions.get("timeout", {})},
        )
        with _as_troubles(self._where, request), _before_the_answer(self._where):
            answer = await self._pool.handle_async_request(sent)
        stream = answer.extensions.get("network_stream")
        if isinstance(stream, PacedStream):
            stream.answered = True
        if answer.status in _REDIRECTS:
            await answer.aclose()
            raise self._redirected(answer)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer, self._where, request)
        )

    def _redirected(self, answer: httpcore2.Response) -> Redirected:
        target = httpx.Headers(answer.headers).get("location", "an unknown place")
        return Redirected(where=self._where, status=answer.status, target=_shown(target))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


def _shown(target: str) -> str:
    """Where a redirect leads, without what may be a token or a login."""
    place = re.split(r"[?#]", target)[0]
    return re.sub(r"//[^/]*@", "//", place)


class _Body(httpx.AsyncByteStream):
    """The body of an answer, as it arrives."""

    def __init__(self, answer: httpcore2.Response, where: str, request: httpx.Request) -> None:
        self._answer, self._where, self._request = answer, where, request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _as_troubles(self._where, self._request):
            async for part in self._answer.aiter_stream():
                yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


@contextmanager
def _before_the_answer(where: str) -> Iterator[None]:
    """Say in words what breaks before an answer has begun."""
    try:
        yield
    except httpcore2.RemoteProtocolError as error:
        # With words for a connection that just ends; with h11's own error for bytes that are no HTTP.
        kind = Unanswered if isinstance(error.args[0], str) else NotHttp
        raise kind(where=where) from None
    except httpcore2.ReadError:
        raise Unanswered(where=where) from None


@contextmanager
def _as_troubles(where: str, request: httpx.Request) -> Iterator[None]:
    """Say in words what the pool raises; troubles of the network backend pass as they are."""
    timeouts = request.extensions.get("timeout", {})
    try:
        yield
    except httpcore2.ReadTimeout:
        raise TimedOut(where=where, step="answer", seconds=timeouts.get("read")) from None
    except httpcore2.TimeoutException:
        raise TimedOut(where=where, step="take the request", seconds=timeouts.get("write")) from None
    except (httpcore2.RemoteProtocolError, httpcore2.ReadError):
        raise CutShort(where=where) from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, OSError):
        raise PbxUnreachable(where=where, reason="the connection broke") from None


def open_client(
    connection: Connection,
    timeouts: httpx.Timeout,
    lookup: Lookup = system_lookup,
    gate: Gate | None = None,
) -> httpx.AsyncClient:
    """An httpx client for one PBX: no redirects, nothing from the environment, no connection kept.

    ``gate`` is passed before each address that is connected to.
    """
    return httpx.AsyncClient(
        transport=GuardedTransport(connection, lookup, gate),
        base_url=connection.address.base_url,
        headers={
            "User-Agent": USER_AGENT,
            "Accept": "application/json",
            "Accept-Encoding": PACKING,
            "Connection": "close",
        },
        timeout=timeouts,
        follow_redirects=False,
        trust_env=False,
    )
