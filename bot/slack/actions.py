"""Presses: who presses is asked anew each time, and nothing but the press itself is needed to answer it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.blocks import buttons
from bot.blocks.answer import ASK, CSV, DISMISS, POST, POST_SHARED
from bot.blocks.state import read_question
from bot.blocks.trouble import told
from bot.blocks.words import NOT_POSTED
from bot.slack import home, linking, pbx_choice, setting_up, settings_form
from bot.slack.answering import Again, guarded, show_answer
from bot.slack.asking import ask, ask_again
from bot.slack.delivering import patiently
from bot.slack.exporting import export
from bot.slack.occasion import occasion_of
from bot.slack.order import Order
from bot.slack.posting import post
from bot.slack.press import press_of
from bot.slack.slack_trouble import ForeignButton

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.blocks.state import Question
    from bot.slack.desk import Desk
    from bot.slack.press import Press

    Pressed = Callable[[Desk, Press], Coroutine[Any, Any, None]]


async def _ask_again(desk: Desk, press: Press) -> None:
    question = _question(press)
    await show_answer(
        desk,
        press.outlet,
        lambda progress: ask_again(desk, press.occasion, question, progress),
        postable=press.occasion.postable,
    )


async def _ask_text(desk: Desk, press: Press) -> None:
    await show_answer(
        desk,
        press.outlet,
        lambda progress: ask(desk, press.occasion, press.value, progress),
        postable=press.occasion.postable,
    )


async def _csv(desk: Desk, press: Press) -> None:
    async with patiently(press.aside, desk.patience) as progress:
        message = await export(desk, press.occasion, _question(press), progress)
    await press.aside.answer(message)


async def _post(desk: Desk, press: Press) -> None:
    agreed = press.action == POST_SHARED
    async with patiently(press.aside, desk.patience) as progress:
        message = await post(desk, press.occasion, _question(press), progress, agreed=agreed)
    await (press.outlet if agreed else press.aside).answer(message)


async def _dismiss(desk: Desk, press: Press) -> None:  # noqa: ARG001 - as every press
    await press.outlet.answer(told(NOT_POSTED))


async def _link(desk: Desk, press: Press) -> None:
    rest = press.value if press.action == linking.LINK_TO else ""
    await linking.run(Order(desk=desk, occasion=press.occasion, outlet=press.outlet, rest=rest))


def _question(press: Press) -> Question:
    """The question under the button.

    Raises:
        ForeignButton: it is none of this workspace's.
    """
    question = read_question(press.value, press.occasion.mark)
    if question is None:
        raise ForeignButton
    return question


ACTIONS: dict[str, Pressed] = {
    ASK: _ask_again,
    buttons.TEXT: _ask_text,
    CSV: _csv,
    POST: _post,
    POST_SHARED: _post,
    DISMISS: _dismiss,
    buttons.LINK: _link,
    linking.LINK_TO: _link,
    **home.ACTIONS,
    **pbx_choice.ACTIONS,
    **setting_up.ACTIONS,
    **settings_form.ACTIONS,
}
"""Action id -> what a press does; one that ends in a colon or has one after it stands for all that begin so."""


def listen(app: AsyncApp, desk: Desk) -> None:
    """Answer every press. One listener for all, so that none is forgotten: an unknown one is acked and told."""
    app.action(re.compile(".*"))(_listener(desk))


def _listener(desk: Desk) -> Callable[..., Awaitable[None]]:
    async def pressed(
        ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        await ack()
        if not desk.underway.first(str(body.get("trigger_id") or "")):
            return
        occasion = occasion_of(body, context, client)
        for action in body.get("actions") or ():
            press = press_of(body, action, occasion)
            work = action_of(press.action)(desk, press)
            desk.underway.start(guarded(desk, occasion, press.aside, work, _again(press)), occasion.workspace)

    return pressed


def _again(press: Press) -> Again:
    """How to press the same once more, where the button asked something."""
    if press.action.startswith(buttons.TEXT):
        return Again(text=press.value)
    return Again(state=press.value) if press.action.startswith(ASK) else Again()


def action_of(action: str) -> Pressed:
    """What a press does; an unknown one is told that it belongs to nothing here."""
    exact = ACTIONS.get(action)
    if exact is not None:
        return exact
    stem = action.partition(":")[0]
    return ACTIONS.get(f"{stem}:") or ACTIONS.get(stem) or _unknown


async def _unknown(desk: Desk, press: Press) -> None:  # noqa: ARG001 - as every press
    raise ForeignButton
