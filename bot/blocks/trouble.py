"""A trouble as a message: the cause, the next step, and what can be pressed instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.elements import actions, escaped, line, rich, span
from bot.blocks.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.message import Block
    from bot.cdr.trouble import Trouble


def trouble_message(trouble: Trouble, buttons: Sequence[Block] = ()) -> Message:
    """Its two sentences; the words in them that came from outside are text that nothing parses."""
    return told(trouble.sentence, trouble.next_step, buttons)


def told(first: str, second: str = "", buttons: Sequence[Block] = ()) -> Message:
    """A weighty sentence, and another one under it."""
    lines = [line(span(first, "bold"))]
    if second:
        lines.append(line(span(second)))
    blocks = [rich(*lines)]
    if buttons:
        blocks.append(actions(buttons))
    return Message(text=escaped(f"{first} {second}".strip()), blocks=tuple(blocks))
