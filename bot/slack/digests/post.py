"""What the maker of digests hands to their poster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.blocks.message import Message


@dataclass(frozen=True, slots=True)
class Post:
    """A message to be posted.

    Attributes:
        build: builds it in rich blocks for True, in plainer ones for False.
        excuse: it says why there is no digest: whoever looks for the digest has not found it.
    """

    build: Callable[[bool], Message]
    excuse: bool = False

    def rich(self) -> Message:
        """In rich blocks. Not on the event loop: it may be long."""
        return self.build(True)  # noqa: FBT003 - a callable's argument has no name

    def plainer(self) -> Message:
        """In plainer blocks, for where Slack does not take the rich ones."""
        return self.build(False)  # noqa: FBT003 - as above
