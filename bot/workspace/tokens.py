"""What a login at a PBX gives, and where it is kept between runs: a PBX gives only eight tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
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
    """Keeps tokens by the key of a connection, for all who share a process, a folder of files or a database."""

    def load(self, key: str) -> Tokens | None:
        """What is kept, if anything."""

    def save(self, key: str, tokens: Tokens) -> None:
        """Keep these in place of any others."""

    def clear(self, key: str) -> None:
        """Keep nothing."""

    def exclusive(self, key: str) -> AbstractAsyncContextManager[None]:
        """Nobody else who shares the store logs in to this PBX within, and what they kept before is loaded.

        Whoever dies within holds the others up for seconds at most.
        """
