"""Lengths of time as people read them."""

from __future__ import annotations


def duration(seconds: int) -> str:
    """``41 s``, ``3 min``, ``1 min 14 s``, ``1 h 04 min``; from an hour on whole minutes."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours:
        return f"{hours:,} h {minutes_left:02} min"
    if minutes:
        return f"{minutes} min {rest:02} s" if rest else f"{minutes} min"
    return f"{rest} s"
