"""Legs to calls, in one pass over pages in any order."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from bot.cdr.gathering import Gathering

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.cdr.call import Call
    from bot.cdr.leg import Leg

SHORT_RING = 5
"""Seconds: a missed call that rang less is a short ring, unless a setting says otherwise."""


class CallBook:
    """Takes legs page by page and gives the calls. Pages need not be kept: its memory grows with calls.

    Args:
        short_ring: seconds; a missed call that rang less is marked ``short_ring``.
    """

    def __init__(self, short_ring: int = SHORT_RING) -> None:
        self._short_ring = short_ring
        self._open: dict[str, Gathering] = {}
        self._closed: list[Call] | None = None

    def take(self, legs: Iterable[Leg]) -> None:
        """Add legs. The same legs in another order or on other pages make the same calls.

        Raises:
            RuntimeError: the calls were already asked for.
        """
        if self._closed is not None:
            raise RuntimeError("a closed book takes no more legs")
        gatherings = self._open
        for leg in legs:
            gathering = gatherings.get(leg.call_key)
            if gathering is None:
                gathering = Gathering(leg.start, leg.direction, leg.caller, leg.callee)
                gatherings[leg.call_key] = gathering
                gathering.count(leg)
            else:
                gathering.add(leg)

    def calls(self) -> list[Call]:
        """Every call, ordered by start, then key. Closes the book: asked again, it gives the same list."""
        if self._closed is None:
            gatherings = self._open
            # Each gathering goes as its call comes, so that the two are never in memory together.
            calls = [gatherings.pop(key).call(key, self._short_ring) for key in list(gatherings)]
            calls.sort(key=attrgetter("key"))
            calls.sort(key=attrgetter("start"))
            self._closed = calls
        return self._closed
