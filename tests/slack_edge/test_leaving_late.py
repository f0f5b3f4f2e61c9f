"""Workspaces that leave and come back, PBXs that are down meanwhile, and a store that is busy."""

from __future__ import annotations

import asyncio
import gc
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from fakes.store import MemoryStore

from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.settings import ChannelSettings, PersonSettings
from bot.workspace.store_trouble import StoreBusy
from bot.workspace.workspace import Workspace
from slack_edge.filling import FILLED, set_up_form, settled, text_of
from slack_edge.office import ACME, OFFICE, OnePbx, office
from slack_edge.test_leaving import GLOBEX, furnished, installed, of_organisation

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fakes.slack import FakeSlack

    from bot.slack.desk import Desk
    from bot.workspace.pbx import WorkspacePbx

NEW = replace(installed("T1"), bot_token="xoxb-new", installed_at=2_000)
NEW_PBX = replace(OFFICE, id="p2", name="New")
REMOVED = {"type": "app_uninstalled"}


@dataclass
class Down(OnePbx):
    """Takes its token back when it is told to."""

    may: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def forget(self, workspace: Workspace, pbx: WorkspacePbx) -> None:
        self.asked.set()
        await self.may.wait()
        await super().forget(workspace, pbx)


async def store_of(*workspaces: Workspace) -> MemoryStore:
    store = await furnished(MemoryStore(), *workspaces)
    for workspace in workspaces:
        await store.save_installation(workspace, installed(workspace.team))
    return store


async def came_back(desk: Desk) -> None:
    """What the installation page does, and an admin after it."""
    assert isinstance(desk.store, MemoryStore)
    await desk.store.save_installation(ACME, NEW)
    desk.authorizer.forget(ACME)
    await desk.store.save_pbx(ACME, NEW_PBX)


async def left(slack: FakeSlack, desk: Desk, *, at: int, event_id: str) -> None:
    """Slack tells that the app was removed at a moment."""
    team = slack.teams["T1"]
    slack.issue("xoxb-T1", team, team.scopes)
    told = slack._envelope("T1", REMOVED) | {"event_id": event_id, "event_time": at}
    assert (await slack.deliver("events_api", told)).ok
    await settled(desk)


async def test_nothing_is_kept_any_more_while_a_pbx_that_is_down_is_waited_for() -> None:
    store, pbxs = await store_of(ACME, GLOBEX), Down()
    async with office(store=store, pbxs=pbxs, single=False) as (slack, _, desk), asyncio.timeout(5):
        await slack.app_uninstalled("T1")
        await pbxs.asked.wait()
        assert (ACME in store.kept, ACME in store.installations) == (False, False)
        assert await desk.authorizer.installation(ACME) is None
        await came_back(desk)
        pbxs.may.set()
        await settled(desk)
        assert (await desk.store.pbxs(ACME), await desk.authorizer.installation(ACME)) == ((NEW_PBX,), NEW)
        assert pbxs.forgotten == ["p1"]


async def test_an_event_that_slack_sends_again_ends_no_newer_installation() -> None:
    store = await store_of(ACME)
    async with office(store=store, single=False) as (slack, _, desk):
        await left(slack, desk, at=3_000, event_id="Ev1")
        assert ACME not in store.kept
        await came_back(desk)
        await left(slack, desk, at=3_000, event_id="Ev1")
        assert (await desk.store.pbxs(ACME), store.installations) == ((NEW_PBX,), {ACME: NEW})


@pytest.mark.parametrize(("at", "stays"), [(1_999, True), (2_000, False), (2_001, False)])
async def test_an_event_from_before_the_installation_does_not_end_it(at: int, *, stays: bool) -> None:
    store = MemoryStore()
    async with office(connected=False, store=store, single=False) as (slack, _, desk):
        await came_back(desk)
        running = asyncio.Event()

        async def runs() -> None:
            await asyncio.sleep(0.05)
            running.set()

        desk.underway.start(runs(), ACME)
        await left(slack, desk, at=at, event_id="Ev2")
        assert running.is_set() is stays
        assert (ACME in store.installations, bool(await desk.store.pbxs(ACME))) == (stays, stays)


async def test_both_events_of_one_uninstallation_at_once_do_no_harm() -> None:
    store, pbxs = await store_of(ACME), Down()
    async with office(store=store, pbxs=pbxs, single=False) as (slack, _, desk), asyncio.timeout(5):
        await asyncio.gather(slack.app_uninstalled("T1"), slack.event("app_uninstalled", team="T1"))
        await pbxs.asked.wait()
        await came_back(desk)
        pbxs.may.set()
        await settled(desk)
        assert store.installations == {ACME: NEW}
        assert pbxs.forgotten == ["p1"]


