"""Connections to the process: nobody holds one for ever, and there are only so many."""

from __future__ import annotations

import asyncio
import socket
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.cli.impatient import ImpatientProtocol
from bot.cli.server import configured

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

LAST = b"GET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
QUICK = b"GET /quick HTTP/1.1\r\nHost: x\r\n\r\n"
SLOW = b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"


class Hasty(ImpatientProtocol):
    seconds = 0.3


async def quick(_: Request) -> Response:
    return PlainTextResponse("here")


async def slow(_: Request) -> Response:
    await asyncio.sleep(0.6)
    return PlainTextResponse("here")


@asynccontextmanager
async def serving(most: int = 500) -> AsyncIterator[int]:
    """The port of what answers at once at ``/quick``, and at ``/slow`` after longer than a connection may be idle."""
    config = configured(Starlette(routes=[Route("/quick", quick), Route("/slow", slow)]), Hasty)
    assert config.limit_concurrency == 500
    config.limit_concurrency = most
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = asyncio.ensure_future(server._serve([listening]))
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            await running


async def closed_after(port: int, first: bytes) -> float:
    """Seconds until a connection is closed on which something comes all the time, after ``first``."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = time.monotonic()
    with suppress(ConnectionError):
        writer.write(first)
        for _ in range(60):
            writer.write(b"a")
            await writer.drain()
            with suppress(TimeoutError):
                async with asyncio.timeout(0.05):
                    while await reader.read(1000):
                        pass
                    break
    writer.close()
    return time.monotonic() - began


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"GET /quick HTTP/1.1\r\nX-Long: ",
        b"POST /quick HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n",
        QUICK + b"GET /quick HTTP/1.1\r\nX-Long: ",
    ],
    ids=["nothing", "a head", "a body that was answered unread", "a second head"],
)
async def test_what_dribbles_in_does_not_hold_a_connection(first: bytes) -> None:
    async with serving() as port:
        assert await closed_after(port, first) < 1.5


async def test_a_connection_that_says_nothing_is_closed() -> None:
    async with serving() as port, asyncio.timeout(2):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert await reader.read() == b""
        writer.close()


@pytest.mark.parametrize("many", [[SLOW, LAST], [QUICK, SLOW, QUICK, SLOW, LAST]], ids=len)
async def test_an_answer_that_takes_long_is_waited_for(many: list[bytes]) -> None:
    async with serving() as port, asyncio.timeout(5):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"".join(many))
        assert (await reader.read()).count(b"200 OK") == len(many)
        writer.close()


async def test_a_connection_in_use_goes_on() -> None:
    async with serving() as port, asyncio.timeout(5):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(5):
            writer.write(QUICK)
            assert b"200 OK" in await reader.readuntil(b"here")
            await asyncio.sleep(0.15)
        writer.close()


async def test_whoever_comes_beyond_the_most_is_told_to_come_again() -> None:
    async with serving(most=3) as port, asyncio.timeout(5):
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(QUICK)
        assert b"503 Service Unavailable" in await reader.read()
        for _, each in [*held, (reader, writer)]:
            each.close()
