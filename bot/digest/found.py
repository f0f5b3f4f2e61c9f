"""What a word of a digest says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.digest.pieces import Pieces
    from bot.digest.recurrence import Every


class Part(Enum):
    """What of a digest is said."""

    EVERY = auto()
    AT = auto()
    DAYS = auto()
    MONTH_DAY = auto()
    ABOUT = auto()
    SKIP_EMPTY = auto()
    SKIP_ON = auto()
    ZONE = auto()
    WHERE = auto()
    """The id of a channel; empty for a direct message with the owner's own calls."""


@dataclass(frozen=True, slots=True)
class Found:
    """A part, its value, and the piece after it."""

    part: Part
    value: Any
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the reader stands.

    Attributes:
        pieces: all of them.
        at: the piece that is looked at.
        every: the period, which is said first.
        head: nothing but parts of a digest came before, so that a number alone is a time.
    """

    pieces: Pieces
    at: int
    every: Every
    head: bool

    def plain(self, ahead: int = 0) -> str:
        """The plain form of the piece so many further on; empty past the end."""
        return self.pieces.plain(self.at + ahead)

    def typed(self, end: int) -> str:
        """From here to there, as typed."""
        return self.pieces.typed(self.at, end)
