"""Missed callers counted and told apart: whoever called two DIDs stands in two rows and is one caller."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.cdr.missed import CallerState
from bot.cdr.seen import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.cdr.missed import MissedCaller

NO_DID = "no DID"


def callers_in(rows: Iterable[MissedCaller]) -> int:
    """How many callers there are in some rows, each once."""
    return len({row.who for row in rows})


def became(rows: Sequence[MissedCaller]) -> list[tuple[CallerState, int]]:
    """How many callers are open, tried, returned, got through; none of what nobody is."""
    counts = [(state, callers_in(row for row in rows if row.state is state)) for state in CallerState]
    return [(state, count) for state, count in counts if count]


def did_texts(rows: Sequence[MissedCaller]) -> list[str]:
    """For each row the DID that tells it from another row of the same caller; empty where there is no other."""
    often = Counter(row.who for row in rows)
    return [(clean(row.did) or NO_DID) if often[row.who] > 1 else "" for row in rows]
