"""What a language's table of filter words holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cdr.leg import Direction
    from bot.cdr.outcome import Outcome

Phrase = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class FilterLexicon:
    """Words in lower case; several words of one entry are separated by a space.

    Attributes:
        missed: they ask for missed callers.
        parties: before a party -> the filter's field: ``caller``, ``callee``, ``either``.
        places: before a queue, ring group or extension group.
        extensions: before an extension's number.
        texts: before a text -> the filter's field: ``did``, ``pin_code``, ``note``, ``disposition_codes``.
        longer, shorter: before a length of talk. ``at_least``, ``at_most`` count the length itself in.
        lengths: unit -> seconds.
        asked: ``did`` in ``did Sales answer``; ``answers`` and ``calls_out`` are the verbs that end it.
        called, back: ``called 2005 back``.
        filler: words that change nothing.
    """

    missed: frozenset[str]
    outcomes: Mapping[str, Outcome]
    directions: Mapping[str, Direction]
    parties: Mapping[str, str]
    places: frozenset[str]
    extensions: frozenset[str]
    texts: Mapping[str, str]
    longer: frozenset[str]
    shorter: frozenset[str]
    at_least: frozenset[str]
    at_most: frozenset[str]
    lengths: Mapping[str, int]
    length_suffixes: frozenset[str]
    fuzzy: frozenset[str]
    asked: frozenset[str]
    answers: frozenset[str]
    calls_out: frozenset[str]
    called: frozenset[str]
    back: frozenset[str]
    filler: frozenset[str]

    @cached_property
    def phrases(self) -> Mapping[str, Mapping[Phrase, object]]:
        """Every table by name, keyed by the words as they are read one by one."""
        tables: dict[str, Mapping[str, object]] = {}
        for name in self.__dataclass_fields__:
            table = getattr(self, name)
            tables[name] = table if hasattr(table, "items") else dict.fromkeys(table, True)
        return {
            name: {tuple(text.split()): value for text, value in table.items()}
            for name, table in tables.items()
        }

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word in it."""
        return frozenset(word for table in self.phrases.values() for phrase in table for word in phrase)

    @cached_property
    def keywords(self) -> frozenset[str]:
        """The words that end a name: all but filler."""
        tables = (
            table
            for name, table in self.phrases.items()
            if name not in ("filler", "lengths", "back", "length_suffixes")
        )
        return frozenset(phrase[0] for table in tables for phrase in table)
