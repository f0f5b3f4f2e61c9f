"""A grid: rows of cells in aligned columns that give way where the width is small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.terminal.cells import clipped, padded, width_of
from bot.terminal.ink import Ink, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.terminal.ink import Line

INDENT = 2
GAP = 2
_INDENT, _GAP = Piece(" " * INDENT), Piece(" " * GAP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        right: aligned to the right, as numbers are.
        most: it never takes more cells, so that one endless name does not push the others away.
        least: it may be clipped to this many cells; 0 means never.
        yields: where even that does not fit, the column that yields most is left out; 0 means never.
        spare: left out before any other is clipped.
    """

    title: str
    right: bool = False
    most: int = 160
    least: int = 0
    yields: int = 0
    spare: bool = False


Row = tuple[Piece, ...]
"""A cell per column; a row of one piece alone spans them all, as a heading does."""


def grid(columns: Sequence[Column], rows: Sequence[Row], width: int) -> list[Line]:
    """Rows under their titles, no wider than ``width``. Columns without any text are left out."""
    cells = [row for row in rows if len(row) > 1]
    shown = [at for at in range(len(columns)) if any(row[at].text for row in cells)]
    widths = _fitted({at: _natural(columns[at], at, cells) for at in shown}, columns, width - INDENT)
    titles = tuple(Piece(column.title, Ink.FAINT) for column in columns)
    return [_line(row, columns, widths, width) for row in (titles, *rows)]


def _natural(column: Column, at: int, rows: Sequence[Row]) -> int:
    return max(width_of(column.title), *(min(width_of(row[at].text), column.most) for row in rows))


def _fitted(widths: dict[int, int], columns: Sequence[Column], room: int) -> dict[int, int]:
    """Widths that fit: what can be spared goes, then the widest that may be clipped gives way, then columns yield."""
    for at in [at for at in widths if columns[at].spare and _excess(widths, room) > 0]:
        del widths[at]
    while _excess(widths, room) > 0:
        clippable = [at for at in widths if 0 < columns[at].least < widths[at]]
        yielding = [at for at in widths if columns[at].yields]
        if sum(widths[at] - columns[at].least for at in clippable) >= _excess(widths, room):
            return _clipped(widths, {at: columns[at].least for at in clippable}, _excess(widths, room))
        if not yielding:
            return _clipped(widths, dict.fromkeys(widths, 1), _excess(widths, room))
        del widths[max(yielding, key=lambda at: columns[at].yields)]
    return widths


def _excess(widths: dict[int, int], room: int) -> int:
    return sum(widths.values()) + GAP * (len(widths) - 1) - room


def _clipped(widths: dict[int, int], least: dict[int, int], excess: int) -> dict[int, int]:
    for _ in range(excess):
        widest = max((at for at in least if widths[at] > least[at]), key=lambda at: widths[at], default=None)
        if widest is not None:
            widths[widest] -= 1
    return widths


def _line(row: Row, columns: Sequence[Column], widths: dict[int, int], width: int) -> Line:
    if len(row) == 1:
        return (_INDENT, Piece(clipped(row[0].text, width - INDENT), row[0].ink))
    pieces = [_INDENT]
    for at, cells in widths.items():
        if len(pieces) > 1:
            pieces.append(_GAP)
        pieces.append(Piece(padded(row[at].text, cells, right=columns[at].right), row[at].ink))
    return tuple(pieces)
