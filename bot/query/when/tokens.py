"""A phrase as tokens, and the means to read it: rules that give every reading, each worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.query.asker import Asker
    from bot.query.words.lexicon import Lexicon

Value = TypeVar("Value")
Read = tuple[Value, int]
"""A value, and the number of the token after its last."""

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*|'s\b|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """``glued``: no space before it. ``start`` and ``end`` are its place in the phrase."""

    text: str
    start: int
    end: int
    glued: bool


def tokens_of(phrase: str) -> tuple[Token, ...]:
    """The tokens of a normalised phrase; a genitive's ``'s`` is one of its own."""
    tokens: list[Token] = []
    last = -1
    for found in _TOKEN.finditer(phrase):
        text, start, end = found[0], found.start(), found.end()
        if text.endswith("'s") and len(text) > 2 and text != "new year's":
            tokens.append(Token(text[:-2], start, end - 2, start == last))
            text, start = "'s", end - 2
        tokens.append(Token(text, start, end, start == last))
        last = end
    return tuple(tokens)


@dataclass(slots=True)
class Text:
    """A phrase being read.

    Attributes:
        numerics: places of numeric dates that another order of day and month reads otherwise.
    """

    tokens: Sequence[Token]
    asker: Asker
    lexicon: Lexicon
    numerics: dict[tuple[int, int], tuple[int, int, int]] = field(default_factory=dict)
    memory: dict[tuple[Any, int], tuple[Read[Any], ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, at: int) -> str:
        """The text of a token; empty past the end."""
        return self.tokens[at].text if at < len(self.tokens) else ""

    def glued(self, at: int) -> bool:
        """Whether a token follows the one before without a space."""
        return at < len(self.tokens) and self.tokens[at].glued

    def match(self, table: str, at: int) -> Iterator[Read[Any]]:
        """Every entry of a table that stands here, the longest first."""
        phrases = self.lexicon.phrases[table]
        for phrase in self.lexicon.first_words[table].get(self.word(at), ()):
            end = at + len(phrase)
            if all(self.word(at + offset) == word for offset, word in enumerate(phrase)):
                yield phrases[phrase], end

    def after(self, table: str, at: int) -> Iterator[int]:
        """Where it goes on after one of these words."""
        for _, end in self.match(table, at):
            yield end

    def maybe(self, table: str, at: int) -> Iterator[int]:
        """As ``after``, and without any."""
        yield from self.after(table, at)
        yield at

    def number(self, at: int, most: int, *, least: int = 1) -> Iterator[Read[int]]:
        """A number in digits."""
        word = self.word(at)
        plain = word.isdigit() and word.isascii() and len(word) < 5 and (len(word) < 3 or word[0] != "0")
        if plain and least <= int(word) <= most:
            yield int(word), at + 1


def rule(
    read: Callable[[Text, int], Iterator[Read[Value]]],
) -> Callable[[Text, int], tuple[Read[Value], ...]]:
    """A rule whose readings at each token are worked out once, so that no phrase takes long."""

    @wraps(read)
    def remembered(text: Text, at: int) -> tuple[Read[Value], ...]:
        key = (read, at)
        known = text.memory.get(key)
        if known is None:
            text.memory[key] = ()  # a rule that comes back to itself finds nothing there
            known = text.memory[key] = tuple(dict.fromkeys(read(text, at))) if at < len(text) else ()
        return known

    return remembered
