"""Rules of rich text. A ``broadcast`` is no part of it here: this app calls nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import limits
from bot.blocks.rules.grammar import fields, flag, many, number, one_of, typed, url, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.rules.grammar import Rule

_STYLE: Mapping[str, Rule] = {
    "style": fields({}, {"bold": flag, "italic": flag, "strike": flag, "code": flag, "underline": flag})
}
_SHOWN = {"text": fields({"text": words()}, _STYLE)}
_LINK: Mapping[str, Rule] = {
    "link": fields({"url": url(limits.BUTTON_URL)}, {**_STYLE, "text": words(), "unsafe": flag})
}
_SPAN = typed(
    {
        **_SHOWN,
        **_LINK,
        "user": fields({"user_id": words(limits.IDENTIFIER)}, _STYLE),
        "channel": fields({"channel_id": words(limits.IDENTIFIER)}, _STYLE),
        "emoji": fields({"name": words()}, {"unicode": words(), **_STYLE}),
        "date": fields(
            {"timestamp": number(0, whole=True), "format": words()},
            {"url": url(limits.BUTTON_URL), "fallback": words(), **_STYLE},
        ),
    },
    "element of rich text",
)
_BORDER: Mapping[str, Rule] = {"border": number(0, 1, whole=True)}
_SECTION = fields({"elements": many(_SPAN)})
_LIST = fields(
    {
        "elements": many(typed({"rich_text_section": _SECTION}, "item of a list")),
        "style": one_of("bullet", "ordered"),
    },
    {"indent": number(0, limits.LIST_INDENT, whole=True), "offset": number(0, whole=True), **_BORDER},
)
_PART = typed(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": _LIST,
        "rich_text_preformatted": fields(
            {"elements": many(typed({**_SHOWN, **_LINK}, "element of preformatted text"))},
            {**_BORDER, "language": words()},
        ),
        "rich_text_quote": fields({"elements": many(_SPAN)}, _BORDER),
    },
    "part of rich text",
)

RICH = {"elements": many(_PART)}
"""The keys of a rich_text block, which also is a cell of a table."""
