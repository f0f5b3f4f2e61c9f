"""From ``/calls setup`` to an answer, with a simulated PBX over HTTP, the real pool of PBXs and the real store."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from pbx.yeastar.given import NOW, PbxClock
from store.given import opened

from bot.pbx.guard import PrivateAddresses
from bot.pbx.pool import PbxPool
from bot.pbx.yeastar.client import YeastarPbx
from bot.simulator import SettableClock, Settings, Simulator
from slack_edge.filling import form, sent, sent_to_slack, set_up_form, settled, text_of, under
from slack_edge.office import ACME, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from fakes.slack import FakeSlack

    from bot.slack.desk import Desk


@asynccontextmanager
async def real(path: Path) -> AsyncIterator[tuple[FakeSlack, Desk, Simulator]]:
    async with (
        Simulator(Settings(days=2), SettableClock(NOW)) as simulated,
        opened(path / "ringback.db") as store,
    ):
        clock = PbxClock(simulated.clock)
        pool = PbxPool(
            opens=YeastarPbx,
            tokens=store.tokens,
            clock=clock,
            private=PrivateAddresses.ALLOW,
            checks_certificates=False,
            time_limit=30,
        )
        async with office(connected=False, pbxs=pool, clock=clock, store=store) as (slack, _, desk):
            yield slack, desk, simulated
        await pool.close()


def typed(simulated: Simulator) -> dict[str | tuple[str, str], object]:
    return {
        "base_url": simulated.base_url,
        "client_id": simulated.client_id,
        "client_secret": simulated.client_secret,
        "name": "Berlin",
    }


async def test_from_the_form_to_the_first_answer(tmp_path: Path) -> None:
    async with real(tmp_path) as (slack, desk, simulated):
        await sent(slack, desk, await set_up_form(slack), typed(simulated))
        shown = text_of((await form(slack, "setup:found")).blocks)
        assert "Berlin answers." in shown
        assert "proved: a record that it has was found in this format" in shown
        assert f"{len(simulated.office.extensions)} extensions" in shown
        assert simulated.tokens.taken == 0  # the look's own token was given back
        await sent(slack, desk, await form(slack, "setup:found"))
        assert "Berlin is connected." in text_of((await form(slack, "notice")).blocks)
        home = slack.home("U1")
        assert home is not None
        assert "Berlin answers: " in text_of(home.blocks)

        given = await slack.command("/missed", "yesterday", team="T1", user="U1", channel="C1")
        await slack.until(lambda: slack.shown(given), 10)
        assert "missed from" in text_of(slack.shown(given)[-1].blocks)
        assert simulated.client_secret not in sent_to_slack(slack)


async def test_a_wrong_secret_stands_at_its_field_and_leaves_the_pbx_that_works_alone(tmp_path: Path) -> None:
    async with real(tmp_path) as (slack, desk, simulated):
        await sent(slack, desk, await set_up_form(slack), typed(simulated))
        await sent(slack, desk, await form(slack, "setup:found"))
        await slack.close_view(await form(slack, "notice"))

        await sent(slack, desk, await set_up_form(slack, "Berlin"), {"client_secret": "wrong"})
        assert "refuses the Client ID or Client Secret" in under(await form(slack), "client_secret")
        assert (await desk.store.pbxs(ACME))[0].client_secret == simulated.client_secret
        given = await slack.command("/missed", "yesterday", team="T1", user="U1", channel="C1")
        await slack.until(lambda: slack.shown(given), 10)
        assert "missed from" in text_of(slack.shown(given)[-1].blocks)


async def test_typos_in_the_form_never_make_the_pbx_block_everybody(tmp_path: Path) -> None:
    async with real(tmp_path) as (slack, desk, simulated):
        view = await set_up_form(slack)
        for number in range(6):
            await sent(slack, desk, view, typed(simulated) | {"client_secret": f"typo {number}"})
            view = await form(slack)
            words = (
                "refuses the Client ID" if number < 3 else "none is tried with another secret until 20:41 UTC"
            )
            assert words in under(view, "client_secret")
        assert simulated.requests.logins == 3
        simulated.clock.advance(600)
        await sent(slack, desk, view, typed(simulated))
        assert "Berlin answers." in text_of((await form(slack, "setup:found")).blocks)


async def test_a_disconnected_pbx_gets_its_token_back(tmp_path: Path) -> None:
    async with real(tmp_path) as (slack, desk, simulated):
        await sent(slack, desk, await set_up_form(slack), typed(simulated))
        await sent(slack, desk, await form(slack, "setup:found"))
        assert simulated.tokens.taken == 1
        home = slack.home("U1")
        assert home is not None
        await slack.press(home, "remove_pbx:0")
        await slack.until(lambda: "No PBX is connected yet." in text_of(home.blocks), 10)
        await settled(desk)
        assert simulated.tokens.taken == 0
        assert await desk.store.pbxs(ACME) == ()
