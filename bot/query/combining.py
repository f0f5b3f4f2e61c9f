"""Filters found one by one, as the filters of one question; what cannot go together is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.cdr.leg import Direction
from bot.cdr.outcome import MISSED, Outcome
from bot.query.lengths import longer_words, shorter_words
from bot.query.request import Filters, Kind
from bot.query.request_trouble import Contradiction, NoTalk, NothingAsked

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = {
    "caller": "from {}",
    "callee": "to {}",
    "either": "with {}",
    "group": "in {}",
    "did": "did {}",
    "pin_code": "pin {}",
    "note": "note {}",
}
_LENGTHS = {"longer_than": longer_words, "shorter_than": shorter_words}
_FUZZY = ("caller", "callee", "either", "did")
"""The filters that hold a number, which ``fuzzy`` loosens."""


def combined(found: Iterable[tuple[str, Any]]) -> tuple[Kind, Filters]:
    """What is asked for, and its filters.

    Raises:
        Contradiction: naming the two that cannot both be meant.
        NothingAsked: ``fuzzy`` without a number.
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
    _check_lengths(missed, outcomes, given)
    kind = Kind.MISSED if missed else Kind.CALLS
    return kind, Filters(outcomes=frozenset(outcomes), **given)


def _said(field: str, value: Any) -> str:  # noqa: ANN401 - each filter has its own type
    if isinstance(value, Direction):
        return value.word
    if field in _LENGTHS:
        return _LENGTHS[field](value)
    return _WORDS.get(field, "{}").format(value if not isinstance(value, tuple) else " ".join(value))


def _check(missed: str, outcomes: list[Outcome], given: dict[str, Any]) -> None:
    direction = given.get("direction")
    if missed and direction not in (None, Direction.INBOUND):
        raise Contradiction(one=missed, other=direction.word)
    if missed and (other := next((outcome for outcome in outcomes if outcome not in MISSED), None)):
        raise Contradiction(one=missed, other=other.words)
    if given.get("fuzzy") and not any(_digits_alone(given.get(field, "")) for field in _FUZZY):
        raise NothingAsked(words="fuzzy", example="fuzzy from 0794")


def _digits_alone(typed: str) -> bool:
    return any(map(str.isdigit, typed)) and not any(map(str.isalpha, typed))


def _check_lengths(missed: str, outcomes: list[Outcome], given: dict[str, Any]) -> None:
    longer, shorter = given.get("longer_than"), given.get("shorter_than")
    length = next((field for field in _LENGTHS if given.get(field) is not None), "")
    silent = missed or next((outcome.words for outcome in outcomes), "")
    if length and silent and Outcome.ANSWERED not in outcomes:
        raise NoTalk(one=silent, other=_said(length, given[length]))
    if longer is not None and shorter is not None and shorter <= longer + 1:
        raise Contradiction(one=_said("longer_than", longer), other=_said("shorter_than", shorter))
