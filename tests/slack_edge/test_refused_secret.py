"""A PBX that refuses its secret is not asked again and again: five wrong logins block this machine's address."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from pbx.yeastar.given import NOW, PbxClock
from store.given import opened

from bot.pbx.guard import PrivateAddresses
from bot.pbx.pool import PbxPool
from bot.pbx.yeastar.client import YeastarPbx
from bot.simulator import SettableClock, Settings, Simulator
from bot.simulator.faults import Refuse
from bot.workspace.pbx import WorkspacePbx
from slack_edge import filling
from slack_edge.given import answer_to, asked, buttons_of, settled, text_of
from slack_edge.office import ACME, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from fakes.slack import FakeSlack

    from bot.ports import Pbx
    from bot.slack.desk import Desk
    from bot.workspace.workspace import Workspace

QUARTER = 900
SAYS_NO = "The PBX refuses the Client ID or Client Secret"
NOT_ASKED = (
    "Berlin refuses its Client ID or Client Secret, and is asked no questions until it is reconnected."
)
NO_SECRET = "There is no Client Secret to log in to the PBX with."


@dataclass
class Restarting:
    """A pool of PBXs that remembers nothing after ``restart``, as after one of the process."""

    made: Callable[[], PbxPool]
    pool: PbxPool
    checks_certificates: bool = False

    async def restart(self) -> None:
        await self.pool.close()
        self.pool = self.made()

    def lease(self, workspace: Workspace, pbx: WorkspacePbx) -> AbstractAsyncContextManager[Pbx]:
        return self.pool.lease(workspace, pbx)

    def leads_elsewhere(self, kept: WorkspacePbx, wanted: WorkspacePbx) -> bool:
        return self.pool.leads_elsewhere(kept, wanted)

    async def forget(self, workspace: Workspace, pbx: WorkspacePbx) -> None:
        await self.pool.forget(workspace, pbx)

    async def parting(self, workspace: Workspace, pbx: WorkspacePbx) -> Callable[[], Awaitable[None]]:
        return await self.pool.parting(workspace, pbx)


@dataclass
class Place:
    slack: FakeSlack
    desk: Desk
    pbx: Simulator
    clock: SettableClock
    pbxs: Restarting

    @property
    def logins(self) -> int:
        return self.pbx.requests.logins

    async def ask(self, text: str = "yesterday") -> str:
        return text_of(await answer_to(self.slack, self.desk, text))


@asynccontextmanager
async def berlin(path: Path, secret: str | None = None) -> AsyncIterator[Place]:
    """Acme with one simulated PBX, of which ``secret`` is kept: its own where None."""
    settable = SettableClock(NOW)
    clock = PbxClock(settable)
    async with Simulator(Settings(days=2), settable) as simulated, opened(path / "ringback.db") as store:

        def pool() -> PbxPool:
            return PbxPool(
                opens=YeastarPbx,
                tokens=store.tokens,
                clock=clock,
                private=PrivateAddresses.ALLOW,
                checks_certificates=False,
                time_limit=30,
            )

        kept = WorkspacePbx(
            id="p1",
            name="Berlin",
            base_url=simulated.base_url,
            client_id=simulated.client_id,
            client_secret=simulated.client_secret if secret is None else secret,
        )
        await store.save_pbx(ACME, kept)
        pbxs = Restarting(pool, pool())
        async with office(connected=False, pbxs=pbxs, clock=clock, store=store) as (slack, _, desk):
            yield Place(slack=slack, desk=desk, pbx=simulated, clock=settable, pbxs=pbxs)
        await pbxs.pool.close()


async def test_questions_to_a_pbx_that_refuses_its_secret_cost_one_login_whatever_is_restarted(
    tmp_path: Path,
) -> None:
    async with berlin(tmp_path, "wrong") as place:
        assert SAYS_NO in await place.ask()
        for _ in range(4):
            await place.pbxs.restart()
            message = await answer_to(place.slack, place.desk)
            assert NOT_ASKED in text_of(message)
            assert "setup:reconnect" in buttons_of(message)
            assert NOT_ASKED in await place.ask("link 2005")
        assert place.logins == 1


async def test_every_quarter_of_an_hour_one_question_tries_it(tmp_path: Path) -> None:
    async with berlin(tmp_path, "wrong") as place:
        await place.ask()
        for tries in (2, 3):
            place.clock.advance(QUARTER - 1)
            assert NOT_ASKED in await place.ask()
            assert place.logins == tries - 1
            place.clock.advance(1)
            said = [await place.ask() for _ in range(3)]
            assert [SAYS_NO in each for each in said] == [True, False, False]
            assert place.logins == tries


async def test_what_was_mended_on_the_pbx_heals_by_itself(tmp_path: Path) -> None:
    async with berlin(tmp_path) as place:
        place.pbx.faults.add(Refuse(errcode=10000, path="get_token", times=None))
        assert SAYS_NO in await place.ask()
        place.pbx.faults.clear()
        assert NOT_ASKED in await place.ask()
        place.clock.advance(QUARTER)
        assert "missed from" in await place.ask()
        assert [pbx.refused for pbx in await place.desk.store.pbxs(ACME)] == [None]
        assert "missed from" in await place.ask()
        assert place.logins == 2


@pytest.mark.parametrize("restarted", [True, False])
async def test_the_doctor_tries_it_after_a_restart_or_a_quarter_of_an_hour_and_ends_the_refusal(
    tmp_path: Path, *, restarted: bool
) -> None:
    async with berlin(tmp_path) as place:
        place.pbx.faults.add(Refuse(errcode=10000, path="get_token", times=None))
        await place.ask()
        place.pbx.faults.clear()
        if restarted:
            await place.pbxs.restart()
        else:
            assert "✗ Login" in await place.ask("status")
            place.clock.advance(QUARTER)
        assert "Every link from here to the records holds." in await place.ask("status")
        assert place.logins == 2
        assert [pbx.refused for pbx in await place.desk.store.pbxs(ACME)] == [None]
        assert "missed from" in await place.ask()


async def test_reconnecting_tries_it_at_once(tmp_path: Path) -> None:
    async with berlin(tmp_path, "wrong") as place:
        await place.ask()
        slack, desk = place.slack, place.desk
        form = await filling.set_up_form(slack, "Berlin")
        await filling.sent(slack, desk, form, {"client_secret": place.pbx.client_secret})
        await filling.sent(slack, desk, await filling.form(slack, "setup:found"))
        assert "missed from" in await place.ask()
        assert place.logins == 3  # the wrong one, the look's own, the first question's


async def test_an_empty_secret_costs_no_login(tmp_path: Path) -> None:
    async with berlin(tmp_path, "") as place:
        assert NO_SECRET in await place.ask()
        assert NO_SECRET in await place.ask("status")
        place.clock.advance(QUARTER)
        assert NO_SECRET in await place.ask()
        assert place.logins == 0
        (pbx,) = await place.desk.store.pbxs(ACME)
        await place.desk.store.save_pbx(
            ACME, replace(pbx, client_secret=place.pbx.client_secret, refused=None)
        )
        await asked(place.slack, place.desk, "yesterday")
        assert place.logins == 1


async def test_a_damaged_secret_takes_no_other_pbx_down_and_reconnecting_mends_it(tmp_path: Path) -> None:
    async with berlin(tmp_path) as place:
        slack, desk, store = place.slack, place.desk, place.desk.store
        (pbx,) = await store.pbxs(ACME)
        await store.save_pbx(ACME, replace(pbx, id="p2", name="Paris"))
        with closing(sqlite3.connect(tmp_path / "ringback.db")) as connection, connection:
            connection.execute("UPDATE pbx SET client_secret = 'k1:AAAA' WHERE id = 'p1'")
        assert "missed from" in await place.ask("yesterday at Paris")
        message = await answer_to(slack, desk, "yesterday at Berlin")
        assert NO_SECRET in text_of(message)
        assert "setup:reconnect" in buttons_of(message)
        assert place.logins == 1
        await slack.press(message, "setup:reconnect", user="U1")
        await settled(desk)
        form = await filling.form(slack)
        await filling.sent(slack, desk, form, {"client_secret": place.pbx.client_secret})
        await filling.sent(slack, desk, await filling.form(slack, "setup:found"))
        assert "missed from" in await place.ask("yesterday at Berlin")
        assert [each.client_secret for each in await store.pbxs(ACME)] == [place.pbx.client_secret] * 2
