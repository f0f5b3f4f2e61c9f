"""A trouble as terminal text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.terminal.flow import paragraph
from bot.terminal.ink import Ink, rendered

if TYPE_CHECKING:
    from bot.cdr.trouble import Trouble


def trouble_page(trouble: Trouble, *, width: int, colour: bool) -> str:
    """A trouble's two sentences: the cause, then the next step."""
    lines = [
        *paragraph(trouble.sentence, width, ink=Ink.VERY_BAD),
        *paragraph(trouble.next_step, width),
    ]
    return rendered(lines, colour=colour)
