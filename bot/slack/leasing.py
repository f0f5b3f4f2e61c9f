"""A PBX to ask; that it refuses its secret, or takes it again, is kept."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cdr.pbx_trouble import BadCredentials
from bot.slack.telling_admins import tell_of_refusal
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports import Pbx
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.workspace.pbx import WorkspacePbx

_log = logging.getLogger(__name__)


@asynccontextmanager
async def leased(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> AsyncIterator[Pbx]:
    """A PBX for as long as the block lasts; a block that ends well has been answered by it.

    Raises:
        BadCredentials: it refuses its secret: that is kept, and told to the admins once.
    """
    try:
        async with desk.pbxs.lease(occasion.workspace, pbx) as opened:
            yield opened
    except BadCredentials:
        await _kept(desk, occasion, pbx, refused=True)
        raise
    if pbx.refused is not None:
        await _kept(desk, occasion, pbx, refused=False)


async def _kept(desk: Desk, occasion: Occasion, pbx: WorkspacePbx, *, refused: bool) -> None:
    """Keep it; a store that cannot be used takes nobody their answer, nor the reason why there is none."""
    try:
        if refused:
            await note_refusal(desk, occasion, pbx)
        else:
            await _note_taken(desk, occasion, pbx)
    except StoreTrouble as trouble:
        _log.warning("whether a PBX takes its secret cannot be kept: %s", trouble.code)


async def note_refusal(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> None:
    """A PBX refuses its secret: keep since when, so that admins are told once and Home shows it.

    Many questions may learn it at once: the first one's claim holds the others off until it is kept.
    """
    claim = f"refused:{pbx.id}"
    if not await desk.store.claim(occasion.workspace, claim, desk.now()):
        return
    try:
        known = await _as_it_was_asked(desk, occasion, pbx)
        if known is None or known.refused is not None:
            return
        known = replace(known, refused=desk.now())
        await desk.store.save_pbx(occasion.workspace, known)
        entry = AuditEntry(at=desk.now(), user="", deed=Deed.PBX_REFUSED, what=known.name)
        await desk.store.note(occasion.workspace, entry)
    finally:
        await desk.store.unclaim(occasion.workspace, claim)
    desk.underway.start(tell_of_refusal(desk, occasion, known), occasion.workspace)


async def _note_taken(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> None:
    known = await _as_it_was_asked(desk, occasion, pbx)
    if known is not None and known.refused is not None:
        await desk.store.save_pbx(occasion.workspace, replace(known, refused=None))


async def _as_it_was_asked(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> WorkspacePbx | None:
    """The PBX as it is kept now; None where an admin has changed its way in, or removed it, while it was asked."""
    for each in await desk.store.pbxs(occasion.workspace):
        if each.id == pbx.id:
            way = (each.base_url, each.client_id, each.client_secret)
            return each if way == (pbx.base_url, pbx.client_id, pbx.client_secret) else None
    return None
