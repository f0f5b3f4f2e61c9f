"""Words of the request language besides those about time: one table per language, no logic in a table."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.query.filter_words.lexicon import FilterLexicon


@lru_cache(maxsize=16)
def words_of_filters(language: str) -> FilterLexicon | None:
    """The table of a language (ISO 639-1); None where there is none yet."""
    name = f"{__name__}.{language}"
    if len(language) != 2 or not language.isascii() or not language.isalpha() or find_spec(name) is None:
        return None
    table: FilterLexicon = import_module(name).LEXICON
    return table
