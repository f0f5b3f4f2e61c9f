"""Digests that were paused because their PBX refused its secret go on once it takes it, whoever learns of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from answers.digest_month import DIGEST
from fakes.digests import MemoryDigestStore
from slack_edge.office import ACME, OFFICE

from bot.slack.leasing import keep, leased
from bot.workspace.store_trouble import StoreTrouble
from slack_digests.given_rounds import go, side

if TYPE_CHECKING:
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.workspace.workspace import Workspace
    from slack_digests.given_rounds import Side

REFUSED_AT = 1000
PAUSED = replace(DIGEST, paused=REFUSED_AT, paused_because="bad_credentials")


async def was_refused(here: Side, digest: Digest = PAUSED) -> None:
    await here.desk.store.save_pbx(ACME, replace(OFFICE, refused=REFUSED_AT))
    await here.desk.digests.save_digest(ACME, digest, None)


async def asked(here: Side, desk: Desk) -> None:
    """A question is answered by the PBX, which takes its secret again."""
    occasion = await here.speaking.occasion(ACME, "U1")
    (pbx,) = await desk.store.pbxs(ACME)
    async with leased(desk, occasion, replace(pbx, refused=REFUSED_AT)):
        pass


async def state(desk: Desk) -> tuple[bool, bool]:
    """Whether the PBX is known to refuse, and whether its digest is paused."""
    (pbx,) = await desk.store.pbxs(ACME)
    (digest,) = await desk.digests.digests(ACME)
    return pbx.refused is not None, digest.paused is not None


async def test_of_two_processes_that_learn_of_it_at_once_each_slot_is_posted_by_one() -> None:
    async with side() as here:
        here.clock.moment = "2026-11-26 08:00"
        await was_refused(here)
        occasion = await here.speaking.occasion(ACME, "U1")
        (pbx,) = await here.desk.store.pbxs(ACME)
        taken = (keep(desk, occasion, pbx, refused=False) for desk in (here.desk, replace(here.desk)))
        await asyncio.gather(*taken)
        assert await state(here.desk) == (False, False)
        here.clock.moment = "2026-11-26 08:30"
        await asyncio.gather(go(here.rounds("w1")), go(here.rounds("w2")))
        assert len(here.slack.messages("C1")) == 1


@dataclass
class Busy(MemoryDigestStore):
    """Cannot be used at the moment at which digests are to go on."""

    busy: bool = True

    async def resume(self, workspace: Workspace, digest: Digest, next_due: int | None) -> bool:
        if self.busy:
            raise StoreTrouble(reason="it is locked")
        return await super().resume(workspace, digest, next_due)


async def test_where_they_cannot_go_on_now_the_pbx_stays_one_to_be_tried_anew_and_then_they_do() -> None:
    async with side() as here:
        here.clock.moment = "2026-11-26 08:00"
        ledger = Busy()
        desk = here.desk = replace(here.desk, digests=ledger)
        await was_refused(here)
        await asked(here, desk)
        assert await state(desk) == (True, True)
        here.clock.moment, ledger.busy = "2026-11-26 08:16", False
        await asked(here, desk)
        assert await state(desk) == (False, False)


@dataclass
class Killed(MemoryDigestStore):
    """Its process is gone as soon as the first digest goes on."""

    async def resume(self, workspace: Workspace, digest: Digest, next_due: int | None) -> bool:
        await super().resume(workspace, digest, next_due)
        raise KeyboardInterrupt


async def test_who_is_killed_halfway_leaves_the_rest_to_the_next_who_asks() -> None:
    async with side() as here:
        here.clock.moment = "2026-11-26 08:00"
        ledger = Killed()
        desk = replace(here.desk, digests=ledger)
        await here.desk.store.save_pbx(ACME, replace(OFFICE, refused=REFUSED_AT))
        for number in (3, 4):
            await ledger.save_digest(ACME, replace(PAUSED, id=f"d{number}", number=number), None)
        with pytest.raises(KeyboardInterrupt):
            await asked(here, desk)
        assert [each.paused is None for each in await ledger.digests(ACME)] == [True, False]
        here.clock.moment = "2026-11-26 08:16"
        after = MemoryDigestStore(rows=ledger.rows)
        await asked(here, replace(desk, digests=after))
        assert [each.paused is None for each in await after.digests(ACME)] == [True, True]
        assert [pbx.refused for pbx in await desk.store.pbxs(ACME)] == [None]


@dataclass
class Removing(MemoryDigestStore):
    """Somebody removes the digest while it is looked up what it has told already."""

    async def deliveries(self, workspace: Workspace, digest: str, most: int) -> tuple[Delivery, ...]:  # noqa: ARG002 - the signature of the port
        await self.remove_digest(workspace, digest)
        return ()


async def test_what_somebody_removes_meanwhile_does_not_come_back() -> None:
    async with side() as here:
        desk = here.desk = replace(here.desk, digests=Removing())
        await was_refused(here)
        await asked(here, desk)
        assert await desk.digests.digests(ACME) == ()
