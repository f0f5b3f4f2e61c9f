"""Ink: text with a colour that may be left out, and how it becomes a terminal's characters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Ink(StrEnum):
    """What a text is for; the value is its SGR code. The 16 colours of the person's own theme, no others."""

    PLAIN = ""
    STRONG = "1"
    FAINT = "2"
    GOOD = "32"
    WARNING = "33"
    BAD = "31"
    VERY_BAD = "1;31"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in one ink, clean of control characters."""

    text: str
    ink: Ink = Ink.PLAIN

    @property
    def plain(self) -> bool:
        """Whether it looks the same with and without colour."""
        return self.ink is Ink.PLAIN or not self.text.strip()


Line = tuple[Piece, ...]

BLANK: Line = ()


def rendered(lines: Iterable[Line], *, colour: bool) -> str:
    """Lines as text that ends with a newline; no line ends with a space."""
    return "".join(_line(line, colour=colour) + "\n" for line in lines)


def _line(line: Line, *, colour: bool) -> str:
    pieces = list(line)
    while pieces and not pieces[-1].text.rstrip():
        pieces.pop()
    if pieces:
        pieces[-1] = Piece(pieces[-1].text.rstrip(), pieces[-1].ink)
    if not colour:
        return "".join(piece.text for piece in pieces)
    runs = (
        Piece("".join(piece.text for piece in run), ink) for ink, run in groupby(pieces, attrgetter("ink"))
    )
    return "".join(run.text if run.plain else f"\x1b[{run.ink.value}m{run.text}\x1b[0m" for run in runs)
