"""Words written together with the next one, an apostrophe between: French ``d'Anna``, Italian ``dall'Enel``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.query.text import normalised

if TYPE_CHECKING:
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
    plain = normalised(typed)
    return (typed,) if plain in table.known or terms.can_be_time(plain) else (found["first"], found["rest"])
