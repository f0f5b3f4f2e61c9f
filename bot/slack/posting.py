"""Posting an answer to its channel: once for each press, masked as settings say, asked first if strangers read."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from slack_sdk.errors import SlackApiError

from bot.answers.masking import masked
from bot.blocks.answer import DISMISS, POST_SHARED, Look, answer_message, plainly
from bot.blocks.elements import button
from bot.blocks.trouble import told
from bot.blocks.words import POST, POST_SHARED_ASK
from bot.slack.asking import ask_again
from bot.slack.people import is_shared, refused
from bot.slack.setting_up import note
from bot.workspace.audit import Deed
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from bot.blocks.message import Message
    from bot.blocks.state import Question
    from bot.ports import Progress
    from bot.slack.asking import Asked
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion

_log = logging.getLogger(__name__)

_MENDS = {
    "not_in_channel": "Invite the app to the channel first: /invite @Ringback",
    "channel_not_found": "Invite the app to the channel first: /invite @Ringback",
    "is_archived": "The channel is archived",
}


async def post(  # noqa: PLR0913 - who, what, where, and what was agreed to
    desk: Desk, occasion: Occasion, question: Question, press: str, progress: Progress, *, agreed: bool
) -> Message:
    """Post the answer to the channel it was asked in; what the person is told.

    Raises:
        Trouble: it cannot be answered any more, or Slack refuses; the press may be made again.
    """
    if not agreed and await is_shared(occasion):
        buttons = [
            button(POST, POST_SHARED, question.written(), style="danger"),
            button("Cancel", DISMISS, "no"),
        ]
        return told(POST_SHARED_ASK, "", buttons)
    if not await desk.store.claim(occasion.workspace, press, desk.now()):
        return told("This answer was posted already.")
    try:
        asked = await ask_again(desk, occasion, question, progress)
        await _posted(occasion, asked)
    except BaseException:  # a press that came to nothing, for whatever reason, may be made again
        await desk.store.unclaim(occasion.workspace, press)
        raise
    await note(desk, occasion, Deed.POSTED, occasion.channel)
    return told("Posted.")


async def _posted(occasion: Occasion, asked: Asked) -> None:
    hidden = asked.settings.masking is Masking.CHANNELS and not occasion.direct
    answer = masked(asked.answer) if hidden else asked.answer
    look = Look(public=True, asked_by=occasion.user)
    try:
        await _send(occasion, answer_message(answer, asked.question, look))
    except SlackApiError as error:
        if error.response.get("error") != "invalid_blocks":
            raise _refusal(error) from None
        _log.warning("Slack refused the blocks of a post; trying plainer ones")
        try:
            await _send(occasion, answer_message(answer, asked.question, plainly(look)))
        except SlackApiError as again:
            raise _refusal(again) from None


async def _send(occasion: Occasion, message: Message) -> None:
    await occasion.client.chat_postMessage(channel=occasion.channel, text=message.text, blocks=message.blocks)


def _refusal(error: SlackApiError) -> Exception:
    trouble = refused("chat.postMessage", error)
    mend = _MENDS.get(str(trouble.facts["error"]))
    return type(trouble)(**{**trouble.facts, "mend": mend}) if mend else trouble
