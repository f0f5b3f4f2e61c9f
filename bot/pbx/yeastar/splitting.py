"""Reading a window where the firmware has no pages: it is split until each part comes whole.

Older firmware gives at most 10,000 rows and does not say that it has cut. So an answer counts as whole only when it
has all the rows it states, and fewer than that. Some may give all they have, however much: what is too much for one
answer is split as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.pbx_trouble import TooLarge
from bot.pbx.yeastar.reading import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from bot.pbx.yeastar.intake import Intake
    from bot.pbx.yeastar.legs import LegReader
    from bot.pbx.yeastar.wire import Page

    Span = tuple[int | None, int]
    """First and last second asked for, both inclusive; None is open to the past."""

    AskSpan = Callable[[Span], Awaitable[Page]]

_FILLED = 0.7
"""How full a part is meant to be: days differ, and a part that is cut costs its request."""

_MOST_PARTS = 64
TOO_MANY = "The PBX has more than 10,000 records in one second and gives no more."


async def read_parts(
    ask: AskSpan, span: Span, oldest: int | None, intake: Intake, reader: LegReader
) -> list[tuple[Span, str]]:
    """Every row of a span. Parts that did not come whole, with the reason in words.

    Args:
        ask: asks for a span.
        span: what to read.
        oldest: epoch second of the oldest record that is known of: where an open span may be cut.
        intake: takes the pages.
        reader: reads their rows.
    """
    lost: list[tuple[Span, str]] = []
    waiting = [span]
    while waiting:
        part = waiting.pop()
        try:
            page = await ask(part)
        except TooLarge:
            parts = list(_parts(part, oldest, 2 * MOST_ROWS))
            if len(parts) == 1:
                raise
            waiting += reversed(parts)
            continue
        if intake.total is None:
            intake.total = page.total
        if len(page.rows) >= page.total and len(page.rows) < MOST_ROWS:
            await intake.accept(page, reader)
            continue
        parts = list(_parts(part, oldest, page.total))
        if len(parts) == 1:
            await intake.accept(page, reader)
            lost.append((part, TOO_MANY))
        else:
            waiting += reversed(parts)
    return lost


def _parts(span: Span, oldest: int | None, total: int) -> Iterator[Span]:
    """A span cut evenly: into as many parts as its total asks for, at least two. One second stays whole.

    Neighbours share the second between them: where clocks are set back it is not known which of two the PBX means.
    """
    start, end = span
    first = start if start is not None else min(oldest if oldest is not None else 0, end - 1)
    wanted = min(max(2, round(total / (MOST_ROWS * _FILLED))), _MOST_PARTS, end - first)
    if wanted < 2:
        yield span
        return
    cuts = [first + (end - first) * number // wanted for number in range(1, wanted)]
    yield from zip([start, *cuts], [*cuts, end], strict=True)
