"""Posting: all is made ready, the ledger says “posting”, Slack says ok, the ledger says “posted”.

Nothing is between the last three but the one call of Slack: what a crash leaves unknown is a post that was underway.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.rounds_retrying import next_try
from bot.ports_of_digests import News, Notice, PostRefused

if TYPE_CHECKING:
    from bot.answers.rounds_desk import RoundsDesk
    from bot.ports_of_ledger import Claimed

_log = logging.getLogger(__name__)


async def post(desk: RoundsDesk, held: Claimed, payload: object, *, excuse_for: str = "") -> None:
    """Post it once, or leave it as the ledger says.

    Args:
        desk: what it is done with.
        held: the delivery.
        payload: for the poster.
        excuse_for: the code of the trouble that the payload tells of; empty where it is the digest.

    Raises:
        StoreTrouble: before it was posted, or after it was refused.
    """
    channel = (held.workspace, held.digest.channel or held.digest.owner)
    await desk.pace.turn(channel)
    async with desk.posts.through(channel):
        try:
            ready = await desk.poster.ready(held.workspace, held.digest, held.delivery, payload)
        except PostRefused as refusal:
            await _not_ready(desk, held, refusal, excuse_for)
            return
        await desk.spacing.turn(channel)
        if await _is_ours(desk, held):
            await _post(desk, held, ready, excuse_for)


async def _is_ours(desk: RoundsDesk, held: Claimed) -> bool:
    """Whether it may be posted, which the ledger says from then on."""
    until = desk.until()
    if not await desk.store.posting(held, desk.now(), until):
        desk.figures.lost += 1
        await desk.give_back(held)
        return False
    if desk.now() >= until:
        # This process stood still meanwhile: somebody may have been told that it is unknown.
        desk.drop(held)
        return False
    return True


async def _post(desk: RoundsDesk, held: Claimed, ready: object, excuse_for: str) -> None:
    try:
        to, ts = await desk.poster.post(ready)
    except PostRefused as refusal:
        await _refused(desk, held, refusal, excuse_for)
    except Exception:  # noqa: BLE001 - Slack may have posted it: its hold runs out, and its owner is asked
        _log.exception("nobody knows whether a digest was posted")
        desk.drop(held)
    else:
        await (_excused(desk, held, excuse_for) if excuse_for else desk.posted(held, to, ts))


async def _not_ready(desk: RoundsDesk, held: Claimed, refusal: PostRefused, excuse_for: str) -> None:
    """It cannot be posted. Before somebody is told, the ledger is asked whether it is ours: it may have been edited."""
    if again := _next_try(desk, held, refusal, excuse_for):
        await desk.failed(held, refusal.code, again)
    elif await _is_ours(desk, held):
        await _refused(desk, held, refusal, excuse_for)


async def _excused(desk: RoundsDesk, held: Claimed, why: str) -> None:
    desk.figures.excused += 1
    await desk.failed(held, why)


async def _refused(desk: RoundsDesk, held: Claimed, refusal: PostRefused, excuse_for: str) -> None:
    """Slack has not posted it. Until that is noted the ledger says “posting”: whatever happens, somebody is told."""
    if refusal.permanent:
        await _pause(desk, held, refusal.code)
        await desk.failed(held, refusal.code)
        return
    again = _next_try(desk, held, refusal, excuse_for)
    if not again:
        who = held.delivery.asker or held.digest.owner
        await desk.tell(held, who, _notice(held, News.NOT_POSTED, refusal.code))
    await desk.failed(held, excuse_for or refusal.code, again)


def _next_try(desk: RoundsDesk, held: Claimed, refusal: PostRefused, excuse_for: str) -> int:
    """When it is tried again, in epoch seconds; 0 for never."""
    if refusal.permanent or excuse_for:
        return 0
    return next_try(held.delivery, desk.now(), refusal.after)


async def _pause(desk: RoundsDesk, held: Claimed, because: str) -> None:
    paused = await desk.store.pause(held.workspace, [held.digest.id], desk.now(), because)
    desk.figures.paused += paused
    if paused:
        await desk.tell(held, held.digest.owner, _notice(held, News.PAUSED, because))


def _notice(held: Claimed, news: News, why: str) -> Notice:
    return Notice(news=news, digest=held.digest, delivery=replace(held.delivery, why=why))
