"""Which PBX a digest tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.digests.running_trouble import DigestPbxGone
from bot.slack.slack_trouble import NotSetUp
from bot.slack.standing import meant

if TYPE_CHECKING:
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace


async def pbx_of(desk: Desk, workspace: Workspace, digest: Digest) -> WorkspacePbx:
    """The one it names, else the workspace's default of now.

    Raises:
        DigestPbxGone: the one it names is not connected any more.
        NotSetUp: none is connected.
        StoreTrouble: it cannot be read.
    """
    pbxs = await desk.store.pbxs(workspace)
    if digest.pbx:
        found = next((pbx for pbx in pbxs if pbx.id == digest.pbx), None)
        if found is None:
            raise DigestPbxGone(number=digest.number)
        return found
    if not pbxs:
        raise NotSetUp
    settings = await desk.store.settings(workspace)
    return meant(pbxs, (settings.default_pbx,))
