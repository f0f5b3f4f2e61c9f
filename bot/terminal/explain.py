"""How a question is understood, as terminal text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.understood import understood
from bot.answers.words import HEADLINES
from bot.terminal import frame
from bot.terminal.ink import BLANK, rendered

if TYPE_CHECKING:
    from bot.query.request import Request


def explain_page(request: Request, *, width: int, colour: bool) -> str:
    """How a question is understood, before any PBX is asked."""
    words = understood(request)
    lines = [
        *frame.headline(HEADLINES[request.kind], request, words, width),
        BLANK,
        *frame.notes(request.notes, width),
        *frame.readings(request, width),
    ]
    return rendered(lines, colour=colour)
