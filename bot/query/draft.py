"""One way through a question: what its words were taken for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.query.words_of_question import Words

Given = tuple[tuple[str, Any], ...]
"""Filters, by field."""
_PARTIES = frozenset({"caller", "callee", "group"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One way through a question: what its words were taken for.

    Attributes:
        found: filters, by field.
        taken: first word, the word after the last, and the filters of each.
        time: the words left for time.
        dropped: the first word of the time after a ``from`` that was taken for filler.
        clocks: times of the day that could have been parties, as typed.
    """

    found: Given = ()
    taken: tuple[tuple[int, int, Given], ...] = ()
    time: tuple[int, ...] = ()
    dropped: int | None = None
    clocks: tuple[str, ...] = ()


def without_comings(words: Words, draft: Draft) -> Draft:
    """The same, where what says that somebody called says no direction: a colleague's call comes in from nowhere."""
    named = _PARTIES.intersection(field for field, _ in draft.found)
    taken = tuple(
        (at, end, () if named and _comes(words, at, end, named) else given) for at, end, given in draft.taken
    )
    return replace(draft, taken=taken, found=tuple(one for _, _, given in taken for one in given))


def _comes(words: Words, at: int, end: int, named: frozenset[str]) -> bool:
    return any(last == end and (by == "any" or by in named) for by, last in words.match("comings", at))
