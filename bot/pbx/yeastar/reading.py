"""Reading all rows of a window: page after page where the firmware has pages, else split until each part is whole."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import aclosing
from typing import TYPE_CHECKING

from bot.pbx.transport import MOST_CONNECTIONS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine
    from typing import Any

    from bot.pbx.yeastar.intake import Intake
    from bot.pbx.yeastar.legs import LegReader
    from bot.pbx.yeastar.wire import Page

    AskPage = Callable[[int, int], Coroutine[Any, Any, Page]]
    """Page number, rows per page -> the page."""

MOST_ROWS = 10_000
"""What the PBX gives at most in one answer (developer guide, "Search CDR")."""

_ROUNDS = 4
_WHOLE = ""
UNTOLD = "The PBX does not say how many records there are, and has more than it gave."
CHANGED = "The PBX's records changed faster than they could be read; {seen:,} of {total:,} were."


async def read_pages(ask: AskPage, intake: Intake, reader: LegReader, *, many: bool = False) -> str:
    """Every page, until it is sure that none was missed. The reason in words if it cannot be made sure.

    Rows may arrive or be deleted between two pages, and push others across their edge. So the pages count as whole
    only when the total stayed the same, as many different rows were seen, and the first row is still the first.
    Otherwise they are read once more, and rows that are new are added.

    Args:
        ask: asks for a page.
        intake: takes the pages.
        reader: reads their rows.
        many: there is likely more than one page, so the second need not wait for the first.
    """
    for number in range(_ROUNDS):
        first: Page | None = None
        keys, totals = frozenset[int](), set[int]()
        async with aclosing(_pages(ask, many=many)) as pages:
            async for page in pages:
                intake.total = page.total
                totals.add(page.total)
                keys |= await intake.accept(page, reader)
                first = first or page
                if page.total_number is None and page.rows and (await ask(2, len(page.rows))).rows:
                    return UNTOLD
                if page is first and (len(page.rows) >= page.total or (number and intake.rows == page.total)):
                    return _WHOLE
        last = await ask(1, 1)
        intake.total = last.total
        if totals | {last.total} == {len(keys)} and first is not None and _first(last) == _first(first):
            return _WHOLE
    return CHANGED.format(seen=intake.rows, total=intake.total)


def _first(page: Page) -> str | None:
    return page.rows[0].key if page.rows else None


async def _pages(ask: AskPage, *, many: bool) -> AsyncGenerator[Page, None]:
    """The pages in order, with the next one under way while one is read; none is left behind."""
    waiting: deque[asyncio.Task[Page]] = deque()
    asked, count, size = 0, 2 if many else 1, MOST_ROWS
    try:
        while True:
            while asked < count and len(waiting) < MOST_CONNECTIONS:
                asked += 1
                waiting.append(asyncio.ensure_future(ask(asked, size)))
            if not waiting:
                return
            page = await waiting.popleft()
            if asked <= 2 and 0 < len(page.rows) < min(size, page.total):
                # It gives fewer rows than asked for: all other pages have to be of that size as well.
                size, asked = len(page.rows), 1
                await _dropped(waiting)
            count = -(-page.total // size) if page.rows else 0
            yield page
    finally:
        await _dropped(waiting)


async def _dropped(waiting: deque[asyncio.Task[Page]]) -> None:
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    waiting.clear()
