"""Days together with those right before them: ``yesterday and the day before``, ``last week and the one before``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.named import calendar_unit, relative_day, unit_reference, weekday
from bot.query.when.rules import rule_with
from bot.query.when.span import Days, Grain, joined
from bot.query.words.lexicon import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

_UNITS = {Grain.DAY: Unit.DAY, Grain.WEEK: Unit.WEEK, Grain.MONTH: Unit.MONTH, Grain.YEAR: Unit.YEAR}


@rule_with("before it", "the one before")
def and_the_one_before(text: Text, at: int) -> Iterator[Read[Days]]:
    """The day, week, month or year that is named, and the one before it."""
    for days, middle in chain(relative_day(text, at), unit_reference(text, at), weekday(text, at)):
        unit = _UNITS.get(days.grain)
        if unit is None or not (days.one_day or days.grain > Grain.DAY) or len(days.runs) > 1:
            continue
        before = calendar_unit(days.first, unit, -1, text.asker.week_start)
        if before is not None and before.end == days.first:
            both = Days(joined((*before.runs, *days.runs)), days.grain)
            yield from (
                (both, end) for more in text.after("or", middle) for end in _the_one(text, more, unit)
            )


def _the_one(text: Text, at: int, unit: Unit) -> Iterator[int]:
    """Past the words for the one before."""
    for on in text.maybe("on", at):
        yield from text.after("the one before", on)
        for the in text.maybe("the", on):
            for named, middle in text.match("unit", the):
                yield from text.after("before it", middle) if named is unit else ()
