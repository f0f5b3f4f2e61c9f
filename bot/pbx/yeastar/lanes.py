"""Requests that need nothing of each other, two at a time: as many as a PBX takes at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from typing import Any

First = TypeVar("First")
Second = TypeVar("Second")
Found = TypeVar("Found")


async def beside(
    first: Coroutine[Any, Any, First], second: Coroutine[Any, Any, Second]
) -> tuple[First, Second]:
    """What both come to. Where one fails, or the caller is cancelled, neither goes on behind their back.

    Raises:
        Exception: what the one raised that failed first.
    """
    one, other = asyncio.ensure_future(first), asyncio.ensure_future(second)
    try:
        return await asyncio.gather(one, other)
    finally:
        one.cancel()
        other.cancel()
        await asyncio.gather(one, other, return_exceptions=True)


class Once(Generic[Found]):
    """Something that is found out on first use, by one for all who wait; if that fails, by the next."""

    def __init__(self) -> None:
        self._finding = asyncio.Lock()
        self.found: Found | None = None

    async def of(self, find: Callable[[], Awaitable[Found]]) -> Found:
        """What was found.

        Raises:
            Exception: what ``find`` raises.
        """
        async with self._finding:
            if self.found is None:
                self.found = await find()
            return self.found

    async def anew(self, wrong: Found, find: Callable[[], Awaitable[Found]]) -> Found:
        """What is true in place of ``wrong``; somebody else may have found it already.

        Raises:
            Exception: what ``find`` raises; then nothing counts as found.
        """
        async with self._finding:
            if self.found is None or self.found is wrong:
                self.found = None
                self.found = await find()
            return self.found
