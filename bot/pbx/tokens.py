"""Tokens that are kept as long as the process runs."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.workspace.tokens import Tokens


class MemoryTokenStore:
    """The port ``TokenStore``, for one event loop: no other process has what it keeps."""

    def __init__(self) -> None:
        self._kept: dict[str, Tokens] = {}
        self._logins: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def load(self, key: str) -> Tokens | None:
        """What is kept, if anything."""
        return self._kept.get(key)

    def save(self, key: str, tokens: Tokens) -> None:
        """Keep these in place of any others."""
        self._kept[key] = tokens

    def clear(self, key: str) -> None:
        """Keep nothing."""
        self._kept.pop(key, None)

    @asynccontextmanager
    async def exclusive(self, key: str) -> AsyncIterator[None]:
        """One login at a time."""
        async with self._logins[key]:
            yield
