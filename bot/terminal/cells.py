"""Texts measured in terminal cells: clipped, padded."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

ELLIPSIS = "…"


def width_of(text: str) -> int:
    """Cells that a clean text takes: two for each wide sign."""
    return len(text) if text.isascii() else cell_len(text)


def clipped(text: str, width: int) -> str:
    """A clean text in at most ``width`` cells; what is cut ends in an ellipsis."""
    if width_of(text) <= width:
        return text
    if width < 1:
        return ""
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def padded(text: str, width: int, *, right: bool = False) -> str:
    """A clean text in exactly ``width`` cells, clipped if need be, to the left unless ``right``."""
    text = clipped(text, width)
    fill = " " * (width - width_of(text))
    return fill + text if right else text + fill
