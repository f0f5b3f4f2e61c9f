"""The one way by which every message goes to Slack: looked at first, and plainer where it is not taken."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from bot.blocks.message import Message
from bot.blocks.validate import message_faults
from bot.slack.people import reason, refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Plainer = Callable[[], Awaitable[Message]]
    """Builds the same message in plainer blocks, when that is needed."""

_log = logging.getLogger(__name__)

BLOCKS_REFUSED = (
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_attachments",
    "msg_blocks_too_long",
    "msg_too_long",
)
"""Slack's words for blocks that it does not take."""

_LONGEST = 120
_VALUES = re.compile(r"['\"].*|\d[\d,]*", re.DOTALL)


class BlocksRefused(Exception):  # noqa: N818 - a sign between two parts of this room, no error of its own
    """Slack does not take the blocks; the same message in plainer ones may pass."""


async def in_ways(
    send: Callable[[Message], Awaitable[None]], message: Message, plainer: Plainer | None = None
) -> None:
    """Send a message; where it is not taken in plainer blocks, at last as its text alone.

    Args:
        send: sends, and raises BlocksRefused where Slack does not take the blocks.
        message: in rich blocks.
        plainer: builds it in plainer ones.

    Raises:
        SlackRefused: it cannot be shown at all.
    """
    if await _taken(send, message) or (plainer is not None and await _taken(send, await plainer())):
        return
    try:
        await send(Message(text=message.text, blocks=()))
    except BlocksRefused:
        raise refused("text", BlocksRefused()) from None


async def _taken(send: Callable[[Message], Awaitable[None]], message: Message) -> bool:
    if wrong := kinds_of_faults(message):
        _log.error("a message of ours has faults, plainer ones are tried: %s", "; ".join(wrong))
        return False
    try:
        await send(message)
    except BlocksRefused:
        _log.warning("Slack refused the blocks of a message; plainer ones are tried")
        return False
    return True


def kinds_of_faults(message: Message) -> tuple[str, ...]:
    """What Slack would refuse of a message, without the values: they may hold numbers and names."""
    found = message_faults({"text": message.text, "blocks": list(message.blocks)})
    return tuple(dict.fromkeys(_VALUES.sub("…", fault)[:_LONGEST] for fault in found))


def refusal(method: str, error: Exception) -> Exception:
    """A refusal of a call that carried a message: of its blocks, or of all of it."""
    return BlocksRefused() if reason(error) in BLOCKS_REFUSED else refused(method, error)
