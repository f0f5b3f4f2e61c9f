"""Hours and minutes of a day, and the half of it in which a bare hour is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.query.when.bits import NUMERAL
from bot.query.when.hyphens import by_hyphen
from bot.query.when.rules import rule
from bot.query.when.span import Clock, Grain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

OF_A_TIME = (NUMERAL, "number", "noon", "spoken time", "after hours", "before hours")
"""Tables without which there is no time."""
NOON = 720
OFFICE_OPENS = 7
"""A bare hour before this is in the afternoon: ``between 2 and 4``."""
MONTHS = 12
_SURELY_BEFORE_NOON = 9
"""At 7 or 8 people may be at home in the evening; a bare hour from then on is in the morning."""


def a_minute(start: int) -> Clock:
    """A minute of a day."""
    return Clock(start, start + 1, Grain.MINUTE)


def an_hour(hour: int) -> Clock:
    """An hour of a day."""
    return Clock(hour * 60, hour * 60 + 60)


def on_24_hours(start: int, end: int) -> Read[Clock]:
    """A minute that is said by 24 hours, and the token after it."""
    return Clock(start, start + 1, Grain.MINUTE, whole_day=True), end


def in_office(minute: int) -> int:
    """A bare hour in the half of the day in which offices are open."""
    return minute + NOON if 60 <= minute < OFFICE_OPENS * 60 else minute


def halves(hour: Clock) -> Iterator[Clock]:
    """A bare hour in the half of the day in which offices are open, then in the other one where there is a choice."""
    office = in_office(hour.start)
    yield replace(hour, start=office, end=office + hour.end - hour.start)
    if office != hour.start:
        yield replace(hour, also=True)
    elif OFFICE_OPENS * 60 <= office < _SURELY_BEFORE_NOON * 60:
        yield replace(hour, start=office + NOON, end=office + NOON + hour.end - hour.start, also=True)


@rule
def bare_hour(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``9``, ``nine`` where a time is expected: in a range, or after ``at``; ``a couple`` is none."""
    if _of_a_date(text, at) or by_hyphen(text, at):
        return
    for hour, end in text.number(at, 24, least=0):
        yield Clock(hour * 60, hour * 60 + 60, bare=True, whole_day=hour > 12 or not hour), end
    if not any(text.match("no hour", at)):
        yield from (
            (Clock(hour * 60, hour * 60 + 60, bare=True), end)
            for hour, end in text.match("number", at)
            if hour < 24
        )


def _of_a_date(text: Text, at: int) -> bool:
    """Whether a number is of two with a slash between them: neither of ``6/3`` is an hour."""
    before = at > 1 and text.word(at - 1) == "/" and text.glued(at) and text.word(at - 2).isdigit()
    behind = text.word(at + 1) == "/" and text.glued(at + 1) and text.word(at + 2).isdigit()
    return before or (behind and text.glued(at + 2))
