"""Windows as one would type them, in the one way that every language and locale reads alike."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.cdr.window import Window
    from bot.query.asker import Asker

_MOMENT = timedelta(microseconds=1)
_A_MINUTE = 60
_MOST = 5
"""Stretches that a person still checks one by one, and that leave room for a question around them."""


def typed(windows: Sequence[Window], asker: Asker) -> str:
    """Such as ``2022-05-30 09:00-11:30``, or several of those; empty for more than one would type."""
    if len(windows) > _MOST or any(map(_is_too_fine, windows)):
        return ""
    if len(windows) > 1 and windows[-1].end == asker.now and asker.now.second:
        return ""  # since is of one stretch alone
    return "; ".join(_typed(window, asker, alone=len(windows) == 1) for window in windows)


def _is_too_fine(window: Window) -> bool:
    """Whether it is within a minute, which says nothing to whoever reads minutes."""
    return window.last_second - window.first_second < _A_MINUTE


def _typed(window: Window, asker: Asker, *, alone: bool) -> str:
    end = window.end.astimezone(asker.zone).replace(tzinfo=None)
    if window.start is None:
        return f"before {_reading(end)}"
    start = window.start.astimezone(asker.zone).replace(tzinfo=None)
    return f"since {_reading(start)}" if alone and window.end == asker.now else stretch(start, end)


def stretch(start: datetime, end: datetime) -> str:
    """From one local reading to another, half-open."""
    last = end - _MOMENT
    if start.time() == end.time() == time():
        first, until = start.date().isoformat(), last.date().isoformat()
        return first if first == until else f"{first} to {until}"
    if start.date() == last.date() and end.time() != time():
        return f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}"
    return f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"


def _reading(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}" if moment.time() == time() else f"{moment:%Y-%m-%d %H:%M}"
