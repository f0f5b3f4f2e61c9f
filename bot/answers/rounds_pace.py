"""How much is done at once: so many of everything, so many of one PBX, and one post a second in a channel."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Hashable

    Sleep = Callable[[float], Awaitable[object]]
    """Waits for so many seconds."""

_KEPT = 1_000
"""Channels that are remembered before those are forgotten that are free again."""


class Gates:
    """Lets so many through at once, and of one kind so many at once; who waits for its kind takes nobody's place.

    Args:
        everybody: at once.
        of_a_kind: at once.
    """

    def __init__(self, everybody: int, of_a_kind: int) -> None:
        self._everybody, self._of_a_kind = asyncio.Semaphore(everybody), of_a_kind
        self._kinds: dict[Hashable, asyncio.Semaphore] = {}
        self._wanted: defaultdict[Hashable, int] = defaultdict(int)

    @asynccontextmanager
    async def through(self, kind: Hashable) -> AsyncIterator[None]:
        """A place within the block."""
        gate = self._kinds.setdefault(kind, asyncio.Semaphore(self._of_a_kind))
        self._wanted[kind] += 1
        try:
            async with gate, self._everybody:
                yield
        finally:
            self._wanted[kind] -= 1
            if not self._wanted[kind]:
                del self._wanted[kind], self._kinds[kind]


class Pace:
    """One at a time in a channel, and the next one a while after the last has begun.

    Args:
        seconds: between two beginnings; Slack takes about one post a second and channel (its rate limits).
        sleep: waits.
        monotonic: seconds of a clock that only goes forward.
    """

    def __init__(self, seconds: float, sleep: Sleep, monotonic: Callable[[], float]) -> None:
        self._seconds, self._sleep, self._monotonic = seconds, sleep, monotonic
        self._free: dict[Hashable, float] = {}

    async def turn(self, channel: Hashable) -> None:
        """Wait for one's turn."""
        now = self._monotonic()
        if len(self._free) > _KEPT:
            self._free = {one: at for one, at in self._free.items() if at > now}
        at = max(self._free.get(channel, now), now)
        self._free[channel] = at + self._seconds
        if at > now:
            await self._sleep(at - now)
