"""Servers on this machine's loopback that say what they are told to, and a client to them."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from typing import TYPE_CHECKING

import httpx

from bot.pbx.connection import Connection, PbxAddress
from bot.pbx.guard import PrivateAddresses
from bot.pbx.network import system_lookup
from bot.pbx.transport import open_client
from bot.pbx.trust import Trust

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from trustme import LeafCert

    from bot.pbx.network import Lookup

    Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

TIMEOUTS = httpx.Timeout(connect=2, read=1, write=1, pool=None)
GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


def reaching(
    url: str, trust: Trust | None = None, private: PrivateAddresses = PrivateAddresses.ALLOW
) -> Connection:
    return Connection(
        address=PbxAddress.read(url),
        client_id="id",
        client_secret="secret",
        trust=trust or Trust.system(),
        private=private,
    )


async def asked(
    connection: Connection,
    lookup: Lookup | None = None,
    query: bytes = b"",
    timeouts: httpx.Timeout = TIMEOUTS,
) -> bytes:
    """The body of the answer to one request."""
    async with open_client(connection, timeouts, lookup or system_lookup) as client:
        request = client.build_request("GET", "/openapi/v1.0/x", extensions={"query": query})
        return (await client.send(request)).content


@contextlib.asynccontextmanager
async def serving(serve: Serve, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A server on a free port; each connection gets ``serve`` once, then is closed, as a PBX does."""
    tasks: set[asyncio.Task[None]] = set()

    async def guarded(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                await writer.wait_closed()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(guarded(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def answering(answer: bytes, seen: list[bytes] | None = None) -> Serve:
    """Says the same to every request, and keeps what was asked."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        if seen is not None:
            seen.append(head)
        writer.write(answer)
        await writer.drain()

    return serve


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:  # noqa: ARG001 - a server's signature
    """Hears all and says nothing."""
    await reader.read()


def names(*addresses: str) -> Lookup:
    """A name server that knows these addresses of every name."""

    async def lookup(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 - a lookup's signature
        return addresses

    return lookup


def tls_of(certificate: LeafCert) -> ssl.SSLContext:
    """A server's side of TLS with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
