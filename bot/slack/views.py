"""Modals and Home tabs on their way to Slack: looked at before they go, a plain notice where Slack would refuse one."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks.home import home_notice
from bot.blocks.setup import MOMENT, NOT_SHOWN, NOT_SHOWN_WHY, NOTICE, notice
from bot.blocks.trouble import trouble_message
from bot.blocks.validate import view_faults
from bot.cdr.trouble import Trouble
from bot.slack.people import SLACK_FAILS, reason, refused
from bot.slack.setup_trouble import FormTooLate
from bot.workspace.steps_in_slack import step_in_slack

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.blocks.message import Block, Message
    from bot.slack.occasion import Occasion
    from bot.slack.outlets import Outlet
    from bot.slack.sending import Plainer

_log = logging.getLogger(__name__)

_TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})
_NOT_TAKEN = frozenset({"invalid_blocks", "invalid_arguments", "view_too_large", "invalid_blocks_format"})
_PLACES = 5


def sound(view: Block) -> Block:
    """The view, or a plain notice where Slack would refuse it; the log says where it is wrong, never what is in it."""
    wrong = view_faults(view)
    if not wrong:
        return view
    places = sorted({fault.partition(":")[0] for fault in wrong})[:_PLACES]
    _log.error("a %s was not shown, wrong at %s", view.get("type"), ", ".join(places))
    return _plain(view)


def _plain(view: Block) -> Block:
    if view.get("type") == "home":
        return home_notice(NOT_SHOWN, NOT_SHOWN_WHY)
    return notice(NOT_SHOWN, NOT_SHOWN_WHY)


async def open_view(occasion: Occasion, trigger: str, view: Block) -> str:
    """Open a modal; its id.

    Raises:
        FormTooLate: the trigger's three seconds are over.
        SlackRefused: it cannot be opened.
    """
    try:
        opened = await occasion.client.views_open(trigger_id=trigger, view=sound(view))
    except SLACK_FAILS as error:
        late = reason(error) in _TOO_LATE
        raise (FormTooLate() if late else refused("views.open", error)) from None
    return str(opened["view"]["id"])


async def update_view(occasion: Occasion, view_id: str, view: Block, after: str = "") -> bool:
    """Show another view in an open modal; whether it is still there to be seen. ``after`` as ``publish`` has it."""
    try:
        await occasion.client.views_update(
            view_id=view_id, view=sound(view), **({"hash": after} if after else {})
        )
    except SLACK_FAILS as error:
        code = _code("views.update", error)
        if code in _NOT_TAKEN and view.get("callback_id") != NOTICE:
            return await update_view(occasion, view_id, _plain(view), after)
        return code != "not_found"
    return True


async def publish(occasion: Occasion, view: Block, after: str = "") -> str:
    """Show a Home tab; its hash. With ``after`` only in place of the view with that hash: a newer one stays."""
    try:
        shown = await occasion.client.views_publish(
            user_id=occasion.user, view=sound(view), **({"hash": after} if after else {})
        )
    except SLACK_FAILS as error:
        if _code("views.publish", error) in _NOT_TAKEN and view != _plain(view):
            return await publish(occasion, _plain(view), after)
        return ""
    return str(shown["view"]["hash"])


def _code(method: str, error: Exception) -> str:
    code = reason(error)
    _log.warning("%s: %s", method, code)
    return code


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A modal that is opened at once and filled afterwards.

    Attributes:
        title: of the modal, also while it is empty.
        again: the button that opens it anew, where it was too late.
        fill: makes what it shows; its trouble is shown in its place.
    """

    title: str
    again: Block
    fill: Callable[[], Awaitable[Block]]


async def show_form(occasion: Occasion, trigger: str, outlet: Outlet, form: Form) -> None:
    """Open a form within the three seconds of its trigger, then fill it; told at the outlet where they are over.

    Raises:
        SlackRefused: it cannot be opened.
    """
    try:
        view = await open_view(occasion, trigger, notice(MOMENT, title=form.title))
    except FormTooLate as late:
        await outlet.answer(trouble_message(late, [form.again]))
        return
    shown = notice(NOT_SHOWN, NOT_SHOWN_WHY, form.title)
    try:
        shown = await form.fill()
    except Trouble as trouble:
        shown = notice(trouble.sentence, step_in_slack(trouble), form.title)
    finally:
        await update_view(occasion, view, shown)


class HomeOutlet:
    """The Home tab as the place of an answer."""

    def __init__(self, occasion: Occasion) -> None:
        self._occasion = occasion

    async def meanwhile(self, message: Message) -> None:
        """As the port says."""
        await self.answer(message)

    async def answer(self, message: Message, plainer: Plainer | None = None) -> None:  # noqa: ARG002 - the port's signature
        """As the port says."""
        await publish(self._occasion, home_notice(blocks=message.blocks))
