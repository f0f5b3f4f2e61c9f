"""The present moment, as the machine tells it."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The port ``Clock``: the one place that reads the machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware."""
        return datetime.now(UTC)
