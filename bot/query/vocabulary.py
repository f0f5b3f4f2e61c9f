"""Which words of a question can be about time, and which of them only hold others together."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.query.when.tokens import tokens_of
from bot.query.words import words_of_time

if TYPE_CHECKING:
    from bot.query.words.lexicon import Lexicon

_GLUE_TABLES = ("on", "of", "the", "at", "or", "from", "to", "and", "comma", "dash", "in", "number")
_AFTER_A_NUMBER = ("month", "unit", "half of day", "weekday", "ordinal suffix")
_NUMBER = re.compile(r"\d{3,}")


class Vocabulary:
    """The words about time of some languages."""

    def __init__(self, tables: tuple[Lexicon, ...]) -> None:
        words, content, glue = set[str](), set[str](), set[str]()
        months, counted, noons = set[str](), set[str](), set[str]()
        for table in tables:
            for name, phrases in table.phrases.items():
                found = {word for phrase in phrases for word in phrase}
                words |= found
                if name in _GLUE_TABLES:
                    glue |= {phrase[0] for phrase in phrases if len(phrase) == 1}
                else:
                    content |= {phrase[0] for phrase in phrases if len(phrase) == 1}
                if name == "month":
                    months |= found
                if name == "noon":
                    noons |= found
                if name in _AFTER_A_NUMBER:
                    counted |= found
        self.words, self._content = frozenset(words), frozenset(content - glue)
        self._months, self._counted = frozenset(months), frozenset(counted)
        self._surnames = self._months | noons

    def can_be_time(self, word: str) -> bool:
        """Whether every part of a word is a digit, a sign or a word about time."""
        parts = [token.text for token in tokens_of(word)]
        return bool(parts) and all(not part.isalpha() or part in self.words for part in parts)

    def says_time(self, word: str) -> bool:
        """Whether a word is about time by itself: ``yesterday``, ``9am``, ``30/5``; not ``the``, not ``2005``."""
        if not self.can_be_time(word) or _NUMBER.fullmatch(word) or word[0] in "+(*#":
            return False
        return any(token.text in self._content or token.text.isdigit() for token in tokens_of(word))

    def follows_a_number(self, word: str) -> bool:
        """Whether a word stands after a number of its own: ``30 May``, ``3 days``, ``9 pm``."""
        return word in self._counted

    def month(self, word: str) -> bool:
        """Whether a word names a month, as some people are called: April, May, June."""
        return word in self._months

    def surname(self, word: str) -> bool:
        """Whether a word is a time that is many a surname too: May, March, Noon."""
        return word in self._surnames


@lru_cache(maxsize=16)
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language and English."""
    tables = (words_of_time(language), words_of_time("en"))
    return Vocabulary(tuple(table for table in dict.fromkeys(tables) if table is not None))
