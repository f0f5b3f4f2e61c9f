"""What Slack would refuse of a message, a modal, a Home tab: found here, before it is sent.

Stricter than Slack where Slack takes what nobody means: an unknown key, a press without a name, a call to everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.blocks import limits
from bot.blocks.rules.blocks import BLOCKS, Surface
from bot.blocks.rules.grammar import fields, flag, is_list, one_of, twice, typed, words
from bot.blocks.rules.texts import calls_nobody, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.blocks.rules.grammar import Rule

__all__ = ["Surface", "faults", "message_faults", "view_faults"]

_MOST = {
    Surface.MESSAGE: limits.MESSAGE_BLOCKS,
    Surface.MODAL: limits.VIEW_BLOCKS,
    Surface.HOME: limits.VIEW_BLOCKS,
}
_OF_A_KIND = {"table": limits.TABLES, "data_visualization": limits.CHARTS}
_RULES = {surface: typed(rules, f"block of a {surface}") for surface, rules in BLOCKS.items()}

_ANY_VIEW: Mapping[str, Rule] = {
    "private_metadata": words(limits.PRIVATE_METADATA, 0),
    "callback_id": words(limits.CALLBACK_ID),
    "external_id": words(limits.IDENTIFIER),
}


def _anything(_value: Any, _path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Blocks are looked at one by one."""
    return iter(())


_LABEL = plain(limits.VIEW_TITLE)
_VIEWS: Mapping[str, Rule] = {
    Surface.MODAL: fields(
        {"type": one_of("modal"), "title": _LABEL, "blocks": _anything},
        {
            **_ANY_VIEW,
            "submit": _LABEL,
            "close": _LABEL,
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
    ),
    Surface.HOME: fields({"type": one_of("home"), "blocks": _anything}, _ANY_VIEW),
}


def faults(blocks: Sequence[Mapping[str, Any]], surface: Surface | str) -> tuple[str, ...]:
    """What is wrong with blocks: sentences such as ``blocks[3].text: 3,012 characters, at most 3,000``.

    Raises:
        ValueError: there is no such surface.
    """
    return tuple(_of_blocks(blocks, Surface(surface)))


def message_faults(message: Mapping[str, Any]) -> tuple[str, ...]:
    """What is wrong with ``text`` and ``blocks`` of a message; where it goes is not looked at."""
    return (*_of_text(message.get("text")), *_of_blocks(message.get("blocks", ()), Surface.MESSAGE))


def view_faults(view: Mapping[str, Any]) -> tuple[str, ...]:
    """What is wrong with a modal or a Home tab as a whole."""
    kind = view.get("type")
    if not isinstance(kind, str) or kind not in _VIEWS:
        return (f"view: type {kind!r} instead of modal or home",)
    return (*_VIEWS[kind](view, "view"), *_of_blocks(view.get("blocks", ()), Surface(kind)), *_unsent(view))


def _of_text(text: object) -> Iterator[str]:
    """Notifications and screen readers have nothing but this."""
    if not isinstance(text, str) or not text.strip():
        yield "text: missing or empty"
        return
    yield from words(limits.MESSAGE_TEXT)(text, "text")
    yield from calls_nobody(text, "text")


def _of_blocks(blocks: object, surface: Surface) -> Iterator[str]:
    if not is_list(blocks):
        yield "blocks: no list"
        return
    if len(blocks) > _MOST[surface]:
        yield f"blocks: {len(blocks):,} of them, a {surface} has at most {_MOST[surface]:,}"
    for at, block in enumerate(blocks):
        yield from _RULES[surface](block, f"blocks[{at}]")
    objects = [block for block in blocks if isinstance(block, Mapping)]
    yield from _too_many(objects)
    yield from _same_names(objects, surface)


def _too_many(blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    kinds = Counter(str(block.get("type")) for block in blocks)
    for kind, most in _OF_A_KIND.items():
        if kinds[kind] > most:
            yield f"blocks: {kinds[kind]} of type {kind!r}, at most {most}"


def _same_names(blocks: Sequence[Mapping[str, Any]], surface: Surface) -> Iterator[str]:
    """Every block_id once; every action_id once in a message, elsewhere once in its block."""
    for name in twice(_named(blocks, "block_id")):
        yield f"blocks: block_id {name!r} twice"
    actions = [list(_named(_pressed(block), "action_id")) for block in blocks]
    if surface is Surface.MESSAGE:
        actions = [[name for names in actions for name in names]]
    for names in actions:
        for name in twice(names):
            yield f"blocks: action_id {name!r} twice"


def _named(parts: Iterable[Mapping[str, Any]], key: str) -> Iterator[str]:
    for part in parts:
        if isinstance(name := part.get(key), str):
            yield name


def _pressed(block: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The elements of a block that may have names."""
    elements = block.get("elements")
    for one in [block.get("element"), block.get("accessory"), *(elements if is_list(elements) else ())]:
        if isinstance(one, Mapping):
            yield one


def _unsent(view: Mapping[str, Any]) -> Iterator[str]:
    blocks = view.get("blocks")
    asks = is_list(blocks) and any(
        isinstance(block, Mapping) and block.get("type") == "input" for block in blocks
    )
    if asks and "submit" not in view:
        yield "view.submit: missing, and the modal has an input"
