"""How a question was understood, in words: its kind and every filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.lengths import longer_words, shorter_words
from bot.query.request import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.resolving import Names
    from bot.query.request import Filters, Request

_PARTIES = {"caller": "from", "callee": "to", "either": "with"}


def understood(request: Request, names: Names | None = None) -> tuple[str, ...]:
    """The words, the kind first: ``("missed calls", "inbound", "in Sales (queue 6400)")``.

    Without ``names``, before a PBX was asked, parties and groups stand as they were typed.
    """
    kind = "missed calls" if request.kind is Kind.MISSED else "calls"
    return (kind, *_words(request.filters, names))


def _words(filters: Filters, names: Names | None) -> Iterator[str]:
    if filters.outcomes:
        yield " or ".join(sorted(outcome.words for outcome in filters.outcomes))
    if filters.direction is not None:
        yield filters.direction.word
    matches = {} if names is None else names.parties
    for field, word in _PARTIES.items():
        if typed := getattr(filters, field):
            yield f"{word} {matches[field].words if field in matches else typed}"
    group = None if names is None else names.group
    if filters.group:
        yield f"in {filters.group if group is None else group.words}"
    yield from _of_the_row(filters)


def _of_the_row(filters: Filters) -> Iterator[str]:
    if filters.longer_than is not None:
        yield longer_words(filters.longer_than)
    if filters.shorter_than is not None:
        yield shorter_words(filters.shorter_than)
    if filters.did:
        yield f"dialled number {filters.did}"
    if filters.fuzzy:
        yield "numbers that contain these digits"
    if filters.pin_code:
        yield f"PIN code {filters.pin_code}"
    if filters.note:
        yield f"note with “{filters.note}”"
    if filters.disposition_codes:
        yield f"disposition code {' or '.join(filters.disposition_codes)}"
