"""Finding out that a database was restored from a backup, so that what the lost one has posted is not posted again.

The newest moment for which deliveries were begun stands in the database and, once that is safe there, in a small file
beside it. A database that is put back is older than the file. One that comes without its file was moved or put back on
another machine, and nobody can tell which: then nothing that was due before is posted, and the next digest says so.
Where the file was put back together with the database, nothing here can tell; the twelve hours after which no
slot is posted any more are the limit then.
"""

from __future__ import annotations

import contextlib
import logging
import os
from typing import TYPE_CHECKING

from bot.ports_of_ledger import Why

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

_log = logging.getLogger(__name__)

_NEWEST, _FLOOR = "newest", "floor"

_READ = "SELECT at FROM ledger_mark WHERE name = :name"
_RAISE = """
    INSERT INTO ledger_mark (name, at) VALUES (:name, :at)
    ON CONFLICT (name) DO UPDATE SET at = excluded.at WHERE excluded.at > ledger_mark.at"""
_LOWER = "UPDATE ledger_mark SET at = :at WHERE name = :name AND at > :at"
_MAY_BE_POSTED = """
    UPDATE delivery SET state = 'skipped', ready = NULL, why = :why, changed = :now
    WHERE due <= :floor AND ready IS NOT NULL AND state IN ('due', 'claimed', 'failed')"""


def begun(connection: Connection, due: int) -> None:
    """Deliveries of this moment are in the ledger."""
    connection.execute(_RAISE, {"name": _NEWEST, "at": due})


def begin_mark(connection: Connection, path: Path) -> None:
    """Make the file before the first delivery ever is safe in the database: where there is none then, it is lost."""
    if not _at(connection, _NEWEST) and _read(path) is None:
        _write(path, 0)


def keep_mark(connection: Connection, path: Path) -> None:
    """Bring the file up to date; within a transaction, so that of two processes the newer one stays."""
    newest = _at(connection, _NEWEST)
    if newest > (_read(path) or 0):
        _write(path, newest)


def recover(connection: Connection, path: Path, now: int) -> int:
    """Hold the database against the file; the moment up to which a lost one may have posted, 0 where none was lost."""
    newest, mark = _at(connection, _NEWEST), _read(path)
    for name in (_NEWEST, _FLOOR):  # what is yet to come was noted while the clock was wrong
        connection.execute(_LOWER, {"name": name, "at": now})
    if (newest and mark is None) or (mark or 0) > newest:
        floor = now if mark is None else min(mark, now)
        begun(connection, floor)
        connection.execute(_RAISE, {"name": _FLOOR, "at": floor})
        connection.execute(_MAY_BE_POSTED, {"why": Why.RESTORED.value, "floor": floor, "now": now})
    if _at(connection, _NEWEST) != (mark or 0):
        _write(path, _at(connection, _NEWEST))
    return _at(connection, _FLOOR)


def _write(path: Path, newest: int) -> None:
    """Write the file, whole or not at all. Digests work without it as well: a failure is logged."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("w", encoding="ascii") as file:
            file.write(f"{newest}\n")
            file.flush()
            os.fsync(
                file.fileno()
            )  # else a power cut may leave it empty, which reads as a database that was moved
        fresh.replace(path)
    except OSError as error:
        _log.warning("the newest digest could not be marked: %s", os.strerror(error.errno or 0))


def _at(connection: Connection, name: str) -> int:
    row = connection.execute(_READ, {"name": name}).fetchone()
    return 0 if row is None else int(row[0])


def _read(path: Path) -> int | None:
    """What the file says; None where there is none, or none that can be read."""
    with contextlib.suppress(OSError, ValueError):
        return int(path.read_text(encoding="ascii"))
    return None
