"""The tokens of one PBX, in memory while it is asked and sealed in the database for the next time."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import msgspec

from bot.store.rows import named
from bot.store.turns import turn
from bot.workspace.store_trouble import KeysWrong, StoreTrouble
from bot.workspace.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from sqlite3 import Connection

    from bot.store.database import Database
    from bot.store.vault import Vault
    from bot.workspace.workspace import Workspace

_log = logging.getLogger(__name__)

_READ = """
    SELECT key, tokens FROM pbx_token WHERE enterprise = :enterprise AND team = :team AND pbx = :pbx"""
_SAVE = """
    INSERT INTO pbx_token (enterprise, team, pbx, key, tokens)
    SELECT enterprise, team, id, :key, :tokens FROM pbx
    WHERE enterprise = :enterprise AND team = :team AND id = :pbx
    ON CONFLICT (enterprise, team, pbx) DO UPDATE SET key = excluded.key, tokens = excluded.tokens"""
_CLEAR = """
    DELETE FROM pbx_token WHERE enterprise = :enterprise AND team = :team AND pbx = :pbx AND key = :key"""
_DROP = "DELETE FROM pbx_token WHERE enterprise = :enterprise AND team = :team AND pbx = :pbx"


class StoredTokens:
    """A token store for one PBX of a workspace: ``save`` and ``clear`` count at once and are written behind.

    Of a PBX that is not in the database nothing is written, so that nothing is left of one that was removed.
    The key depends on the secret: with another secret no token is found. What cannot be written is logged and
    kept in memory alone; at worst the next run logs in anew.
    """

    def __init__(self, database: Database, vault: Vault, workspace: Workspace, pbx: str) -> None:
        self._database, self._vault = database, vault
        self._workspace, self._pbx = workspace, pbx
        self._kept: dict[str, Tokens] = {}
        self._changes = 0
        self._unwritten: set[str] = set()
        self._login = asyncio.Lock()
        self._writes: set[asyncio.Future[None]] = set()

    async def read(self) -> None:
        """Take over what the database holds.

        Raises:
            StoreTrouble: it cannot be read.
        """
        changes = self._changes
        kept = await self._database.run(self._read)
        if self._changes == changes and not self._unwritten:  # else memory knows better
            self._kept |= kept

    def load(self, key: str) -> Tokens | None:
        """What is kept, if anything."""
        return self._kept.get(key)

    def save(self, key: str, tokens: Tokens) -> None:
        """Keep these in place of any others."""
        self._kept[key] = tokens
        self._write_behind(key, lambda connection: self._save(connection, key, tokens))

    def clear(self, key: str) -> None:
        """Keep nothing."""
        self._kept.pop(key, None)
        self._write_behind(key, lambda connection: self._clear(connection, key))

    @asynccontextmanager
    async def exclusive(self, key: str) -> AsyncIterator[None]:  # noqa: ARG002 - a PBX is one login's here
        """One login at a time, of all that have the database open.

        It begins with what another one may have kept, and ends when it is written.
        """
        async with self._login, turn(self._database, self._workspace, f"login:{self._pbx}"):
            await self.flush()
            try:
                await self.read()
            except StoreTrouble as trouble:
                _log.warning("PBX tokens could not be read: %s", trouble.code)
            yield
            await self.flush()

    async def flush(self) -> None:
        """Wait until everything is written that was saved so far."""
        if self._writes:
            await asyncio.wait(tuple(self._writes))

    def forget(self) -> None:
        """Keep nothing in memory; the rows are somebody else's to remove."""
        self._changes += 1
        self._kept.clear()

    def _write_behind(self, key: str, write: Callable[[Connection], None]) -> None:
        self._changes += 1
        writing = asyncio.ensure_future(self._written(key, write))
        self._writes.add(writing)
        writing.add_done_callback(self._writes.discard)

    async def _written(self, key: str, write: Callable[[Connection], None]) -> None:
        try:
            await self._database.write(write)
        except StoreTrouble as trouble:
            self._unwritten.add(key)
            _log.warning("PBX tokens could not be kept: %s", trouble.code)
        else:
            self._unwritten.discard(key)

    def _read(self, connection: Connection) -> dict[str, Tokens]:
        rows = connection.execute(_READ, named(self._workspace, pbx=self._pbx)).fetchall()
        opened = ((key, self._opened(key, sealed)) for key, sealed in rows)
        return {key: tokens for key, tokens in opened if tokens is not None}

    def _opened(self, key: str, sealed: str) -> Tokens | None:
        """Tokens that were damaged count as absent: a login gives others."""
        row = (self._pbx, key)
        try:
            text = self._vault.open(
                sealed, table="pbx_token", workspace=self._workspace, field="tokens", row=row
            )
            return msgspec.json.decode(text, type=Tokens)
        except (KeysWrong, msgspec.DecodeError):
            _log.warning("PBX tokens could not be opened")
            return None

    def _save(self, connection: Connection, key: str, tokens: Tokens) -> None:
        text = msgspec.json.encode(tokens).decode()
        row = (self._pbx, key)
        sealed = self._vault.seal(text, table="pbx_token", workspace=self._workspace, field="tokens", row=row)
        connection.execute(_SAVE, named(self._workspace, pbx=self._pbx, key=key, tokens=sealed))

    def _clear(self, connection: Connection, key: str) -> None:
        connection.execute(_CLEAR, named(self._workspace, pbx=self._pbx, key=key))


def drop(connection: Connection, workspace: Workspace, pbx: str) -> None:
    """Keep no tokens of a PBX."""
    connection.execute(_DROP, named(workspace, pbx=pbx))
