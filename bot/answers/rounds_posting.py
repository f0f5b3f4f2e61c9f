"""Posting: the ledger says “posting”, Slack says ok, the ledger says “posted”; nothing is between the last two."""

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
    channel = held.digest.channel or held.digest.owner
    await desk.pace.turn((held.workspace, channel))
    async with desk.posts.through((held.workspace, channel)):
        until = desk.until()
        if not await desk.store.posting(held, desk.now(), until):
            desk.figures.lost += 1
            await desk.give_back(held)
            return
        if desk.now() >= until:
            # This process stood still meanwhile: somebody may have been told that it is unknown.
            desk.drop(held)
            return
        try:
            to, ts = await desk.poster.post(held.workspace, held.digest, held.delivery, payload)
        except PostRefused as refusal:
            await _refused(desk, held, refusal, excuse_for)
        except Exception:  # noqa: BLE001 - Slack may have posted it: its hold runs out, and its owner is asked
            _log.exception("nobody knows whether a digest was posted")
            desk.drop(held)
        else:
            await (_excused(desk, held, excuse_for) if excuse_for else desk.posted(held, to, ts))


async def _excused(desk: RoundsDesk, held: Claimed, why: str) -> None:
    desk.figures.excused += 1
    await desk.failed(held, why)


async def _refused(desk: RoundsDesk, held: Claimed, refusal: PostRefused, excuse_for: str) -> None:
    """Slack has not posted it. Until that is noted the ledger says “posting”: whatever happens, somebody is told."""
    if refusal.permanent:
        await _pause(desk, held, refusal.code)
        await desk.failed(held, refusal.code)
        return
    again = 0 if excuse_for else next_try(held.delivery, desk.now(), refusal.after)
    if not again:
        await desk.tell(held, held.digest.owner, _notice(held, News.NOT_POSTED, refusal.code))
    await desk.failed(held, excuse_for or refusal.code, again)


async def _pause(desk: RoundsDesk, held: Claimed, because: str) -> None:
    paused = await desk.store.pause(held.workspace, [held.digest.id], desk.now(), because)
    desk.figures.paused += paused
    if paused:
        await desk.tell(held, held.digest.owner, _notice(held, News.PAUSED, because))


def _notice(held: Claimed, news: News, why: str) -> Notice:
    return Notice(news=news, digest=held.digest, delivery=replace(held.delivery, why=why))
