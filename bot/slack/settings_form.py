"""Changing a workspace's settings."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from bot.blocks import settings as form
from bot.blocks import setup
from bot.blocks.elements import button
from bot.blocks.home import EDIT_SETTINGS
from bot.slack.admitting import demand_admin
from bot.slack.people import SLACK_FAILS
from bot.slack.settings_sent import SettingsSent, block_of, hours_in, seconds_of, written
from bot.slack.trail import note
from bot.slack.views import Form, show_form
from bot.workspace.audit import Deed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.message import Block
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.press import Press


async def _open(desk: Desk, press: Press) -> None:
    occasion = press.occasion

    async def fill() -> Block:
        await demand_admin(desk, occasion)
        settings = await desk.store.settings(occasion.workspace)
        return form.settings_form(settings, await _groups(occasion), written(settings))

    again = button("Open the settings", EDIT_SETTINGS, "edit")
    await show_form(occasion, press.trigger, press.aside, Form(title=form.TITLE, again=again, fill=fill))


async def _groups(occasion: Occasion) -> dict[str, str]:
    """The workspace's user groups; none where its plan has none."""
    try:
        told = await occasion.client.usergroups_list()
    except SLACK_FAILS:
        return {}
    return {str(group["id"]): str(group["name"]) for group in told.get("usergroups") or ()}


def faults(view: Mapping[str, Any]) -> dict[str, str]:
    """What can be seen to be wrong without asking anybody, by the field's block."""
    wrong = {
        name: form.BAD_HOURS for name in (form.BUSINESS_HOURS, form.LUNCH) if hours_in(view, name) is None
    }
    if seconds_of(view) is None:
        wrong[form.SHORT_RING] = form.BAD_SHORT_RING
    return {block_of(view, name): words for name, words in wrong.items()}


async def saved(desk: Desk, occasion: Occasion, view: Mapping[str, Any]) -> Block:
    """Keep what the form changes, and what that is in the audit trail; what is to be shown then.

    Where somebody else has changed the same meanwhile nothing is kept, and the form is shown anew.

    Raises:
        NotAnAdmin: nothing was changed.
    """
    await demand_admin(desk, occasion)
    sent = SettingsSent.read(view)
    before, after = await desk.store.change_settings(occasion.workspace, sent.applied_to)
    meanwhile = sent.meanwhile(before)
    if meanwhile.both:
        groups = await _groups(occasion)
        return form.settings_form(sent.once_more(before), groups, written(before), meanwhile)
    changed = ", ".join(
        each.name.replace("_", " ")
        for each in fields(before)
        if getattr(before, each.name) != getattr(after, each.name)
    )
    if not changed:
        return setup.notice(form.SAVED, form.UNCHANGED, form.TITLE)
    await note(desk, occasion, Deed.SETTINGS_CHANGED, changed)
    return setup.notice(form.SAVED, form.CHANGED.format(names=changed), form.TITLE)


ACTIONS = {EDIT_SETTINGS: _open}
"""What can be pressed."""