class NoTokens(OnePbx):
    async def parting(self, workspace: Workspace, pbx: WorkspacePbx) -> Callable[[], Awaitable[None]]:  # noqa: ARG002 - the port's signature
        raise StoreBusy


async def test_tokens_that_cannot_be_read_keep_nothing_from_being_deleted() -> None:
    store = await store_of(ACME)
    async with office(store=store, pbxs=NoTokens(), single=False) as (slack, _, desk):
        await slack.app_uninstalled("T1")
        await settled(desk)
        assert (ACME in store.kept, ACME in store.installations) == (False, False)


class BusyOnce(MemoryStore):
    """Is busy when it is asked to delete or to rename for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.refused = 0

    def _busy(self) -> None:
        self.refused += 1
        if self.refused == 1:
            raise StoreBusy

    async def forget(self, workspace: Workspace, left: int | None = None) -> bool:
        self._busy()
        return await super().forget(workspace, left)

    async def rename_channel(self, workspace: Workspace, old: str, new: str) -> None:
        self._busy()
        await super().rename_channel(workspace, old, new)


async def test_a_store_that_is_busy_is_asked_again_to_delete() -> None:
    store = BusyOnce()
    async with office(store=store) as (slack, _, desk):
        await slack.app_uninstalled("T1")
        await settled(desk)
        assert (store.refused, ACME in store.kept) == (2, False)


async def test_a_store_that_is_busy_is_asked_again_to_rename_a_channel() -> None:
    store = BusyOnce()
    async with office(store=store) as (slack, _, desk):
        await store.save_channel(ACME, "C1", ChannelSettings(default_pbx="p1"))
        assert (await slack.channel_id_changed("C1", "C77", team="T1")).ok
        await slack.until(lambda: store.refused)
        await settled(desk)
        assert store.kept[ACME].channels == {"C77": ChannelSettings(default_pbx="p1")}


async def test_of_an_organisation_that_leaves_those_go_too_of_which_little_is_kept() -> None:
    store, organisation = MemoryStore(), Workspace(enterprise="E1", team="")
    places = (("E1", "T5"), ("E1", "T6"), ("E2", "T7"))
    person, trail, elsewhere = (Workspace(enterprise=enterprise, team=team) for enterprise, team in places)
    for each in (person, elsewhere):
        await store.save_person(each, "U1", PersonSettings(timezone="Asia/Tokyo"))
    await store.note(trail, AuditEntry(at=1, user="U1", deed=Deed.POSTED))
    await store.save_installation(organisation, installed("T0"))
    async with office(store=store, single=False) as (slack, _, desk):
        assert (await slack.deliver("events_api", of_organisation("E1", None))).ok
        await settled(desk)
        assert {each for each in store.kept if each.enterprise} == {elsewhere}


async def test_an_organisation_that_came_back_keeps_what_its_workspaces_have() -> None:
    organisation, one = Workspace(enterprise="E1", team=""), Workspace(enterprise="E1", team="T5")
    store = await furnished(MemoryStore(), one)
    await store.save_installation(organisation, replace(installed("T0"), installed_at=2_000))
    async with office(store=store, single=False) as (slack, _, desk):
        assert (await slack.deliver("events_api", of_organisation("E1", None) | {"event_time": 1_999})).ok
        await settled(desk)
        assert await desk.store.pbxs(one) == (OFFICE,)


async def test_for_a_workspace_that_is_leaving_nothing_begins_and_afterwards_it_does() -> None:
    async with office(patience=0.02) as (slack, _, desk):
        view = await set_up_form(slack)
        await settled(desk)
        async with desk.underway.leaving(ACME), desk.underway.leaving(GLOBEX):
            async with desk.underway.leaving(ACME):  # it is told of twice
                pass
            given = await slack.command("/calls", "yesterday", team="T1", user="U1", channel="C1")
            await slack.submit(view, FILLED)
            assert (given.ok, desk.underway.count) == (True, 0)
            gc.collect()  # here it would be told of work that nobody awaited
        assert slack.shown(given) == []
        given = await slack.command("/calls", "yesterday", team="T1", user="U1", channel="C1")
        await settled(desk)
        assert "Understood as" in text_of(slack.shown(given)[-1].blocks)
