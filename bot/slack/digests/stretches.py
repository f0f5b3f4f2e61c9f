"""What was read of PBXs a moment ago, for other digests of the same time: read once, for a short while, in bounds."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Hashable

    from bot.answers.digest_stretch import Stretch
    from bot.ports import Clock

_LASTS = 120.0
"""Seconds. What became of callers is as of the reading, so it must not be old."""
_MOST = 256
"""More than the PBXs that are asked at once, so that no group loses its own between two of its digests."""
_MOST_CALLS = 100_000
"""Some tens of megabytes; of what is larger the newest is kept alone."""


@dataclass(slots=True)
class _Kept:
    stretch: Stretch
    calls: int
    until: float


class Stretches:
    """Remembers stretches.

    Args:
        clock: the present moment.
        most_calls: how many calls all of them may have.
    """

    def __init__(self, clock: Clock, most_calls: int = _MOST_CALLS) -> None:
        self._clock, self._most_calls = clock, most_calls
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._reading: dict[Hashable, tuple[asyncio.Lock, list[None]]] = {}

    @property
    def calls(self) -> int:
        """How many calls are remembered."""
        return sum(kept.calls for kept in self._kept.values())

    async def of(self, key: Hashable, read: Callable[[], Awaitable[Stretch]]) -> Stretch:
        """The stretch of a key, read where it is not known; two at once read it once.

        Raises:
            Exception: what ``read`` raises; the next one reads anew.
        """
        async with self._alone(key):
            self._drop_old()
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept.stretch
            stretch = await read()
            self._keep(key, stretch)
            return stretch

    @asynccontextmanager
    async def _alone(self, key: Hashable) -> AsyncIterator[None]:
        lock, waiting = self._reading.setdefault(key, (asyncio.Lock(), []))
        waiting.append(None)
        try:
            async with lock:
                yield
        finally:
            waiting.pop()
            if not waiting:
                self._reading.pop(key, None)

    def _keep(self, key: Hashable, stretch: Stretch) -> None:
        calls = len(stretch.calls) + sum(len(past.calls) for past in stretch.past)
        self._kept[key] = _Kept(stretch, calls, self._now() + _LASTS)
        while len(self._kept) > _MOST or (len(self._kept) > 1 and self.calls > self._most_calls):
            self._kept.popitem(last=False)
        asyncio.get_running_loop().call_later(_LASTS, self._drop_old)

    def _drop_old(self) -> None:
        """Also where the clock went back: nothing is remembered for longer than it may be."""
        now = self._now()
        for key, kept in list(self._kept.items()):
            if not now < kept.until <= now + _LASTS:
                del self._kept[key]

    def _now(self) -> float:
        return self._clock.now().timestamp()
