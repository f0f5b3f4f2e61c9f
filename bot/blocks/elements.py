"""The pieces that messages and forms are built of. Text from outside only ever becomes text that nothing parses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.blocks.message import Block

ELLIPSIS = "…"
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


def escaped(text: str) -> str:
    """A text as it may stand where Slack parses its markup: no mention, link or channel comes of it."""
    for sign, entity in _ENTITIES:
        text = text.replace(sign, entity)
    return text


def clipped(text: str, most: int) -> str:
    """A text of at most ``most`` characters; what is cut ends in an ellipsis."""
    if len(text) <= most:
        return text
    return text[: most - 1].rstrip() + ELLIPSIS if most > 0 else ""


def plain(text: str, most: int = limits.SECTION_TEXT) -> Block:
    """A plain_text object: never parsed, not even for emoji."""
    return {"type": "plain_text", "text": clipped(text, most) or " ", "emoji": False}


def header(text: str) -> Block:
    """A header."""
    return {"type": "header", "text": plain(text, limits.HEADER_TEXT)}


def section(text: str) -> Block:
    """A paragraph."""
    return {"type": "section", "text": plain(text)}


def context(*texts: str) -> Block:
    """Small print: one element for each text, the last ones together where they are too many."""
    shown = [text for text in texts if text]
    if len(shown) > limits.CONTEXT_ELEMENTS:
        first, rest = shown[: limits.CONTEXT_ELEMENTS - 1], shown[limits.CONTEXT_ELEMENTS - 1 :]
        shown = [*first, " ".join(rest)]
    return {"type": "context", "elements": [plain(text, limits.FIELD_TEXT) for text in shown]}


def span(text: str, *styles: str) -> Block:
    """A stretch of rich text, which nothing parses; styles are ``bold``, ``italic``, ``strike``, ``code``."""
    piece: Block = {"type": "text", "text": text}
    if styles:
        piece["style"] = dict.fromkeys(styles, True)
    return piece


def line(*spans: Block) -> Block:
    """Spans as one paragraph of rich text; those without text are left out, since Slack refuses them."""
    return {"type": "rich_text_section", "elements": [each for each in spans if each.get("text")]}


def bullets(lines: Sequence[Block]) -> Block:
    """A list of such paragraphs."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(lines)}


def rich(*parts: Block) -> Block:
    """Rich text of paragraphs and lists."""
    return {"type": "rich_text", "elements": list(parts)}


def button(
    text: str, action: str, value: str = "", *, style: str = "", confirm: Block | None = None
) -> Block:
    """A button; ``value`` comes back with the press. ``style`` is primary or danger."""
    made: Block = {"type": "button", "text": plain(text, limits.BUTTON_TEXT), "action_id": action}
    if value:
        made["value"] = value
    if style:
        made["style"] = style
    if confirm is not None:
        made["confirm"] = confirm
    return made


def confirm(title: str, text: str, yes: str, no: str = "Cancel") -> Block:
    """The question before a press that cannot be taken back."""
    return {
        "title": plain(title, limits.CONFIRM_TITLE),
        "text": plain(text, limits.CONFIRM_TEXT),
        "confirm": plain(yes, limits.CONFIRM_BUTTON),
        "deny": plain(no, limits.CONFIRM_BUTTON),
    }


def actions(buttons: Iterable[Block], block: str = "") -> Block:
    """A row of buttons."""
    made: Block = {"type": "actions", "elements": list(buttons)[: limits.ACTIONS]}
    if block:
        made["block_id"] = block
    return made


DIVIDER: Block = {"type": "divider"}


def option(text: str, value: str) -> Block:
    """One choice of a select, of radio buttons or of checkboxes."""
    return {"text": plain(text, limits.OPTION_TEXT), "value": value}


def view(kind: str, blocks: Sequence[Block], **rest: object) -> Block:
    """A modal or a Home tab."""
    return {"type": kind, "blocks": list(blocks)[: limits.VIEW_BLOCKS], **rest}


def modal(  # noqa: PLR0913 - one argument per part of a modal
    title: str, blocks: Sequence[Block], *, name: str, submit: str = "", close: str = "Close", state: str = ""
) -> Block:
    """A modal; ``name`` is its callback_id, ``state`` comes back with its submission."""
    made = view(
        "modal",
        blocks,
        title=plain(title, limits.VIEW_TITLE),
        close=plain(close, limits.VIEW_TITLE),
        callback_id=name,
        private_metadata=state,
    )
    if submit:
        made["submit"] = plain(submit, limits.VIEW_TITLE)
    return made
