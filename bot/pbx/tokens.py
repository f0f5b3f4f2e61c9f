"""What a login gives, and where it is kept between runs: a PBX gives only eight tokens."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """One login's tokens; the ``until`` are epoch seconds by our clock, 0 when not told."""

    access: str
    access_until: float = 0
    refresh: str = ""
    refresh_until: float = 0

    def __repr__(self) -> str:
        return f"Tokens(access_until={self.access_until}, refresh_until={self.refresh_until})"


class TokenStore(Protocol):
    """Keeps tokens by the key of a connection. ``exclusive`` holds off other processes that would log in."""

    def load(self, key: str) -> Tokens | None:
        """What is kept, if anything."""

    def save(self, key: str, tokens: Tokens) -> None:
        """Keep these in place of any others."""

    def clear(self, key: str) -> None:
        """Keep nothing."""

    def exclusive(self, key: str) -> AbstractAsyncContextManager[None]:
        """Nobody else logs in to this PBX within."""


class MemoryTokenStore:
    """Keeps tokens as long as the process runs. One event loop, so nobody else can log in."""

    def __init__(self) -> None:
        self._kept: dict[str, Tokens] = {}

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
    async def exclusive(self, key: str) -> AsyncIterator[None]:  # noqa: ARG002 - the port's signature
        """Nothing to hold off."""
        yield
