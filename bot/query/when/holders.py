"""The longer unit that a part is of: ``May``, ``last month``, ``the year``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.bits import NUMERAL
from bot.query.when.dates import OF_A_MONTH
from bot.query.when.named import this_unit, unit_reference
from bot.query.when.span import Grain
from bot.query.when.units import OF_PARTS_OF_YEARS, month, quarter, year_alone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.span import Days
    from bot.query.when.tokens import Text

OF_A_HOLDER = (*OF_A_MONTH, NUMERAL, "era", "unit", "turned", *OF_PARTS_OF_YEARS)
_LONG = frozenset({Grain.MONTH, Grain.QUARTER, Grain.YEAR})


def holder(text: Text, at: int) -> Iterator[Read[Days]]:
    """A month, quarter or year: ``May``, ``last month``, ``the year``."""
    for days, end in chain(
        month(text, at), unit_reference(text, at), quarter(text, at), year_alone(text, at)
    ):
        if days.grain in _LONG and len(days.runs) == 1:
            yield days, end
    of_the = (at,) if at and at in text.after("of the", at - 1) else ()
    for the in (*text.after("the", at), *of_the):
        yield from ((days, end) for days, end in this_unit(text, the) if days.grain in _LONG)
