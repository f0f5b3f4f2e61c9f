"""Slack's side of a benchmark, as little of it as costs nothing worth measuring: it commands, and takes the answers."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode, urlsplit

import aiohttp
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

SECRET = "signing-secret"  # noqa: S105 - it opens nothing
CLIENT_SECRET = "client-secret"  # noqa: S105 - as above
TOKEN = "xoxb-bench"  # noqa: S105 - as above

_USER = {"ok": True, "user": {"id": "U1", "tz": "Europe/London", "locale": "en-GB", "profile": {}}}


@dataclass
class SlackSide:
    """Answers the Web API, and remembers when each answer came.

    Attributes:
        came: moments of the answers to each command, by its number.
    """

    base_url: str = ""
    came: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        """On a free loopback port, for as long as the block lasts."""
        side, app = cls(), web.Application()
        app.router.add_route("*", "/api/{method}", side._api)
        app.router.add_post("/response/{number}", side._response)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
        side.base_url = "http://{}:{}".format(*runner.addresses[0][:2])
        try:
            yield side
        finally:
            await runner.cleanup()

    async def _api(self, request: web.Request) -> web.Response:
        if request.match_info["method"] == "users.info":
            return web.json_response(_USER)
        told = {"ok": True, "team_id": "T1", "user_id": "UBOT", "bot_id": "B1"}
        return web.json_response(told)

    async def _response(self, request: web.Request) -> web.Response:
        text = str((await request.json()).get("text"))
        async with self._news:
            self.came.setdefault(request.match_info["number"], []).append((time.perf_counter(), text))
            self._news.notify_all()
        return web.Response(text="ok")

    async def answered(self, number: str, seconds: float = 60) -> None:
        """Wait for the answer to a command: the first that is not about the waiting.

        Raises:
            AssertionError: it is no answer but a trouble.
        """

        def final() -> str | None:
            told = (text for _, text in self.came.get(number, ()) if "Asking the PBX" not in text)
            return next(told, None)

        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: final() is not None)
        assert "calls" in (text := final() or ""), text

    async def command(self, url: str, number: str, text: str, team: str = "T1") -> float:
        """Give a command: the seconds until it was acked."""
        (seconds,) = await self.commands(url, [(number, text, team)])
        return seconds

    async def commands(self, url: str, given: Sequence[tuple[str, str, str]]) -> list[float]:
        """Give commands at once, each by its number, text and team: the seconds until each was acked.

        They are made, signed and connected before the clock starts, so that what is measured is hardly this side.
        """
        parts = urlsplit(url)
        requests = [_request(parts.netloc, parts.path, self._body(*each)) for each in given]
        links = [await asyncio.open_connection(parts.hostname, parts.port) for _ in given]
        await asyncio.sleep(0.2)
        acks = [asyncio.ensure_future(_acked(reader)) for reader, _ in links]
        sent = []
        for (_, writer), request in zip(links, requests, strict=True):
            writer.write(request)
            sent.append(time.perf_counter())
        came = await asyncio.gather(*acks)
        for _, writer in links:
            writer.close()
        return [at - began for at, began in zip(came, sent, strict=True)]

    def _body(self, number: str, text: str, team: str) -> str:
        return urlencode(
            {
                "command": "/calls",
                "text": text,
                "team_id": team,
                "channel_id": "C1",
                "user_id": "U1",
                "trigger_id": f"trigger-{number}",
                "response_url": f"{self.base_url}/response/{number}",
                "api_app_id": "A1",
                "is_enterprise_install": "false",
            }
        )


def _request(host: str, path: str, body: str) -> bytes:
    headers = {"Host": host, "Content-Length": str(len(body)), **_signed(body)}
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


async def _acked(reader: asyncio.StreamReader) -> float:
    """The moment at which an ack began to come.

    Raises:
        AssertionError: it is none.
    """
    line = await reader.readline()
    at = time.perf_counter()
    assert b" 200 " in line, line
    return at


def _signed(body: str) -> dict[str, str]:
    now = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{now}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "X-Slack-Request-Timestamp": now,
        "X-Slack-Signature": f"v0={digest}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


async def bare_fetch(url: str, pages: int) -> float:
    """Seconds in which one client, with nothing else to do, fetches the pages from a PBX and decodes them."""
    query = "access_token=t&start_time=01/01/2026%2000:00:00&end_time=31/01/2026%2000:00:00&page_size=10000"
    async with aiohttp.ClientSession() as client:
        async with client.get(f"{url}/openapi/v1.0/system/information?access_token=t") as answer:
            await answer.read()
        began = time.perf_counter()
        for page in range(1, pages + 1):
            async with client.get(f"{url}/openapi/v1.0/cdr/search?{query}&page={page}") as answer:
                json.loads(await answer.read())
        return time.perf_counter() - began
