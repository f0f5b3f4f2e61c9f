"""What a language's table of filter words holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.query.filter_words.name_signs import NameSigns
from bot.query.filter_words.no_times import NO_TIMES
from bot.query.text import normalised

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.cdr.leg import Direction
    from bot.cdr.outcome import Outcome

Phrase = tuple[str, ...]

_NO_FILTERS = frozenset({
    "filler", "lengths", "spans", "titles", "name_heads", "ranked", "group_words", "length_suffixes", "back",
    "returned",
    "either", "no_names", "attached_and", "no_attached_and",
    "before_names", "before_attached", "before_numbers", "attached_to", "no_attached_to", "glued_articles",
    "name_links", "name_tails", "asking", "own", "own_asking", "own_before_times", "subjects", "after_inwards",
    "not_after_outwards", "unsettled", "elisions", "endings", "rings", "talks", "who", "relatives", "no_filter",
    "doers", "passives", "not_parties", "comings", "subject_marks", "second_endings",
    "places_of_names", "group_marks", "in_capitals", "received", "who_did",
})  # fmt: skip
"""Tables whose words begin no filter."""


def with_elided(phrases: set[str]) -> frozenset[str]:
    """Phrases, and those that end with de, di or que as they are before a vowel too: French plus longs qu'."""
    elided = {phrase[:-1] + "'" for phrase in phrases if phrase.endswith((" de", " di", " que"))}
    return frozenset(phrases | elided)


def by_hint(language: str, **words: str) -> Mapping[str, str]:
    """``no_filter`` from the words of each hint, with commas between, and those of times that nobody here knows."""
    if language in NO_TIMES:
        words["no_time"] = NO_TIMES[language]
    return {phrase: hint for hint, listed in words.items() for phrase in listed.split(", ")}


