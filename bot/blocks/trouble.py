"""A trouble as a message: the cause, the next step, and what can be pressed instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import limits
from bot.blocks.elements import actions, clipped, line, rich, span
from bot.blocks.message import Message
from bot.blocks.text import standing_in
from bot.workspace.steps_in_slack import step_in_slack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.message import Block
    from bot.cdr.trouble import Trouble


def trouble_message(trouble: Trouble, buttons: Sequence[Block] = ()) -> Message:
    """Its two sentences; the words in them that came from outside are text that nothing parses."""
    return told(trouble.sentence, step_in_slack(trouble), buttons)


def told(first: str, second: str = "", buttons: Sequence[Block] = ()) -> Message:
    """A weighty sentence, and another one under it."""
    lines = [line(span(clipped(first, limits.SECTION_TEXT), "bold"))]
    if second:
        lines.append(line(span(clipped(second, limits.SECTION_TEXT))))
    blocks = [rich(*lines)]
    if buttons:
        blocks.append(actions(buttons))
    return Message(text=standing_in(f"{first} {second}"), blocks=tuple(blocks))
