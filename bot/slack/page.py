"""What comes of a form: shown with the acknowledgement if it is quick, else put into the modal after it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.blocks.elements import modal
from bot.blocks.setup import NOTICE
from bot.slack.views import update_view

if TYPE_CHECKING:
    from bot.blocks.message import Block, Message
    from bot.slack.occasion import Occasion
    from bot.slack.sending import Plainer

_AFTER_THE_ACK = 0.5
"""Seconds. Slack must have shown the acknowledgement's view first, or that one would be the last to be shown."""


class After(Protocol):
    """What is done when the person has seen the view, or has closed the modal before."""

    async def __call__(self, *, seen: bool) -> None:
        """Do it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What comes of a form, and what is still to be done then."""

    view: Block
    after: After


class Page:
    """An outlet that is filled once."""

    def __init__(self, occasion: Occasion, view: str, title: str) -> None:
        self._occasion, self._view, self._title = occasion, view, title
        self._shown: Block | None = None
        self._filled, self._acked = asyncio.Event(), asyncio.Event()
        self._late = False

    async def within(self, seconds: float) -> Block | None:
        """What it is filled with, if it is by then."""
        try:
            async with asyncio.timeout(seconds):
                await self._filled.wait()
        except TimeoutError:
            return None
        return self._shown

    def acked(self, *, late: bool) -> None:
        """Slack has an acknowledgement; ``late`` where the view is not in it."""
        self._late = late
        self._acked.set()

    def fill(self, shown: Block) -> None:
        """Show this."""
        self._shown = shown
        self._filled.set()

    async def put(self) -> bool:
        """Put what it was filled with into the modal, unless the acknowledgement had it; whether it can be seen."""
        self._filled.set()
        await self._acked.wait()
        if not self._late or self._shown is None:
            return True
        await asyncio.sleep(_AFTER_THE_ACK)
        return await update_view(self._occasion, self._view, self._shown)

    async def meanwhile(self, message: Message) -> None:
        """Nothing: the modal says already that it takes long."""

    async def answer(self, message: Message, plainer: Plainer | None = None) -> None:  # noqa: ARG002 - the port's signature
        """As the port says: a trouble."""
        self.fill(modal(self._title, message.blocks, name=NOTICE))
