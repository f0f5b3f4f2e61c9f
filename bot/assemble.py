"""The composition root: the only file that knows every adapter."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from bot.pbx.vendors import VENDORS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from bot.pbx.connection import Connection
    from bot.ports import Clock, Pbx
    from bot.workspace.tokens import TokenStore

_VENDOR = VENDORS["yeastar"]
"""The only one there is."""

_LAST_WORDS = 5.0
"""Seconds for giving the token back and closing: whoever pressed Ctrl-C has waited long enough."""


@contextlib.asynccontextmanager
async def open_pbx(
    connection: Connection,
    *,
    tokens: TokenStore,
    clock: Clock,
    keep_token: bool,
    time_limit: float = 300.0,
) -> AsyncIterator[Pbx]:
    """A PBX for as long as the block lasts; nobody is contacted before it is first asked.

    However the block ends, with an answer, a trouble or Ctrl-C: its connections are closed, and its access token is
    given back unless ``keep_token`` leaves it in ``tokens`` for the next run.
    """
    pbx = _VENDOR.opens(connection, tokens=tokens, clock=clock, time_limit=time_limit)
    try:
        yield pbx
    finally:
        await _seen_through(pbx.close(revoke=not keep_token))


async def _seen_through(closing: Coroutine[Any, Any, None]) -> None:
    """Close within the time for last words, also when Ctrl-C comes only now; a second one ends it."""
    task = asyncio.ensure_future(closing)
    try:
        await asyncio.wait((task,), timeout=_LAST_WORDS)
    except asyncio.CancelledError:
        await asyncio.wait((task,), timeout=_LAST_WORDS)
        raise
    finally:
        task.cancel()
    if task.done():
        task.result()


def links() -> tuple[str, ...]:
    """The names of the links that a PBX is probed by, known without one."""
    return _VENDOR.links
