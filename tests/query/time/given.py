"""Who asks, and windows as the tests write them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.cdr.trouble import Trouble
from bot.query.asker import Asker
from bot.query.when import read_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.query.request import Request
    from bot.query.when import TimeReading

PHRASES: dict[str, Any] = json.loads((Path(__file__).parents[1] / "phrases.json").read_text(encoding="utf-8"))
ENGLISH = frozenset(
    ["gb", "us", "ca", "gbny", "gbm1", "leap", "usspring", "usspring0", "usfall", "usfall0", "gbfall"]
)


def asker_of(context: str) -> Asker:
    """The person of one of the phrase file's contexts."""
    given = PHRASES["contexts"][context]
    return Asker.of(
        now=datetime.fromisoformat(given["now"]),
        zone=ZoneInfo(given["timezone"]),
        locale=given["locale"],
        date_order=given["date_order"],
        week_start=given["week_start"],
    )


def asker(now: str = "2022-06-15T14:20", zone: str = "Europe/London", locale: str = "en-GB") -> Asker:
    """By default: London, Wednesday 15 June 2022, 14:20."""
    return Asker.of(now=datetime.fromisoformat(now), zone=ZoneInfo(zone), locale=locale)


def seconds(text: str | None, who: Asker) -> float | None:
    """A moment as the phrase file writes it, in epoch seconds: ``@1`` is the second of a time that comes twice."""
    if text is None:
        return None
    if text == "now":
        return who.now.timestamp()
    plain, _, fold = text.partition("@")
    return datetime.fromisoformat(plain).replace(tzinfo=who.zone, fold=int(fold or 0)).timestamp()


def expected(windows: list[list[str | None]], who: Asker) -> list[list[float | None]]:
    return [[seconds(moment, who) for moment in window] for window in windows]


def spans(reading: TimeReading | Request) -> list[list[float | None]]:
    return [
        [None if window.start is None else window.start.timestamp(), window.end.timestamp()]
        for window in reading.windows
    ]


def outcome(
    phrase: str, who: Asker, read: Callable[[str, Asker], TimeReading | Request] = read_time
) -> list[list[float | None]] | str:
    """The windows of a phrase about time, or of a question where it is read as one; else ``future`` or ``refuse``."""
    try:
        return spans(read(phrase, who))
    except Trouble as trouble:
        return "future" if trouble.code == "future" else "refuse"
