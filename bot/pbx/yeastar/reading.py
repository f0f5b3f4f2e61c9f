"""Reading all rows of a window: page after page where the firmware has pages, else split until each part is whole."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.pbx.transport import MOST_CONNECTIONS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable

    from bot.pbx.yeastar.intake import Intake
    from bot.pbx.yeastar.legs import LegReader
    from bot.pbx.yeastar.wire import Page

    AskPage = Callable[[int, int], Awaitable[Page]]
    """Page number, rows per page -> the page."""

MOST_ROWS = 10_000
"""What the PBX gives at most in one answer (developer guide, "Search CDR")."""

_ROUNDS = 4
_WHOLE = ""
CHANGED = "The PBX's records changed faster than they could be read; {seen:,} of {total:,} were."


async def read_pages(ask: AskPage, intake: Intake, reader: LegReader) -> str:
    """Every page, until it is sure that none was missed. The reason in words if it cannot be made sure.

    Rows may arrive or be deleted between two pages, and push others across their edge. So the pages count as whole
    only when the total stayed the same, as many different rows were seen, and the first row is still the first.
    Otherwise they are read once more, and rows that are new are added.
    """
    for number in range(_ROUNDS):
        first = await ask(1, MOST_ROWS)
        intake.total = first.total
        keys = await intake.accept(first, reader)
        if len(first.rows) >= first.total or (number and intake.rows == first.total):
            return _WHOLE
        if not first.rows:
            break
        totals = {first.total}
        async with _ahead(ask, first) as pages:
            async for page in pages:
                totals.add(page.total)
                keys |= await intake.accept(page, reader)
        last = await ask(1, 1)
        if totals | {last.total} == {len(keys)} and _first(last) == _first(first):
            return _WHOLE
        intake.total = last.total
    return CHANGED.format(seen=intake.rows, total=intake.total)


def _first(page: Page) -> str | None:
    return page.rows[0].key if page.rows else None


@asynccontextmanager
async def _ahead(ask: AskPage, first: Page) -> AsyncIterator[AsyncGenerator[Page, None]]:
    """The pages after the first, in order, with the next one under way while one is read; none is left behind."""
    size = min(len(first.rows), MOST_ROWS)
    count = -(-first.total // size)
    waiting: deque[asyncio.Task[Page]] = deque()
    pages = _in_order((ask(number, size) for number in range(2, count + 1)), waiting)
    try:
        yield pages
    finally:
        await pages.aclose()
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def _in_order(
    asked: Iterable[Awaitable[Page]], waiting: deque[asyncio.Task[Page]]
) -> AsyncGenerator[Page, None]:
    for each in asked:
        waiting.append(asyncio.ensure_future(each))
        if len(waiting) == MOST_CONNECTIONS:
            yield await waiting.popleft()
    while waiting:
        yield await waiting.popleft()
