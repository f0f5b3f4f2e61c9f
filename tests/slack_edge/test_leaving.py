from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER
from fakes.store import MemoryStore

from bot.cdr.link_trouble import ConnectionRefused
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.installation import Installation
from bot.workspace.settings import ChannelSettings, Masking, PersonSettings, Settings
from bot.workspace.workspace import Workspace
from slack_edge.filling import FILLED, form, sent, set_up_form, settled, text_of
from slack_edge.office import ACME, OFFICE, OnePbx, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fakes.slack import FakeSlack

    from bot.slack.desk import Desk
    from bot.workspace.pbx import WorkspacePbx

GLOBEX = Workspace(team="T2")


def installed(team: str) -> Installation:
    return Installation(bot_token=f"xoxb-{team}", bot_user=f"UBOT{team[1:]}", bot_id=f"B{team[1:]}")


async def furnished(store: MemoryStore, *workspaces: Workspace) -> MemoryStore:
    """Something of every kind in each."""
    for workspace in workspaces:
        await store.save_pbx(workspace, OFFICE)
        await store.save_settings(
            workspace, Settings(masking=Masking.CHANNELS, ask_channels=frozenset({"C1"}))
        )
        await store.save_person(workspace, "U1", PersonSettings(timezone="Asia/Tokyo"))
        await store.save_channel(workspace, "C1", ChannelSettings(default_pbx="p1"))
        await store.note(workspace, AuditEntry(at=1, user="U1", deed=Deed.PBX_ADDED, what="Office"))
        await store.claim(workspace, "a press", 1)
        await store.keep_draft(workspace, "d1", "secret", 1 << 40)
    return store


@dataclass
class Stubborn(OnePbx):
    """A PBX that is down when its token is given back."""

    async def forget(self, workspace: Workspace, pbx: WorkspacePbx) -> None:
        await super().forget(workspace, pbx)
        raise ConnectionRefused(where="pbx.example.com:8088")


async def gone(slack: FakeSlack, desk: Desk, event: str, team: str = "T1") -> None:
    assert (await getattr(slack, event)(team)).ok
    await settled(desk)


@pytest.mark.parametrize("event", ["app_uninstalled", "tokens_revoked"])
@pytest.mark.parametrize("pbxs", [OnePbx, Stubborn])
async def test_all_of_a_workspace_that_leaves_is_deleted_and_nothing_of_another(
    event: str, pbxs: type[OnePbx]
) -> None:
    store = await furnished(MemoryStore(), ACME, GLOBEX)
    others = store.kept[GLOBEX]
    await store.save_installation(ACME, installed("T1"))
    await store.save_installation(GLOBEX, installed("T2"))
    opened = pbxs()
    async with office(store=store, pbxs=opened, single=False) as (slack, _, desk):
        slack.issue("xoxb-T1", slack.teams["T1"], slack.teams["T1"].scopes)
        await gone(slack, desk, event)
        assert ACME not in store.kept
        assert store.kept[GLOBEX] is others
        assert store.installations == {GLOBEX: installed("T2")}
        assert opened.forgotten == ["p1"]
        assert await desk.authorizer.installation(ACME) is None


async def test_both_events_of_one_uninstallation_do_no_harm() -> None:
    store = await furnished(MemoryStore(), ACME)
    await store.save_installation(ACME, installed("T1"))
    async with office(store=store, single=False) as (slack, _, desk):
        slack.issue("xoxb-T1", slack.teams["T1"], slack.teams["T1"].scopes)
        await gone(slack, desk, "app_uninstalled")
        await slack.tokens_revoked("T1")
        await settled(desk)
        assert store.installations == {}


async def test_a_user_token_that_is_revoked_deletes_nothing() -> None:
    store = await furnished(MemoryStore(), ACME)
    async with office(store=store) as (slack, _, desk):
        await slack.event("tokens_revoked", {"tokens": {"oauth": ["U1"], "bot": []}}, team="T1")
        await settled(desk)
        assert await desk.store.pbxs(ACME) == (OFFICE,)


async def test_whoever_was_remembered_is_looked_up_anew_after_a_new_installation() -> None:
    async with office() as (slack, _, desk):
        await slack.command("/calls", "yesterday", team="T1", user="U1", channel="C1")
        await settled(desk)
        await gone(slack, desk, "app_uninstalled")
        slack.issue("xoxb-acme", slack.teams["T1"], slack.teams["T1"].scopes)
        slack.users["U1"].restricted = True
        await desk.store.save_pbx(ACME, OFFICE)
        given = await slack.command("/calls", "yesterday", team="T1", user="U1", channel="C1")
        await settled(desk)
        assert "guests may not" in text_of(slack.shown(given)[-1].blocks)


