"""A time in digits: ``15:20``, ``3:20 pm``, ``3.20pm``, ``9h30``, Russian ``в 16-00``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.query.when.bits import NUMERAL
from bot.query.when.hours import MONTHS, NOON, OFFICE_OPENS, a_minute, on_24_hours
from bot.query.when.hyphens import by_hyphen
from bot.query.when.rules import alternative_with
from bot.query.when.span import DAY_MINUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.span import Clock
    from bot.query.when.tokens import Text

_POINTED = 3
"""Tokens of ``8.10``."""
_BESIDE_POINTS = ("day", "near part", "part", "weekday", "half of day first")
"""Tables of what makes a time of numbers that are a date by themselves: Chinese 5.30."""


@alternative_with(NUMERAL)
def with_minutes(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``15:20``, ``3:20 pm``, ``3.20pm``, ``15:20:30``, ``9h30``, ``9:30 Uhr``."""
    separator = text.word(at + 1)
    if separator not in (":", ".", "h", "-") or len(text.word(at + 2)) != 2 or not text.glued(at + 2):
        return
    if separator == "." and text.lexicon.points_month_first and not text.has(_BESIDE_POINTS):
        return
    if separator == "-" and not by_hyphen(text, at):
        return
    loose = separator != "h" and len(text.word(at)) == 1
    for hour, _ in text.number(at, 24, least=0):
        for minute, end in text.number(at + 2, 59, least=0):
            to_24 = hour > 12 or not hour or separator == "h"
            said = replace(a_minute(hour * 60 + minute), loose=loose and hour > 0, whole_day=to_24)
            dotted = separator == "." and 0 < minute <= MONTHS and not ends_in_a_sign(text, at)
            for after in _past_seconds(text, end):
                yield from _halved(text, after, said, needs_half=dotted)


def pointed(text: Text, at: int) -> bool:
    """Whether an hour and its minutes are written with a point, whatever else they may be: ``8.10``."""
    glued = text.word(at + 1) == "." and text.glued(at + 1) and text.glued(at + 2)
    if not glued or len(text.word(at + 2)) != 2 or text.word(at + 3) == ".":
        return False
    return any(text.number(at, 24, least=0)) and any(text.number(at + 2, 59, least=0))


def ends_in_a_sign(text: Text, at: int) -> bool:
    """Whether the sign of an hour makes times of what may be dates: ``8.10 Uhr``, ``8.10 bis 9.10 Uhr``."""
    if not pointed(text, at):
        return False
    ends = {after for table in ("to", "and") for after in text.after(table, at + _POINTED)}
    return bool(text.after("hour sign", at + _POINTED)) or any(ends_in_a_sign(text, end) for end in ends)


def _past_seconds(text: Text, at: int) -> Iterator[int]:
    """Past ``:30``; a minute is fine enough for calls."""
    if text.word(at) != ":" or not text.glued(at):
        yield at
    elif len(text.word(at + 1)) == 2:
        yield from (end for _, end in text.number(at + 1, 59, least=0))


def _halved(text: Text, at: int, said: Clock, *, needs_half: bool) -> Iterator[Read[Clock]]:
    """``3:30`` may be either half of the day, ``03:30`` not; ``9.11`` alone is rather a date."""
    hour, minute = divmod(said.start, 60)
    for half, end in text.match("half of day", at):
        if 1 <= hour <= 12:
            exact = (hour % 12 + 12 * int(half)) * 60 + minute
            yield a_minute(exact), end
    if said.start > DAY_MINUTES:
        return
    yield from (on_24_hours(said.start, end) for end in text.after("hour sign", at))
    if needs_half:
        return
    if said.loose and text.lexicon.twelve_hours:
        yield replace(said, bare=True), at
    else:
        yield said, at
        if said.loose and 0 < hour < OFFICE_OPENS:
            yield replace(said, start=said.start + NOON, end=said.end + NOON, loose=False, also=True), at
