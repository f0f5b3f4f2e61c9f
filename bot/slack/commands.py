"""The slash commands: acked at once, then done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.occasion import occasion_of
from bot.slack.outlets import ResponseUrl, UrlOutlet
from bot.slack.performing import Written, start

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.desk import Desk

COMMANDS: dict[str, tuple[str, str, str]] = {
    "/calls": ("", "Ask about calls", "[today | yesterday in Sales | from 2005 last week | help]"),
    "/missed": ("missed", "Ask who was missed", "[yesterday afternoon | mine since Monday | help]"),
}
"""Each command: the word that it puts before the question, its description and usage hint for the manifest."""


def listen(app: AsyncApp, desk: Desk) -> None:
    """Answer both commands."""
    for name in COMMANDS:
        app.command(name)(_listener(desk))


def _listener(desk: Desk) -> Callable[..., Awaitable[None]]:
    async def command(
        ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        await ack()
        trigger = str(body.get("trigger_id") or "")
        if desk.underway.first(trigger):
            occasion = occasion_of(body, context, client)
            outlet = UrlOutlet(ResponseUrl(str(body["response_url"])), occasion)
            before, _, _ = COMMANDS[str(body["command"])]
            text = str(body.get("text") or "").strip()
            start(desk, occasion, outlet, Written(text=text, before=before, trigger=trigger))

    return command
