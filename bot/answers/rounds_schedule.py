"""Bringing what is due into the ledger, and the schedule up to date."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.answers.digest_reasons import ZONE_GONE
from bot.answers.rounds_planning import looked_ahead, plan_of
from bot.digest.delivery import Delivery, State
from bot.digest.zone_names import zone_known
from bot.ports_of_digests import News, Notice
from bot.ports_of_ledger import Claimed, Plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.answers.rounds_desk import RoundsDesk
    from bot.ports_of_ledger import Planned

_log = logging.getLogger(__name__)

_BACKWARD = 60
"""Seconds that a clock may be set back before the schedule is gone through anew."""
_LATER = 3600
"""Seconds for which a digest is left alone whose slots cannot be worked out."""


class Schedule:
    """The schedule as one process brings it forward."""

    def __init__(self, desk: RoundsDesk) -> None:
        self._desk = desk
        self._floor: int | None = None
        self._last = 0

    async def plan(self) -> None:
        """Take every slot that is due into the ledger.

        Raises:
            StoreTrouble: the store cannot be used.
        """
        now = self._desk.now()
        if self._floor is None or now < self._last - _BACKWARD:
            floor = await self._desk.store.recover(now)
            await self._look_ahead()
            self._floor = floor
        self._last = now
        more = True
        while more:
            batch = await self._desk.store.planned(self._desk.now(), self._desk.limits.batch)
            plans = await asyncio.to_thread(_plans, batch, self._desk.clock.now(), self._floor or 0)
            more = len(plans) == self._desk.limits.batch
            if plans:
                self._desk.figures.planned += await self._desk.store.record(plans)
            for planned in batch:
                if not zone_known(planned.digest):
                    await self._pause(planned)

    async def _pause(self, planned: Planned) -> None:
        """Its zone was taken out of the machine's list: its owner is told, rather than that it never comes."""
        desk, workspace = self._desk, planned.workspace
        digest = await desk.store.digest(workspace, planned.digest.id)
        if digest is None or zone_known(digest):  # somebody has just mended it
            return
        if not await desk.store.pause(workspace, [digest.id], desk.now(), ZONE_GONE):
            return
        desk.figures.paused += 1
        delivery = Delivery(
            digest=digest.id, slot="", due=planned.next_due, state=State.FAILED, why=ZONE_GONE
        )
        held = Claimed(workspace=workspace, digest=digest, delivery=delivery, revision=planned.revision)
        notice = Notice(news=News.PAUSED, digest=digest, delivery=delivery)
        await desk.tell(held, digest.owner, notice)

    async def _look_ahead(self) -> None:
        """What was noted before may not be so any more: a zone's rules, a clock that was wrong."""
        after: Planned | None = None
        while page := await self._desk.store.ahead(self._desk.now(), after, self._desk.limits.batch):
            after = page[-1]
            plans = await asyncio.to_thread(_plans_ahead, page, self._desk.clock.now())
            if plans:
                await self._desk.store.record(plans)


def _plans(batch: Sequence[Planned], now: datetime, floor: int) -> list[Plan]:
    return [plan for planned in batch if (plan := _plan(planned, now, floor)) is not None]


def _plan(planned: Planned, now: datetime, floor: int) -> Plan | None:
    try:
        return plan_of(planned, now, floor)
    except (OSError, MemoryError) as error:
        # The machine's fault, not the digest's: its slot waits for the next turn.
        _log.warning("the slots of a digest could not be worked out yet: %s", type(error).__name__)
        return None
    except Exception:  # noqa: BLE001 - one digest that cannot be worked out must not keep the others from being posted
        _log.exception("the slots of a digest could not be worked out")
        return Plan(planned=planned, deliveries=(), next_due=int(now.timestamp()) + _LATER)


def _plans_ahead(page: Sequence[Planned], now: datetime) -> list[Plan]:
    return [plan for planned in page if (plan := _plan_ahead(planned, now)) is not None]


def _plan_ahead(planned: Planned, now: datetime) -> Plan | None:
    try:
        return looked_ahead(planned, now)
    except Exception:  # noqa: BLE001 - as above
        _log.exception("the slots of a digest could not be worked out")
        return None
