"""Buttons that stand under troubles, help and in Home; those of an answer are in ``bot.blocks.answer``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import limits
from bot.blocks.elements import button

if TYPE_CHECKING:
    from bot.blocks.message import Block

TEXT = "text:"
"""Action ids of buttons that ask a question anew begin so; their value is its text."""
SETUP, LINK = "setup", "link"


def ask_button(label: str, text: str, place: str = "again") -> Block:
    """Asks a question as if it were typed."""
    return button(label, f"{TEXT}{place}", text[: limits.BUTTON_VALUE])


def setup_button(pbx: str = "", label: str = "Connect a PBX", place: str = "") -> Block:
    """Opens the set-up, of a PBX that is there where one is named."""
    action = f"{SETUP}:{place}" if place else SETUP
    return button(label, action, pbx or "new", style="" if pbx else "primary")


def reconnect_button(pbx: str = "") -> Block:
    """Opens the set-up of a PBX that refuses its secret."""
    return button("Reconnect", f"{SETUP}:reconnect", pbx or "refused", style="primary")


def link_button() -> Block:
    """Proposes one's own extension, or says which it is."""
    return button("My extension", LINK, "own")
