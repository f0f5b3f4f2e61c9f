"""One question, answered: its names resolved, its legs fetched, the rest worked out."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.finishing import Read, finished
from bot.answers.gather import gather
from bot.answers.reach import fetched
from bot.answers.resolving import by_roster
from bot.cdr.grouping import SHORT_RING, CallBook
from bot.cdr.leg import Direction
from bot.cdr.outcome import MISSED
from bot.cdr.search import LegFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.values import Answer
    from bot.cdr.leg import Leg
    from bot.cdr.search import Coverage
    from bot.ports import Pbx, Progress
    from bot.query.request import Request

_TOO_LONG_FOR_THE_LOOP = 20_000
"""Legs. To group and count them takes some 40 ms; more leaves the event loop."""


async def answer(
    request: Request, pbx: Pbx, *, short_ring: int = SHORT_RING, progress: Progress | None = None
) -> Answer:
    """Answer a request completely, or say in the answer what is missing.

    Args:
        request: the question, wholly understood.
        pbx: whose records answer it.
        short_ring: seconds; a missed call that rang less is a short ring.
        progress: told of the legs that arrive.

    Raises:
        QuestionTrouble: a party or group that this PBX does not know, or knows more than once.
        DateFormatMismatch: nothing was found, and nothing proves that the PBX understood the dates.
        Trouble: as the ``Pbx`` port.
    """
    await pbx.profile()  # first of all: what is wrong with the PBX is said before what is wrong with a name
    roster = await pbx.roster()
    names = by_roster(request.filters, roster)
    book = CallBook(short_ring)
    windows = fetched(request.windows, request.now, look_on=_may_be_missed(request))
    coverage = await gather(pbx, windows, book.take, progress=progress)
    coded, coverage = await _coded(request, pbx, coverage)
    read = Read(
        request=request,
        profile=await pbx.profile(),  # as it is now: a format that changed meanwhile was discovered anew
        roster=roster,
        coverage=coverage,
        names=names,
        coded=coded,
        short_ring=short_ring,
    )
    if coverage.legs <= _TOO_LONG_FOR_THE_LOOP:
        return finished(read, book)
    return await asyncio.to_thread(finished, read, book)


def _may_be_missed(request: Request) -> bool:
    """Whether the calls asked for can be missed ones, so that it matters what happened since."""
    outcomes, direction = request.filters.outcomes, request.filters.direction
    if direction is not None and direction is not Direction.INBOUND:
        return False
    return not outcomes or not outcomes.isdisjoint(MISSED)


async def _coded(request: Request, pbx: Pbx, coverage: Coverage) -> tuple[frozenset[str] | None, Coverage]:
    """Keys of the calls with the disposition codes asked for: rows do not carry codes, only the PBX can tell."""
    codes = request.filters.disposition_codes
    if not codes:
        return None, coverage
    keys: set[str] = set()

    def take(legs: Sequence[Leg]) -> None:
        keys.update(leg.call_key for leg in legs)

    windows = fetched(request.windows, request.now, look_on=False)
    more = await gather(pbx, windows, take, legs=LegFilter(disposition_codes=codes))
    return frozenset(keys), replace(
        coverage,
        requests=coverage.requests + more.requests,
        gaps=coverage.gaps + more.gaps,
        sent=coverage.sent + more.sent,
        notes=coverage.notes + more.notes,
    )
