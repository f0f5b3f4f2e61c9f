"""The filters of a question, for a digest, which tells of missed and answered calls alike. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.trouble import QuestionTrouble
from bot.query.read import read_request
from bot.query.request import Kind

if TYPE_CHECKING:
    from bot.query.asker import Asker
    from bot.query.request import Filters


_LEADS = frozenset({"from", "to", "with", "by", "in"})
"""They go before what they filter by, also where it would be understood without them."""


def filters_alone(typed: str, asker: Asker) -> str:
    """The fewest of the words that filter just as all of them do: ``in Sales`` of ``who did we miss in Sales``.

    Args:
        typed: a question without its time, as ``Request.typed`` has it.
        asker: who asked it.

    Returns:
        the text as it is where it cannot be read, so that whoever sees it can mend it.
    """
    wanted = _filters(typed, asker)
    if wanted is None:
        return typed
    words = typed.split()
    for at in range(len(words), -1, -1):
        leads = at > 0 and words[at - 1].casefold() in _LEADS
        if not leads and _filters(" ".join(words[at:]), asker, Kind.CALLS) == wanted:
            words = words[at:]
            break
    for word in words:
        fewer = [each for each in words if each is not word]
        if word.casefold() not in _LEADS and _filters(" ".join(fewer), asker, Kind.CALLS) == wanted:
            words = fewer
    return " ".join(words)


def _filters(text: str, asker: Asker, kind: Kind | None = None) -> Filters | None:
    """What a text filters by; None where it is not understood, or asks for another kind of answer."""
    try:
        request = read_request(text or Kind.CALLS.value, asker)
    except QuestionTrouble:
        return None
    return request.filters if kind in {None, request.kind} else None
