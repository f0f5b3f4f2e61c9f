"""The audit trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.rows import named
from bot.workspace.audit import AuditEntry, Deed

if TYPE_CHECKING:
    from sqlite3 import Connection

    from bot.workspace.workspace import Workspace

_NOTE = """
    INSERT INTO audit (enterprise, team, at, member, deed, what)
    VALUES (:enterprise, :team, :at, :member, :deed, :what)"""
_NEWEST = """
    SELECT at, member, deed, what FROM audit
    WHERE enterprise = :enterprise AND team = :team ORDER BY at DESC, id DESC LIMIT :most"""
_LONG = "SELECT enterprise, team FROM audit GROUP BY enterprise, team HAVING count(*) > :most"
_CUT = """
    DELETE FROM audit WHERE enterprise = :enterprise AND team = :team AND id NOT IN (
        SELECT id FROM audit WHERE enterprise = :enterprise AND team = :team
        ORDER BY at DESC, id DESC LIMIT :most)"""


def note(connection: Connection, workspace: Workspace, entry: AuditEntry) -> None:
    """Add a line."""
    values = named(workspace, at=entry.at, member=entry.user, deed=entry.deed.name, what=entry.what)
    connection.execute(_NOTE, values)


def newest(connection: Connection, workspace: Workspace, most: int) -> tuple[AuditEntry, ...]:
    """The newest lines, newest first; what a newer version noted and this one has no word for is left out."""
    rows = connection.execute(_NEWEST, named(workspace, most=max(most, 0)))
    return tuple(
        AuditEntry(at=at, user=member, deed=Deed[deed], what=what)
        for at, member, deed, what in rows
        if deed in Deed.__members__
    )


def cut(connection: Connection, most: int) -> None:
    """Keep of every workspace its newest lines alone."""
    for enterprise, team in connection.execute(_LONG, {"most": most}).fetchall():
        connection.execute(_CUT, {"enterprise": enterprise, "team": team, "most": most})
