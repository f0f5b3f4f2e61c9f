"""Bounds of a length of talk in words."""

from __future__ import annotations

from bot.cdr.durations import duration

_ROUND = 5


def longer_words(seconds: int) -> str:
    """More than these seconds: ``longer than 5 min``; ``at least 5 min`` where that is the rounder way to say it."""
    return (
        f"at least {duration(seconds + 1)}"
        if _rounder(seconds + 1, seconds)
        else f"longer than {duration(seconds)}"
    )


def shorter_words(seconds: int) -> str:
    """Fewer than these seconds: ``shorter than 30 s``; ``at most 30 s`` where that is the rounder way to say it."""
    return (
        f"at most {duration(seconds - 1)}"
        if _rounder(seconds - 1, seconds)
        else f"shorter than {duration(seconds)}"
    )


def _rounder(seconds: int, other: int) -> bool:
    return seconds > 0 and seconds % _ROUND == 0 and other % _ROUND != 0
