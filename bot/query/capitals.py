"""Months and weekdays that people are called too, where a language writes them small: Spanish ``Julio``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.numbers_typed import like_a_year

if TYPE_CHECKING:
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words


def surely_a_name(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether the word after a keyword is a name by its article or its spelling: Portuguese ``do Marco``, not março."""
    if not _alone_behind_a_keyword(words, terms, at):
        return False
    typed, plain = words.words[at + 1].typed, words.plain(at + 1)
    by_article = terms.month(plain) and terms.is_one("before no month", words.plain(at))
    return by_article or terms.lacks_a_cedilla(typed)


def a_name_or_a_time(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether nobody knows which: ``de Julio``, without another time; ``de julio`` is one."""
    return (
        _alone_behind_a_keyword(words, terms, at)
        and terms.is_one("of", words.plain(at))
        and not surely_a_name(words, terms, at)
    )


def _alone_behind_a_keyword(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a party may be named by the one word of the question that can be a time."""
    if (
        at + 1 >= len(words)
        or not terms.may_be_a_name(words.words[at + 1].typed)
        or words.words[at + 1].quoted
    ):
        return False
    if at + 1 not in words.after("parties", at) or _begins_a_name(words, at + 2):
        return False
    others = [words.plain(place) for place in range(len(words)) if place != at + 1]
    return not any(terms.says_time(other) or like_a_year(other) for other in others)


def _begins_a_name(words: Words, at: int) -> bool:
    if at >= len(words) or words.known(at) or words.filler(at):
        return False
    return words.words[at].typed.istitle()


def begins_with_a_time(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a name begins with a word that is a time too: ``Domingo García``, ``do Domingos``."""
    return terms.may_be_a_name(words.words[at].typed) and not words.words[at].quoted
