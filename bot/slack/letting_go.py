"""Letting go of a PBX: a PBX that is down must not keep what is to be deleted here."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.cdr.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.slack.desk import Desk
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace

_log = logging.getLogger(__name__)

_SECONDS = 8.0
"""A token that is not given back by then ends by itself half an hour after it was given."""


async def let_go(desk: Desk, workspace: Workspace, pbx: WorkspacePbx) -> None:
    """Close a PBX and give its access token back, within seconds."""
    await in_time(desk.pbxs.forget(workspace, pbx))


async def in_time(giving_back: Awaitable[None]) -> None:
    """Wait for an access token that is given back, no longer than some seconds."""
    try:
        async with asyncio.timeout(_SECONDS):
            await giving_back
    except (Trouble, TimeoutError) as error:
        _log.warning("an access token could not be given back: %s", type(error).__name__)
