"""Presses: who presses is asked anew each time, and nothing but the press itself is needed to answer it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.blocks import buttons
from bot.blocks.answer import ASK, CSV, DISMISS
from bot.blocks.trouble import told
from bot.blocks.words import NOT_POSTED
from bot.slack import home, linking, pbx_choice, setting_up, settings_form
from bot.slack.answering import Again, guarded, show_answer
from bot.slack.asking import ask, ask_again
from bot.slack.delivering import patiently
from bot.slack.digests import form_presses, home_presses, pressing, verbs
from bot.slack.exporting import exported
from bot.slack.occasion import occasion_of
from bot.slack.order import Order
from bot.slack.posting import WISHES, Wish, post
from bot.slack.press import press_of
from bot.slack.slack_trouble import ForeignButton

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.desk import Desk
    from bot.slack.press import Press

    Pressed = Callable[[Desk, Press], Coroutine[Any, Any, None]]


async def _ask_again(desk: Desk, press: Press) -> None:
    question = press.question
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
    await exported(desk, press, press.question)


async def _post(desk: Desk, press: Press) -> None:
    wish = WISHES.get(press.action, Wish())
    async with patiently(press.aside, desk.patience) as progress:
        message = await post(desk, press.occasion, press.question, progress, wish)
    # What was asked before stands in a message of its own: what follows takes its place.
    await (press.aside if wish == Wish() else press.outlet).answer(message)


async def _dismiss(desk: Desk, press: Press) -> None:  # noqa: ARG001 - as every press
    await press.outlet.answer(told(NOT_POSTED))


async def _link(desk: Desk, press: Press) -> None:
    rest = press.value if press.action == linking.LINK_TO else ""
    await linking.run(Order(desk=desk, occasion=press.occasion, outlet=press.outlet, rest=rest))


ACTIONS: dict[str, Pressed] = {
    ASK: _ask_again,
    buttons.TEXT: _ask_text,
    CSV: _csv,
    **dict.fromkeys(WISHES, _post),
    DISMISS: _dismiss,
    buttons.LINK: _link,
    linking.LINK_TO: _link,
    **pressing.ACTIONS,
    **verbs.ACTIONS,
    **form_presses.ACTIONS,
    **home_presses.ACTIONS,
    **home.ACTIONS,
    **pbx_choice.ACTIONS,
    **setting_up.ACTIONS,
    **settings_form.ACTIONS,
}
"""Action id -> what a press does; it stands for all that go on after it with a colon, unless a longer one does."""


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
    if press.action in pressing.ASKS:
        return Again(state=press.value, action=press.action)
    return Again(state=press.value) if press.action.startswith(ASK) else Again()


def action_of(action: str, known: Mapping[str, Pressed] = ACTIONS) -> Pressed:
    """What a press does, by the longest beginning that is known; an unknown one is told that it belongs to nothing."""
    exact = known.get(action)
    if exact is not None:
        return exact
    parts = action.split(":")
    for end in range(len(parts) - 1, 0, -1):
        stem = ":".join(parts[:end])
        found = known.get(f"{stem}:") or known.get(stem)
        if found is not None:
            return found
    return _unknown


async def _unknown(desk: Desk, press: Press) -> None:  # noqa: ARG001 - as every press
    raise ForeignButton
