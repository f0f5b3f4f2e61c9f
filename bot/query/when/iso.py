"""Intervals as ISO 8601 writes them where they are no plain range: ``2022-05-30/06-03``, ``2022-05-30/P3D``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.query.when.named import moved
from bot.query.when.numerics import numeric
from bot.query.when.rules import rule
from bot.query.when.span import ONE_DAY, Grain, one, real_date
from bot.query.words.lexicon import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.query.when.here import Read
    from bot.query.when.span import Days
    from bot.query.when.tokens import Text

_PERIOD = re.compile(r"p(\d{1,3})([dwmy])")
_UNITS = {"d": Unit.DAY, "w": Unit.WEEK, "m": Unit.MONTH, "y": Unit.YEAR}
_LONGEST = 4
"""Tokens of what follows the slash: ``06-03`` has three."""


@rule
def interval(text: Text, at: int) -> Iterator[Read[Days]]:
    """A date, a slash, and an end that leaves out what is the same, or a length of time; all without a space."""
    for days, middle in numeric(text, at):
        if text.word(middle) != "/" or not text.glued(middle):
            continue
        for size in range(1, _LONGEST + 1):
            end = middle + 1 + size
            if end > len(text) or not all(text.glued(place) for place in range(middle + 1, end)):
                break
            written = "".join(text.word(place) for place in range(middle + 1, end))
            if (last := _end(days.first, written)) is not None and last > days.first:
                yield one(days.first, last, Grain.DAY), end


def _end(first: date, written: str) -> date | None:
    """The day after the last."""
    if period := _PERIOD.fullmatch(written):
        return moved(first, _UNITS[period[2]], int(period[1]))
    parts = written.split("-")
    if not all(len(part) == 2 and part.isdigit() for part in parts) or len(parts) > 2:
        return None
    month = int(parts[0]) if len(parts) == 2 else first.month
    found = real_date(first.year, month, int(parts[-1]))
    return None if found is None else found + ONE_DAY
