"""So much time: ``3 days``, ``a couple of hours``, ``half an hour``, ``an hour and a half``, ``полчаса``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when.rules import rule
from bot.query.words.lexicon import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

_MOST, _A_COUPLE = 999, 2
_HALF_AN_HOUR = timedelta(minutes=30)
SHORT = {Unit.MINUTE: timedelta(minutes=1), Unit.HOUR: timedelta(hours=1)}


@rule
def amount(text: Text, at: int) -> Iterator[Read[tuple[int, Unit]]]:
    """A count and its unit."""
    if text.word(at)[:1] == "0":
        return  # 08年 is a year
    for count, middle in text.count(at, _MOST):
        if not any(text.after("never counted", middle)):
            yield from (((count, unit), end) for unit, end in text.match("unit", middle))
    yield from text.match("counted", at)


def is_vague(text: Text, at: int, count: int, end: int) -> bool:
    """Whether the amount between two tokens is a few of something; a couple are two."""
    few = text.after("few", at)
    return count > _A_COUPLE and any(place in few for place in range(at, end))


@rule
def short_amount(text: Text, at: int) -> Iterator[Read[timedelta]]:
    """Hours and minutes: ``90 minutes``, ``half an hour``, ``2 and a half hours``, ``an hour and a half``."""
    for (count, unit), end in amount(text, at):
        if unit in SHORT:
            if unit is Unit.HOUR:
                yield from (
                    (SHORT[unit] * count + _HALF_AN_HOUR, after) for after in text.after("and a half", end)
                )
                yield from _and_minutes(text, SHORT[unit] * count, end)
            yield SHORT[unit] * count, end
    for count, middle in text.count(at, _MOST):
        for half in text.after("and a half", middle):
            yield from ((SHORT[unit] * count + SHORT[unit] / 2, end)
                        for unit, end in text.match("unit", half) if unit in SHORT)  # fmt: skip
    yield from _decimal(text, at)
    for half in text.after("half an", at):
        yield from ((_HALF_AN_HOUR, end) for unit, end in text.match("unit", half) if unit is Unit.HOUR)
    yield from ((_HALF_AN_HOUR / 2, end) for end in text.after("quarter of an hour", at))


def _decimal(text: Text, at: int) -> Iterator[Read[timedelta]]:
    """``1.5 hours``, ``2,5 Stunden``; minutes have no parts here."""
    if text.word(at + 1) not in {".", ","} or not (text.glued(at + 1) and text.glued(at + 2)):
        return
    for whole, _ in text.number(at, _MOST, least=0):
        for tenths, after in text.number(at + 2, 9):
            hours = timedelta(hours=whole) + timedelta(minutes=6 * tenths)
            yield from ((hours, end) for unit, end in text.match("unit", after) if unit is Unit.HOUR)


def _and_minutes(text: Text, hours: timedelta, at: int) -> Iterator[Read[timedelta]]:
    """``2 hours 30 minutes``, ``1 hour and 15 minutes``."""
    for middle in text.maybe("and", at):
        for minutes, after in text.count(middle, 59):
            ends = [end for unit, end in text.match("unit", after) if unit is Unit.MINUTE]
            glued = [end for end in text.after("minutes glued", after) if text.glued(after)]
            if text.glued(at) and middle == at and len(text.word(at)) == 2:  # 1h30
                glued.append(after)
            yield from ((hours + timedelta(minutes=minutes), end) for end in (*ends, *glued))
