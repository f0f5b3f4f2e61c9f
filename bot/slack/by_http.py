"""What answers HTTP: Slack's deliveries where they come this way, the installation pages, and health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.slack.metrics import exposition
from bot.slack.reception import without_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slack_bolt.async_app import AsyncApp
    from starlette.requests import Request

    from bot.slack.health import Health
    from bot.slack.reception import Reception

EVENTS = "/slack/events"
_LARGEST = 1_000_000
"""Bytes. Whoever can reach us can send a body, and it is read before its signature can be checked."""


def application(health: Health, more: Sequence[Route]) -> Starlette:
    """Health, and ``more``: what this process answers besides."""
    return Starlette(routes=[*_health_routes(health), *more])


def events(app: AsyncApp, reception: Reception, health: Health, signing_secret: str) -> Route:
    """Where Slack delivers commands, presses, forms and events."""
    verifier = SignatureVerifier(signing_secret)

    async def deliver(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", status_code=413)
        try:
            bolt = to_async_bolt_request(request, body)
        except UnicodeDecodeError:
            return PlainTextResponse("not text", status_code=400)
        if _signed(verifier, request, body) and without_words(bolt):
            health.delivered()
            reception.take(bolt)
            return Response()
        answer = await app.async_dispatch(bolt)
        if answer.status == 200:
            health.delivered()
        return to_starlette_response(answer)

    return Route(EVENTS, deliver, methods=["POST"])


def _signed(verifier: SignatureVerifier, request: Request, body: bytes) -> bool:
    """Whether Slack has signed this, within the last minutes."""
    return verifier.is_valid(
        body=body,
        timestamp=request.headers.get("x-slack-request-timestamp", ""),
        signature=request.headers.get("x-slack-signature", ""),
    )


async def _body(request: Request) -> bytes | None:
    """The body; None where it is larger than anything of Slack's."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            return None
    return bytes(body)


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
