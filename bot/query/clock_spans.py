"""``yesterday from 0900 to 1700``: four digits that may be extensions, and beside a day are times of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.when.clock_bounds import SHORTEST_SPAN, four_digits

if TYPE_CHECKING:
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_JOINS = (("from", "to"), ("between", "and"))
_GLUE = ("on", "of", "the", "last", "this", "past", "comma")
"""Tables whose words may stand between the span and its day."""


def clock_span(words: Words, terms: Vocabulary, at: int) -> int | None:
    """Where a span of four-digit times that begins here goes on; None where there is none beside a day."""
    first, last = four_digits(words.plain(at + 1)), four_digits(words.plain(at + 3))
    if first is None or last is None or last - first < SHORTEST_SPAN:
        return None
    opening, joining = words.plain(at), words.plain(at + 2)
    if not any(terms.is_one(first, opening) and terms.is_one(then, joining) for first, then in _JOINS):
        return None
    before = words.plain(at - 1) if at else ""
    after, next_one = words.plain(at + 4), words.plain(at + 5)
    beside = terms.says_time(before) or terms.says_time(after)
    glued = terms.is_any(_GLUE, after) and terms.says_time(next_one)
    return at + 4 if beside or glued else None
