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

_NO_FILTERS = frozenset({
    "filler", "lengths", "length_suffixes", "back", "returned", "either", "no_names", "asking", "subjects",
    "after_inwards", "unsettled",
})  # fmt: skip
"""Tables whose words begin no filter."""


@dataclass(frozen=True, kw_only=True, eq=False)
class FilterLexicon:
    """Words in lower case; several words of one entry are separated by a space.

    Attributes:
        missed: they ask for missed callers.
        outwards, inwards: ``calls out``; ``calls in``, which says a direction only before ``after_inwards``.
        parties: before a party -> the filter's field: ``caller``, ``callee``, ``either``.
        done_by: before the party that was rung: ``answered by`` -> ``answered``, ``missed`` or, for any call, nothing.
        by: the word of ``done_by`` that before a party alone means its calls.
        places: before a queue, ring group or extension group.
        extensions: before an extension's number.
        texts: before a text -> the filter's field: ``did``, ``pin_code``, ``note``, ``disposition_codes``.
        longer, shorter: before a length of talk. ``at_least``, ``at_most`` count the length itself in.
        lengths: unit -> seconds.
        asked: ``did`` in ``did Sales answer``; ``answers``, ``misses``, ``receives`` and ``calls_out`` are the verbs
            that end it.
        called, back: ``called 2005 back``.
        returned: they ask who was called back, which is no filter.
        unsettled: they ask who is still open, which is no filter: ``missed`` lists them first.
        having: ``with`` before a filter that is no party: ``with voicemail``.
        either: ``or``, understood between outcomes alone.
        no_names: words that change a question, so that no name begins or ends with one.
        asking: a question's beginning that changes nothing: ``did anyone``.
        subjects: what a question without filters and time is about: ``calls``.
        filler: words that change nothing.
    """

    missed: frozenset[str]
    outcomes: Mapping[str, Outcome]
    directions: Mapping[str, Direction]
    outwards: frozenset[str]
    inwards: frozenset[str]
    after_inwards: frozenset[str]
    parties: Mapping[str, str]
    done_by: Mapping[str, str]
    by: frozenset[str]
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
    misses: frozenset[str]
    receives: frozenset[str]
    calls_out: frozenset[str]
    called: frozenset[str]
    back: frozenset[str]
    returned: frozenset[str]
    unsettled: frozenset[str]
    having: frozenset[str]
    either: frozenset[str]
    no_names: frozenset[str]
    asking: frozenset[str]
    subjects: frozenset[str]
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
        """The words that begin a filter, and so end a name; a phrase's filler (``we called``) does not."""
        tables = (table for name, table in self.phrases.items() if name not in _NO_FILTERS)
        return frozenset(
            phrase[0]
            for table in tables
            for phrase in table
            if len(phrase) == 1 or phrase[0] not in self.filler
        )
