"""Talk time: who talked, and for how many seconds, each second once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.cdr.party import PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.cdr.party import Party

_PERSONS = frozenset({PartyKind.EXTENSION, PartyKind.EXTERNAL})


class Span(NamedTuple):
    """One party's talk in epoch seconds, half-open: from its answer to its end."""

    answer: int
    end: int
    party: Party


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
    persons = [span for span in spans if span.party.kind in _PERSONS] or spans
    ordered = sorted(persons, key=_by_answer)
    parties = list(dict.fromkeys(span.party for span in ordered))
    if len(parties) == 1:
        return (parties[0],), ()
    shares = tuple(
        union_seconds((span.answer, span.end) for span in ordered if span.party == party) for party in parties
    )
    end = max(span.end for span in ordered)
    if not any(span.end == end and span.party == parties[-1] for span in ordered):
        parties.append(next(span.party for span in reversed(ordered) if span.end == end))
    return tuple(parties), shares


def _by_answer(span: Span) -> tuple[int, int, str, str, PartyKind]:
    return span.answer, span.end, span.party.number, span.party.name, span.party.kind
