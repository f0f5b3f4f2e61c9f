"""How a question is understood, as terminal text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.understood import understood
from bot.answers.words import HEADLINES
from bot.terminal import frame
from bot.terminal.ink import BLANK, rendered
from bot.terminal.tree import tree

if TYPE_CHECKING:
    from bot.query.request import Request
    from bot.query.tree import Branch


def explain_page(request: Request, *, width: int, colour: bool, parsed: Branch | None = None) -> str:
    """How a question is understood, before any PBX is asked; ``parsed`` is which words became what."""
    words = understood(request)
    beside = [*frame.notes(request.notes, width), *frame.readings(request, width)]
    lines = [
        *frame.headline(HEADLINES[request.kind], request, words, width),
        BLANK,
        *beside,
        *((BLANK,) if beside and parsed is not None else ()),
        *(tree(parsed, width) if parsed is not None else ()),
    ]
    return rendered(lines, colour=colour)
