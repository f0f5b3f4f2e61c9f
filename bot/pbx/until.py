"""When a time of waiting is over, in words."""

from __future__ import annotations

from datetime import UTC, datetime


def until(seconds: float, now: datetime) -> str:
    """Such as ``until 20:40 UTC (9 min)``, so many seconds from now; a minute at least."""
    end = datetime.fromtimestamp(now.timestamp() + seconds, UTC)
    return f"until {end:%H:%M} UTC ({max(1, round(seconds / 60))} min)"
