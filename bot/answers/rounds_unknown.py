"""Deliveries of which nobody knows whether they were posted: looked for where that is possible, else told of."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.ports_of_digests import News, Notice
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from bot.answers.rounds_desk import RoundsDesk
    from bot.ports_of_ledger import Claimed

_log = logging.getLogger(__name__)

TELL_AGAIN = 300
"""Seconds after which somebody else tells of it, where it was not told by then."""


async def settle(desk: RoundsDesk, orphan: Claimed) -> None:
    """Find out, or have its owner find out. Never raises but when it is cancelled."""
    try:
        await _settle(desk, orphan)
    except StoreTrouble as trouble:
        desk.stumbled(trouble)
    except Exception:  # noqa: BLE001 - the others are settled
        _log.exception("an unknown delivery was left for later")


async def _settle(desk: RoundsDesk, orphan: Claimed) -> None:
    delivery = orphan.delivery
    found = await desk.poster.find(orphan.workspace, orphan.digest, delivery)
    if found.ts:
        await desk.posted(orphan, found.channel, found.ts)
    elif found.sure:  # Slack shows all there is, and it is not among it
        await desk.store.again(orphan.workspace, delivery.digest, delivery.slot, desk.now(), "")
    else:
        notice = Notice(news=News.UNKNOWN, digest=orphan.digest, delivery=delivery)
        if await desk.tell(orphan, orphan.digest.owner, notice):
            desk.figures.unknown += 1
            await desk.store.told(orphan)
