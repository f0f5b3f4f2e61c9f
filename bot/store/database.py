"""The database: one SQLite file, and one thread that owns the one connection to it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sqlite3
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from bot.store.faults import trouble_of
from bot.store.migrations import migrated
from bot.workspace.store_trouble import StoreBusy, StoreNotOpened, StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_T = TypeVar("_T")
_PATIENCE = 5.0
_LEAST_PATIENCE = 0.01
_A_MOMENT = 0.02
_BESIDE = ("-wal", "-shm")
"""What SQLite adds to the name of the file for its others."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO

_log = logging.getLogger(__name__)


class Database:
    """Runs what it is given on its thread, one after the other, in the order it was asked.

    How long others may hold the file is counted from the asking: a queue behind a lock waits once, not in turn.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self._path, self._patience = path, patience
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._connection: sqlite3.Connection | None = None

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    @classmethod
    async def open(cls, path: Path, *, patience: float = _PATIENCE) -> Database:
        """Open the file, make it where it is absent, and bring its tables up to date.

        Args:
            path: where it is; its folder is made as well.
            patience: seconds to wait where somebody else holds it.

        Raises:
            StoreTrouble: it cannot be opened, or a newer Ringback has written it.
        """
        database = cls(path, patience)
        try:
            await database._asked(database._opened)
        except BaseException:  # also a cancellation; no thread stays behind
            await database.close()
            raise
        return database

    async def run(self, function: Callable[[sqlite3.Connection], _T]) -> _T:
        """What a function reads.

        Raises:
            StoreTrouble: the database cannot be used.
        """
        return await self._asked(lambda: function(self._given()))

    async def write(self, function: Callable[[sqlite3.Connection], _T], *, durable: bool = False) -> _T:
        """What a function gives that changes all it changes, or nothing where it raises.

        Args:
            function: changes something.
            durable: it, and with it all that was written before, also outlives a power cut. Costs some milliseconds.

        Raises:
            StoreTrouble: the database cannot be used; nothing was changed.
        """
        in_transaction = _durably if durable else _in_transaction
        return await self._asked(lambda: in_transaction(self._given(), function))

    async def close(self) -> None:
        """Finish what was asked so far, then close. A second time does nothing."""
        await asyncio.to_thread(self._finish)

    def _finish(self) -> None:
        try:
            closing = self._thread.submit(self._close)
        except RuntimeError:  # closed already
            return
        self._thread.shutdown(wait=True)
        closing.result()

    async def _asked(self, act: Callable[[], _T]) -> _T:
        until = time.monotonic() + self._patience
        try:
            running = asyncio.get_running_loop().run_in_executor(self._thread, self._on_thread, act, until)
        except RuntimeError:
            raise StoreTrouble(reason="it is closed") from None
        return await running

    def _on_thread(self, act: Callable[[], _T], until: float) -> _T:
        left = max(until - time.monotonic(), _LEAST_PATIENCE)
        try:
            if self._connection is not None:
                self._connection.execute(f"PRAGMA busy_timeout = {int(left * 1000)}")
            return act()
        except (sqlite3.Error, OSError, UnicodeEncodeError) as error:
            raise trouble_of(error, self._path) from error

    def _given(self) -> sqlite3.Connection:
        if self._connection is None:
            raise StoreTrouble(reason="it is closed")
        return self._connection

    def _opened(self) -> None:
        try:
            self._open()
        except (sqlite3.Error, OSError) as error:
            trouble = trouble_of(error, self._path)
            if type(trouble) is StoreTrouble:
                raise StoreNotOpened(path=self._path, **trouble.facts) from error
            raise trouble from error

    def _open(self) -> None:
        _make_file(self._path)
        # Autocommit: every transaction is begun in as many words.
        self._connection = sqlite3.connect(self._path, timeout=self._patience, isolation_level=None)
        _make_ready(self._connection, time.monotonic() + self._patience)
        _in_transaction(self._connection, lambda connection: migrated(connection, self._path))

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _make_file(path: Path) -> None:
    """Make the file and its folder where they are absent, for their owner alone; SQLite makes its others alike."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    for file in (path, *(path.with_name(f"{path.name}{end}") for end in _BESIDE)):
        _close_to_others(file)


def _close_to_others(file: Path) -> None:
    """Leave a file that was there already to its owner alone; where it is not ours, the log says that it is not."""
    with contextlib.suppress(FileNotFoundError):
        if not file.stat().st_mode & _OTHERS:
            return
        try:
            file.chmod(stat.S_IRUSR | stat.S_IWUSR)
        except OSError:
            _log.warning(
                "others than its owner may read the file of the database that ends in “%s”", file.suffix
            )


def _make_ready(connection: sqlite3.Connection, until: float) -> None:
    """Set what a connection needs. SQLite does not wait by itself where two make a new file a WAL one at once."""
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as error:
            if not isinstance(trouble_of(error), StoreBusy) or time.monotonic() > until:
                raise
            time.sleep(_A_MOMENT)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _in_transaction(connection: sqlite3.Connection, function: Callable[[sqlite3.Connection], _T]) -> _T:
    # At once for writing: one that begins by reading fails without waiting where somebody else has written.
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = function(connection)
        connection.execute("COMMIT")
    except BaseException:  # also a cancellation; all or nothing
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def _durably(connection: sqlite3.Connection, function: Callable[[sqlite3.Connection], _T]) -> _T:
    connection.execute("PRAGMA synchronous = FULL")
    try:
        return _in_transaction(connection, function)
    finally:
        connection.execute("PRAGMA synchronous = NORMAL")
