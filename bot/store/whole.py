"""Workspaces as wholes: which there are, and keeping nothing of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.rows import OWN, named
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from sqlite3 import Connection

_WORKSPACES = """
    SELECT enterprise, team FROM pbx
    UNION SELECT enterprise, team FROM settings WHERE kind = 'workspace'
    ORDER BY enterprise, team"""

OWNED = (
    "pbx_token",
    "pbx",
    "settings",
    "audit",
    "press",
    "hold",
    "draft",
    "installation",
    "delivery",
    "schedule",
    "digest_number",
    "pbx_refusal",
)
"""Every table that holds something of a workspace."""


def workspaces(connection: Connection) -> tuple[Workspace, ...]:
    """Every workspace of which a PBX or settings are kept, in order."""
    found = connection.execute(_WORKSPACES)
    return tuple(Workspace(enterprise=enterprise, team=team) for enterprise, team in found)


def forget(connection: Connection, workspace: Workspace) -> None:
    """Keep nothing of a workspace in any table."""
    for table in OWNED:
        connection.execute(f"DELETE FROM {table} WHERE {OWN}", named(workspace))  # noqa: S608 - names from above
