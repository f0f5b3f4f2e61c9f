"""A digest posted at once, and what became of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.answers.digest_now import delivery_now
from bot.assemble import open_rounds
from bot.cli.adding import FROM_HERE
from bot.cli.digest_meant import found
from bot.cli.digest_trouble import AskedAlready, RemovedMeanwhile
from bot.cli.kept import demand_database
from bot.cli.progress import progress
from bot.clock import SystemClock
from bot.digest.delivery import State
from bot.slack.digests.pressing_trouble import DigestPaused
from bot.slack.digests.running_trouble import AppNotInstalled
from bot.slack.digests.serving import Serving
from bot.workspace.audit import AuditEntry, Deed

if TYPE_CHECKING:
    from bot.assemble import Opened
    from bot.cli.digest_meant import Meant
    from bot.config import Config
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest

_LOOK_EVERY = 0.25
_LOOKED_BACK = 200
"""Deliveries among which the one that was asked for is looked for."""
_FINISH, _LAST_WORDS = 20.0, 5.0
"""Seconds for what is underway at the end, and for what is to be told of it."""
_OPEN = frozenset({State.DUE, State.CLAIMED, State.POSTING})


async def posted_now(meant: Meant, config: Config, seconds: float) -> tuple[Digest, Delivery]:
    """Have a digest posted, by this process or by another one; what became of it within so many seconds.

    Raises:
        UnknownDigest: there is none of that number.
        DigestPaused: it is not posted while it is paused.
        AppNotInstalled: nothing speaks for the workspace.
        AskedAlready: it has a delivery of this minute.
        RemovedMeanwhile: it was, so nothing is known of it.
        SlackRefused, SlackUnreachable: the one token of the environment is not good.
    """
    demand_database(config)
    async with open_rounds(config, SystemClock()) as opened:
        digest = await found(opened.store, meant)
        if digest.paused is not None:
            raise DigestPaused(number=digest.number)
        if await opened.desk.authorizer.installation(meant.workspace) is None:
            raise AppNotInstalled
        asked = delivery_now(digest, opened.desk.now())
        if not await opened.store.digests.begin(meant.workspace, asked):
            raise AskedAlready(number=digest.number)
        await _note(opened, meant)
        return digest, await _settled(opened, meant, asked, seconds)


async def _note(opened: Opened, meant: Meant) -> None:
    what = f"digest {meant.number}, {FROM_HERE}"
    entry = AuditEntry(at=opened.desk.now(), user="", deed=Deed.DIGEST_ASKED, what=what)
    await opened.store.note(meant.workspace, entry)


async def _settled(opened: Opened, meant: Meant, asked: Delivery, seconds: float) -> Delivery:
    """Go the rounds until it is settled; whoever else does so on this database may be the one that posts it."""
    serving = Serving(opened.rounds)
    serving.start()
    try:
        with progress("Posting the digest"):
            await asyncio.wait_for(_settling(opened, meant, asked), seconds)
    except TimeoutError:
        pass  # what became of it until now is told
    finally:
        serving.stop()
        await serving.finish(_FINISH)
        await opened.desk.underway.finish(_LAST_WORDS)
    return await _became(opened, meant, asked)


async def _settling(opened: Opened, meant: Meant, asked: Delivery) -> None:
    while not _is_settled(await _became(opened, meant, asked)):  # noqa: ASYNC110 - another process may note it
        await asyncio.sleep(_LOOK_EVERY)


def _is_settled(delivery: Delivery) -> bool:
    return delivery.state not in _OPEN and not delivery.next_try


async def _became(opened: Opened, meant: Meant, asked: Delivery) -> Delivery:
    for each in await opened.store.digests.deliveries(meant.workspace, asked.digest, _LOOKED_BACK):
        if each.slot == asked.slot:
            return each
    raise RemovedMeanwhile(number=meant.number)
