"""Connecting a PBX that was looked at, and disconnecting one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.blocks import setup
from bot.blocks.digest_notice import go_on_told
from bot.slack import drafts
from bot.slack.admitting import demand_admin
from bot.slack.digests.resuming import resume_of
from bot.slack.drafts import state_of
from bot.slack.letting_go import let_go
from bot.slack.setting_up import with_fault
from bot.slack.slack_trouble import PbxGone
from bot.slack.trail import note
from bot.workspace.audit import Deed
from bot.workspace.store_trouble import PbxNameTaken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.message import Block
    from bot.slack.desk import Desk
    from bot.slack.drafts import State
    from bot.slack.occasion import Occasion
    from bot.workspace.pbx import WorkspacePbx

RECONNECTED = " (its secret is taken again)"
"""Stands after a PBX's name in the audit trail where a change ended a refusal."""


async def saved(desk: Desk, occasion: Occasion, view: Mapping[str, Any]) -> Block:
    """What was found is saved, once however often it is sent; what is to be shown then.

    Raises:
        Trouble: it cannot be saved.
    """
    await demand_admin(desk, occasion)
    state = state_of(view)
    draft = await drafts.kept(desk, occasion, state)
    press = f"setup:{occasion.user}:{state.draft}"
    if draft is None or not await desk.store.claim(occasion.workspace, press, desk.now()):
        return setup.notice(*setup.TOO_OLD)
    try:
        resumed = await _save(desk, occasion, draft.pbx, state)
    except PbxNameTaken as taken:
        await desk.store.unclaim(occasion.workspace, press)
        return with_fault(desk, draft.pbx, state, taken)
    except BaseException:  # a press that came to nothing, for whatever reason, may be made again
        await desk.store.unclaim(occasion.workspace, press)
        raise
    sentence, next_step = setup.SAVED
    return setup.notice(
        sentence.format(name=draft.pbx.name), " ".join(filter(None, (go_on_told(resumed), next_step)))
    )


async def _save(desk: Desk, occasion: Occasion, pbx: WorkspacePbx, state: State) -> int:
    """Save it; how many digests go on that were paused because it refused its secret."""
    workspace = occasion.workspace
    old = next((each for each in await desk.store.pbxs(workspace) if each.id == pbx.id), None)
    if state.pbx and old is None:
        raise PbxGone
    pbx = replace(pbx, set_up_by=occasion.user)
    if old is None:
        await desk.store.save_pbx(workspace, pbx)
    elif not await desk.store.update_pbx(workspace, pbx):  # somebody has just disconnected it
        raise PbxGone
    await drafts.drop(desk, occasion, state)
    if old is None:
        await note(desk, occasion, Deed.PBX_ADDED, pbx.name)
        return 0
    await let_go(desk, workspace, old)
    was_refused = old.refused is not None
    await note(desk, occasion, Deed.PBX_CHANGED, f"{pbx.name}{RECONNECTED if was_refused else ''}")
    return await resume_of(desk, workspace, pbx)


async def disconnect(desk: Desk, occasion: Occasion, wanted: str) -> str:
    """Delete a PBX, its secret and its tokens, which are given back to it first; its name.

    Raises:
        NotAnAdmin, PbxGone: nothing was done.
    """
    await demand_admin(desk, occasion)
    pbxs = await desk.store.pbxs(occasion.workspace)
    pbx = next((each for each in pbxs if each.id == wanted), None)
    if pbx is None:
        raise PbxGone
    try:
        await let_go(desk, occasion.workspace, pbx)
    finally:
        await desk.store.remove_pbx(occasion.workspace, pbx.id)
    await note(desk, occasion, Deed.PBX_REMOVED, pbx.name)
    return pbx.name
