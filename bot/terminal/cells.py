"""Texts measured in terminal cells: cleaned, clipped, padded."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

_LONGEST = 400
"""Characters looked at. No page is wider than 160 cells; a name of 10,000 characters costs nothing."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories: control, format (direction marks, joiners), surrogate, private, unassigned."""
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
"""They change how wide a sign is, and not every terminal agrees."""

ELLIPSIS = "…"


@lru_cache(maxsize=1 << 14)
def clean(text: str) -> str:
    """One line of what can be seen. Markup stays as it came: nothing interprets it."""
    text = text[:_LONGEST]
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_seen, text))
    return " ".join(text.split())


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


def _seen(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in _SPACES or sign in "\t\n\r\v\f":
        return " "
    return "" if category in _UNSEEN or ord(sign) in _VARIATION_SELECTORS else sign
