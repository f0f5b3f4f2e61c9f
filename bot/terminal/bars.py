"""Bars: loads side by side, all on one scale, in eighths of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from bot.terminal.cells import padded, width_of
from bot.terminal.grid import GAP, INDENT
from bot.terminal.ink import Ink, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.terminal.ink import Line

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_FULL = "█"
_WIDEST = 72
"""Cells of all bars together; longer ones are no easier to compare."""
_LONGEST_CALL, _SHORTEST_CALL = 4.0, 1e-9
"""Cells that one call may take, so that three calls do not look like a hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One kind of calls: its title, its ink and a count for each label."""

    title: str
    ink: Ink
    counts: tuple[int, ...]

    @property
    def most(self) -> int:
        """The largest count."""
        return max(self.counts)

    @property
    def digits(self) -> int:
        """Cells of the largest count as it is written."""
        return len(f"{self.most:,}")

    def cells(self, scale: float) -> int:
        """Cells for its bars at a scale; its title fits above them and their count."""
        return max(ceil(self.most * scale), width_of(self.title) - self.digits - 1)


def bar(count: int, scale: float) -> str:
    """A bar of ``scale`` cells per call; whatever is not nothing can be seen."""
    eighths = max(round(count * scale * 8), 1) if count else 0
    return _FULL * (eighths // 8) + _EIGHTHS[eighths % 8]


def chart(labels: Sequence[str], series: Sequence[Series], title: str, width: int) -> list[Line]:
    """A line per label with a count and a bar per series; series without any call are left out."""
    series = [each for each in series if each.most]
    names = max(map(width_of, (title, *labels)))
    scale = _scale(
        series, min(_WIDEST, width - INDENT - names - sum(GAP + each.digits + 1 for each in series))
    )
    head = [Piece(" " * INDENT), Piece(padded(title, names), Ink.FAINT)]
    for each in series:
        head += [Piece(" " * GAP), Piece(padded(each.title, each.digits + 1 + each.cells(scale)), Ink.FAINT)]
    lines: list[Line] = [tuple(head)]
    for at, label in enumerate(labels):
        pieces = [Piece(" " * INDENT), Piece(padded(label, names))]
        for each in series:
            pieces += _cell(each, at, scale)
        lines.append(tuple(pieces))
    return lines


def _scale(series: Sequence[Series], room: int) -> float:
    """Cells per call: as many as fit, the same for every series, so that bars of one page compare."""
    scale = min(_LONGEST_CALL, room / max(sum(each.most for each in series), 1))
    while scale > _SHORTEST_CALL and sum(each.cells(scale) for each in series) > room:
        scale *= 0.97
    return scale


def _cell(series: Series, at: int, scale: float) -> list[Piece]:
    count = series.counts[at]
    return [
        Piece(" " * GAP),
        Piece(padded(f"{count:,}", series.digits, right=True), Ink.PLAIN if count else Ink.FAINT),
        Piece(" "),
        Piece(padded(bar(count, scale), series.cells(scale)), series.ink),
    ]
