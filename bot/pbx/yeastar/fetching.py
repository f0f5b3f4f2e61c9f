"""One search, carried out: asked in the format that is believed, doubted where its rows or their lack give reason."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.cdr.pbx_trouble import DateFormatMismatch
from bot.cdr.search import Coverage, Gap
from bot.cdr.window import Window
from bot.pbx.yeastar.intake import Stale
from bot.pbx.yeastar.legs import LegReader
from bot.pbx.yeastar.proof import proved
from bot.pbx.yeastar.question import FUZZY_IS_AN_OPTION, Question
from bot.pbx.yeastar.reading import MOST_ROWS, read_pages
from bot.pbx.yeastar.shape import Overfull
from bot.pbx.yeastar.splitting import read_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cdr.search import Search, Sent
    from bot.pbx.yeastar.api import Errand
    from bot.pbx.yeastar.discovery import Discovered
    from bot.pbx.yeastar.intake import Intake
    from bot.pbx.yeastar.knowledge import Knowledge
    from bot.pbx.yeastar.splitting import Span

_TRIES = 4
"""A format may change again while it is rediscovered; somebody who changes it all the time cannot be answered."""


class Fetching:
    """One search on its way.

    Args:
        search: what is looked for.
        knowledge: what is known of the PBX.
        errand: asks it.
        intake: takes the rows.
    """

    def __init__(self, search: Search, knowledge: Knowledge, errand: Errand, intake: Intake) -> None:
        self._search, self._knowledge, self._errand, self._intake = search, knowledge, errand, intake
        self._sent: list[Sent] = []

    async def run(self) -> Coverage:
        """Fetch, and say what is covered.

        Raises:
            DateFormatMismatch: no display format fits what the PBX writes and finds.
            Trouble: the PBX cannot be reached, or refuses us.
        """
        known = await self._knowledge.discovered(self._errand)
        for _ in range(_TRIES):
            try:
                gaps = await self._read(known)
            except Stale as stale:
                known = await self._knowledge.rediscovered(known, self._errand, stale.evidence)
                continue
            except Overfull as overfull:
                raise self._errand.trouble_of(overfull) from None
            if self._intake.spoke or await self._found_again(known):
                return self._covered(known, gaps, proved=True)
            known = await self._knowledge.rediscovered(known, self._errand)
            if known.known is None:
                return self._covered(known, gaps, proved=False)
        raise DateFormatMismatch(finding="it changed again and again while the records were read")

    async def _read(self, known: Discovered) -> list[Gap]:
        parties = (await self._knowledge.places(self._errand)).parties
        question = Question(self._errand, self._search, known, self._sent)
        reader = LegReader(parties, known.agrees())
        self._intake.begin()
        if known.paged:
            many = known.expected(self._search.window) > MOST_ROWS
            reason = await read_pages(question.page, self._intake, reader, many=many)
            return [Gap(window=self._search.window, reason=reason)] if reason else []
        lost = await read_parts(question.span_of, question.span, known.oldest, self._intake, reader)
        return [Gap(window=self._part(span), reason=reason) for span, reason in lost]

    async def _found_again(self, known: Discovered) -> bool:
        """The proof of a zero: the PBX still finds a record that exists, asked in the format in use."""
        row = known.known
        return row is not None and await proved(self._errand, row, known.form, known.zone.tzinfo)

    def _part(self, span: Span) -> Window:
        """The part of the window that a span stands for; the whole one if it lies in the padding."""
        whole, (first, last) = self._search.window, span
        start = whole.start if first is None else max(first, whole.first_second)
        end = datetime.fromtimestamp(min(last + 1, whole.last_second), UTC)
        if isinstance(start, int | float):
            start = datetime.fromtimestamp(start, UTC)
        return Window(start=start, end=end) if start is None or start < end else whole

    def _covered(self, known: Discovered, gaps: list[Gap], *, proved: bool) -> Coverage:
        intake = self._intake
        return Coverage(
            legs=intake.legs,
            requests=self._errand.requests,
            gaps=tuple(gaps),
            sent=tuple(self._sent),
            proved=proved,
            oldest=None if known.oldest is None else datetime.fromtimestamp(known.oldest, UTC),
            empty_pbx=known.known is None and not intake.rows,
            notes=tuple(self._notes(known)),
        )

    def _notes(self, known: Discovered) -> Iterator[str]:
        if unreadable := self._intake.unreadable:
            yield f"{unreadable:,} of the PBX's records have no time that can be read; they are not counted."
        if odds := self._intake.odds:
            yield f"{odds:,} of the PBX's records show another time than their timestamp, which is used."
        if self._search.legs.fuzzy and known.paged:
            yield FUZZY_IS_AN_OPTION
