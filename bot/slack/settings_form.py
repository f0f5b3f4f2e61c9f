"""Changing a workspace's settings."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from bot.blocks import settings as form
from bot.blocks import setup
from bot.blocks.elements import button
from bot.blocks.home import EDIT_SETTINGS
from bot.slack.people import SLACK_FAILS
from bot.slack.setting_up import demand_admin, note
from bot.slack.views import Form, show_form
from bot.workspace.audit import Deed
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.message import Block
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.press import Press
    from bot.workspace.settings import Settings


async def _open(desk: Desk, press: Press) -> None:
    occasion = press.occasion

    async def fill() -> Block:
        await demand_admin(desk, occasion)
        return form.settings_form(await desk.store.settings(occasion.workspace), await _groups(occasion))

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
    """What can be seen to be wrong without asking anybody, by field."""
    values = view.get("state", {}).get("values", {})
    return {} if _seconds(values) is not None else {form.SHORT_RING: form.BAD_SHORT_RING}


async def saved(desk: Desk, occasion: Occasion, view: Mapping[str, Any]) -> Block:
    """Keep what the form says, and what changed in the audit trail; what is to be shown then.

    Raises:
        NotAnAdmin: nothing was changed.
    """
    await demand_admin(desk, occasion)
    old = await desk.store.settings(occasion.workspace)
    new = _read(view.get("state", {}).get("values", {}), old)
    changed = [
        each.name.replace("_", " ")
        for each in fields(old)
        if getattr(old, each.name) != getattr(new, each.name)
    ]
    if not changed:
        return setup.notice(form.SAVED, form.UNCHANGED, form.TITLE)
    await desk.store.save_settings(occasion.workspace, new)
    await note(desk, occasion, Deed.SETTINGS_CHANGED, ", ".join(changed))
    return setup.notice(form.SAVED, form.CHANGED.format(names=", ".join(changed)), form.TITLE)


def _read(values: Mapping[str, Any], old: Settings) -> Settings:
    seconds, masking = _seconds(values), _one(values, form.MASKING)
    beyond = old.ask_groups.difference(form.ticked_at_first(old))  # the form had no room for these
    groups = frozenset(_ticked(values, form.GROUPS)) | beyond if form.GROUPS in values else old.ask_groups
    return replace(
        old,
        masking=Masking(masking) if masking in {*Masking} else old.masking,
        mask_exports=form.MASKED in _ticked(values, form.EXPORTS),
        everybody_asks=_one(values, form.ASKERS) == form.EVERYBODY,
        ask_channels=frozenset(_element(values, form.CHANNELS).get("selected_conversations") or ()),
        ask_groups=groups,
        guests_ask=form.GUESTS in _ticked(values, form.ALSO),
        strangers_ask=form.STRANGERS in _ticked(values, form.ALSO),
        set_up_people=frozenset(_element(values, form.ADMINS).get("selected_users") or ()),
        short_ring=old.short_ring if seconds is None else seconds,
    )


def _element(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = values.get(name, {}).get(name, {})
    return found


def _ticked(values: Mapping[str, Any], name: str) -> set[str]:
    return {str(each["value"]) for each in _element(values, name).get("selected_options") or ()}


def _one(values: Mapping[str, Any], name: str) -> str:
    return str((_element(values, name).get("selected_option") or {}).get("value") or "")


def _seconds(values: Mapping[str, Any]) -> int | None:
    """The short ring as it was typed; None where it is no number of seconds that makes sense."""
    text = str(_element(values, form.SHORT_RING).get("value") or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(form.LONGEST_SHORT_RING))):
        return None
    return int(text) if int(text) <= form.LONGEST_SHORT_RING else None


ACTIONS = {EDIT_SETTINGS: _open}
"""What can be pressed."""
