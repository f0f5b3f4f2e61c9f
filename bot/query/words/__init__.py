"""Words about time, one table per language. No logic in a table: a new language is one file."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.query.words.lexicon import Lexicon

_CODE = 2
"""Letters of a language's code, and of its module."""


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Every language that has a table (ISO 639-1)."""
    return tuple(sorted(found.name for found in iter_modules(__path__) if len(found.name) == _CODE))


@lru_cache(maxsize=32)
def words_of_time(language: str) -> Lexicon | None:
    """The table of a language (ISO 639-1); None where there is none yet."""
    name = f"{__name__}.{language}"
    if len(language) != _CODE or not language.isascii() or not language.isalpha() or find_spec(name) is None:
        return None
    table: Lexicon = import_module(name).LEXICON
    return table
