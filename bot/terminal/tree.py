"""Which words became what, as a tree in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.seen import clean
from bot.terminal.cells import width_of
from bot.terminal.ink import Ink, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.tree import Branch
    from bot.terminal.ink import Line

_LAST, _MORE, _DOWN, _SPACE = "└─ ", "├─ ", "│  ", "   "
_GAP = 2


def tree(branch: Branch, width: int) -> list[Line]:
    """The parts of a question, each with what it became beside it, or below where there is no room."""
    rows = list(_rows(branch, ""))
    column = max((width_of(lead + said) for lead, said, _ in rows), default=0) + _GAP
    beside = column + max((width_of(became) for _, _, became in rows), default=0) <= width
    return [line for row in rows for line in _lines(row, column if beside else 0)]


def _rows(branch: Branch, lead: str) -> Iterator[tuple[str, str, str]]:
    for number, part in enumerate(branch.parts, 1):
        last = number == len(branch.parts)
        yield lead + (_LAST if last else _MORE), clean(part.said), clean(part.became)
        yield from _rows(part, lead + (_SPACE if last else _DOWN))


def _lines(row: tuple[str, str, str], column: int) -> Iterator[Line]:
    lead, said, became = row
    start = (Piece(lead, Ink.FAINT), Piece(said))
    if not became:
        yield start
    elif column:
        yield (*start, Piece(" " * (column - width_of(lead + said))), Piece(became, Ink.STRONG))
    else:
        yield start
        yield (Piece(" " * width_of(lead)), Piece(became, Ink.STRONG))
