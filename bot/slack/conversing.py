"""Plain words in a direct message, or in a mention: the same as the command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.occasion import occasion_of
from bot.slack.outlets import DirectOutlet, EphemeralOutlet
from bot.slack.performing import Written, start
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
            _answer(desk, occasion_of(body, context, client), event, bot_user)

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


def _answer(desk: Desk, occasion: Occasion, event: dict[str, Any], bot_user: str) -> None:
    thread = str(event.get("thread_ts") or "")
    outlet: Outlet = DirectOutlet(occasion, thread) if occasion.direct else EphemeralOutlet(occasion, thread)
    start(desk, occasion, outlet, Written(text=without_mention(str(event.get("text") or ""), bot_user)))
