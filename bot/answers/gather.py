"""Fetching several windows of legs into one take, and what they cover together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.pbx_trouble import DateFormatMismatch
from bot.cdr.search import Coverage, LegFilter, Search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.cdr.leg import Leg
    from bot.cdr.window import Window
    from bot.ports import Pbx, Progress


async def gather(
    pbx: Pbx,
    windows: Iterable[Window],
    take: Callable[[Sequence[Leg]], None],
    *,
    legs: LegFilter | None = None,
    progress: Progress | None = None,
) -> Coverage:
    """Fetch every window, one after the other (the PBX takes two requests at once), and add up the coverage.

    Raises:
        DateFormatMismatch: a window brought nothing, and nothing proves that it was understood.
        Trouble: as ``Pbx.fetch``.
    """
    covered: list[Coverage] = []
    for window in windows:
        search = Search(window=window, legs=legs or LegFilter())
        before = sum(part.legs for part in covered)
        part = await pbx.fetch(search, take, _from(before, progress))
        _check_proof(part, legs)
        covered.append(part)
    return together(covered)


def together(covered: Sequence[Coverage]) -> Coverage:
    """What several fetches cover: proved when each is, empty when all are."""
    return Coverage(
        legs=sum(part.legs for part in covered),
        requests=sum(part.requests for part in covered),
        gaps=tuple(gap for part in covered for gap in part.gaps),
        sent=tuple(sent for part in covered for sent in part.sent),
        proved=all(part.proved for part in covered),
        oldest=min((part.oldest for part in covered if part.oldest is not None), default=None),
        empty_pbx=all(part.empty_pbx for part in covered),
        notes=tuple(dict.fromkeys(note for part in covered for note in part.notes)),
    )


def _check_proof(part: Coverage, legs: LegFilter | None) -> None:
    """Never a silent zero: the PBX answers a date it misreads with success and nothing.

    A search for fewer legs is made beside one for all of the same window, which has the proof. Gaps are told.
    """
    if legs is not None or part.legs or part.proved or part.empty_pbx or part.gaps:
        return
    raise DateFormatMismatch(finding="it found no record, and none is known to try the format with")


def _from(before: int, progress: Progress | None) -> Progress | None:
    """Progress that counts on from the windows before; the total of all is only known with the last."""
    if progress is None or not before:
        return progress

    def counted_on(*, done: int, total: int | None, doing: str) -> None:
        progress(done=before + done, total=None if total is None else before + total, doing=doing)

    return counted_on
