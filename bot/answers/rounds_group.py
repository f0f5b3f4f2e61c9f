"""The deliveries that one PBX and one covered window serve. What stops one of them, stops the rest."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.rounds_making import made
from bot.answers.rounds_planning import slot_of
from bot.answers.rounds_posting import post
from bot.answers.rounds_retrying import next_try
from bot.answers.rounds_trouble import DigestUnmade
from bot.cdr.pbx_trouble import BadCredentials
from bot.cdr.trouble import QuestionTrouble, Trouble
from bot.digest.covering import covered
from bot.digest.slots import next_slot
from bot.ports_of_digests import News, Notice
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from bot.answers.rounds_desk import RoundsDesk
    from bot.digest.digest import Digest
    from bot.ports_of_ledger import Claimed

_log = logging.getLogger(__name__)

_REFUSALS = 3
"""Times in a row that a PBX refuses its secret until its digests are paused; five failures block our address."""


def grouped(claimed: Sequence[Claimed]) -> list[list[Claimed]]:
    """Those of one workspace and one window together, in the order they were claimed."""
    groups: dict[Hashable, list[Claimed]] = {}
    for held in claimed:
        groups.setdefault(_kind(held), []).append(held)
    return list(groups.values())


def _kind(held: Claimed) -> Hashable:
    try:
        window = covered(held.digest, slot_of(held.delivery))
    except Exception:  # noqa: BLE001 - what is wrong with this one is said where it is made, and stops nobody else
        return held.workspace, held.delivery.digest, held.delivery.slot
    return held.workspace, *(moment.timestamp() for moment in window)


async def serve(desk: RoundsDesk, group: Sequence[Claimed]) -> None:
    """Make and post a group. Nothing but a cancellation comes out of it: what cannot be noted, its hold ends."""
    by_name: dict[str, list[Claimed]] = {}
    for held in group:
        by_name.setdefault(held.digest.pbx, []).append(held)
    served: dict[str, _Serving] = {}
    async with asyncio.TaskGroup() as posts:
        for named in by_name.values():
            alone = _Serving(desk, named, posts)
            pbx = await alone.pbx()
            if pbx in served:
                served[pbx].left += named
            elif pbx is not None:
                served[pbx] = alone
        for pbx, serving in served.items():
            posts.create_task(serving.make_all(pbx))


class _Serving:
    """A group of one PBX being served; ``left`` are those that are still to be made."""

    def __init__(self, desk: RoundsDesk, group: list[Claimed], posts: asyncio.TaskGroup) -> None:
        self._desk, self.left, self._posts = desk, group, posts
        self._workspace = group[0].workspace
        self._known_good = False

    async def pbx(self) -> str | None:
        """Which PBX it is; None where there is none, which is noted then."""
        try:
            try:
                return await self._desk.maker.pbx(self._workspace, self.left[0].digest)
            except StoreTrouble:
                raise
            except Trouble as trouble:
                await self._all_failed(trouble)
        except Exception as error:  # noqa: BLE001 - the other groups go on
            self._leave(error)
        return None

    async def make_all(self, pbx: str) -> None:
        """One after the other: the first one fetches, the others find it fetched."""
        try:
            async with self._desk.makes.through((self._workspace, pbx)):
                while self.left:
                    await self._next(pbx)
        except Exception as error:  # noqa: BLE001 - the other groups go on
            self._leave(error)

    def _leave(self, error: Exception) -> None:
        _stumble(self._desk, error)
        for held in self.left:
            self._desk.drop(held)

    async def _next(self, pbx: str) -> None:
        held = self.left[0]
        if self._desk.ending:
            await self._desk.give_back(self.left.pop(0))
            return
        try:
            got = await made(self._desk, held)
        except StoreTrouble:
            raise
        except (QuestionTrouble, DigestUnmade) as trouble:  # this one's own
            await self._failed(self.left.pop(0), trouble)
        except Trouble as trouble:  # the PBX's: the others would only wait for the same
            last = isinstance(trouble, BadCredentials) and await self._given_up(held, pbx)
            await self._all_failed(trouble, last=last)
        else:
            self.left.pop(0)
            if got is not None:
                await self._accepted(pbx)
                self._post(held, got.payload)

    async def _accepted(self, pbx: str) -> None:
        if not self._known_good:
            self._known_good = True
            await self._desk.store.accepted(self._workspace, pbx)

    async def _all_failed(self, trouble: Trouble, *, last: bool = False) -> None:
        while self.left:
            await self._failed(self.left.pop(0), trouble, last=last)

    async def _failed(self, held: Claimed, trouble: Trouble, *, last: bool = False) -> None:
        """Try again later; after the last try the channel is told, so that it never hears nothing.

        Of one that a person asked for, that person alone is told: nobody else waits for it.
        """
        again = 0 if last else next_try(held.delivery, self._desk.now())
        if again or (held.delivery.asked and await self._told_alone(held, trouble)):
            await self._desk.failed(held, trouble.code, again)
            return
        slot, digest = slot_of(held.delivery), held.digest
        following = None if last else next_slot(digest, self._desk.clock.now())
        payload = await self._desk.maker.excuse(
            held.workspace, digest, slot, trouble=trouble, following=following
        )
        self._post(held, payload, trouble.code)

    async def _told_alone(self, held: Claimed, trouble: Trouble) -> bool:
        who = held.delivery.asker or held.digest.owner
        delivery = replace(held.delivery, why=trouble.code)
        notice = Notice(news=News.NOT_MADE, digest=held.digest, delivery=delivery, trouble=trouble)
        return await self._desk.tell(held, who, notice)

    async def _given_up(self, held: Claimed, pbx: str) -> bool:
        """Whether a PBX that refuses its secret has done so too often; then all its digests are paused."""
        desk, workspace = self._desk, self._workspace
        if await desk.store.refused(workspace, pbx, desk.now()) < _REFUSALS:
            return False
        digests = [
            each.id
            for each in await desk.store.digests(workspace)
            if each.paused is None and await self._tells_of(each, pbx)
        ]
        paused = await desk.store.pause(workspace, digests, desk.now(), BadCredentials.code)
        desk.figures.paused += paused
        if paused:
            notice = Notice(news=News.PBX_REFUSES, digest=held.digest, delivery=held.delivery, pbx=pbx)
            await desk.tell(held, "", notice)
        return True

    async def _tells_of(self, digest: Digest, pbx: str) -> bool:
        try:
            return await self._desk.maker.pbx(self._workspace, digest) == pbx
        except StoreTrouble:
            raise
        except Trouble:  # it has no PBX any more
            return False

    def _post(self, held: Claimed, payload: object, excuse_for: str = "") -> None:
        self._posts.create_task(_posted(self._desk, held, payload, excuse_for))


async def _posted(desk: RoundsDesk, held: Claimed, payload: object, excuse_for: str) -> None:
    try:
        await post(desk, held, payload, excuse_for=excuse_for)
    except Exception as error:  # noqa: BLE001 - the other posts go on
        _stumble(desk, error)
        desk.drop(held)


def _stumble(desk: RoundsDesk, error: Exception) -> None:
    if isinstance(error, StoreTrouble):
        desk.stumbled(error)
    else:
        _log.error("a group of digests was left", exc_info=error)
