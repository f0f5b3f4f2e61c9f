"""Changing a workspace's settings."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackApiError

from bot.blocks import settings as form
from bot.blocks import setup
from bot.blocks.home import EDIT_SETTINGS
from bot.blocks.settings import settings_form
from bot.cdr.trouble import Trouble
from bot.slack.people import refused
from bot.slack.setting_up import demand_admin, note
from bot.workspace.audit import Deed
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.press import Press
    from bot.workspace.settings import Settings


async def _open(desk: Desk, press: Press) -> None:
    occasion = press.occasion
    try:
        opened = await occasion.client.views_open(
            trigger_id=press.trigger, view=setup.notice("One moment …", title="Settings")
        )
    except SlackApiError as error:
        raise refused("views.open", error) from None
    try:
        await demand_admin(desk, occasion)
        shown = settings_form(await desk.store.settings(occasion.workspace), await _groups(occasion))
    except Trouble as trouble:
        shown = setup.notice(trouble.sentence, trouble.next_step, title="Settings")
    await occasion.client.views_update(view_id=opened["view"]["id"], view=shown)


async def _groups(occasion: Occasion) -> dict[str, str]:
    """The workspace's user groups; none where its plan has none."""
    try:
        told = await occasion.client.usergroups_list()
    except SlackApiError:
        return {}
    return {str(group["id"]): str(group["name"]) for group in told.get("usergroups") or ()}


async def saved(desk: Desk, occasion: Occasion, view: Mapping[str, Any]) -> None:
    """Keep what the form says, and what changed in the audit trail.

    Raises:
        NotAnAdmin: nothing was changed.
    """
    await demand_admin(desk, occasion)
    old = await desk.store.settings(occasion.workspace)
    new = _read(view.get("state", {}).get("values", {}), old)
    if new != old:
        await desk.store.save_settings(occasion.workspace, new)
        changed = [
            each.name.replace("_", " ")
            for each in fields(old)
            if getattr(old, each.name) != getattr(new, each.name)
        ]
        await note(desk, occasion, Deed.SETTINGS_CHANGED, ", ".join(changed))


def _read(values: Mapping[str, Any], old: Settings) -> Settings:
    def element(name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = values.get(name, {}).get(name, {})
        return found

    def ticked(name: str) -> set[str]:
        return {str(each["value"]) for each in element(name).get("selected_options") or ()}

    def one(name: str, otherwise: str) -> str:
        return str((element(name).get("selected_option") or {}).get("value") or otherwise)

    seconds = str(element(form.SHORT_RING).get("value") or old.short_ring)
    return replace(
        old,
        masking=Masking(one(form.MASKING, old.masking)),
        mask_exports=form.MASKED in ticked(form.EXPORTS),
        everybody_asks=one(form.ASKERS, form.EVERYBODY) == form.EVERYBODY,
        ask_channels=frozenset(element(form.CHANNELS).get("selected_conversations") or ()),
        ask_groups=frozenset(ticked(form.GROUPS)) if form.GROUPS in values else old.ask_groups,
        guests_ask=form.GUESTS in ticked(form.ALSO),
        strangers_ask=form.STRANGERS in ticked(form.ALSO),
        set_up_people=frozenset(element(form.ADMINS).get("selected_users") or ()),
        short_ring=int(seconds) if seconds.isdecimal() else old.short_ring,
    )


ACTIONS = {EDIT_SETTINGS: _open}
"""What can be pressed."""
