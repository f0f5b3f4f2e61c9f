"""From a question to what the person sees: the answer, or the trouble and what can be pressed instead."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import limits
from bot.blocks.answer import ASK, Look, answer_message, plainly
from bot.blocks.buttons import ask_button, link_button, reconnect_button, setup_button
from bot.blocks.elements import button
from bot.blocks.help import usage
from bot.blocks.message import Message
from bot.blocks.state import Question
from bot.blocks.trouble import trouble_message
from bot.blocks.words import AGAIN
from bot.cdr.pbx_trouble import BadCredentials
from bot.cdr.trouble import PbxTrouble, QuestionTrouble, Trouble
from bot.query.nearest import nearest_questions
from bot.query.time_trouble import NotUnderstood
from bot.slack.admitting import may_set_up
from bot.slack.asking import STAND_IN, asker_of
from bot.slack.delivering import patiently
from bot.slack.slack_trouble import Interrupted, NotLinked, NotSetUp, SlackRefused, Unexpected
from bot.slack.wording import pbx_named, readable, spelled, typed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence
    from typing import Any

    from bot.blocks.message import Block
    from bot.ports import Progress
    from bot.slack.asking import Asked
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.outlets import Outlet

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """How to ask the same once more: ``text`` as it was typed, or ``state`` as a button of ``action`` remembers it."""

    text: str = ""
    state: str = ""
    action: str = f"{ASK}again"

    def buttons(self) -> list[Block]:
        """Asks again; none where there was no question, or one too long to be remembered."""
        if self.state:
            return [button(AGAIN, self.action, self.state)]
        fits = 0 < len(self.text) <= limits.BUTTON_VALUE
        return [ask_button(AGAIN, self.text)] if fits else []


_NOTHING_ASKED = Again()


async def show_answer(
    desk: Desk,
    outlet: Outlet,
    asking: Callable[[Progress], Awaitable[Asked]],
    *,
    postable: bool,
    footer: tuple[Block, ...] = (),
) -> None:
    """Ask, and show the answer, with ``footer`` under it; ``postable`` where there is a channel to post it to.

    Raises:
        Trouble: there is no answer, or it cannot be shown.
    """
    async with patiently(outlet, desk.patience) as progress:
        asked = await asking(progress)
    rich = Look(postable=postable)

    def built(look: Look) -> Message:
        message = answer_message(asked.answer, asked.question, look)
        return Message(text=message.text, blocks=(*message.blocks, *footer))

    await outlet.answer(await asyncio.to_thread(built, rich), lambda: asyncio.to_thread(built, plainly(rich)))


def guarded(
    desk: Desk,
    occasion: Occasion,
    outlet: Outlet,
    work: Coroutine[Any, Any, None],
    again: Again = _NOTHING_ASKED,
) -> Coroutine[Any, Any, None]:
    """Work whose troubles are told to the person: nothing that goes wrong after an ack may be silent."""

    async def run() -> None:
        try:
            await work
        except asyncio.CancelledError:
            if desk.underway.closing:  # else the workspace has left: there is nobody to tell
                await _tell(outlet, trouble_message(Interrupted(), again.buttons()))
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours must reach the person and the log, not end the process
            await _tell(outlet, await _told(desk, occasion, error, again))

    return run()


async def _told(desk: Desk, occasion: Occasion, error: Exception, again: Again) -> Message:
    """What went wrong as a message; a fault of ours by a reference that stands in the log."""
    if isinstance(error, Trouble):
        try:
            return await told_trouble(desk, occasion, error, again)
        except Exception as fault:  # noqa: BLE001 - as above
            error = fault
    reference = desk.new_id()[:8]
    # No traceback values and no message of the error: they may hold numbers and names.
    _log.error("fault %s: %s at %s", reference, type(error).__name__, _place(error))
    return trouble_message(Unexpected(reference=reference))


async def told_trouble(
    desk: Desk, occasion: Occasion, trouble: Trouble, again: Again = _NOTHING_ASKED
) -> Message:
    """A trouble's message, with the buttons that help."""
    if isinstance(trouble, NotUnderstood):
        return usage(trouble, await _nearest(desk, occasion, again.text))
    buttons: list[Block] = []
    if isinstance(trouble, NotSetUp | BadCredentials) and await _may_set_up(desk, occasion):
        buttons.append(setup_button() if isinstance(trouble, NotSetUp) else reconnect_button())
    if isinstance(trouble, NotLinked):
        buttons.append(link_button())
    if isinstance(trouble, PbxTrouble):
        buttons += again.buttons()
    if isinstance(trouble, QuestionTrouble) and trouble.usage:
        return usage(trouble, buttons)
    return trouble_message(trouble, buttons)


async def _nearest(desk: Desk, occasion: Occasion, text: str) -> list[Block]:
    """The nearest questions that are understood, to be pressed."""
    if not text:
        return []
    asker = asker_of(
        Question(mark=occasion.mark, text=text, now=desk.now(), zone="UTC", locale="en-GB", pbx="")
    )
    names = await _pbx_names(desk, occasion)
    near = await asyncio.to_thread(nearest_questions, text, asker, lambda words: _read(words, names))
    fitting = [question for question in near if len(question) <= limits.BUTTON_VALUE]
    return [
        ask_button(readable(question), question, f"again{at or ''}") for at, question in enumerate(fitting)
    ]


def _read(text: str, pbxs: Sequence[str]) -> str:
    """What is read of a text, whoever is meant in it."""
    said = typed(pbx_named(text, pbxs)[0])
    return spelled(said, STAND_IN, dict.fromkeys(said.people, STAND_IN))


async def _pbx_names(desk: Desk, occasion: Occasion) -> list[str]:
    try:
        return [pbx.name for pbx in await desk.store.pbxs(occasion.workspace)]
    except Trouble:
        return []


async def _may_set_up(desk: Desk, occasion: Occasion) -> bool:
    try:
        return await may_set_up(desk, occasion)
    except Trouble:
        return False


async def _tell(outlet: Outlet, message: Message) -> None:
    try:
        await outlet.answer(message)
    except SlackRefused as refused:
        _log.warning("a trouble cannot be told: %s", refused.sentence)


def _place(error: BaseException) -> str:
    """Where it was raised: module and line of the last frame of ours."""
    place, trace = "", error.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__"))
        if module.startswith("bot."):  # not by its path: the libraries may lie beneath a folder of that name
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place or "outside of Ringback"
