"""The query of ``cdr/search``: window and filters as the PBX wants them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.cdr.search import Sent
from bot.pbx.yeastar.clock import render
from bot.pbx.yeastar.wire import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cdr.search import LegFilter, Search
    from bot.cdr.window import Window
    from bot.pbx.yeastar.api import Errand
    from bot.pbx.yeastar.discovery import Discovered
    from bot.pbx.yeastar.splitting import Span
    from bot.pbx.yeastar.wire import Page

WIRE_PAD = timedelta(hours=2)
"""Asked for on both sides of a window; rows are then chosen by ``timestamp``.

Makes up for all that is not known of how the PBX compares: whether bounds are inclusive, which of two it means in an
hour that comes twice, and clocks that it does not change, or changes when we do not expect it.
"""

FUZZY_IS_AN_OPTION = (
    "On this firmware an option of the PBX, not the question, decides whether parts of numbers match."
)


class Question:
    """Asks the PBX for the rows of one search; ``sent`` gets the strings that were sent."""

    def __init__(self, errand: Errand, search: Search, known: Discovered, sent: list[Sent]) -> None:
        self._errand, self._known, self._sent = errand, known, sent
        self._filters = dict(_filters(search.legs, paged=known.paged))
        self.span = _padded(search.window)

    async def span_of(self, span: Span) -> Page:
        """The rows of a span, without pages."""
        return await self._ask(span, {}, None)

    async def page(self, number: int, size: int) -> Page:
        """One page of the whole window."""
        return await self._ask(self.span, {"page": str(number), "page_size": str(size)}, number)

    async def _ask(self, span: Span, paging: dict[str, str], page: int | None) -> Page:
        start, end = ("" if epoch is None else self._shown(epoch) for epoch in span)
        self._sent.append(Sent(start=start, end=end, page=page))
        bounds = {"start_time": start, "end_time": end} if start else {"end_time": end}
        return await self._errand.get("cdr/search", {**bounds, **self._filters, **paging}, PAGE)

    def _shown(self, epoch: int) -> str:
        return render(datetime.fromtimestamp(epoch, UTC), self._known.form, self._known.zone.tzinfo)


def _padded(window: Window) -> Span:
    pad = WIRE_PAD.total_seconds()
    start = None if window.start is None else int(window.start.timestamp() - pad)
    return start, int(window.end.timestamp() + pad)


def _filters(legs: LegFilter, *, paged: bool) -> Iterator[tuple[str, str]]:
    """Only what is set; ``enable_fuzzy_search`` only where the firmware still knows it."""
    texts = {
        "call_from": legs.call_from,
        "call_to": legs.call_to,
        "extension_group": "" if legs.extension_group is None else str(legs.extension_group),
        "status": legs.status,
        "enable_fuzzy_search": "1" if legs.fuzzy and not paged else "",
        "did": legs.did,
        "disposition_code_list": ",".join(legs.disposition_codes),
        "call_note_remark": legs.note_remark,
        "pin_code": legs.pin_code,
    }
    yield from ((name, text) for name, text in texts.items() if text)
