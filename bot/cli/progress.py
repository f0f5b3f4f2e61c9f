"""Progress of long work: on standard error, only at a terminal, gone when the work is done."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress as Bar

    from bot.ports import Progress

QUIET_SECONDS = 0.7


def unseen(*, done: int, total: int | None, doing: str) -> None:
    """Progress that nobody watches."""


class Shown:
    """A bar that appears once the work has taken long enough to make a person wonder."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._began = monotonic()
        self._task = bar.add_task("", total=None)
        self._visible = False

    def __call__(self, *, done: int, total: int | None, doing: str) -> None:
        """Take a report; the first ones only start the clock."""
        if not self._visible and monotonic() - self._began >= QUIET_SECONDS:
            self._bar.start()
            self._visible = True
        self._bar.update(self._task, description=doing, completed=done, total=total)


@contextmanager
def progress() -> Iterator[Progress]:
    """Yield what long work reports to."""
    if not sys.stderr.isatty():
        yield unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    try:
        yield Shown(bar)
    finally:
        bar.stop()
