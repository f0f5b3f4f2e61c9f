"""Filters found one by one, as the filters of one question; what cannot go together is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.cdr.leg import Direction
from bot.cdr.outcome import MISSED
from bot.query.request import Filters, Kind
from bot.query.request_trouble import Contradiction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.cdr.outcome import Outcome

_WORDS = {
    "caller": "from {}",
    "callee": "to {}",
    "either": "with {}",
    "group": "in {}",
    "did": "did {}",
    "pin_code": "pin {}",
    "note": "note {}",
    "longer_than": "longer than {} s",
    "shorter_than": "shorter than {} s",
}


def combined(found: Iterable[tuple[str, Any]]) -> tuple[Kind, Filters]:
    """What is asked for, and its filters.

    Raises:
        Contradiction: naming the two that cannot both be meant.
    """
    given: dict[str, Any] = {}
    outcomes: list[Outcome] = []
    missed = ""
    for field, value in found:
        if field == "outcomes":
            outcomes.append(value)
        elif field == "missed":
            missed = str(value)
        elif field in given and given[field] != value:
            raise Contradiction(one=_said(field, given[field]), other=_said(field, value))
        else:
            given[field] = value
    _check(missed, outcomes, given)
    kind = Kind.MISSED if missed else Kind.CALLS
    return kind, Filters(outcomes=frozenset(outcomes), **given)


def _said(field: str, value: object) -> str:
    if isinstance(value, Direction):
        return value.word
    return _WORDS.get(field, "{}").format(value if not isinstance(value, tuple) else " ".join(value))


def _check(missed: str, outcomes: list[Outcome], given: dict[str, Any]) -> None:
    direction = given.get("direction")
    if missed and direction not in (None, Direction.INBOUND):
        raise Contradiction(one=missed, other=direction.word)
    if missed and (other := next((outcome for outcome in outcomes if outcome not in MISSED), None)):
        raise Contradiction(one=missed, other=other.words)
    longer, shorter = given.get("longer_than"), given.get("shorter_than")
    if longer is not None and shorter is not None and shorter <= longer + 1:
        raise Contradiction(one=_said("longer_than", longer), other=_said("shorter_than", shorter))
