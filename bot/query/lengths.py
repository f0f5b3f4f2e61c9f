"""Bounds of a length of talk in words."""

from __future__ import annotations

from bot.cdr.durations import duration

_ROUND = 5


def longer_words(seconds: int) -> str:
    """More than these seconds: ``talk over 5 min``; ``talk of at least 5 min`` where that is rounder."""
    return (
        f"talk of at least {duration(seconds + 1)}"
        if _rounder(seconds + 1, seconds)
        else f"talk over {duration(seconds)}"
    )


def shorter_words(seconds: int) -> str:
    """Fewer than these seconds: ``talk under 30 s``; ``talk of at most 30 s`` where that is rounder."""
    return (
        f"talk of at most {duration(seconds - 1)}"
        if _rounder(seconds - 1, seconds)
        else f"talk under {duration(seconds)}"
    )


def _rounder(seconds: int, other: int) -> bool:
    return seconds > 0 and seconds % _ROUND == 0 and other % _ROUND != 0