@dataclass
class Slow(OnePbx):
    """Answers when it is told to."""

    pbx: FakePbx = field(default_factory=lambda: FakePbx(known=ROSTER))
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def lease(self, workspace: Workspace, pbx: WorkspacePbx) -> AsyncIterator[FakePbx]:
        self.asked.set()
        await self.may_answer.wait()
        async with super().lease(workspace, pbx) as opened:
            yield opened


async def test_a_question_that_runs_while_the_workspace_leaves_tells_nothing_more() -> None:
    store, pbxs = MemoryStore(), Slow()
    async with office(store=store, pbxs=pbxs) as (slack, _, desk):
        given = await slack.command("/calls", "yesterday", team="T1", user="U1", channel="C1")
        await pbxs.asked.wait()
        await slack.app_uninstalled("T1")
        await settled(desk)
        pbxs.may_answer.set()
        await asyncio.sleep(0.05)
        assert slack.shown(given) == []
        assert store.kept == {}


async def test_a_set_up_that_runs_while_the_workspace_leaves_leaves_no_draft() -> None:
    store, pbxs = MemoryStore(), Slow()
    async with office(connected=False, store=store, pbxs=pbxs, patience=0.02) as (slack, _, desk):
        await slack.submit(await set_up_form(slack), FILLED)
        assert store.kept[ACME].drafts != {}
        await slack.app_uninstalled("T1")
        await settled(desk)
        pbxs.may_answer.set()
        await asyncio.sleep(0.05)
        assert store.kept == {}


async def test_what_was_found_cannot_be_saved_after_the_workspace_has_left() -> None:
    store = MemoryStore()
    async with office(connected=False, store=store) as (slack, _, desk):
        await sent(slack, desk, await set_up_form(slack), FILLED)
        view = await form(slack, "setup:found")
        await slack.app_uninstalled("T1")
        await settled(desk)
        slack.issue("xoxb-acme", slack.teams["T1"], slack.teams["T1"].scopes)
        await sent(slack, desk, view)
        assert await desk.store.pbxs(ACME) == ()


def of_organisation(enterprise: str, team: str | None) -> dict[str, Any]:
    """An uninstallation by a whole organisation, as Slack tells it."""
    authorization = {"enterprise_id": enterprise, "team_id": team, "is_enterprise_install": True}
    return {
        "type": "event_callback",
        "event_id": "Ev0ORG",
        "api_app_id": "A0RINGBACK",
        "enterprise_id": enterprise,
        "team_id": team,
        "event": {"type": "app_uninstalled", "event_ts": "1.1"},
        "authorizations": [authorization],
    }


@pytest.mark.parametrize("team", [None, "T5"])
async def test_an_organisation_that_leaves_takes_along_those_that_it_alone_had_installed(
    team: str | None,
) -> None:
    organisation = Workspace(enterprise="E1", team="")
    one, two, own = (Workspace(enterprise="E1", team=team) for team in ("T5", "T6", "T7"))
    elsewhere = Workspace(enterprise="E2", team="T8")
    store = await furnished(MemoryStore(), one, two, own, elsewhere)
    await store.save_installation(organisation, installed("T0"))
    await store.save_installation(own, installed("T7"))
    await store.save_installation(elsewhere, installed("T8"))
    async with office(store=store, single=False) as (slack, _, desk):
        assert await desk.authorizer.installation(one) == installed("T0")
        assert (await slack.deliver("events_api", of_organisation("E1", team))).ok
        await settled(desk)
        assert {workspace for workspace, kept in store.kept.items() if kept.pbxs} == {own, elsewhere, ACME}
        assert store.installations == {own: installed("T7"), elsewhere: installed("T8")}
        assert await desk.authorizer.installation(one) is None


async def test_a_channel_that_changes_its_id_keeps_its_pbx_and_who_may_ask_in_it() -> None:
    store = await furnished(MemoryStore(), ACME, GLOBEX)
    async with office(store=store) as (slack, _, desk):
        assert (await slack.channel_id_changed("C1", "C77", team="T1")).ok
        await settled(desk)
        await slack.until(lambda: "C77" in store.kept[ACME].channels)
        assert store.kept[ACME].channels == {"C77": ChannelSettings(default_pbx="p1")}
        assert (await desk.store.settings(ACME)).ask_channels == {"C77"}
        assert (await desk.store.settings(GLOBEX)).ask_channels == {"C1"}


async def test_the_same_pbx_id_in_another_workspace_is_another_pbx() -> None:
    store = await furnished(MemoryStore(), ACME, GLOBEX)
    async with office(store=store) as (slack, _, desk):
        await slack.app_home_opened("U1")
        await settled(desk)
        home = slack.home("U1")
        assert home is not None
        await slack.press(home, "remove_pbx:0")
        await settled(desk)
        assert await desk.store.pbxs(ACME) == ()
        assert await desk.store.pbxs(GLOBEX) == (replace(OFFICE),)
