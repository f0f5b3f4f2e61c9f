"""The simulated PBX's clock: real time, or whatever a test says."""

from __future__ import annotations

import time
from datetime import datetime


class SettableClock:
    """Epoch seconds. Runs with the machine's clock until it is set; then it stands still, or runs from there.

    Moments are epoch seconds or aware datetimes.
    """

    def __init__(self, at: float | datetime | None = None) -> None:
        self._standing: float | None = None
        self._ahead = 0.0
        if at is not None:
            self.set(at)

    def now(self) -> float:
        """The present, in epoch seconds."""
        return time.time() + self._ahead if self._standing is None else self._standing

    def set(self, moment: float | datetime, *, running: bool = False) -> None:
        """Stand still at a moment, or run on from it."""
        epoch = _epoch(moment)
        self._ahead = epoch - time.time()
        self._standing = None if running else epoch

    def advance(self, seconds: float) -> None:
        """Go on at once by some seconds; a clock that stands still stands still there."""
        if self._standing is None:
            self._ahead += seconds
        else:
            self._standing += seconds


def _epoch(moment: float | datetime) -> float:
    if not isinstance(moment, datetime):
        return float(moment)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return moment.timestamp()
