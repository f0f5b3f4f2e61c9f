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

_SERVING = """
    SELECT installed FROM installation
    WHERE enterprise = :enterprise AND (team = :team OR (team = '' AND enterprise <> ''))
    ORDER BY team DESC LIMIT 1"""
"""When the installation was given that serves a workspace: its own, else its organisation's."""

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


def workspaces_of(connection: Connection, organisation: Workspace) -> tuple[Workspace, ...]:
    """Every workspace of an organisation of which any table holds something, in order; none where there is none."""
    if not organisation.enterprise:
        return ()
    each = (f"SELECT team FROM {table} WHERE enterprise = :enterprise AND team <> ''" for table in OWNED)  # noqa: S608 - names from above
    found = connection.execute(
        f"{' UNION '.join(each)} ORDER BY team", {"enterprise": organisation.enterprise}
    )
    return tuple(Workspace(enterprise=organisation.enterprise, team=team) for (team,) in found)


def forget(connection: Connection, workspace: Workspace, left: int | None) -> bool:
    """Keep nothing of a workspace in any table, unless it was installed anew after it left: whether that was done."""
    if left is not None:
        row = connection.execute(_SERVING, named(workspace)).fetchone()
        if row is not None and row[0] > left:
            return False
    for table in OWNED:
        connection.execute(f"DELETE FROM {table} WHERE {OWN}", named(workspace))  # noqa: S608 - names from above
    return True
