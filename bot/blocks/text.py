"""Text from outside where Slack parses its markup: a caller chooses the name, and ``<!channel>`` may be one.

Where it can be, such text stands in plain_text, raw_text or rich text (``bot.blocks.elements``), which nothing parses.
``literal`` is for the places that have mrkdwn only: a message's fallback text, a sentence with a mention of ours in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.elements import ELLIPSIS, escaped
from bot.cdr.seen import clean

if TYPE_CHECKING:
    from bot.blocks.message import Block

_LOOK_ALIKE = str.maketrans(
    {
        "*": "\N{ASTERISK OPERATOR}",
        "_": "\N{FULLWIDTH LOW LINE}",
        "~": "\N{TILDE OPERATOR}",
        "`": "\N{MODIFIER LETTER GRAVE ACCENT}",
        ":": "\N{RATIO}",
    }
)
"""mrkdwn has no way to escape these. A sign that looks the same can be read; an invisible one in between would hide
in what people copy, and a client may skip it. Always, since the other half of a pair may stand in the sentence around.
"""
_QUOTE = ">"
"""Escaped or not it begins a quotation at the beginning of a line."""
_NO_QUOTE = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


def literal(text: str, most: int) -> str:
    """A text from outside as it may stand in mrkdwn: at most ``most`` characters, entities counted as they are sent.

    Nothing in it is a mention, a link, an emoji, a format or a quotation. One line of what can be seen.
    """
    seen = clean(text).translate(_LOOK_ALIKE)
    if seen.startswith(_QUOTE):
        seen = _NO_QUOTE + seen[1:]
    whole = escaped(seen)
    if len(whole) <= most:
        return whole
    return _fitting(seen, most - len(ELLIPSIS)).rstrip() + ELLIPSIS if most > 0 else ""


def mrkdwn(text: str) -> Block:
    """A mrkdwn object of text that is escaped already; ``verbatim``: Slack makes no links of what looks like one."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _fitting(seen: str, most: int) -> str:
    """As many signs as fit once they are escaped; no entity is cut."""
    fits, length = [], 0
    for sign in map(escaped, seen):
        length += len(sign)
        if length > most:
            break
        fits.append(sign)
    return "".join(fits)
