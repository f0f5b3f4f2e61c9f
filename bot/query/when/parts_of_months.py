"""Parts of a month without a word between: German ``erste Juniwoche``, ``zweite Maihälfte``; ``12th last month``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.when.bits import NUMERAL
from bot.query.when.dates import OF_A_MONTH, past_suffix
from bot.query.when.named import unit_reference
from bot.query.when.parts_of_units import half
from bot.query.when.rules import rule_with
from bot.query.when.span import Grain
from bot.query.when.units import month
from bot.query.when.within import nth, nth_place, whole_week
from bot.query.words.lexicon import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.span import Days
    from bot.query.when.tokens import Text

_MOST, _HALVES = 31, (1, 2)


@rule_with(NUMERAL, "ordinal", "last", "last of", beside=OF_A_MONTH)
def part_of_month(text: Text, at: int) -> Iterator[Read[Days]]:
    """A month written together with its week or half, behind which one is meant."""
    for start in text.maybe("the", at):
        for number, middle in nth_place(text, start):
            for days, after in month(text, middle):
                if days.grain is Grain.MONTH and text.glued(after):
                    yield from _part(text, days, number, after)


def _part(text: Text, days: Days, number: int, at: int) -> Iterator[Read[Days]]:
    for unit, end in text.match("unit", at):
        for choose in (nth(Unit.WEEK, number), whole_week(number)) if unit is Unit.WEEK else ():
            if (week := choose(days, text)) is not None:
                yield week, end
    if number in _HALVES:
        yield from ((half(days, number), end) for end in text.after("half of", at))


@rule_with("ordinal suffix", beside=("unit", "turned"))
def day_of_turned_month(text: Text, at: int) -> Iterator[Read[Days]]:
    """``the 12th last month``: a number that says it is one of a row, right before a month."""
    for start in text.maybe("the", at):
        for number, after in text.number(start, _MOST):
            for middle in past_suffix(text, after):
                if any(text.match("unit", middle)):
                    continue  # French 2e mois dernier is no day
                for days, end in unit_reference(text, middle):
                    day = nth(Unit.DAY, number)(days, text) if days.grain is Grain.MONTH else None
                    if day is not None and len(days.runs) == 1:
                        yield day, end
