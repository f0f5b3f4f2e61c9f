"""What of a language's tables begins at a token."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from bot.query.when.bits import DIGITS, bits_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.query.words.lexicon import Lexicon, Phrase

Value = TypeVar("Value")
Read = tuple[Value, int]
"""A value, and the number of the token after its last."""


@dataclass(frozen=True, slots=True)
class Here:
    """What of a language's tables begins at a token: by table, values with the token after each, and those tokens.

    ``bits``: which tables, and DIGITS where the token begins with one.
    """

    entries: Mapping[str, tuple[Read[Any], ...]]
    ends: Mapping[str, tuple[int, ...]]
    bits: int

    @classmethod
    def of(cls, entries: Mapping[str, tuple[Read[Any], ...]], *, digits: int) -> Here:
        """From the entries; ``digits`` are the bits that are none of a table's."""
        ends = {table: tuple([entry[1] for entry in found]) for table, found in entries.items()}
        return cls(entries, ends, bits_of(entries) | digits)

    def without(self, *tables: str) -> Here:
        """The same without the entries of some tables."""
        left = {table: found for table, found in self.entries.items() if table not in tables}
        return Here.of(left, digits=self.bits & DIGITS) if tables else self


PAST_THE_END = (Here.of({}, digits=0),) * 8
"""No rule looks further past the end of a phrase."""


@lru_cache(maxsize=8192)
def alone(lexicon: Lexicon, word: str, at: int) -> Here:
    """The entries of one token, which the tables alone decide."""
    singles = lexicon.singles.get(word, {})
    entries = {table: tuple((value, at + 1) for value in values) for table, values in singles.items()}
    return Here.of(entries, digits=digits_of(word))


@lru_cache(maxsize=8192)
def together(lexicon: Lexicon, word: str, at: int, longer: tuple[tuple[str, Phrase, object], ...]) -> Here:
    """As ``alone``, with the longer entries that begin there."""
    single = alone(lexicon, word, at)
    found: dict[str, list[Read[Any]]] = {}
    for table, phrase, value in longer:
        found.setdefault(table, []).append((value, at + len(phrase)))
    reads = {table: (*some, *single.entries.get(table, ())) for table, some in found.items()}
    entries = {**single.entries, **reads}
    if "about" in reads:
        entries.pop("weekday", None)  # the so of German "so gegen 9" is no Sunday
    return Here.of(entries, digits=single.bits & DIGITS)


def digits_of(word: str) -> int:
    """The bits of a token that are no table's."""
    return DIGITS if word[:1].isdigit() else 0
