"""Questions in writing without spaces, taken apart at the words that the tables know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.query.filter_words import words_of_filters
from bot.query.text import normalised
from bot.query.tokens import spaceless
from bot.query.words import words_of_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGER = 2
"""Signs of a word that is surely one."""


@dataclass(frozen=True, slots=True)
class Spaceless:
    """The words of a language's tables that are written without spaces, and those of them that change nothing."""

    words: frozenset[str] = frozenset()
    filler: frozenset[str] = frozenset()


@lru_cache(maxsize=16)
def spaceless_words(language: str) -> Spaceless:
    """Those of a language; none for most."""
    filters = words_of_filters(language)
    filler = filters.phrases["filler"] if filters else ()
    return Spaceless(
        words=frozenset(word for word in _words(language) if spaceless(word)),
        filler=frozenset(phrase[0] for phrase in filler if spaceless(phrase[0])),
    )


def _words(language: str) -> Iterator[str]:
    time, filters = words_of_time(language), words_of_filters(language)
    for table in time.phrases.values() if time else ():
        yield from ("".join(phrase) for phrase in table)
    for names in filters.phrases.values() if filters else ():
        yield from (phrase[0] for phrase in names)


def taken_apart(typed: str, known: Spaceless) -> tuple[str, ...]:
    """The known words in a text, the longest that begins at each place, and what stands between them.

    A known word of one sign is none within what nobody knows, but for filler before a longer word: 三 in the name 张三.
    """
    plain = [normalised(sign) for sign in typed]
    pieces, start, at = list[str](), 0, 0
    while at < len(typed):
        length = _known_at(plain, at, known.words)
        if length == 1 and at > start:
            particle = plain[at] in known.filler and _known_at(plain, at + 1, known.words) >= _LONGER
            length = 1 if particle else 0
        changes = at > start and spaceless(typed[at]) != spaceless(typed[at - 1])
        if length or changes:
            pieces.append(typed[start:at])
            start = at
        if length:
            pieces.append(typed[at : at + length])
            start = at = at + length
        else:
            at += 1
    return tuple(piece for piece in (*pieces, typed[start:]) if piece)


def _known_at(plain: Sequence[str], at: int, known: frozenset[str]) -> int:
    """How many signs the longest known word has that begins at a place; 0 where none does."""
    sizes = range(min(_longest(known), len(plain) - at), 0, -1)
    return next((size for size in sizes if "".join(plain[at : at + size]) in known), 0)


@lru_cache(maxsize=16)
def _longest(known: frozenset[str]) -> int:
    return max(map(len, known), default=0)
