"""How many times in a row a PBX has refused its secret while a digest was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.rows import OWN, named

if TYPE_CHECKING:
    from sqlite3 import Connection

    from bot.workspace.workspace import Workspace

_APART = 30
"""Seconds within which refusals count as one: what many digests meet at the same minute."""

_OVER = 3600
"""Seconds after which a refusal is no longer in a row with the next one; tries follow each other more closely."""

_COUNT = """
    INSERT INTO pbx_refusal (enterprise, team, pbx, times, at) VALUES (:enterprise, :team, :pbx, 1, :at)
    ON CONFLICT (enterprise, team, pbx) DO UPDATE SET
        times = CASE WHEN excluded.at >= pbx_refusal.at + :over THEN 1
            WHEN excluded.at >= pbx_refusal.at + :apart THEN pbx_refusal.times + 1 ELSE pbx_refusal.times END,
        at = CASE WHEN excluded.at >= pbx_refusal.at + :apart THEN excluded.at ELSE pbx_refusal.at END
    RETURNING times"""
_FORGET = f"DELETE FROM pbx_refusal WHERE {OWN} AND pbx = :pbx"  # noqa: S608 - names from above


def count(connection: Connection, workspace: Workspace, pbx: str, at: int) -> int:
    """One more, unless one has just been counted."""
    values = named(workspace, pbx=pbx, at=at, apart=_APART, over=_OVER)
    return int(connection.execute(_COUNT, values).fetchall()[0][0])


def forget(connection: Connection, workspace: Workspace, pbx: str) -> None:
    """None."""
    connection.execute(_FORGET, named(workspace, pbx=pbx))
