"""The schedule: the digests of every workspace, each as JSON, with what is searched for beside it.

So versions can mix, as with settings. A digest that cannot be read is a trouble to who asks for it by name, and is
passed over where work is looked for: it must not keep the others from being told.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.ports_of_ledger import Planned
from bot.store.digest_json import read, written
from bot.store.rows import OWN, named
from bot.workspace.store_trouble import StoreTrouble
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from bot.digest.digest import Digest

_log = logging.getLogger(__name__)

_LATER = 3600
"""Seconds for which a digest that cannot be read is passed over: a newer version may be started meanwhile."""

_COLUMNS = "content, paused, because"

_ALL = f"SELECT {_COLUMNS} FROM schedule WHERE {OWN} ORDER BY number"  # noqa: S608 - names from above
_ONE = f"SELECT {_COLUMNS} FROM schedule WHERE {OWN} AND id = :id"  # noqa: S608 - names from above
_DUES = f"SELECT next_due, {_COLUMNS} FROM schedule WHERE {OWN}"  # noqa: S608 - names from above

_NEXT_DUE = f"SELECT next_due FROM schedule WHERE {OWN} AND id = :id"  # noqa: S608 - names from above

_NUMBER = """
    INSERT INTO digest_number (enterprise, team, last) VALUES (:enterprise, :team, 1)
    ON CONFLICT (enterprise, team) DO UPDATE SET last = last + 1 RETURNING last"""

_SAVE = """
    INSERT INTO schedule (enterprise, team, id, number, revision, content, paused, because, next_due)
    VALUES (:enterprise, :team, :id, :number, 1, :content, :paused, :because, :next_due)
    ON CONFLICT (enterprise, team, id) DO UPDATE SET
        number = excluded.number, revision = schedule.revision + 1, content = excluded.content,
        paused = excluded.paused, because = excluded.because, next_due = excluded.next_due"""

_PAUSE = """
    UPDATE schedule SET paused = :at, because = :because, next_due = NULL
    WHERE enterprise = :enterprise AND team = :team AND id = :id AND paused IS NULL RETURNING id"""

_REMOVE = "DELETE FROM schedule WHERE enterprise = :enterprise AND team = :team AND id = :id"

_PLANNED = f"""
    SELECT enterprise, team, id, next_due, revision, {_COLUMNS} FROM schedule
    WHERE next_due <= :now ORDER BY next_due, enterprise, team, id LIMIT :most"""  # noqa: S608 - names from above

_AHEAD = f"""
    SELECT enterprise, team, id, next_due, revision, {_COLUMNS} FROM schedule
    WHERE next_due > :now AND (enterprise, team, id) > (:enterprise, :team, :id)
    ORDER BY enterprise, team, id LIMIT :most"""  # noqa: S608 - names from above

_MOVE_ON = f"UPDATE schedule SET next_due = :next_due WHERE {OWN} AND id = :id"  # noqa: S608 - names from above

_UNCHANGED = f"""
    SELECT id FROM schedule
    WHERE {OWN} AND id = :id AND revision = :revision AND next_due = :next_due"""  # noqa: S608 - names from above


def every(connection: Connection, workspace: Workspace) -> tuple[Digest, ...]:
    """The digests of a workspace, by number.

    Raises:
        StoreTrouble: one of them cannot be read.
    """
    return tuple(read(*row) for row in connection.execute(_ALL, named(workspace)))


def one(connection: Connection, workspace: Workspace, digest: str) -> Digest | None:
    """A digest by its id.

    Raises:
        StoreTrouble: it cannot be read.
    """
    row = connection.execute(_ONE, named(workspace, id=digest)).fetchone()
    return None if row is None else read(*row)


def next_due(connection: Connection, workspace: Workspace, digest: str) -> int | None:
    """When its next slot is; None for none."""
    row = connection.execute(_NEXT_DUE, named(workspace, id=digest)).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def new_number(connection: Connection, workspace: Workspace) -> int:
    """One more than any that was given."""
    return int(connection.execute(_NUMBER, named(workspace)).fetchall()[0][0])


def save(connection: Connection, workspace: Workspace, digest: Digest, next_due: int | None) -> None:
    """Keep a digest in place of the one with its id."""
    values = named(
        workspace,
        id=digest.id,
        number=digest.number,
        content=written(digest),
        paused=digest.paused,
        because=digest.paused_because,
        next_due=None if digest.paused is not None else next_due,
    )
    connection.execute(_SAVE, values)


def pause(connection: Connection, workspace: Workspace, ids: Iterable[str], at: int, because: str) -> int:
    """Pause digests; how many were not."""
    changes = (named(workspace, id=id_, at=at, because=because) for id_ in ids)
    return sum(len(connection.execute(_PAUSE, change).fetchall()) for change in changes)


def resume(connection: Connection, workspace: Workspace, digest: Digest, next_due: int | None) -> bool:
    """Let it go on, where nobody has changed, resumed or removed it since it was read."""
    if digest.paused is None or one(connection, workspace, digest.id) != digest:
        return False
    save(connection, workspace, replace(digest, paused=None, paused_because=""), next_due)
    return True


def remove(connection: Connection, workspace: Workspace, digest: str) -> None:
    """Keep nothing of a digest; its deliveries go along by their foreign key."""
    connection.execute(_REMOVE, named(workspace, id=digest))


def rename_channel(connection: Connection, workspace: Workspace, old: str, new: str) -> None:
    """Slack gave a channel another id: its digests go along, and are due when they were."""
    for next_due, *columns in connection.execute(_DUES, named(workspace)).fetchall():
        try:
            digest = read(*columns)
        except StoreTrouble as trouble:
            _log.warning("a digest was passed over: %s", trouble.code)
            continue
        if digest.channel == old:
            save(connection, workspace, replace(digest, channel=new), next_due)


def planned(connection: Connection, now: int, most: int) -> list[Planned]:
    """Digests whose next slot is there; one that cannot be read is put off."""
    rows = connection.execute(_PLANNED, {"now": now, "most": most}).fetchall()
    found = []
    for row in rows:
        each = _read(row)
        if each is None:
            put_off = {"enterprise": row[0], "team": row[1], "id": row[2], "next_due": now + _LATER}
            connection.execute(_MOVE_ON, put_off)
        else:
            found.append(each)
    return found


def ahead(connection: Connection, now: int, after: Planned | None, most: int) -> list[Planned]:
    """One page of the digests whose next slot is to come."""
    start = named(after.workspace, id=after.digest.id) if after else {"enterprise": "", "team": "", "id": ""}
    rows = connection.execute(_AHEAD, {**start, "now": now, "most": most})
    return [each for each in map(_read, rows) if each is not None]


def unchanged(connection: Connection, planned: Planned) -> bool:
    """Whether nobody has saved, planned, paused or removed it since."""
    values = named(
        planned.workspace, id=planned.digest.id, revision=planned.revision, next_due=planned.next_due
    )
    return connection.execute(_UNCHANGED, values).fetchone() is not None


def move_on(connection: Connection, planned: Planned, next_due: int | None) -> None:
    """Its next slot."""
    connection.execute(_MOVE_ON, named(planned.workspace, id=planned.digest.id, next_due=next_due))


def _read(row: tuple[Any, ...]) -> Planned | None:
    enterprise, team, _, next_due, revision, *columns = row
    try:
        digest = read(*columns)
    except StoreTrouble as trouble:
        _log.warning("a digest was passed over: %s", trouble.code)
        return None
    workspace = Workspace(enterprise=enterprise, team=team)
    return Planned(workspace=workspace, digest=digest, next_due=next_due, revision=revision)
