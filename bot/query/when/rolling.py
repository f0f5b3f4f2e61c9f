"""Time that rolls with now: ``last 3 days``, ``past week``, ``last 90 minutes``, ``2 hours from now``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when import named
from bot.query.when.meaning import Meaning, Piece
from bot.query.when.span import at_minute
from bot.query.when.tokens import rule
from bot.query.words.lexicon import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.tokens import Read, Text

_SHORT = {Unit.MINUTE: timedelta(minutes=1), Unit.HOUR: timedelta(hours=1)}
_HALF_AN_HOUR = timedelta(minutes=30)


@rule
def rolling(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """So many units back from now: counted, or one (``past week``, ``last hour``); ``couple of days`` by itself."""
    for start in text.maybe("on", at):
        yield from _after_last(text, start)
        for after in text.after("past", start):
            yield from _back(text, after, 1)
    for middle in text.after("few", at):
        yield from ((said, end) for count, after in text.match("number", at) if after == middle
                    for said, end in _back(text, middle, int(count)))  # fmt: skip


def _after_last(text: Text, at: int) -> Iterator[Read[Meaning]]:
    for after in text.after("rolling", at):
        for count, middle in named.amount(text, after):
            yield from _back(text, middle, count)
            for half in text.after("and a half", middle):
                yield from ((Meaning(elapsed=_SHORT[unit] * count + _SHORT[unit] / 2), end)
                            for unit, end in text.match("unit", half) if unit in _SHORT)  # fmt: skip
        for unit, _ in text.match("unit", after):
            if unit in _SHORT:
                yield from _back(text, after, 1)
        yield from (
            (Meaning(elapsed=_HALF_AN_HOUR / 2), end) for end in text.after("quarter of an hour", after)
        )
        for half in text.after("half an", after):
            yield from ((Meaning(elapsed=_HALF_AN_HOUR), end) for unit, end in text.match("unit", half)
                        if unit is Unit.HOUR)  # fmt: skip


def _back(text: Text, at: int, count: int) -> Iterator[Read[Meaning]]:
    for unit, end in text.match("unit", at):
        if unit in _SHORT:
            elapsed = _SHORT[unit] * count
            if unit is Unit.HOUR:
                more = Meaning(elapsed=elapsed + _HALF_AN_HOUR)
                yield from ((more, after) for after in text.after("and a half", end))
            yield Meaning(elapsed=elapsed), end
        elif (first := named.moved(named.today(text), unit, -count)) is not None:
            yield Meaning((Piece(at_minute(first, 0), None),)), end


@rule
def hours_ago(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``2 hours ago``: a point to start from. By itself it says no stretch, so only ``since`` makes use of it."""
    for span, middle in _hours(text, at):
        yield from ((Meaning(elapsed=span), end) for end in text.after("ago", middle))


@rule
def hours_ahead(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``2 hours from now``, ``in 2 hours``: the future, to be refused as such."""
    for span, middle in _hours(text, at):
        yield from ((Meaning(elapsed=span, ahead=True), end) for end in text.after("from now", middle))
    for after in text.after("in", at):
        yield from ((Meaning(elapsed=span, ahead=True), end) for span, end in _hours(text, after))


def _hours(text: Text, at: int) -> Iterator[Read[timedelta]]:
    for count, after in named.amount(text, at):
        yield from ((_SHORT[unit] * count, end) for unit, end in text.match("unit", after) if unit in _SHORT)
    for after in text.after("half an", at):
        yield from ((_HALF_AN_HOUR, end) for unit, end in text.match("unit", after) if unit is Unit.HOUR)
