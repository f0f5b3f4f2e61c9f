"""A digest as it would have been posted, shown to one person alone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.answers.digest_now import latest_slot
from bot.blocks.digest_told import preview_message
from bot.slack.delivering import patiently
from bot.slack.digests.finding import where_it_goes
from bot.slack.digests.making import digest_for
from bot.slack.digests.pressing_trouble import NotYours
from bot.slack.standing import standing

if TYPE_CHECKING:
    from bot.blocks.message import Message
    from bot.digest.digest import Digest
    from bot.digest.slots import Slot
    from bot.slack.desk import Desk
    from bot.slack.digests.making import DigestTold
    from bot.slack.occasion import Occasion
    from bot.slack.outlets import Outlet


def may_preview(occasion: Occasion, digest: Digest) -> bool:
    """Whether it is theirs to read: what goes to one person alone is for that person alone, whoever may set up."""
    return bool(digest.channel) or digest.owner == occasion.user


async def previewed(desk: Desk, occasion: Occasion, outlet: Outlet, digest: Digest) -> None:
    """Show it for its latest slot that has passed, masked as it would be where it goes.

    Raises:
        NotYours: it goes to somebody else alone.
        NotAllowed: they may not ask about calls where it goes.
        Trouble: as ``digest_for``.
    """
    if not may_preview(occasion, digest):
        raise NotYours(number=digest.number)
    await standing(desk, where_it_goes(occasion, digest))
    slot = latest_slot(digest, desk.clock.now())
    async with patiently(outlet, desk.patience):
        made = await digest_for(desk, occasion, digest, slot)
    rich = await asyncio.to_thread(_built, made, digest, slot, rich=True)
    await outlet.answer(rich, lambda: asyncio.to_thread(_built, made, digest, slot, rich=False))


def _built(made: DigestTold, digest: Digest, slot: Slot, *, rich: bool) -> Message:
    silent = digest.skip_empty and made.answer.empty
    return preview_message(made.message(rich=rich, preview=True), digest, slot.wall, silent=silent)
