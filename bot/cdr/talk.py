"""Talk time: who talked, and for how many seconds, each second once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.party import Party, PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Span = tuple[int, int, Party]
"""One party's talk: the second of its answer, the second of its end (itself outside), the party."""

_PERSONS = frozenset({PartyKind.EXTENSION, PartyKind.EXTERNAL})


def union_seconds(spans: Iterable[tuple[int, int]]) -> int:
    """Seconds covered by half-open spans, each once: legs of one call repeat the same talk."""
    total = covered_until = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, covered_until))
        covered_until = max(covered_until, end)
    return total


def talkers(spans: Sequence[Span]) -> tuple[tuple[Party, ...], tuple[int, ...]]:
    """Who talked, in the order of answering, and the seconds of each distinct party.

    The last is who had the call at the end, so a party that took the call back stands twice. Ring groups
    and other places are named only where no person is: a person's leg tells the same talk better. The
    seconds are empty when one party had all of it.
    """
    persons = [span for span in spans if span[2].kind in _PERSONS] or spans
    talks: dict[Party, list[tuple[int, int]]] = {}
    for answer, end, party in sorted(persons, key=_by_answer):
        talks.setdefault(party, []).append((answer, end))
    parties = tuple(talks)
    if len(parties) == 1:
        return parties, ()
    last = max(parties, key=lambda party: (_end(talks[party]), talks[party], party.number, party.name))
    if _end(talks[last]) > _end(talks[parties[-1]]):
        parties = (*parties, last)
    return parties, tuple(union_seconds(talk) for talk in talks.values())


def _end(talk: Sequence[tuple[int, int]]) -> int:
    return max(end for _, end in talk)


def _by_answer(span: Span) -> tuple[int, int, str, str, PartyKind]:
    answer, end, party = span
    return answer, end, party.number, party.name, party.kind
