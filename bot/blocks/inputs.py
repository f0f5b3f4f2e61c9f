"""The fields of a form. A fault stands right under its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import limits
from bot.blocks.elements import line, option, plain, rich, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.blocks.message import Block


def field(name: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    """A labelled field; ``name`` is its block_id and its element's action_id."""
    made: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, limits.INPUT_LABEL),
        "element": {**element, "action_id": name},
        "optional": optional,
    }
    if hint:
        made["hint"] = plain(hint, limits.INPUT_HINT)
    return made


def text_input(value: str = "", example: str = "", most: int = 500) -> Block:
    """A line to type in."""
    made: Block = {"type": "plain_text_input", "max_length": most}
    if value:
        made["initial_value"] = value[:most]
    if example:
        made["placeholder"] = plain(example, limits.PLACEHOLDER)
    return made


def choice(options: Mapping[str, str], chosen: str) -> Block:
    """Radio buttons: value -> words."""
    made: Block = {
        "type": "radio_buttons",
        "options": [option(words, value) for value, words in options.items()],
    }
    if chosen in options:
        made["initial_option"] = option(options[chosen], chosen)
    return made


def checks(options: Mapping[str, str], chosen: Iterable[str]) -> Block:
    """Checkboxes: value -> words."""
    wanted = set(chosen)
    ticked = [option(words, value) for value, words in options.items() if value in wanted]
    made: Block = {
        "type": "checkboxes",
        "options": [option(words, value) for value, words in options.items()],
    }
    if ticked:
        made["initial_options"] = ticked
    return made


def with_faults(fields: Sequence[Block], faults: Mapping[str, str]) -> list[Block]:
    """Fields, each with its fault under it; faults of no field stand first."""
    named = {each.get("block_id") for each in fields}
    blocks = [_fault(words) for name, words in faults.items() if name not in named]
    for each in fields:
        blocks.append(each)
        if words := faults.get(str(each.get("block_id"))):
            blocks.append(_fault(words))
    return blocks


def _fault(words: str) -> Block:
    return rich(line(span("✗ ", "bold"), span(words)))
