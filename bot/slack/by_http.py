"""What answers HTTP: Slack's deliveries where they come this way, the installation pages, and health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.slack.metrics import exposition
from bot.slack.reception import without_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slack_bolt.async_app import AsyncApp
    from starlette.requests import Request

    from bot.slack.door import Door
    from bot.slack.health import Health
    from bot.slack.reception import Reception

EVENTS = "/slack/events"
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What Bolt's parser raises of what is no delivery: text that is none, JSON that is none, or not an object."""


def application(health: Health, more: Sequence[Route]) -> Starlette:
    """Health, and ``more``: what this process answers besides."""
    return Starlette(routes=[*_health_routes(health), *more])


def events(app: AsyncApp, reception: Reception, health: Health, door: Door) -> Route:
    """Where Slack delivers commands, presses, forms and events."""

    async def deliver(request: Request) -> Response:
        body = await door.opened(request)
        if isinstance(body, Response):
            return body
        try:
            bolt = to_async_bolt_request(request, body)
            wordless = without_words(bolt)
        except _UNREADABLE:
            return PlainTextResponse("not a delivery", status_code=400)
        if wordless:
            health.delivered()
            reception.take(bolt)
            return Response()
        answer = await app.async_dispatch(bolt)
        if answer.status == 200:
            health.delivered()
        return to_starlette_response(answer)

    return Route(EVENTS, deliver, methods=["POST"])


def _health_routes(health: Health) -> list[Route]:
    async def alive(_: Request) -> Response:
        good, told = health.alive()
        return JSONResponse(told, status_code=200 if good else 503)

    async def ready(_: Request) -> Response:
        good, told = await health.ready()
        return JSONResponse(told, status_code=200 if good else 503)

    async def metrics(_: Request) -> Response:
        told = exposition(health)
        if told is None:
            return PlainTextResponse("Install ringback[metrics] for figures.\n", status_code=404)
        text, kind = told
        return Response(text, headers={"Content-Type": kind})

    return [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]
