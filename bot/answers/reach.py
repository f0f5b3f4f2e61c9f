"""How far the records are read: windows padded so that calls are whole, and on to now for what became of callers."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from bot.cdr.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

PAD = timedelta(hours=4)
"""A call belongs to the window that holds its first leg's start, so its other legs may lie after the window's end, and
legs of an earlier call inside the window. Four hours see both whole: no caller waits or is handed on for longer."""

LOOKED_ON = timedelta(days=14)
"""A missed caller is looked for up to now, but no longer than this after the window: who is called back later than in
two weeks was not called back because of it, and a question about last year must not read the whole year since."""

_NEAR = timedelta(days=1)
"""Windows nearer than this are fetched in one: a request costs a PBX more than a night's records."""


def horizon(window: Window, now: datetime) -> datetime:
    """Until when missed callers of a window are looked for: now, at most two weeks past its end."""
    end = window.end.astimezone(UTC)
    return max(end, min(now.astimezone(UTC), end + LOOKED_ON))


def fetched(windows: Iterable[Window], now: datetime, *, look_on: bool) -> tuple[Window, ...]:
    """The windows to fetch: padded, ``look_on`` to what became of callers, in order, near ones as one.

    All moments are in UTC, where adding hours means elapsed time.
    """
    return merged([_padded(window, now, look_on=look_on) for window in windows])


def _padded(window: Window, now: datetime, *, look_on: bool) -> Window:
    until = horizon(window, now) if look_on else window.end.astimezone(UTC)
    start = None if window.start is None else window.start.astimezone(UTC) - PAD
    return Window(start=start, end=until + PAD)


def merged(windows: Sequence[Window]) -> tuple[Window, ...]:
    """Windows in order, those that overlap or lie less than a day apart as one."""
    joined: list[Window] = []
    for window in sorted(windows, key=lambda window: window.first_second):
        last = joined[-1] if joined else None
        if last is not None and window.first_second < (last.end + _NEAR).timestamp():
            joined[-1] = Window(start=last.start, end=max(last.end, window.end))
        else:
            joined.append(window)
    return tuple(joined)


def inside(windows: Sequence[Window]) -> Callable[[int], bool]:
    """Whether an epoch second lies in one of these disjoint windows, asked many times."""
    spans = sorted((window.first_second, window.last_second) for window in windows)
    starts = [start for start, _ in spans]

    def holds(moment: int) -> bool:
        at = bisect_right(starts, moment)
        return at > 0 and moment < spans[at - 1][1]

    return holds
