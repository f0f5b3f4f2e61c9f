"""Plain words in a direct message, or in a mention: the same as the command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks.buttons import setup_button
from bot.blocks.help import hint
from bot.blocks.trouble import told
from bot.slack.answering import guarded, show_answer
from bot.slack.asking import ask
from bot.slack.occasion import occasion_of
from bot.slack.order import Order
from bot.slack.outlets import DirectOutlet, EphemeralOutlet
from bot.slack.subcommands import subcommand
from bot.slack.wording import typed

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.outlets import Outlet


def listen(app: AsyncApp, desk: Desk) -> None:
    """Answer direct messages and mentions."""

    async def said(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        event: dict[str, Any] = body["event"]
        if _ours_to_answer(event) and desk.underway.first(str(body.get("event_id") or "")):
            start(desk, occasion_of(body, context, client), event, context.bot_user_id or "")

    app.event("app_mention")(said)
    app.event("message")(said)


def _ours_to_answer(event: dict[str, Any]) -> bool:
    """What a person wrote: no message of a bot, no edit, no join; of messages only those written to us directly."""
    if event.get("bot_id") or event.get("subtype") or not event.get("user"):
        return False
    return event["type"] == "app_mention" or event.get("channel_type") == "im"


def start(desk: Desk, occasion: Occasion, event: dict[str, Any], bot_user: str) -> None:
    """Answer what was written."""
    thread = str(event.get("thread_ts") or "")
    outlet: Outlet = DirectOutlet(occasion, thread) if occasion.direct else EphemeralOutlet(occasion, thread)
    text = str(event.get("text") or "")
    work = _answered(desk, occasion, outlet, text, typed(text, bot_user).text)
    desk.underway.start(guarded(desk, occasion, outlet, work, typed(text, bot_user).text))


async def _answered(desk: Desk, occasion: Occasion, outlet: Outlet, text: str, plain: str) -> None:
    row, rest = subcommand(plain)
    if row is not None and not row.opens_form:
        await row.runs(Order(desk=desk, occasion=occasion, outlet=outlet, rest=rest))
        return
    if row is not None:  # only a press or a command may open a form
        await outlet.answer(told("A form opens by a press.", "", [setup_button()]))
        return
    footer = () if plain else (hint(),)
    question = text if plain else "today"
    await show_answer(
        desk,
        outlet,
        lambda progress: ask(desk, occasion, question, progress),
        postable=occasion.postable,
        footer=footer,
    )
