"""The text that stands in for a message's blocks, where Slack parses its markup: a caller's name may be ``<!channel>``.

In blocks such text stands in plain_text, raw_text or rich text (``bot.blocks.elements``), which nothing parses.
"""

from __future__ import annotations

from bot.blocks import limits
from bot.blocks.elements import ELLIPSIS, escaped


def standing_in(text: str, most: int = limits.MESSAGE_TEXT) -> str:
    """A text with no mention, link or channel in it: at most ``most`` characters as they are sent, no entity cut."""
    seen = " ".join(text.split())
    whole = escaped(seen)
    if len(whole) <= most:
        return whole
    return _fitting(seen, most - len(ELLIPSIS)).rstrip() + ELLIPSIS if most > 0 else ""


def _fitting(seen: str, most: int) -> str:
    """As many signs as fit once they are escaped."""
    fits, length = [], 0
    for sign in map(escaped, seen):
        length += len(sign)
        if length > most:
            break
        fits.append(sign)
    return "".join(fits)
