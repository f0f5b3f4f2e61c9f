from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from answers.fake_pbx import FakePbx, FakeProbe

from bot.cdr.link_trouble import BadAddress
from bot.cdr.pbx_trouble import BadCredentials
from bot.workspace.audit import Deed
from slack_edge.filling import settled, text_of
from slack_edge.office import ACME, OFFICE, OnePbx, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from fakes.slack import FakeSlack

    from bot.ports import Probe
    from bot.slack.desk import Desk
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace

BERLIN = replace(OFFICE, id="p2", name="Berlin", client_secret="berlin-s3cret")


@dataclass
class Probed(FakePbx):
    """Its probes fail, or take so long."""

    trouble: Exception | None = None
    seconds: float = 0

    def probes(self) -> Sequence[Probe]:
        async def runs() -> str:
            await asyncio.sleep(self.seconds)
            if self.trouble is not None:
                raise self.trouble
            return "It holds."

        return (FakeProbe("Login", runs), FakeProbe("Records", runs))


@dataclass
class Each(OnePbx):
    """Each PBX by its id; one that is not there cannot even be opened."""

    pbxs: dict[str, FakePbx] = field(default_factory=dict)

    @asynccontextmanager
    async def lease(self, workspace: Workspace, pbx: WorkspacePbx) -> AsyncIterator[FakePbx]:  # noqa: ARG002 - the port's signature
        if pbx.id not in self.pbxs:
            raise BadAddress(address="x", fault="it names no host", example="https://x")
        yield self.pbxs[pbx.id]


async def status(slack: FakeSlack, desk: Desk, user: str = "U1") -> str:
    given = await slack.command("/calls", "status", team="T1", user=user, channel="C1")
    await settled(desk)
    assert all(message.ephemeral for message in slack.shown(given))
    return text_of(slack.shown(given)[-1].blocks)


async def test_every_pbx_is_probed_and_no_secret_is_shown() -> None:
    async with office(pbxs=Each(pbxs={"p1": Probed(), "p2": Probed()})) as (slack, _, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        told = await status(slack, desk)
        assert [told.count(words) for words in ('"Office"', '"Berlin"', "✓ Login", "✓ Records")] == [
            1,
            1,
            2,
            2,
        ]
        assert "s3cret" not in told


async def test_one_that_cannot_be_opened_and_one_that_fails_do_not_stop_the_others() -> None:
    broken = Probed(trouble=BadCredentials(number=70004, message="no"))
    async with office(pbxs=Each(pbxs={"p2": Probed(), "p3": broken})) as (slack, _, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        await desk.store.save_pbx(ACME, replace(OFFICE, id="p3", name="Paris"))
        told = await status(slack, desk)
        assert "it names no host" in told
        assert "✗ Login: The PBX refuses" in told.replace(
            '", "style": {"bold": true}}, {"type": "text", "text": "', ""
        )
        assert "Not probed, because of the link above." in told
        assert "✓ Records" in told


async def test_pbxs_are_probed_at_the_same_time() -> None:
    slow = {f"x{at}": Probed(seconds=0.1) for at in range(20)}
    async with office(connected=False, pbxs=Each(pbxs={**slow})) as (slack, _, desk):
        for pbx in slow:
            await desk.store.save_pbx(ACME, replace(OFFICE, id=pbx, name=pbx))
        began = asyncio.get_running_loop().time()
        await status(slack, desk)
        assert asyncio.get_running_loop().time() - began < 1


async def test_sixty_pbxs_fit_into_one_message() -> None:
    known = {f"x{at}": Probed() for at in range(60)}
    async with office(connected=False, pbxs=Each(pbxs={**known})) as (slack, _, desk):
        for pbx in known:
            await desk.store.save_pbx(ACME, replace(OFFICE, id=pbx, name=pbx))
        assert "… and 11 more PBXs." in await status(slack, desk)


async def test_a_refusal_that_the_doctor_meets_is_kept_and_one_that_is_over_is_not() -> None:
    probed = Probed(trouble=BadCredentials(number=70004, message="no"))
    async with office(pbxs=Each(pbxs={"p1": probed})) as (slack, _, desk):
        await status(slack, desk)
        assert (await desk.store.pbxs(ACME))[0].refused == desk.now()
        await status(slack, desk)
        assert [entry.deed for entry in await desk.store.audit(ACME, 9)] == [Deed.PBX_REFUSED]
        probed.trouble = None
        await status(slack, desk)
        assert await desk.store.pbxs(ACME) == (OFFICE,)


async def test_a_guest_probes_nothing() -> None:
    async with office(pbxs=Each()) as (slack, _, desk):
        assert "guests may not" in await status(slack, desk, user="U2")
