"""A message as Slack takes it: blocks, and the text that stands in for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]
"""One block, element or object of Block Kit, as JSON takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is posted.

    Attributes:
        text: what notifications, screen readers and clients without blocks show; Slack's markup is escaped in it.
        blocks: the message itself.
    """

    text: str
    blocks: tuple[Block, ...]
