"""The words that a question can be made of, for whoever misspells one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.query.filter_words import words_of_filters
from bot.query.words import words_of_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.query.asker import Asker

_OF_TIME = (
    "weekday", "weekday set", "month", "unit", "day", "day set", "part", "noon", "holiday", "since", "until", "before",
    "after", "between", "last", "near part",
)  # fmt: skip
_OPENING = ("since", "until", "before", "after", "to")
"""Tables of words by which the same days mean all before them, or all after them."""
_TURNS = ("this", "next", "rolling", "ago", "every", "ordinal")
_OF_FILTERS = (
    "missed", "outcomes", "directions", "parties", "places", "extensions", "texts", "longer", "shorter", "fuzzy",
)  # fmt: skip
"""The tables whose words mean something by themselves; words that only hold others together are no suggestion."""

_HELP = "help"
_SHORTEST, _LONG, _SURE = 4, 6, 7
"""Letters of a word that is offered at all, of one in which two slips are still near, and of one that no other word is
like but for one letter."""
_FAR = 2
"""Slips between a word and one that is offered for it, at most."""


def near(words: Sequence[str], asker: Asker, most: int) -> tuple[str, ...]:
    """The known words nearest to these, at most ``most`` for each, each once."""
    known = _suggested(asker.language)
    found = (match for word in words for match in _nearest(word.casefold(), known)[:most])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def slip_of(word: str, language: str, *, filters: bool = False) -> str:
    """The one word about time, or of a filter, that this is one slip away from; empty where there is none, or two.

    A slip leaves the first letter where it is, or right behind the second: ``tuesdya``, but not ``funday``. Of a word
    that turns a stretch about it is two letters turned round alone: ``though`` is no ``through``. Three letters are a
    slip of what is often written short, ``wek``, never of what filters: ``non`` is no ``noon``, ``bus`` no ``busy``.
    """
    if len(word) < _SHORTEST - 1 or not word.isalpha() or _is_a_name(word, language):
        return ""
    filters = filters and len(word) >= _SHORTEST
    mendable = _mendable(language, filters=filters)
    near = [
        other
        for other in (*mendable.get(word[0], ()), *mendable.get(word[1], ()))
        if _begins_alike(word, other) and _may_be_within(1, word, other) and _slips(word, other) == 1
        if not _another_short_word(word, other)
        if sorted(word) == sorted(other) or other not in _words(language, _OPENING)
        if len(word) >= _SHORTEST or other not in _words(language, ("noon",))
    ]
    return near[0] if len({*near}) == 1 else ""


def _is_a_name(word: str, language: str) -> bool:
    time = words_of_time(language)
    return time is not None and word in time.no_slips


def _another_short_word(word: str, other: str) -> bool:
    """``jury`` is no slip of ``july``, ``Paris`` none of French ``pris``, German ``nicht`` none of ``nacht``.

    Near a short word there are others; one wrong letter is a slip in a long word alone.
    """
    if sorted(word) == sorted(other):
        return False
    return len(word) >= len(other) == _SHORTEST or len(word) == len(other) < _SURE


def _begins_alike(word: str, other: str) -> bool:
    return word[0] == other[0] or word[:2] == other[1::-1]


@lru_cache(maxsize=32)
def _mendable(language: str, *, filters: bool) -> Mapping[str, Sequence[str]]:
    """The words of one language that a slip of is read as, by their first letter: too long for other words' slips."""
    time, of_filters = words_of_time(language), words_of_filters(language) if filters else None
    found = set(_single(time.phrases, (*_OF_TIME, *_TURNS))) if time else set[str]()
    found |= set(_single(of_filters.phrases, _OF_FILTERS)) if of_filters else set()
    by_letter: dict[str, list[str]] = {}
    for word in sorted(word for word in found if len(word) >= _SHORTEST and word.isalpha()):
        by_letter.setdefault(word[0], []).append(word)
    return by_letter


@lru_cache(maxsize=32)
def _words(language: str, tables: Sequence[str]) -> frozenset[str]:
    time = words_of_time(language)
    return frozenset(_single(time.phrases, tables)) if time else frozenset()


def _nearest(word: str, known: Sequence[str]) -> list[str]:
    """Those that are only a slip or two away; of a long word two."""
    slips = [(_slips(word, other), other) for other in known if _may_be_within(_FAR, word, other)]
    near = sorted(
        (count, other) for count, other in slips if 0 < count <= 1 + (min(len(word), len(other)) >= _LONG)
    )
    return [other for count, other in near if count == near[0][0]]


def _may_be_within(slips: int, one: str, other: str) -> bool:
    """Whether so few slips may be between two words: each changes the length by one at most, and two letters."""
    return abs(len(one) - len(other)) <= slips and len({*one} ^ {*other}) <= 2 * slips


def _slips(one: str, other: str) -> int:
    """How many letters are missing, too many, wrong, or two of them turned round (optimal string alignment)."""
    before: list[int] = []
    row: list[int] = [*range(len(other) + 1)]
    for at, letter in enumerate(one, 1):
        above, before, row = before, row, [at]
        for place, wanted in enumerate(other, 1):
            steps = [before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != wanted)]
            if at > 1 and place > 1 and (letter, one[at - 2]) == (other[place - 2], wanted):
                steps.append(above[place - 2] + 1)
            row.append(min(steps))
    return row[-1]


@lru_cache(maxsize=16)
def _suggested(language: str) -> tuple[str, ...]:
    """Those of a language, and English, which is understood besides."""
    found = {_HELP}
    for spoken in (language, "en"):
        time, filters = words_of_time(spoken), words_of_filters(spoken)
        found |= set(_single(time.phrases, _OF_TIME) if time else ())
        found |= set(_single(filters.phrases, _OF_FILTERS) if filters else ())
    return tuple(sorted(word for word in found if len(word) >= _SHORTEST and word.isalpha()))


def _single(tables: Mapping[str, Mapping[tuple[str, ...], object]], names: Sequence[str]) -> Iterator[str]:
    return (phrase[0] for name in names for phrase in tables.get(name, ()) if len(phrase) == 1)
