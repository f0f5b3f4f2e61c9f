"""Progress of long work: on standard error, only at a terminal, gone when the work is done."""

from __future__ import annotations

import asyncio
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.cli.screen import screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress as Bar

    from bot.ports import Progress

QUIET_SECONDS = 0.7
"""How long work may take before a person wonders."""


def unseen(*, done: int, total: int | None, doing: str) -> None:
    """Progress that nobody watches."""


class Shown:
    """What a bar shows of one piece of work."""

    def __init__(self, bar: Bar, doing: str) -> None:
        self._bar = bar
        self._task = bar.add_task(doing, total=None)

    def __call__(self, *, done: int, total: int | None, doing: str) -> None:
        """Take a report; it is drawn when the bar is, several times a second."""
        self._bar.update(self._task, description=doing, completed=done, total=total)


@contextmanager
def progress(doing: str) -> Iterator[Progress]:
    """Yield what long work reports to; ``doing`` says what goes on before the first report.

    Entered in a running event loop, whose clock tells when it is time for a bar.
    """
    if not screen(sys.stderr).person:
        yield unseen
        return
    bar = _bar()
    begin = asyncio.get_running_loop().call_later(QUIET_SECONDS, bar.start)
    try:
        yield Shown(bar, doing)
    finally:
        begin.cancel()
        bar.stop()


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True, no_color=not screen(sys.stderr).colour),
        transient=True,
    )
