"""Texts from outside, such as a caller's name: one line of what can be seen."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LONGEST = 400
"""Characters looked at. No page is wider than 160 cells; a name of 10,000 characters costs nothing."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories: control, format (direction marks, joiners), surrogate, private, unassigned."""
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
"""They change how wide a sign is, and not every terminal agrees."""


@lru_cache(maxsize=1 << 14)
def clean(text: str) -> str:
    """One line of what can be seen. Markup stays as it came: who shows it must not interpret it."""
    text = text[:_LONGEST]
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_seen, text))
    return " ".join(text.split())


def _seen(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in _SPACES or sign in "\t\n\r\v\f":
        return " "
    return "" if category in _UNSEEN or ord(sign) in _VARIATION_SELECTORS else sign
