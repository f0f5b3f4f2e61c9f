"""What opens the form of a digest, and what is chosen in it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.blocks import digest_actions as acts
from bot.blocks import digest_form as form
from bot.blocks.digest_actions import read_digest_button
from bot.blocks.elements import button
from bot.slack.asking import asker_of
from bot.slack.digests import filling
from bot.slack.digests.filters import filters_alone
from bot.slack.digests.finding import meant
from bot.slack.digests.form import new_form, open_form, with_pbx
from bot.slack.slack_trouble import ForeignButton
from bot.slack.views import Form, show_form, update_view

if TYPE_CHECKING:
    from bot.blocks.message import Block
    from bot.slack.desk import Desk
    from bot.slack.press import Press


async def _new(desk: Desk, press: Press) -> None:
    remembered = read_digest_button(press.value, press.occasion.mark)
    text = remembered.text if remembered else ""
    await open_form(desk, press.occasion, press.trigger, press.aside, digest=None, text=text)


async def _edit(desk: Desk, press: Press) -> None:
    digest = await meant(desk, press)
    await open_form(desk, press.occasion, press.trigger, press.aside, digest=digest)


async def _every_morning(desk: Desk, press: Press) -> None:
    """The filters of the answer that was pressed under, of the PBX that it was about."""
    question, occasion = press.question, press.occasion

    async def fill() -> Block:
        text = await asyncio.to_thread(filters_alone, question.text, asker_of(question))
        pbxs = await desk.store.pbxs(occasion.workspace)
        named = with_pbx(text, question.pbx, pbxs) if len(pbxs) > 1 else text
        return await new_form(desk, occasion, text if named is None else named)

    again = button("Open the form", acts.EVERY_MORNING, press.value)
    await show_form(occasion, press.trigger, press.aside, Form(title=form.TITLE, again=again, fill=fill))


async def _chosen(desk: Desk, press: Press) -> None:  # noqa: ARG001 - as every press
    """Something was chosen in the form: the fields that fit it are shown, and what was typed stays.

    Raises:
        ForeignButton: it was not chosen in the form.
    """
    view = press.view
    if view.get("callback_id") != form.FORM:
        raise ForeignButton
    filled = filling.read_form(view)
    fault = filling.zone_fault(filled) if filled.zone else ""
    shown = form.digest_form(filled, {form.ZONE: fault} if fault else {})
    # Only in place of what was chosen in: a form that was sent meanwhile has given way to what came of it.
    await update_view(press.occasion, str(view["id"]), shown, after=str(view.get("hash") or ""))


ACTIONS = {
    acts.NEW: _new,
    acts.EDIT: _edit,
    acts.EVERY_MORNING: _every_morning,
    **dict.fromkeys(form.TELLING, _chosen),
}
"""What can be pressed and chosen."""
