"""Posting an answer to its channel: once for each answer, masked as settings say, asked first if strangers read."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING

from slack_sdk.web.async_client import AsyncWebClient

from bot.answers.masking import masked
from bot.blocks.answer import DISMISS, POST_SHARED, Look, answer_message, plainly
from bot.blocks.elements import button
from bot.blocks.trouble import told
from bot.blocks.words import CANCEL, POST, POST_SHARED_ASK, POSTED, POSTED_ALREADY
from bot.slack.asking import ask_again
from bot.slack.people import SLACK_FAILS, is_shared, reason
from bot.slack.retrying import retrying_once_said
from bot.slack.sending import BLOCKS_REFUSED, BlocksRefused, in_ways
from bot.slack.setting_up import note
from bot.slack.slack_trouble import CannotPost
from bot.slack.standing import standing
from bot.workspace.audit import Deed
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from bot.blocks.message import Message
    from bot.blocks.state import Question
    from bot.ports import Progress
    from bot.slack.asking import Asked
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion

_INVITE = "Invite it with /invite and its name, then press again"
_WHY = {
    "not_in_channel": ("the app is not in it", _INVITE),
    "channel_not_found": ("the app does not see it", _INVITE),
    "is_archived": ("it is archived", "Ask in another channel"),
    "restricted_action": ("only some people may post in it", "Ask in another channel"),
    "no answer": ("Slack did not say whether it did", "Look whether the answer is there, else press again"),
}
_OTHERWISE = "Try again in a minute"


async def post(
    desk: Desk, occasion: Occasion, question: Question, progress: Progress, *, agreed: bool
) -> Message:
    """Post the answer to the channel it was asked in; what the person is told.

    Raises:
        Trouble: they may not, it cannot be answered any more, or Slack refuses; the press may be made again.
    """
    await standing(desk, occasion, anew=True)
    if not agreed and await is_shared(occasion):
        buttons = [
            button(POST, POST_SHARED, question.written(), style="danger"),
            button(CANCEL, DISMISS, "no"),
        ]
        return told(POST_SHARED_ASK, "", buttons)
    name = _name(occasion, question)
    if not await desk.store.claim(occasion.workspace, name, desk.now()):
        return told(POSTED_ALREADY)
    try:
        await _posted(occasion, await ask_again(desk, occasion, question, progress))
    except BaseException:  # a press that came to nothing, for whatever reason, may be made again
        await desk.store.unclaim(occasion.workspace, name)
        raise
    await note(desk, occasion, Deed.POSTED, occasion.channel)
    return told(POSTED)


def _name(occasion: Occasion, question: Question) -> str:
    """Names this answer in this channel, by whichever button it is posted."""
    said = hashlib.sha256(question.written().encode()).hexdigest()[:32]
    return f"post:{occasion.channel}:{said}"


async def _posted(occasion: Occasion, asked: Asked) -> None:
    whole, hidden = asked.whole, asked.settings.masking is not Masking.OFF
    answer = await asyncio.to_thread(masked, whole) if hidden else whole
    # Whoever reads the channel through Slack's API reads what its buttons remember, too.
    remembers = answer.request.filters == whole.request.filters
    look = Look(public=True, asked_by=occasion.user, remembers=remembers)

    def built(look: Look) -> Message:
        return answer_message(answer, asked.question, look)

    async def send(message: Message) -> None:
        await _send(occasion, message)

    rich = await asyncio.to_thread(built, look)
    await in_ways(send, rich, lambda: asyncio.to_thread(built, plainly(look)))


async def _send(occasion: Occasion, message: Message) -> None:
    """Post it; nothing is tried again that may have been posted already."""
    client = occasion.client
    once = AsyncWebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=client.timeout,
        retry_handlers=retrying_once_said(),
    )
    try:
        await once.chat_postMessage(
            channel=occasion.channel, text=message.text, blocks=list(message.blocks), unfurl_links=False
        )
    except SLACK_FAILS as error:
        why = reason(error)
        if why in BLOCKS_REFUSED:
            raise BlocksRefused from None
        said, mend = _WHY.get(why, (why, _OTHERWISE))
        raise CannotPost(reason=said, mend=mend) from None
