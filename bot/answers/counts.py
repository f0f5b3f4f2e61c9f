"""Counts as people read them."""

from __future__ import annotations


def counted(count: int, word: str) -> str:
    """``1 call``, ``1,204 calls``."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
