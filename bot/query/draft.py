"""One way through a question: what its words were taken for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Draft:
    """One way through a question: what its words were taken for.

    Attributes:
        found: filters, by field.
        taken: first word, the word after the last, and the filters of each.
        time: the words left for time.
        dropped: the first word of the time after a ``from`` that was taken for filler.
        clocks: times of the day that could have been parties, as typed.
    """

    found: tuple[tuple[str, Any], ...] = ()
    taken: tuple[tuple[int, int, tuple[tuple[str, Any], ...]], ...] = ()
    time: tuple[int, ...] = ()
    dropped: int | None = None
    clocks: tuple[str, ...] = ()
