"""Words written together with the next one: French ``d'Anna``, Italian ``dall'Enel``, Chinese and Japanese at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.query.filter_words import words_of_filters
from bot.query.spaceless import spaceless_words, taken_apart
from bot.query.text import normalised
from bot.query.tokens import spaceless, texts_of
from bot.query.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.query.filter_words.lexicon import FilterLexicon
    from bot.query.vocabulary import Vocabulary

_ELIDED = re.compile(r"(?P<first>[^\W\d_]{1,8}['\u2018\u2019\u02bc])(?P<rest>[^\W_].*)")


def without_elision(typed: str, table: FilterLexicon, terms: Vocabulary) -> tuple[str, ...]:
    """The word and what it is written together with, where the next is no word of a table with it.

    A capital letter makes it a part of the name: D'Angelo, L'Oréal.
    """
    found = _ELIDED.fullmatch(typed)
    if found is None or found["first"][0].isupper() or normalised(found["first"]) not in table.elided:
        return (typed,)
    plain, rest = normalised(typed), normalised(found["rest"])
    counts = rest[0].isdigit() or bool(terms.number(texts_of(rest)[0]))
    a_length = counts and normalised(found["first"]) in table.elided_before_lengths
    a_time = terms.can_be_time(plain) and not (a_length or terms.may_be_a_name(found["rest"]))
    return (typed,) if plain in table.known or a_time else (found["first"], found["rest"])


@lru_cache(maxsize=16)
def apart(language: str) -> Callable[[str], tuple[str, ...]]:
    """What takes apart the words that a language writes together."""
    table, known, terms = words_of_filters(language), spaceless_words(language), vocabulary(language)

    def taken(typed: str) -> tuple[str, ...]:
        if known.words and spaceless(typed):
            return taken_apart(typed, known)
        return without_elision(typed, table, terms) if table is not None and table.elisions else (typed,)

    return taken
