"""Minutes before an hour, where the word may as well join two times: English ``10 to 9``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.query.when.clock_points import near_hour
from bot.query.when.rules import alternative_with
from bot.query.when.span import DAY_MINUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.query.when.here import Read
    from bot.query.when.span import Clock
    from bot.query.when.tokens import Text

_SAID = (5, 10, 20, 25)
"""Minutes that people count to the next hour."""


@alternative_with("minutes or to")
def minutes_to(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``10 to 9``, ``twenty to three``: a minute."""
    for minutes, middle in text.count(at, max(_SAID)):
        for after in text.after("minutes or to", middle) if minutes in _SAID else ():
            yield from near_hour(text, after, -minutes)


def or_minutes_to(
    text: Text, at: int, ranges: Callable[[Text, int], Iterator[Read[Clock]]]
) -> Iterator[Read[Clock]]:
    """From one time to another, or a minute, the likelier first, the other one besides.

    It is the minute behind at, where it is in words, and where the stretch would go over midnight.
    """
    hours = text.after("at a bare hour", at)
    behind_at = any(at in text.after("at a bare hour", start) for start in range(max(at - 2, 0), at))
    minutes = [read for start in (*hours, at) for read in minutes_to(text, start)]
    if not minutes:
        yield from ranges(text, at)
        return
    spans = tuple(ranges(text, at))
    if not (hours or behind_at) and text.word(at).isdigit():
        yield from ((replace(span, uncut=True), end) for span, end in spans if span.end <= DAY_MINUTES)
        yield from ((replace(minute, also=True), end) for minute, end in minutes)
    else:
        yield from minutes
    yield from ((replace(span, also=True), end) for span, end in spans)
