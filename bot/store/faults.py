"""SQLite's faults as troubles."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from typing import TYPE_CHECKING

from bot.workspace.store_trouble import StoreBusy, StoreFull, StoreTrouble

if TYPE_CHECKING:
    from pathlib import Path

_PRIMARY = 0xFF
"""The part of SQLite's codes that tells the kind; the rest tells the place."""

_REASONS = {
    sqlite3.SQLITE_NOTADB: "the file is not a database",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_READONLY: "the file or its folder may not be written to",
    sqlite3.SQLITE_PERM: "the file may not be opened",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk fails to read or write it",
}
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def trouble_of(error: sqlite3.Error | OSError | UnicodeEncodeError, path: Path | None = None) -> StoreTrouble:
    """What an error of the database at ``path`` means to a person."""
    if isinstance(error, UnicodeEncodeError):
        return StoreTrouble(reason="a text that was to be kept holds half a character")
    if isinstance(error, OSError):
        # What stands where a folder is to be made is told by its existence.
        number = errno.ENOTDIR if error.errno == errno.EEXIST else error.errno or 0
        reason = f"{error.filename}: {os.strerror(number)}"
        return StoreFull() if number in _NO_ROOM else StoreTrouble(reason=reason)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy()
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(path)):
        return StoreFull()
    return StoreTrouble(reason=_REASONS.get(code) or str(error))


def _is_full(path: Path | None) -> bool:
    """Whether no page is free where the database is: some writes fail without saying why."""
    try:
        return path is not None and shutil.disk_usage(path.parent).free < 4096
    except OSError:
        return False
