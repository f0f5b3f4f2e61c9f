"""Received by somebody, or from somebody, where one word says both: Italian ``ricevute da``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.found import Found
from bot.query.judging import OUTSIDE_DIGITS
from bot.query.names_typed import typed_party
from bot.query.numbers_typed import digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_OTHER_SIDE = {"caller": "callee", "callee": "caller"}


def received(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``ricevute da 2005``: by an extension, but from a number outside; by or from a name, as the rest tells."""
    for value, end in received_parties(words, vocabulary, at):
        if side := _side(words, vocabulary, at, value, end):
            yield Found(((side, value),), end)


def received_parties(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[tuple[str, int]]:
    """Who stands behind the word that says both, right after what was received or with a time between."""
    if not any(words.after("from_or_by", at)):
        return
    before = at
    while before and vocabulary.can_be_time(words.plain(before - 1)):
        before -= 1
    if before and before in words.after("received", before - 1):
        for after in words.after("from_or_by", at):
            month = vocabulary.month(words.plain(after))
            for name, end in typed_party(words, vocabulary, after):
                if not (month and end == after + 1):
                    yield name, end


def says_who_received(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether what was received goes on with by or from whom, so that it says no direction."""
    if not any(words.after("received", at)):
        return False
    place = at + 1
    while vocabulary.can_be_time(words.plain(place)):
        if any(received_parties(words, vocabulary, place)):
            return True
        place += 1
    return any(received_parties(words, vocabulary, place))


def nobody_knows_which(words: Words, vocabulary: Vocabulary, at: int) -> int:
    """Where a name goes on of which nothing says whether it called or was called; 0 where there is none."""
    if any(received(words, vocabulary, at)):
        return 0
    return next((end for _, end in received_parties(words, vocabulary, at)), 0)


def _side(words: Words, vocabulary: Vocabulary, at: int, value: str, end: int) -> str:
    """Which party it is; empty where nothing says it."""
    if not any(sign.isalpha() for sign in value):
        outside = value.startswith("+") or len(digits(value)) >= OUTSIDE_DIGITS
        return "caller" if outside else "callee"
    named = {
        str(field)
        for place in range(len(words))
        if not at <= place < end
        for field, after in words.match("parties", place)
        for name, _ in typed_party(words, vocabulary, after)
        if not name[0].islower()
    }
    return _OTHER_SIDE.get(named.pop(), "") if len(named) == 1 else ""
