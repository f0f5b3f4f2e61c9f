"""Posting an answer to its channel: once for each answer, asked first if strangers read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import words
from bot.blocks.answer import DISMISS, POST, POST_AGAIN, POST_SHARED, POST_SHARED_AGAIN
from bot.blocks.elements import button
from bot.blocks.trouble import told
from bot.slack.asking import ask_as
from bot.slack.attempt import Attempt, NotSaid, Stage
from bot.slack.channel_post import posted, prepared
from bot.slack.people import is_shared
from bot.slack.standing import standing
from bot.slack.trail import note
from bot.workspace.audit import Deed

if TYPE_CHECKING:
    from bot.blocks.message import Message
    from bot.blocks.state import Question
    from bot.ports import Progress
    from bot.slack.channel_post import ChannelPost
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion

_TOLD = {
    Stage.OURS: (words.POSTED, ""),
    Stage.DONE: (words.POSTED_ALREADY, ""),
    Stage.UNDERWAY: words.BEING_POSTED,
}

_LASTS = 240
"""Seconds. A question takes two minutes at most; then they begin anew, and Slack may have us wait three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which button was pressed.

    Attributes:
        agreed: that people of another organisation read it.
        again: although an earlier attempt may have posted it.
    """

    agreed: bool = False
    again: bool = False

    @property
    def action(self) -> str:
        """The button's action id."""
        return next(action for action, wish in WISHES.items() if wish == self)


WISHES = {
    POST: Wish(),
    POST_SHARED: Wish(agreed=True),
    POST_AGAIN: Wish(again=True),
    POST_SHARED_AGAIN: Wish(agreed=True, again=True),
}
"""By action id."""


async def post(desk: Desk, occasion: Occasion, question: Question, progress: Progress, wish: Wish) -> Message:
    """Post the answer to the channel it was asked in; what the person is told.

    Raises:
        Trouble: they may not, it cannot be answered any more, or Slack refuses; the press may be made again.
    """
    who = await standing(desk, occasion, anew=True)
    if not wish.agreed and await is_shared(occasion):
        return _agreeing(question, Wish(agreed=True, again=wish.again))

    async def prepare() -> ChannelPost:
        return await prepared(occasion, await ask_as(desk, occasion, who, question, progress))

    async def act(built: ChannelPost) -> str:
        return await posted(occasion, built)

    name, holder = _name(occasion, question), desk.new_id()
    attempt = Attempt(desk=desk, workspace=occasion.workspace, name=name, holder=holder, lasts=_LASTS)
    try:
        stage = await attempt.run(prepare, act, anew=wish.again)
    except NotSaid:
        return _maybe(words.NOT_SAID_POSTED, question, wish)
    if stage is Stage.INTERRUPTED:
        return _maybe(words.MAYBE_POSTED, question, wish)
    if stage is Stage.OURS:
        await note(desk, occasion, Deed.POSTED, occasion.channel)
    return told(*_TOLD[stage])


def _agreeing(question: Question, wish: Wish) -> Message:
    """Asks whether people of another organisation may read it."""
    buttons = [
        button(words.POST, wish.action, question.written(), style="danger"),
        button(words.CANCEL, DISMISS, "no"),
    ]
    return told(words.POST_SHARED_ASK, "", buttons)


def _maybe(said: tuple[str, str], question: Question, wish: Wish) -> Message:
    """Nobody knows whether it was posted; a person looks."""
    again = Wish(agreed=wish.agreed, again=True)
    return told(*said, [button(words.POST_AGAIN, again.action, question.written())])


def _name(occasion: Occasion, question: Question) -> str:
    """Names this answer in this channel, by whichever button it is posted."""
    said = hashlib.sha256(question.written().encode()).hexdigest()[:32]
    return f"post:{occasion.channel}:{said}"
