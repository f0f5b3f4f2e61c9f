"""Resuming the digests that were paused because their PBX refused its secret, once it takes it again."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.rounds_planning import first_due
from bot.cdr.pbx_trouble import BadCredentials
from bot.cdr.trouble import Trouble
from bot.slack.digests.choosing import pbx_of
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace

_log = logging.getLogger(__name__)

_TOLD = 40
"""Deliveries among which the last one that was posted is looked for."""


async def resume_of(desk: Desk, workspace: Workspace, pbx: WorkspacePbx) -> int:
    """As ``resumed``. A store that cannot be used takes nobody the PBX that they connected."""
    try:
        return await resumed(desk, workspace, pbx)
    except StoreTrouble as trouble:
        _log.warning("digests could not be resumed: %s", trouble.code)
        return 0


async def resumed(desk: Desk, workspace: Workspace, pbx: WorkspacePbx) -> int:
    """Resume them, and how many it is this call that resumed: another process may do so at the same time.

    Raises:
        StoreTrouble: some are still paused; a second time resumes them.
    """
    await desk.digests.accepted(workspace, pbx.id)
    count = 0
    for digest in await desk.digests.digests(workspace):
        if digest.paused_because == BadCredentials.code and await _tells_of(desk, workspace, digest, pbx):
            count += await _resumed(desk, workspace, digest)
    if count:
        desk.nudge()
    return count


async def _tells_of(desk: Desk, workspace: Workspace, digest: Digest, pbx: WorkspacePbx) -> bool:
    try:
        return (await pbx_of(desk, workspace, digest)).id == pbx.id
    except StoreTrouble:
        raise
    except Trouble:  # it has none any more
        return False


async def _resumed(desk: Desk, workspace: Workspace, digest: Digest) -> bool:
    going = replace(digest, paused=None, paused_because="")
    told = await desk.digests.deliveries(workspace, digest.id, _TOLD)
    return await desk.digests.resume(workspace, digest, first_due(going, desk.clock.now(), told))
