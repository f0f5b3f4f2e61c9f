"""A PBX to ask; that it refuses its secret, or takes it again, is kept."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cdr.pbx_trouble import BadCredentials
from bot.slack.digests.resuming import resumed
from bot.slack.letting_go import let_go
from bot.slack.slack_trouble import StillRefused
from bot.slack.telling_admins import tell_of_refusal
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.hold import Hold
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports import Pbx
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.workspace.pbx import WorkspacePbx

_log = logging.getLogger(__name__)


_RETRY = 900
"""Seconds between two tries of a secret that was refused: five wrong logins block this machine's address."""
_KEEPING = 60
"""Seconds; keeping a refusal takes less."""


@asynccontextmanager
async def leased(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> AsyncIterator[Pbx]:
    """A PBX for as long as the block lasts; a block that ends well has been answered by it.

    One that refuses its secret is not asked but every quarter of an hour: it may have been mended on the PBX.

    Raises:
        BadCredentials: it refuses its secret: that is kept, and told to the admins once.
        StillRefused: it is known to.
    """
    if pbx.refused is not None and not await tried_anew(desk, occasion, pbx):
        raise StillRefused(name=pbx.name, minutes=_RETRY // 60)
    try:
        async with desk.pbxs.lease(occasion.workspace, pbx) as opened:
            yield opened
    except BadCredentials as refusal:
        _log.warning("a PBX cannot be logged in to: %s", type(refusal).__name__)
        await keep(desk, occasion, pbx, refused=True)
        raise
    await keep(desk, occasion, pbx, refused=False)


async def tried_anew(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> bool:
    """Whether the time has come to try a secret anew that was refused; then the PBX is opened anew for it.

    Of many who come here, in whatever process, one tries.
    """
    now = desk.now()
    if pbx.refused is not None and pbx.refused <= now < pbx.refused + _RETRY:
        return False
    wanted = Hold(holder=desk.new_id(), until=now + _RETRY)
    if await desk.store.hold(occasion.workspace, f"try:{pbx.id}", wanted, now, anew=True) != wanted:
        return False
    await let_go(desk, occasion.workspace, pbx)  # while it is open it remembers that it was refused
    return True


async def keep(desk: Desk, occasion: Occasion, pbx: WorkspacePbx, *, refused: bool) -> None:
    """Keep whether a PBX refuses its secret, as far as that is news.

    A store that cannot be used takes nobody their answer, nor the reason why there is none.
    """
    try:
        if refused:
            await _note_refusal(desk, occasion, pbx)
        elif pbx.refused is not None:
            await _note_taken(desk, occasion, pbx)
    except StoreTrouble as trouble:
        _log.warning("whether a PBX takes its secret cannot be kept: %s", trouble.code)


async def _note_refusal(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> None:
    """A PBX refuses its secret: keep since when, so that admins are told once and Home shows it.

    Many questions may learn it at once: the first one's hold keeps the others off until it is kept.
    """
    name, now = f"refused:{pbx.id}", desk.now()
    mine = Hold(holder=desk.new_id(), until=now + _KEEPING)
    if await desk.store.hold(occasion.workspace, name, mine, now, anew=True) != mine:
        return
    try:
        known = await _as_it_was_asked(desk, occasion, pbx)
        if known is None or known.refused is not None:
            return
        known = replace(known, refused=now)
        await desk.store.mark_refused(occasion.workspace, known.id, now)
        entry = AuditEntry(at=now, user="", deed=Deed.PBX_REFUSED, what=known.name)
        await desk.store.note(occasion.workspace, entry)
    finally:
        await desk.store.release(occasion.workspace, name, mine.holder)
    desk.underway.start(tell_of_refusal(desk, occasion, known), occasion.workspace)


async def _note_taken(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> None:
    """A PBX takes its secret again: its digests go on, then that it was refused is forgotten.

    In this order, so that who is killed in between leaves a PBX that is tried anew, not digests that nobody resumes.
    """
    known = await _as_it_was_asked(desk, occasion, pbx)
    if known is not None and known.refused is not None:
        await resumed(desk, occasion.workspace, known)
        await desk.store.mark_refused(occasion.workspace, known.id, None)


async def _as_it_was_asked(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> WorkspacePbx | None:
    """The PBX as it is kept now; None where an admin has changed its way in, or removed it, while it was asked."""
    for each in await desk.store.pbxs(occasion.workspace):
        if each.id == pbx.id:
            way = (each.base_url, each.client_id, each.client_secret)
            return each if way == (pbx.base_url, pbx.client_id, pbx.client_secret) else None
    return None
