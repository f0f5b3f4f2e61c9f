"""A window: the half-open stretch of time a question is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Half-open ``[start, end)`` of aware datetimes; ``start=None`` is open to the past.

    A call belongs to the window that holds its first leg's start.

    Raises:
        ValueError: for a naive datetime, or an end that is not after its start.
    """

    start: datetime | None
    end: datetime

    def __post_init__(self) -> None:
        if self.end.tzinfo is None or (self.start is not None and self.start.tzinfo is None):
            raise ValueError("a window needs aware datetimes")
        if self.start is not None and self.end.timestamp() <= self.start.timestamp():
            raise ValueError("a window ends after it starts")

    @property
    def first_second(self) -> float:
        """The start in epoch seconds; minus infinity when open."""
        return float("-inf") if self.start is None else self.start.timestamp()

    @property
    def last_second(self) -> float:
        """The end in epoch seconds, itself outside."""
        return self.end.timestamp()

    def holds(self, moment: float) -> bool:
        """Whether an epoch second lies inside."""
        return self.first_second <= moment < self.last_second
