"""An answer as everybody in a channel sees it, masked as settings say; and on its way there, never twice."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.answers.masking import masked
from bot.blocks.answer import Look, answer_message, plainly
from bot.slack.attempt import NotSaid
from bot.slack.people import NO_ANSWER, SLACK_FAILS, reason
from bot.slack.retrying import retrying_once_said
from bot.slack.sending import BLOCKS_REFUSED, BlocksRefused, in_ways
from bot.slack.slack_trouble import CannotPost
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from bot.blocks.message import Message
    from bot.slack.asking import Asked
    from bot.slack.occasion import Occasion
    from bot.slack.sending import Plainer

_INVITE = "Invite it with /invite and its name, then press again"
_WHY = {
    "not_in_channel": ("the app is not in it", _INVITE),
    "channel_not_found": ("the app does not see it", _INVITE),
    "is_archived": ("it is archived", "Ask in another channel"),
    "restricted_action": ("only some people may post in it", "Ask in another channel"),
}
_OTHERWISE = "Try again in a minute"

_NOT_SAID = frozenset({NO_ANSWER, "fatal_error", "internal_error"})
"""After these it may be posted or not, as Slack's page of ``chat.postMessage`` says of the last two."""
_SERVER_FAULTS = 500
"""HTTP statuses from here on say nothing of what was done before the fault."""
_NO_TS = "posted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPost:
    """What is posted, and how it is built in plainer blocks."""

    rich: Message
    plainer: Plainer


async def prepared(occasion: Occasion, asked: Asked) -> ChannelPost:
    """An answer as a post; nothing is sent."""
    whole, hidden = asked.whole, asked.settings.masking is not Masking.OFF
    answer = await asyncio.to_thread(masked, whole) if hidden else whole
    # Whoever reads the channel through Slack's API reads what its buttons remember, too.
    remembers = answer.request.filters == whole.request.filters
    look = Look(public=True, asked_by=occasion.user, remembers=remembers)

    def built(look: Look) -> Message:
        return answer_message(answer, asked.question, look)

    return ChannelPost(
        rich=await asyncio.to_thread(built, look),
        plainer=lambda: asyncio.to_thread(built, plainly(look)),
    )


async def posted(occasion: Occasion, post: ChannelPost) -> str:
    """Post it; Slack's ``ts`` of it.

    Raises:
        CannotPost, SlackRefused: Slack does not take it.
        NotSaid: it did not say whether it posted it.
    """
    sent: list[str] = []

    async def send(message: Message) -> None:
        sent.append(await _sent(occasion, message))

    await in_ways(send, post.rich, post.plainer)
    return sent[-1]


async def _sent(occasion: Occasion, message: Message) -> str:
    """Send it; nothing is tried again that may have been posted already."""
    client = occasion.client
    once = AsyncWebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=client.timeout,
        retry_handlers=retrying_once_said(),
    )
    try:
        answer = await once.chat_postMessage(
            channel=occasion.channel, text=message.text, blocks=list(message.blocks), unfurl_links=False
        )
    except SLACK_FAILS as error:
        why = reason(error)
        if why in BLOCKS_REFUSED:
            raise BlocksRefused from None
        if why in _NOT_SAID or _status(error) >= _SERVER_FAULTS:
            raise NotSaid from None
        said, mend = _WHY.get(why, (why, _OTHERWISE))
        raise CannotPost(reason=said, mend=mend) from None
    return str(answer.get("ts") or _NO_TS)


def _status(error: Exception) -> int:
    """The HTTP status of Slack's answer; 0 where there was none."""
    response: Any = getattr(error, "response", None)
    return int(getattr(response, "status_code", 0))
