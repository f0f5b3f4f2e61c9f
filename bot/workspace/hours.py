"""Hours of the day as a company writes them: ``9-17``, ``8:30 - 18:00``."""

from __future__ import annotations

import re

_HOURS = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*[-\u2013\u2014]\s*(\d{1,2})(?:[:.](\d\d))?")
_DAY = 1440


def hours_of(text: str) -> tuple[int, int] | None:
    """First and last minute of the day; None where the text says no such hours, or they end before they start."""
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        return None
    minutes = [int(part or 0) for part in found.groups()]
    start, end = minutes[0] * 60 + minutes[1], minutes[2] * 60 + minutes[3]
    real = max(minutes[1], minutes[3]) < 60 and start < end <= _DAY
    return (start, end) if real else None


def hours_told(hours: tuple[int, int]) -> str:
    """The same as it is written: ``09:00-17:00``."""
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in hours)
