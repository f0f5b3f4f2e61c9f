"""The simulated PBX's clock: real time, or whatever a test says."""

from __future__ import annotations

import time


class SettableClock:
    """Epoch seconds. Runs with the machine's clock until it is set; then it stands still unless told to run."""

    def __init__(self, at: float | None = None) -> None:
        self._standing = at

    def now(self) -> float:
        """The present, in epoch seconds."""
        return time.time() if self._standing is None else self._standing

    def set(self, moment: float) -> None:
        """Stand still at a moment."""
        self._standing = moment

    def advance(self, seconds: float) -> None:
        """Stand still, this much later."""
        self._standing = self.now() + seconds
