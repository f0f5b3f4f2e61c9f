"""From a question to what the person sees: the answer, or the trouble and what can be pressed instead."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.blocks.answer import Look, answer_message, plainly
from bot.blocks.buttons import ask_button, link_button, reconnect_button, setup_button
from bot.blocks.help import usage
from bot.blocks.state import Question
from bot.blocks.trouble import told, trouble_message
from bot.cdr.pbx_trouble import BadCredentials
from bot.cdr.trouble import PbxTrouble, QuestionTrouble, Trouble
from bot.query.nearest import nearest_question
from bot.query.time_trouble import NotUnderstood
from bot.slack.asking import asker_of
from bot.slack.delivering import deliver, patiently
from bot.slack.outlets import BlocksRefused
from bot.slack.slack_trouble import Interrupted, NotLinked, NotSetUp, SlackRefused, Unexpected
from bot.workspace.permission import may_set_up

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from typing import Any

    from bot.blocks.message import Block, Message
    from bot.ports import Progress
    from bot.slack.asking import Asked
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.outlets import Outlet

_log = logging.getLogger(__name__)


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
    look = Look(postable=postable)

    def built(look: Look) -> Message:
        message = answer_message(asked.answer, asked.question, look)
        return type(message)(text=message.text, blocks=(*message.blocks, *footer))

    messages = await asyncio.to_thread(lambda: (built(look), built(plainly(look))))
    await deliver(outlet, lambda: messages[0], lambda: messages[1])


def guarded(
    desk: Desk, occasion: Occasion, outlet: Outlet, work: Coroutine[Any, Any, None], text: str = ""
) -> Coroutine[Any, Any, None]:
    """Work whose troubles are told to the person: nothing that goes wrong after an ack may be silent."""

    async def run() -> None:
        try:
            await work
        except asyncio.CancelledError:
            await _tell(outlet, trouble_message(Interrupted()))
            raise
        except Trouble as trouble:
            await _tell(outlet, await told_trouble(desk, occasion, trouble, text))
        except Exception as error:  # noqa: BLE001 - a fault of ours must reach the person and the log, not end the process
            reference = desk.new_id()[:8]
            # No traceback values and no message of the error: they may hold numbers and names.
            _log.error("fault %s: %s at %s", reference, type(error).__name__, _place(error))
            await _tell(outlet, trouble_message(Unexpected(reference=reference)))

    return run()


async def told_trouble(desk: Desk, occasion: Occasion, trouble: Trouble, text: str) -> Message:
    """A trouble's message, with the buttons that help."""
    buttons: list[Block] = []
    if isinstance(trouble, NotUnderstood):
        buttons += _nearest(desk, occasion, text)
        return usage(trouble, buttons)
    if isinstance(trouble, NotSetUp | BadCredentials) and await _may_set_up(desk, occasion):
        buttons.append(setup_button() if isinstance(trouble, NotSetUp) else reconnect_button())
    if isinstance(trouble, NotLinked):
        buttons.append(link_button())
    if isinstance(trouble, PbxTrouble) and text:
        buttons.append(ask_button("Ask again", text))
    if isinstance(trouble, QuestionTrouble) and trouble.usage:
        return usage(trouble, buttons)
    return trouble_message(trouble, buttons)


def _nearest(desk: Desk, occasion: Occasion, text: str) -> list[Block]:
    """The nearest question that is understood, to be pressed."""
    asker = asker_of(
        Question(mark=occasion.mark, text=text, now=desk.now(), zone="UTC", locale="en-GB", pbx="")
    )
    near = nearest_question(text, asker)
    return [ask_button(near, near)] if near else []


async def _may_set_up(desk: Desk, occasion: Occasion) -> bool:
    try:
        person = await desk.people.person(occasion)
        return may_set_up(person.actor, await desk.store.settings(occasion.workspace))
    except Trouble:
        return False


async def _tell(outlet: Outlet, message: Message) -> None:
    try:
        await outlet.answer(message)
    except BlocksRefused:
        await _plainly(outlet, message)
    except SlackRefused as refused:
        _log.warning("%s", refused.sentence)


async def _plainly(outlet: Outlet, message: Message) -> None:
    try:
        await outlet.answer(told(message.text))
    except (BlocksRefused, SlackRefused):
        _log.warning("Slack refused a trouble's message")


def _place(error: BaseException) -> str:
    """Where it was raised: file and line of the last frame of ours."""
    place, trace = "", error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if "/bot/" in name:
            place = f"{name.rpartition('/bot/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place or "outside of Ringback"
