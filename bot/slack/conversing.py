"""Plain words in a direct message, or in a mention: the same as the command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks.buttons import setup_button
from bot.blocks.help import hint
from bot.blocks.trouble import told
from bot.blocks.words import FORM_BY_PRESS
from bot.slack.answering import Again, guarded, show_answer
from bot.slack.asking import ask
from bot.slack.occasion import occasion_of
from bot.slack.order import Order
from bot.slack.outlets import DirectOutlet, EphemeralOutlet
from bot.slack.subcommands import subcommand
from bot.slack.wording import without_mention

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
        bot_user = context.bot_user_id or ""
        if _ours_to_answer(event, bot_user) and desk.underway.first(str(body.get("event_id") or "")):
            start(desk, occasion_of(body, context, client), event, bot_user)

    app.event("app_mention")(said)
    app.event("message")(said)


def _ours_to_answer(event: dict[str, Any], bot_user: str) -> bool:
    """What a person wrote: no message of a bot, no edit, no join; of messages only those written to us directly."""
    user = event.get("user")
    if event.get("bot_id") or event.get("subtype") or event.get("edited") or not user or user == bot_user:
        return False
    if event["type"] == "app_mention":  # in a direct message it comes as a message, too
        return not str(event.get("channel") or "").startswith("D")
    return event.get("channel_type") == "im"


def start(desk: Desk, occasion: Occasion, event: dict[str, Any], bot_user: str) -> None:
    """Answer what was written."""
    thread = str(event.get("thread_ts") or "")
    outlet: Outlet = DirectOutlet(occasion, thread) if occasion.direct else EphemeralOutlet(occasion, thread)
    text = without_mention(str(event.get("text") or ""), bot_user)
    again = Again() if subcommand(text)[0] else Again(text=text)
    work = _answered(desk, occasion, outlet, text)
    desk.underway.start(guarded(desk, occasion, outlet, work, again), occasion.workspace)


async def _answered(desk: Desk, occasion: Occasion, outlet: Outlet, text: str) -> None:
    row, rest = subcommand(text)
    if row is not None and not row.opens_form:
        await row.runs(Order(desk=desk, occasion=occasion, outlet=outlet, rest=rest))
        return
    if row is not None:  # only a press or a command may open a form
        await outlet.answer(told(FORM_BY_PRESS, "", [setup_button()]))
        return
    await show_answer(
        desk,
        outlet,
        lambda progress: ask(desk, occasion, text or "today", progress),
        postable=occasion.postable,
        footer=() if text else (hint(),),
    )
