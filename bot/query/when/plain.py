"""A moment by itself, or said twice: ``yesterday``, ``yesterday, Tuesday 14 June 2022``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when import named
from bot.query.when.meaning import Meaning, pieces_of
from bot.query.when.moments import any_days, moment
from bot.query.when.ranges import ranges
from bot.query.when.rules import rule, rule_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.meaning import Piece
    from bot.query.when.span import Days
    from bot.query.when.tokens import Text


@rule
def plain(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """Any moment, also as what owns the calls: ``last night's``."""
    for said, end in moment(text, at):
        earlier = said.days is not None and said.days.also
        meaning = Meaning(pieces_of(said, named.today(text)), also=said.also, earlier=earlier)
        yield meaning, end
        for last in text.after("following", end):
            yield meaning, last


@rule_with("comma")
def labelled(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``yesterday, Tuesday 14 June 2022``, ``last week, Mon 6 - Sun 12 June``: the same days said twice."""
    for days, middle in any_days(text, at):
        for after in text.after("comma", middle):
            each = text.after("day set", after) if not days.one_week else ()  # 今月の土日
            for meaning, end in chain(plain(text, after), ranges(text, after)):
                if end not in each and all(_lies_in(piece, days) for piece in meaning.pieces):
                    yield meaning, end


def _lies_in(piece: Piece, days: Days) -> bool:
    return piece.start is not None and days.first <= piece.start.date() < days.end
