"""What Slack takes as a message or a view, and what it refuses."""

from __future__ import annotations

import copy
import json
import re
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

from fakes.slack.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fakes.slack.model import Json

    Validate: TypeAlias = Callable[[list[Json], str], Sequence[str]]

# Slack takes up to 40,000 in places, refuses updates above 4,000 and recommends 4,000 everywhere.
_TEXT = 4000
_VIEW_LIMITS = {"private_metadata": 3000, "callback_id": 255, "external_id": 255}
_VIEW_FIELDS = {
    "modal": {
        *("type", "title", "blocks", "close", "submit", "private_metadata", "callback_id", "external_id"),
        *("clear_on_close", "notify_on_close", "submit_disabled"),
    },
    "home": {"type", "blocks", "private_metadata", "callback_id", "external_id"},
}
_TITLE = 24
_VIEW_BYTES = 250_000
_BROADCAST = re.compile(r"<!(channel|here|everyone|subteam)\b")


class Content:
    """Checks what the app sends, and keeps what is wrong with it.

    Attributes:
        faults: everything that the app should not have sent, in words.
    """

    def __init__(self, validate: Validate | None, faults: list[str]) -> None:
        self._validate, self.faults = validate, faults
        self._ids = count(1)

    def message(self, where: str, sent: Json) -> tuple[str, list[Json]]:
        """Text and blocks of a message.

        Raises:
            Refused: Slack would not show it.
        """
        text, blocks = sent.get("text") or sent.get("markdown_text") or "", sent.get("blocks") or []
        if not text and not blocks:
            raise Refused("no_text")
        if not isinstance(text, str) or len(text) > _TEXT:
            raise Refused("msg_too_long")
        if not text.strip():
            self.faults.append(
                f"{where}: a message has blocks but no text for notifications and screen readers"
            )
        shown = self.blocks(where, blocks, "message")
        if any(_BROADCAST.search(words) for words in [text, *_marked_up(shown)]):
            self.faults.append(f"{where}: a message calls everybody in the channel")
        return text, shown

    def view(self, where: str, view: object, kind: str) -> Json:
        """A view as it is shown.

        Raises:
            Refused: Slack would not show it.
        """
        if not isinstance(view, dict):
            raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] no view"]})
        if wrong := list(_wrong_with(view, kind)):
            self.faults.extend(f"{where}: {fault}" for fault in wrong)
            raise Refused("invalid_arguments", response_metadata={"messages": wrong})
        if len(json.dumps(view)) > _VIEW_BYTES:
            raise Refused("view_too_large")
        return {**copy.deepcopy(view), "blocks": self.blocks(where, view["blocks"], kind)}

    def blocks(self, where: str, blocks: object, surface: str) -> list[Json]:
        """Blocks with the ids that Slack gives to those without.

        Raises:
            Refused: one of them is wrong.
        """
        if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
            self.faults.append(f"{where}: blocks are no list of objects")
            raise Refused("invalid_blocks_format")
        if self._validate is not None and (wrong := self._validate(blocks, surface)):
            self.faults.extend(f"{where}: {fault}" for fault in wrong)
            raise Refused("invalid_blocks", response_metadata={"messages": list(wrong)})
        shown = copy.deepcopy(blocks)
        for block in shown:
            block.setdefault("block_id", f"b{next(self._ids)}")
            for element in elements(block):
                element.setdefault("action_id", f"a{next(self._ids)}")
        return shown


def elements(block: Json) -> Iterator[Json]:
    """The elements of a block that a person can use."""
    if block.get("type") in {"actions", "context_actions"}:
        yield from block.get("elements", ())
    elif block.get("type") == "input":
        yield block["element"]
    elif block.get("type") == "section" and block.get("accessory", {}).get("type") != "image":
        yield from filter(None, [block.get("accessory")])


def _marked_up(part: object) -> Iterator[str]:
    """Every text in which Slack reads mark-up."""
    if isinstance(part, list):
        for one in part:
            yield from _marked_up(one)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn" and isinstance(part.get("text"), str):
            yield part["text"]
        for one in part.values():
            yield from _marked_up(one)


def _wrong_with(view: Json, kind: str) -> Iterator[str]:
    if view.get("type") != kind:
        yield f"the view's type is {view.get('type')}, not {kind}"
    if unknown := view.keys() - _VIEW_FIELDS[kind]:
        yield f"a {kind} has no {', '.join(sorted(unknown))}"
    if not isinstance(view.get("blocks"), list):
        yield "a view needs blocks"
        return
    yield from (
        f"{name} is longer than {limit}"
        for name, limit in _VIEW_LIMITS.items()
        if len(view.get(name) or "") > limit
    )
    if kind == "modal":
        yield from _wrong_with_modal(view)


def _wrong_with_modal(view: Json) -> Iterator[str]:
    for name in ("title", "submit", "close"):
        label = view.get(name)
        if label is None and name != "title":
            continue
        if not isinstance(label, dict) or label.get("type") != "plain_text":
            yield f"{name} is no plain_text"
        elif not 1 <= len(label.get("text", "")) <= _TITLE:
            yield f"{name} is not 1 to {_TITLE} characters long"
    if "submit" not in view and any(block.get("type") == "input" for block in view["blocks"]):
        yield "a modal with an input needs submit"
