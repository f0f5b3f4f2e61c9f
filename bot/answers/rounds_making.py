"""Making the digests that one PBX and one window serve, one after the other, and saying so where that fails."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.answers.rounds_planning import LATE, TOO_OLD, slot_of
from bot.answers.rounds_retrying import MOST_TRIES
from bot.answers.rounds_trouble import DigestTookTooLong, DigestUnmade
from bot.cdr.trouble import Trouble
from bot.digest.delivery import State
from bot.ports_of_ledger import Why

if TYPE_CHECKING:
    from bot.answers.rounds_desk import RoundsDesk
    from bot.ports_of_digests import Made
    from bot.ports_of_ledger import Claimed

_log = logging.getLogger(__name__)

_LOOKED_BACK = 40
"""Deliveries among which the skipped ones are looked for that nobody was told of."""


async def made(desk: RoundsDesk, held: Claimed) -> Made | None:
    """A digest to be posted; None where there is none to be, as the ledger says then.

    Raises:
        Trouble: it cannot be made now.
    """
    why = await _why_not(desk, held)
    if why:
        await desk.skipped(held, why)
        return None
    late = _is_late(desk, held)
    if late and await _stands_in_slack(desk, held):
        return None
    got = await _make(desk, held, late=late)
    desk.figures.made += 1
    if got.empty and held.digest.skip_empty:
        await desk.skipped(held, Why.EMPTY.value)
        return None
    return got


async def _why_not(desk: RoundsDesk, held: Claimed) -> str:
    """Why it is not to be made any more; empty where it is."""
    digest, delivery = held.digest, held.delivery
    if digest.paused is not None:
        return digest.paused_because or Why.PAUSED.value
    first = delivery.tries <= 1 and not delivery.asked
    if first and desk.now() - delivery.due > TOO_OLD:
        return Why.MISSED.value
    return ""


def _is_late(desk: RoundsDesk, held: Claimed) -> bool:
    return held.delivery.late or desk.now() - held.delivery.due > LATE


async def _stands_in_slack(desk: RoundsDesk, held: Claimed) -> bool:
    """Whether a late one was posted before, by a ledger that was lost; one that a person wants again may well be."""
    if held.delivery.asked:
        return False
    found = await desk.poster.find(held.workspace, held.digest, held.delivery)
    if found.ts:
        await desk.posted(held, found.channel, found.ts)
    return bool(found.ts)


async def _make(desk: RoundsDesk, held: Claimed, *, late: bool) -> Made:
    if held.delivery.tries > MOST_TRIES:  # whoever made it was killed each time: it may be the one that kills
        raise DigestUnmade
    slot, seconds = slot_of(held.delivery), desk.limits.make_seconds
    skipped = await _skipped_before(desk, held)
    try:
        async with asyncio.timeout(seconds):
            return await desk.maker.make(held.workspace, held.digest, slot, late=late, skipped=skipped)
    except TimeoutError:
        raise DigestTookTooLong(seconds=round(seconds)) from None
    except Trouble:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, it is told as a trouble
        _log.exception("a digest could not be made")
        raise DigestUnmade from None


async def _skipped_before(desk: RoundsDesk, held: Claimed) -> tuple[str, ...]:
    """The slots before this one that were left out without anybody being told, oldest first."""
    told_by: list[str] = []
    for each in await desk.store.deliveries(held.workspace, held.digest.id, _LOOKED_BACK):
        if each.due >= held.delivery.due:
            continue
        if each.state is not State.SKIPPED:
            break
        if each.why in (Why.MISSED.value, Why.RESTORED.value):
            told_by.append(each.slot)
    return tuple(reversed(told_by))
