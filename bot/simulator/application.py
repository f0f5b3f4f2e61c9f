"""The HTTP surface as an ASGI application: the API, the downloads, the control door, and the web portal elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bot.simulator.api.answer import HTML, WEB_PORTAL, Answer
from bot.simulator.api.door import Door, Request
from bot.simulator.control import control_routes

if TYPE_CHECKING:
    import asyncio

    from starlette.requests import Request as HttpRequest
    from starlette.types import Receive, Scope, Send

    from bot.simulator.machine import Machine

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class Sent(Response):
    """An answer on its way; the PBX closes the connection after each one.

    One that is cut ends in the middle of what its Content-Length promises: the server then drops the connection.
    """

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.body, answer.status, {"Connection": "close"}, answer.media_type)
        self._cut_at = answer.cut_at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or the first part of it."""
        if self._cut_at is None:
            await super().__call__(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send(
            {"type": "http.response.body", "body": bytes(self.body[: self._cut_at]), "more_body": True}
        )


def application(machine: Machine, closing: asyncio.Event) -> Starlette:
    """The whole HTTP surface of one machine."""
    door = Door(machine, closing)

    async def api(http: HttpRequest) -> Response:
        return Sent(await door.answer(await _request(http)))

    async def web_portal(_: HttpRequest) -> Response:
        return Sent(Answer(body=WEB_PORTAL, media_type=HTML))

    return Starlette(
        routes=[
            Route("/openapi/{api}/{path:path}", api, methods=_METHODS),
            Route("/api/download/{file}", api, methods=["GET"]),
            *control_routes(machine),
            Route("/{path:path}", web_portal, methods=_METHODS),
        ]
    )


async def _request(http: HttpRequest) -> Request:
    return Request(
        method=http.method,
        api=http.path_params.get("api", ""),
        path=http.path_params.get("path", "download"),
        query=http.query_params.multi_items(),
        agent=http.headers.get("user-agent", ""),
        address=http.client.host if http.client else "",
        body=await http.body(),
        file=http.path_params.get("file", ""),
    )
