"""Presses under a posted digest, and under the notice that nobody knows whether one was posted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from bot.blocks import digest_words as words
from bot.blocks.digest_buttons import AGAIN, CALLS, CSV, LEAVE, OPEN, RETURN, read_repost
from bot.blocks.trouble import told
from bot.digest.delivery import State, asked_by
from bot.slack.answering import show_answer
from bot.slack.asking import ask_again, ask_own
from bot.slack.digests.finding import theirs_now
from bot.slack.digests.pressing_trouble import DigestPaused, DigestRemoved
from bot.slack.exporting import exported
from bot.slack.slack_trouble import ForeignButton
from bot.slack.trail import note
from bot.workspace.audit import Deed

if TYPE_CHECKING:
    from bot.blocks.state import Question
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.outlets import Outlet
    from bot.slack.press import Press

ASKS = (OPEN, CALLS, RETURN)
"""Action ids that are answered with calls."""

_KEPT = 200
"""Deliveries of a digest that the ledger may hold, as long as it keeps them."""
_BECAME = {State.POSTED: words.WAS_POSTED, State.SKIPPED: words.WAS_LEFT_OUT}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """What a notice's button means: a digest, and the wall clock of its slot."""

    digest: Digest
    slot: str


async def _asked(desk: Desk, press: Press) -> None:
    question = _as_of_now(desk, press)
    asking = ask_own if press.action == RETURN else ask_again
    await show_answer(
        desk,
        _beside(press),
        lambda progress: asking(desk, press.occasion, question, progress),
        postable=press.occasion.postable,
    )


async def _exported(desk: Desk, press: Press) -> None:
    await exported(desk, press, _as_of_now(desk, press))


def _as_of_now(desk: Desk, press: Press) -> Question:
    """The question under the button, asked now: whoever was called back since the post is open no more."""
    return msgspec.structs.replace(press.question, now=desk.now())


def _beside(press: Press) -> Outlet:
    """Where the answer goes: the digest stays, also in a direct message, which is the person's own."""
    return press.aside if press.occasion.direct else press.outlet


async def _again(desk: Desk, press: Press) -> None:
    meant = await _meant(desk, press)
    digest = meant.digest
    if digest.paused is not None:
        raise DigestPaused(number=digest.number)
    why = asked_by(press.occasion.user)
    if await desk.digests.again(press.occasion.workspace, digest.id, meant.slot, desk.now(), why):
        desk.nudge()
        await note(desk, press.occasion, Deed.DIGEST_ASKED, f"digest {digest.number}")
        said = words.POSTED_AGAIN
    else:
        said = await _became(desk, press.occasion, meant)
    await press.outlet.answer(told(said))


async def _left(desk: Desk, press: Press) -> None:
    meant = await _meant(desk, press)
    noted = await desk.digests.settled(press.occasion.workspace, meant.digest.id, meant.slot, desk.now())
    said = words.NOTED if noted else await _became(desk, press.occasion, meant)
    await press.outlet.answer(told(said))


async def _became(desk: Desk, occasion: Occasion, meant: _Meant) -> str:
    """What somebody has done about it already."""
    for each in await desk.digests.deliveries(occasion.workspace, meant.digest.id, _KEPT):
        if each.slot == meant.slot:
            return _BECAME.get(each.state, words.AGAIN_ALREADY)
    return words.TOO_LONG_AGO


async def _meant(desk: Desk, press: Press) -> _Meant:
    """What is to be done something about, and that this person may.

    Raises:
        ForeignButton: it is none of this workspace's.
        DigestRemoved, NotYours, NotAllowed: as ``theirs_now``.
    """
    repost = read_repost(press.value, press.occasion.mark)
    if repost is None:
        raise ForeignButton
    digest = await desk.digests.digest(press.occasion.workspace, repost.digest)
    if digest is None:
        raise DigestRemoved
    return _Meant(digest=await theirs_now(desk, press.occasion, digest), slot=repost.slot)


ACTIONS = {
    **dict.fromkeys(ASKS, _asked),
    CSV: _exported,
    AGAIN: _again,
    LEAVE: _left,
}
"""What can be pressed."""
