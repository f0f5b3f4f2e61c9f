"""The slash commands: acked at once, then a subcommand or an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks.help import hint
from bot.slack.answering import Again, guarded, show_answer
from bot.slack.asking import ask
from bot.slack.occasion import occasion_of
from bot.slack.order import Order
from bot.slack.outlets import ResponseUrl, UrlOutlet
from bot.slack.subcommands import subcommand

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.outlets import Outlet

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
        if desk.underway.first(str(body.get("trigger_id") or "")):
            occasion = occasion_of(body, context, client)
            outlet = UrlOutlet(ResponseUrl(str(body["response_url"])), occasion)
            work = commanded(desk, occasion, outlet, body)
            desk.underway.start(guarded(desk, occasion, outlet, work, _again(body)), occasion.workspace)

    return command


async def commanded(desk: Desk, occasion: Occasion, outlet: Outlet, body: Mapping[str, Any]) -> None:
    """Do what a command says."""
    text = str(body.get("text") or "").strip()
    row, rest = subcommand(text)
    if row is not None:
        trigger = str(body.get("trigger_id") or "")
        await row.runs(Order(desk=desk, occasion=occasion, outlet=outlet, rest=rest, trigger=trigger))
        return
    question = _question(str(body["command"]), text)
    footer = () if text else (hint(),)
    await show_answer(
        desk,
        outlet,
        lambda progress: ask(desk, occasion, question, progress),
        postable=occasion.postable,
        footer=footer,
    )


def _again(body: Mapping[str, Any]) -> Again:
    """How to ask the same once more; a subcommand is no question."""
    text = str(body.get("text") or "").strip()
    return Again() if subcommand(text)[0] else Again(text=_question(str(body["command"]), text))


def _question(command: str, text: str) -> str:
    """The whole question; a bare command asks about today."""
    return f"{COMMANDS[command][0]} {text or 'today'}".strip()
