"""Since a year, or from a number that looks like one, where one word says both: Italian ``dal 2005``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.numbers_typed import like_a_year, typed_number

if TYPE_CHECKING:
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words


def since_or_from(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether nobody knows which: ``dal 2005``, ``dal 2005 a oggi``; beside another time, ``ieri``, it is no year."""
    number, after, then = (words.plain(place) for place in range(at + 1, at + 4))
    if not like_a_year(number) or not terms.is_one("since or a party", words.plain(at)):
        return False
    if any(typed != number for typed, _ in typed_number(words, terms, at + 1)):
        return False
    to = _goes_to(words, terms, at + 2)
    if to and (terms.says_time(then) or terms.says_time(words.plain(at + 4))):
        return True
    onwards = terms.follows(after + then)  # dal 2005 in poi
    if onwards or (to and like_a_year(then)) or _since_in_words(words, terms, at):
        return False
    near = (words.plain(at - 1) if at else "", after, then if terms.is_one("of", after) else "")
    dated = any(terms.says_time(word.plain) for word in words.words)
    return not dated or any(terms.says_time(word) and terms.beside_its_year(word) for word in near)


def _goes_to(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a stretch goes on to its end; before a number ``alle`` is of an hour."""
    tables = ("to the day", "until") if words.plain(at + 1).isdigit() else ("to", "until")
    return terms.is_any(tables, words.plain(at))


def _since_in_words(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether it ends words that are since alone: ``a partire dal 2005``."""
    leads = (
        [words.plain(place) for place in range(first, at + 1)] for first in (at - 2, at - 1) if first >= 0
    )
    return any(terms.lead_length(lead) == len(lead) for lead in leads)
