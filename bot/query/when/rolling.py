"""Time that rolls with now: ``last 3 days``, ``past week``, ``last 90 minutes``, ``2 hours from now``."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when import named
from bot.query.when.amounts import SHORT, amount, is_vague, short_amount
from bot.query.when.meaning import Meaning, Piece, pieces_of
from bot.query.when.moments import Moment
from bot.query.when.rules import rule, rule_with
from bot.query.when.span import at_minute
from bot.query.words.lexicon import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

SINCE_THEN = "“{said}” is read as from then on."
_MOST = 999
_PARTS_OF_YEARS = frozenset({Unit.QUARTER, Unit.HALF})


@rule_with("rolling", "rolling within", "rolling behind", "past", "few")
def rolling(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """So many units back from now: counted, or one (``past week``, ``last hour``); ``couple of days`` by itself."""
    for start in text.maybe("on", at):
        for said, middle in _after_last(text, start):
            yield said, middle
            yield from ((said, end) for end in text.after("closing", middle))
        for after in text.after("past", start):
            yield from _past(text, after)
        for the in text.maybe("the", start):
            yield from _last_within(text, the)
            for said, middle in _back(text, the):
                yield from ((said, end) for end in text.after("rolling behind", middle))
    for middle in text.after("few", at):
        for count, after in text.match("number", at):
            if after == middle:
                yield from ((_so_long(text, count, unit), end) for unit, end in text.match("unit", middle))


def _past(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``past week``; where past is the word for last too, a quarter is the calendar's: Spanish ``último trimestre``."""
    ends = [end for unit, end in text.match("unit", at) if unit in _PARTS_OF_YEARS]
    parts = ends if at in text.after("last", at - 1) else []
    for days, end in named.unit_reference(text, at - 1) if parts else ():
        if end in parts:
            yield Meaning(pieces_of(Moment(days), named.today(text))), end
    for said, end in _one_back(text, at):
        yield replace(said, also=end in parts), end


def _after_last(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``last 3 days``, ``last hour``; ``last week`` is the calendar's, and read elsewhere, as is ``前一周``."""
    for after in text.after("rolling", at) if not text.match("turned", at) else ():
        yield from _back(text, after)
        for said, end in _one_back(text, after):
            if said.elapsed is not None:
                yield said, end


def _last_within(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``les 3 derniers jours``."""
    for count, middle in text.count(at, _MOST):
        for after in text.after("rolling within", middle):
            for unit, end in text.match("unit", after):
                yield _so_long(text, count, unit), end


def _back(text: Text, at: int) -> Iterator[Read[Meaning]]:
    yield from ((Meaning(elapsed=length), end) for length, end in short_amount(text, at))
    for (count, unit), end in amount(text, at):
        if unit not in SHORT and named.moved(named.today(text), unit, -count) is not None:
            yield _so_long(text, count, unit), end


def _one_back(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``hour``, ``week``, ``hour and a half``; ``hours`` are how many?"""
    several = text.after("several", at)
    for unit, end in text.match("unit", at):
        if end in several:
            continue
        if unit is Unit.HOUR:
            more = Meaning(elapsed=SHORT[unit] + SHORT[unit] / 2)
            yield from ((more, after) for after in text.after("and a half", end))
        if unit in SHORT or named.moved(named.today(text), unit, -1) is not None:
            yield _so_long(text, 1, unit), end


def _so_long(text: Text, count: int, unit: Unit) -> Meaning:
    """From so many days ago on; hours and minutes by the second."""
    if unit in SHORT:
        return Meaning(elapsed=SHORT[unit] * count)
    first = named.moved(named.today(text), unit, -count)
    return Meaning((Piece(at_minute(first or named.today(text), 0), None),))


@rule_with("ago", "ago first")
def hours_ago(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``2 hours ago``, ``vor 2 Stunden``: a point to start from."""
    for span, middle in short_amount(text, at):
        yield from ((Meaning(elapsed=span), end) for end in text.after("ago", middle))
    for after in text.after("ago first", at):
        yield from ((Meaning(elapsed=span), end) for span, end in short_amount(text, after))


@rule_with("ago", "ago first")
def some_hours_ago(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``2 hours ago``, ``a few days ago``: no stretch of time by itself; asked for is what came since."""
    for said, end in chain(hours_ago(text, at), _few_ago(text, at)):
        yield replace(said, assumed=SINCE_THEN), end


def _few_ago(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``a few days ago`` names no day; ``a couple of days ago`` does."""
    for start in (*text.after("ago first", at), at):
        for (count, unit), middle in amount(text, start):
            if unit not in SHORT and is_vague(text, start, count, middle):
                ends = (middle,) if start > at else text.after("ago", middle)
                yield from ((_so_long(text, count, unit), end) for end in ends)


@rule
def so_long(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``3 days`` after since: ``seit 3 Tagen``, ``depuis 2 heures``."""
    yield from _back(text, at)


@rule_with("from now", "in")
def hours_ahead(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``2 hours from now``, ``in 2 hours``: the future, to be refused as such."""
    for span, middle in short_amount(text, at):
        yield from (_ahead(span, end) for end in text.after("from now", middle))
    for after in text.after("in", at):
        yield from (_ahead(span, end) for span, end in short_amount(text, after))


def _ahead(span: timedelta, end: int) -> Read[Meaning]:
    return Meaning(elapsed=span, ahead=True), end
