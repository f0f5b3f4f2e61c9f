"""Rules of blocks, and which of them stand in a message, a modal, a Home tab."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.blocks import limits
from bot.blocks.rules.charts import CHART
from bot.blocks.rules.elements import BESIDE_TEXT, IMAGE, IN_ACTIONS, IN_INPUT, PICTURE
from bot.blocks.rules.grammar import at_least_one, exactly_one, fields, flag, many, one_of, typed, words
from bot.blocks.rules.grids import DATA_TABLE, TABLE
from bot.blocks.rules.rich import RICH
from bot.blocks.rules.texts import either, plain, texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.blocks.rules.grammar import Rule


class Surface(StrEnum):
    """Where blocks stand."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


def _block(
    needs: Mapping[str, Rule], may: Mapping[str, Rule] | None = None, also: Sequence[Rule] = ()
) -> Rule:
    return fields(needs, {"block_id": words(limits.IDENTIFIER), **(may or {})}, also)


_EVERYWHERE: Mapping[str, Rule] = {
    "actions": _block({"elements": many(typed(IN_ACTIONS, "element of an actions block"), limits.ACTIONS)}),
    "context": _block(
        {
            "elements": many(
                typed({**texts(), "image": IMAGE}, "element of a context"), limits.CONTEXT_ELEMENTS
            )
        }
    ),
    "divider": _block({}),
    "header": _block({"text": plain(limits.HEADER_TEXT)}),
    "image": _block(
        {"alt_text": words(limits.ALT_TEXT)},
        {**PICTURE, "title": plain(limits.IMAGE_TITLE)},
        (exactly_one(*PICTURE),),
    ),
    "rich_text": _block(RICH),
    "section": _block(
        {},
        {
            "text": either(limits.SECTION_TEXT),
            "fields": many(either(limits.FIELD_TEXT), limits.SECTION_FIELDS),
            "accessory": typed(BESIDE_TEXT, "accessory of a section"),
            "expand": flag,
        },
        (at_least_one("text", "fields"),),
    ),
}
_INPUT = _block(
    {"label": plain(limits.INPUT_LABEL), "element": typed(IN_INPUT, "element of an input")},
    {"hint": plain(limits.INPUT_HINT), "optional": flag, "dispatch_action": flag},
)
_FILE = _block({"external_id": words(limits.IDENTIFIER), "source": one_of("remote")})

BLOCKS: Mapping[Surface, Mapping[str, Rule]] = {
    Surface.MESSAGE: {
        **_EVERYWHERE,
        "data_table": _block(*DATA_TABLE),
        "data_visualization": _block(CHART),
        "file": _FILE,
        "table": _block(*TABLE),
    },
    Surface.MODAL: {**_EVERYWHERE, "input": _INPUT},
    Surface.HOME: {**_EVERYWHERE, "data_table": _block(*DATA_TABLE)},
}
"""Slack would take an input elsewhere too; this app asks in modals, where a fault can be told under its field."""
