"""The fake Slack on a loopback socket, in a test's own event loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self, TypeVar, Unpack

from aiohttp import web

from fakes.slack.events import Happening
from fakes.slack.reception import receive
from fakes.slack.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp.typedefs import Handler

    from fakes.slack.model import Json
    from fakes.slack.options import Options

_Found = TypeVar("_Found")


class FakeSlack(Happening):
    """A strict Slack; an async context manager.

    ``async with FakeSlack(validate=..., now=clock) as slack: ...``, then ``add_team``, ``add_user``,
    ``add_channel``; ``command``, ``press``, ``submit``, ``event``; ``shown``, ``messages``, ``ephemerals``,
    ``home``, ``views``, ``files``; and at the end ``assert slack.faults == []``.
    """

    def __init__(self, **options: Unpack[Options]) -> None:
        super().__init__(**options)
        self._runner: web.AppRunner | None = None
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=16_000_000, middlewares=[self._telling])
        app.router.add_route("*", "/api/{method}", self._web_api)
        app.router.add_post("/response/{team}/{number}", self._response)
        app.router.add_post("/upload/v1/{file}", self._upload)
        app.router.add_get("/link", self.sockets.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.base_url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.wire.close()
        await self.sockets.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def until(self, condition: Callable[[], _Found], seconds: float = 5) -> _Found:
        """Wait until something holds that the app brings about, such as ``lambda: slack.shown(delivery)``.

        Raises:
            TimeoutError: it never did.
        """
        async with asyncio.timeout(seconds), self._news:
            return await self._news.wait_for(condition)

    @web.middleware
    async def _telling(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        finally:
            async with self._news:
                self._news.notify_all()

    async def _web_api(self, request: web.Request) -> web.Response:
        return await receive(self, request)

    async def _response(self, request: web.Request) -> web.Response:
        try:
            await self.failures.strike("response_url")
            self.hooks.use(request.path, await _told(request))
        except Refused as refused:
            headers = {} if refused.retry_after is None else {"Retry-After": str(refused.retry_after)}
            return web.Response(text=refused.error, status=refused.status, headers=headers)
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.Response:
        try:
            await self.failures.strike("upload")
            self.uploads.receive(request.match_info["file"], await _uploaded(request))
        except Refused as refused:
            return web.Response(text=refused.error, status=refused.status)
        return web.Response(text="OK - 1")


async def _uploaded(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    for value in (await request.post()).values():
        if isinstance(value, web.FileField):
            return value.file.read()
    return b""


async def _told(request: web.Request) -> Json:
    try:
        told = await request.json()
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Refused("invalid_payload", status=400)
    return told
