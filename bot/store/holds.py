"""Holds on what must not be done twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.rows import OWN, named
from bot.workspace.hold import Hold

if TYPE_CHECKING:
    from sqlite3 import Connection

    from bot.workspace.workspace import Workspace

_KEPT = 7 * 86400
"""Seconds. A week is more than any message with a button stays in use."""

_TAKE = """
    INSERT INTO hold (enterprise, team, name, holder, ends, done, at)
    VALUES (:enterprise, :team, :name, :holder, :ends, '', :now)
    ON CONFLICT (enterprise, team, name) DO UPDATE SET
        holder = excluded.holder, ends = excluded.ends, at = excluded.at
    WHERE hold.done = '' AND (
        hold.holder = excluded.holder OR (:anew = 1 AND (hold.ends <= :now OR hold.ends > :beyond)))"""
_ONE = f"{OWN} AND name = :name"
_STANDING = f"SELECT holder, ends, done FROM hold WHERE {_ONE}"  # noqa: S608 - names from above
_CONFIRM = f"UPDATE hold SET done = :done, at = :at WHERE {_ONE}"  # noqa: S608 - names from above
_RELEASE = f"DELETE FROM hold WHERE {_ONE} AND holder = :holder AND done = ''"  # noqa: S608 - names from above


def take(  # noqa: PLR0913 - what, by whom and when
    connection: Connection, workspace: Workspace, name: str, wanted: Hold, now: int, *, anew: bool
) -> Hold:
    """Take a hold, or renew one's own; which one stands then."""
    values = named(
        workspace, name=name, now=now, holder=wanted.holder, ends=wanted.until, beyond=wanted.beyond(now)
    )
    connection.execute(_TAKE, {**values, "anew": int(anew)})
    holder, ends, done = connection.execute(_STANDING, named(workspace, name=name)).fetchone()
    return Hold(holder=holder, until=int(ends), done=done)


def confirm(connection: Connection, workspace: Workspace, name: str, done: str, at: int) -> None:
    """Keep what it came to, whoever holds it by now."""
    connection.execute(_CONFIRM, named(workspace, name=name, done=done, at=at))


def release(connection: Connection, workspace: Workspace, name: str, holder: str) -> None:
    """Give it back, unless it was taken over or came to something."""
    connection.execute(_RELEASE, named(workspace, name=name, holder=holder))


def sweep(connection: Connection, now: int) -> None:
    """Keep nothing that is weeks old."""
    connection.execute("DELETE FROM hold WHERE at < :oldest", {"oldest": now - _KEPT})
