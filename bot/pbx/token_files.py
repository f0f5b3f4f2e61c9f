"""Tokens in files, for the command line: one 0600 file per PBX, one login at a time across processes."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

import msgspec
from filelock import AsyncFileLock
from platformdirs import user_cache_path

from bot.workspace.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def cache_folder() -> Path:
    """Where tokens are kept: ``$XDG_CACHE_HOME/ringback`` and its like on other systems."""
    return user_cache_path("ringback", appauthor=False)


class FileTokenStore:
    """The port ``TokenStore`` over files of JSON that only their owner can read.

    A file that cannot be read counts as absent.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, key: str) -> Tokens | None:
        """What is kept for a PBX, if anything."""
        try:
            return msgspec.json.decode(self._path(key).read_bytes(), type=Tokens)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def save(self, key: str, tokens: Tokens) -> None:
        """Keep tokens; the file appears whole or not at all."""
        self._make_folder()
        descriptor, draft = mkstemp(prefix=f"{key}.", suffix=".new", dir=self._folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(tokens))
            Path(draft).replace(self._path(key))
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise

    def clear(self, key: str) -> None:
        """Forget a PBX's tokens."""
        self._path(key).unlink(missing_ok=True)

    @asynccontextmanager
    async def exclusive(self, key: str) -> AsyncIterator[None]:
        """Whoever else has this folder, in whichever process, waits to log in to the same PBX."""
        self._make_folder()
        async with AsyncFileLock(self._path(key).with_suffix(".lock"), mode=0o600):
            yield

    def _make_folder(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o700)  # also where it was made by somebody else's umask

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"
