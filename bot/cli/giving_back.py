"""Giving a kept access token back to its PBX, which has eight: soon, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.assemble import open_pbx
from bot.cdr.trouble import SetupTrouble, Trouble
from bot.clock import SystemClock
from bot.pbx.workspace_connection import connection_to

if TYPE_CHECKING:
    from bot.config import Config
    from bot.pbx.connection import Connection
    from bot.ports import Store
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace

_PATIENCE = 3.0
"""Seconds. A PBX that is down has lost the token, or loses it within half an hour."""


def kept_connection(pbx: WorkspacePbx, config: Config) -> Connection:
    """How a kept PBX is reached, as the Slack app does it.

    Raises:
        SetupTrouble: what is kept of it cannot be used here.
    """
    return connection_to(pbx, private=config.private_pbx, checks_certificates=config.checks_certificates)


async def give_back(store: Store, workspace: Workspace, pbx: WorkspacePbx, config: Config) -> str:
    """Give back the token that is kept for a PBX, if any: why it could not be, else empty.

    Raises:
        StoreTrouble: what is kept cannot be read.
    """
    tokens = await store.tokens(workspace, pbx.id)
    try:
        connection = kept_connection(pbx, config)
    except SetupTrouble:  # what cannot be used has never given a token
        return ""
    if tokens.load(connection.key) is None:
        return ""
    opening = open_pbx(connection, tokens=tokens, clock=SystemClock(), keep_token=False, time_limit=_PATIENCE)
    async with opening as opened:
        try:
            await opened.probes()[0].run()  # closing gives the token back, and keeps quiet where that fails
        except Trouble as trouble:
            return trouble.sentence
    return ""


def told(pbx: WorkspacePbx, reason: str) -> str:
    """That a token was not given back, in a sentence for the person."""
    return (
        f"The access token of {pbx.name} was not given back, and ends by itself within half an hour: {reason}"
    )
