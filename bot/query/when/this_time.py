"""About the present time of the day on another day: ``this time yesterday``, ``last week at this time``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.named import in_week, relative_day, unit_reference, weekday
from bot.query.when.rules import rule_with
from bot.query.when.span import Clock, Grain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.span import Days
    from bot.query.when.tokens import Text


@rule_with("this time")
def day_of_this_time(text: Text, at: int) -> Iterator[Read[tuple[Days, Clock]]]:
    """The day and the minute it is now; of a week it is the day that today is."""
    for middle in text.after("this time", at):
        for on in text.maybe("on", middle):
            yield from (((days, _now(text)), end) for days, end in _a_day(text, on))
    for days, middle in _a_day(text, at):
        for comma in text.maybe("comma", middle):
            yield from (((days, _now(text)), end) for end in text.after("this time", comma))


def _a_day(text: Text, at: int) -> Iterator[Read[Days]]:
    for days, end in chain(relative_day(text, at), weekday(text, at)):
        if days.one_day:
            yield days, end
    for days, end in unit_reference(text, at):
        if days.grain is Grain.WEEK and days.one_week:
            yield in_week(days.first, text.asker.now.weekday()), end


def _now(text: Text) -> Clock:
    minute = text.asker.now.hour * 60 + text.asker.now.minute
    return Clock(minute, minute + 1, Grain.MINUTE)
