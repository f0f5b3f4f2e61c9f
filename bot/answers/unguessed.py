"""Answers for readers from whom numbers are masked: nothing that they ask tells a number, however often they ask."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.answers.asking import answer
from bot.answers.masking_trouble import NameMasked, NoteMasked, PartsMasked
from bot.answers.names import folded
from bot.answers.outside import Outside
from bot.answers.parties import is_number
from bot.answers.resolving import PARTY_FIELDS, by_roster
from bot.cdr.trouble import QuestionTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.values import Answer
    from bot.cdr.roster import Roster
    from bot.ports import Pbx, Progress
    from bot.query.request import Filters, Request


async def unguessed_answer(
    request: Request, pbx: Pbx, *, short_ring: int, progress: Progress | None = None
) -> Answer:
    """The answer, yet to be masked, where it tells nothing of a number that masking hides.

    Raises:
        PartsMasked: a number could be found digit by digit with such questions.
        Trouble: as ``answer``; numbers that it would tell are masked.
    """
    await pbx.profile()  # first of all, as ``answer`` has it
    roster = await pbx.roster()
    refuse_guessing(request.filters, roster)
    with troubles_masked(roster):
        return await answer(request, pbx, short_ring=short_ring, progress=progress)


def refuse_guessing(filters: Filters, roster: Roster) -> None:
    """Refuse the filters that a part of a number fits; a whole number is looked for as one, and may be asked for.

    Raises:
        PartsMasked: naming which.
        QuestionTrouble: as ``by_roster``.
    """
    if filters.fuzzy and any(is_number(getattr(filters, name)) for name in PARTY_FIELDS):
        raise PartsMasked
    if _has_digits(filters.note):
        raise NoteMasked
    with troubles_masked(roster):
        unknown = by_roster(filters, roster).left
    if any(map(_has_digits, unknown.values())):
        raise NameMasked


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, folded(text)))


@contextmanager
def troubles_masked(roster: Roster) -> Iterator[None]:
    """Within the block a trouble that names parties of calls tells no outside number, also where it is in a name.

    Raises:
        QuestionTrouble: as in the block.
    """
    try:
        yield
    except QuestionTrouble as trouble:
        places = (*roster.extensions, *roster.ivrs, *(group.number for group in roster.groups))
        outside = Outside(places=places)
        told = {
            name: outside.text(fact) if isinstance(fact, str) else fact
            for name, fact in trouble.facts.items()
        }
        raise type(trouble)(**told) from None
