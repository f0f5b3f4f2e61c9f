"""The words that a question can be made of, for whoever misspells one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.query.filter_words import words_of_filters
from bot.query.when import known_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.query.asker import Asker

_NEAR = 0.72


def near(words: Sequence[str], asker: Asker, most: int) -> tuple[str, ...]:
    """The known words nearest to these, at most ``most`` for each, each once."""
    known = sorted(known_words(asker) | _filter_words(asker))
    found = (
        match for word in words for match in get_close_matches(word.casefold(), known, n=most, cutoff=_NEAR)
    )
    return tuple(dict.fromkeys(found))


def _filter_words(asker: Asker) -> set[str]:
    """Those of the person's language, and English, which is understood besides."""
    tables = (words_of_filters(asker.language), words_of_filters("en"))
    return {word for table in tables if table is not None for word in table.known if word.isalpha()}