@dataclass(frozen=True, kw_only=True, eq=False)
class FilterLexicon:
    """Words in lower case; several words of one entry are separated by a space.

    Attributes:
        missed: they ask for missed callers.
        outwards, inwards: ``calls out``, but not before ``not_after_outwards``; ``calls in``, which says a direction
            only before ``after_inwards``.
        comings: those of ``directions`` that say none where the party is named: Chinese 2005打来 -> ``caller``;
            Arabic من اتصل -> ``any``.
        parties: before a party -> the filter's field: ``caller``, ``callee``, ``either``.
        not_parties: in which the last word is none of those: the a of French ``qui a raccroché`` is no à.
        names_after: before a name that was called, never before a number: ``for Anna``.
        done_by: before the party that was rung: ``answered by`` -> ``answered``, ``missed`` or, for any call, nothing.
        not_done_by_extension: before the extension that let it ring: German nicht angenommen von 2005; before any other
            party its last word says who called.
        by: the word of ``done_by`` that before a party alone means its calls.
        received, from_or_by: what was received, and behind it a word for by and from alike: Italian ricevute da.
        doers: before a party that did what stands behind it: German von Anna angenommene Anrufe. ``passives`` say of
            what was done that somebody did it: wurden.
        parties_behind: as ``parties``, after a party: Japanese 2005から.
        done_by_behind: as ``done_by``, after the party: Chinese 2005接听的.
        subject_verbs: what the name before it did, which begins with a capital letter -> as ``done_by``, or ``caller``.
        subject_marks: between who did it and the time before the verb -> what the verb has before it in these tables.
        calls_behind: between who called and who was called: Chinese 2005打给2006.
        places: before a queue, ring group or extension group; ``places_behind`` after one; ``group_words``
            are no part of its name: the Sales team.
        places_of_names: as ``places``, before quotes or a capital that is no time's: Russian в. ``group_marks`` stand
            behind a group that is known by its signs: Japanese 営業での.
        extensions: before an extension's number.
        in_capitals: what is short for another word in capitals alone: German AB, where ab is since.
        texts: before a text -> the filter's field: ``did``, ``pin_code``, ``note``, ``disposition_codes``.
        longer, shorter: before a length of talk; ``longer_behind`` and ``shorter_behind`` after one.
        at_least, at_most: as they, with the length itself counted in; ``…_behind`` after one.
        at_least_short, at_most_short: as they, for less than an hour alone: Russian до 5 минут, but not до часа.
        lengths: unit -> seconds. ``spans`` are lengths by themselves: ``half an hour``.
        asked: ``did`` in ``did Sales answer``; ``answers``, ``misses``, ``receives`` and ``calls_out`` are the verbs
            that end it.
        unanswered: what those did not do of whom nobody says who they are: Spanish no contestaron; not
            behind ``who_did``, which asks for them.
        rings, talks: verbs that end a question about one person's calls: German hat Anna gestern angerufen.
        who: what asks for the other party of such a call -> the filter that the named one is: ``wer`` -> ``callee``.
        relatives: before a name and what it did: ``calls Anna missed``.
        called, back: ``called 2005 back``.
        returned: they ask who was called back, which is no filter.
        unsettled: they ask who is still open, which is no filter: ``missed`` lists them first.
        having: ``with`` before a filter that is no party: ``with voicemail``.
        either: ``or``, understood between outcomes alone.
        name_links: what stands within a name between two words that begin with a capital: Maria da Silva.
        name_tails: what ends a name, in whatever letters: Spanish atención al cliente.
        second_endings: what ends the second of two names by its case, but not the first: Russian от Иванова Петрову.
        titles: before a surname, which then may be a time too: ``Mr`` May, German Herr Freitag.
        name_heads: as ``titles``, of the name itself: Arabic أبو.
        attached_and: what begins the second of two names and is an and: Arabic و, but not before the article of النور
            والأمل. ``no_attached_and`` are names in which it is none.
        before_names: right before a name without a filter word -> the filter's field: Russian звонки Анны; not before
            one with an article written to it (``glued_articles``).
        before_attached: before a name with a to written to it -> the first letter of that to: Arabic مكالمات لأحمد.
            ``attached_to`` are those -> what of them is the name's; ``no_attached_to`` are names with none.
        before_numbers: as ``parties``, before numbers alone, and in this spelling alone.
        ranked: they ask for so many calls, or the longest one, which is no filter: ``last 5 calls``.
        no_filter: what no filter does -> why, a key of ``no_filter.HINTS``: ``most`` -> ``ranked``.
        no_names: words that change a question, so that no name begins or ends with one.
        asking: a question's beginning that changes nothing: ``did anyone``.
        own: words for the person's own calls -> the filter they are: ``to me`` -> ``to``; ``own_asking`` has such a
            word in it and means no calls: ``show me``.
        own_before_times: words for oneself right before a time and a deed -> what is left of them: Japanese 私が昨日.
        elisions: what is written together with the next word, an apostrophe between: French d'Anna.
        endings: filler of one sign that ends a question, and no name: Chinese 吗.
        shortest_name: signs of a name before its keyword; a single one may be an adverb: Chinese 刚打来.
        name_signs: by which a name is known that has no filter word: Chinese 张三的通话.
        subjects: what a question without filters and time is about: ``calls``.
        filler: words that change nothing.
    """

    missed: frozenset[str]
    outcomes: Mapping[str, Outcome]
    directions: Mapping[str, Direction]
    outwards: frozenset[str] = frozenset()
    inwards: frozenset[str] = frozenset()
    after_inwards: frozenset[str] = frozenset()
    not_after_outwards: frozenset[str] = frozenset()
    comings: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, str]
    not_parties: frozenset[str] = frozenset()
    parties_behind: Mapping[str, str] = field(default_factory=dict)
    names_after: frozenset[str] = frozenset()
    done_by: Mapping[str, str] = field(default_factory=dict)
    done_by_behind: Mapping[str, str] = field(default_factory=dict)
    subject_verbs: Mapping[str, str] = field(default_factory=dict)
    subject_marks: Mapping[str, str] = field(default_factory=dict)
    calls_behind: frozenset[str] = frozenset()
    not_done_by_extension: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    received: frozenset[str] = frozenset()
    from_or_by: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    passives: frozenset[str] = frozenset()
    places: frozenset[str]
    places_behind: frozenset[str] = frozenset()
    places_of_names: frozenset[str] = frozenset()
    group_marks: frozenset[str] = frozenset()
    group_words: frozenset[str] = frozenset()
    extensions: frozenset[str]
    in_capitals: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str]
    longer: frozenset[str]
    shorter: frozenset[str]
    longer_behind: frozenset[str] = frozenset()
    shorter_behind: frozenset[str] = frozenset()
    at_least_behind: frozenset[str] = frozenset()
    at_most_behind: frozenset[str] = frozenset()
    at_least: frozenset[str]
    at_most: frozenset[str]
    at_least_short: frozenset[str] = frozenset()
    at_most_short: frozenset[str] = frozenset()
    lengths: Mapping[str, int]
    spans: Mapping[str, int] = field(default_factory=dict)
    length_suffixes: frozenset[str] = frozenset()
    fuzzy: frozenset[str]
    asked: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    misses: frozenset[str] = frozenset()
    receives: frozenset[str] = frozenset()
    calls_out: frozenset[str] = frozenset()
    rings: frozenset[str] = frozenset()
    talks: frozenset[str] = frozenset()
    who: Mapping[str, str] = field(default_factory=dict)
    relatives: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()
    who_did: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    back: frozenset[str] = frozenset()
    returned: frozenset[str] = frozenset()
    unsettled: frozenset[str] = frozenset()
    having: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    no_filter: Mapping[str, str] = field(default_factory=dict)
    no_names: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    name_heads: frozenset[str] = frozenset()
    before_names: Mapping[str, str] = field(default_factory=dict)
    before_attached: Mapping[str, str] = field(default_factory=dict)
    before_numbers: Mapping[str, str] = field(default_factory=dict)
    attached_to: Mapping[str, str] = field(default_factory=dict)
    no_attached_to: frozenset[str] = frozenset()
    glued_articles: frozenset[str] = frozenset()
    attached_and: frozenset[str] = frozenset()
    no_attached_and: frozenset[str] = frozenset()
    ranked: frozenset[str] = frozenset()
    name_links: frozenset[str] = frozenset()
    name_tails: frozenset[str] = frozenset()
    second_endings: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    own: Mapping[str, str] = field(default_factory=dict)
    own_asking: frozenset[str] = frozenset()
    own_before_times: Mapping[str, str] = field(default_factory=dict)
    elisions: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    shortest_name: int = 1
    name_signs: NameSigns = field(default_factory=NameSigns)
    subjects: frozenset[str]
    filler: frozenset[str]

    @cached_property
    def phrases(self) -> Mapping[str, Mapping[Phrase, object]]:
        """Every table by name, keyed by the words as they are read one by one."""
        tables: dict[str, Mapping[str, object]] = {}
        for name in self.__dataclass_fields__.keys() - {"shortest_name", "name_signs"}:
            table = getattr(self, name)
            tables[name] = table if hasattr(table, "items") else dict.fromkeys(table, True)
        return {
            name: {tuple(normalised(text).split()): value for text, value in table.items()}
            for name, table in tables.items()
        }

    @cached_property
    def beginnings(self) -> Mapping[str, Sequence[tuple[str, Phrase, object]]]:
        """By first word, the entries that begin so with their tables, the longest first."""
        found: dict[str, list[tuple[str, Phrase, object]]] = {}
        for name, table in self.phrases.items():
            for phrase, value in table.items():
                found.setdefault(phrase[0], []).append((name, phrase, value))
        for entries in found.values():
            entries.sort(key=lambda entry: -len(entry[1]))
        return found

    @cached_property
    def elided(self) -> frozenset[str]:
        """``elisions`` as they are read."""
        return frozenset(phrase[0] for phrase in self.phrases["elisions"])

    @cached_property
    def elided_before_lengths(self) -> frozenset[str]:
        """Those that stand before a length: the qu' of French plus longs qu'1h."""
        ends = (phrase[-1] for table in ("longer", "shorter") for phrase in self.phrases[table])
        return self.elided.intersection(ends)

    def seconds(self, unit: str) -> int:
        """Seconds of a unit of length; 0 for any other word."""
        return self._seconds.get(unit, 0)

    @cached_property
    def _seconds(self) -> Mapping[str, int]:
        return {normalised(unit): seconds for unit, seconds in self.lengths.items()}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word in it."""
        return frozenset(word for table in self.phrases.values() for phrase in table for word in phrase)

    @cached_property
    def openings(self) -> Mapping[str, tuple[Phrase, ...]]:
        """By first word, what begins a filter, and so ends a name; a phrase's filler (``we called``) does not."""
        found: dict[str, tuple[Phrase, ...]] = {}
        for phrase in (phrase for name in self.phrases.keys() - _NO_FILTERS for phrase in self.phrases[name]):
            if len(phrase) == 1 or (phrase[0],) not in self.phrases["filler"]:
                found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
        return found
