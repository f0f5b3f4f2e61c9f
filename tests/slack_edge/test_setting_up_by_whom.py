from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from fakes.store import MemoryStore

from bot.workspace.audit import Deed
from bot.workspace.settings import Settings
from slack_edge.filling import (
    FILLED,
    MovedClock,
    form,
    sent,
    set_up_form,
    settled,
    text_of,
)
from slack_edge.looking import Watched, found
from slack_edge.office import ACME, office


async def test_what_was_found_cannot_be_saved_after_half_an_hour() -> None:
    clock = MovedClock()
    async with office(connected=False, clock=clock) as (slack, _, desk):
        await found(slack, desk)
        clock.seconds = 30 * 60
        await sent(slack, desk, await form(slack, "setup:found"))
        assert "too old" in text_of((await form(slack, "notice")).blocks)
        assert await desk.store.pbxs(ACME) == ()


async def test_what_was_found_can_be_saved_until_half_an_hour_is_over() -> None:
    clock = MovedClock()
    async with office(connected=False, clock=clock) as (slack, _, desk):
        await found(slack, desk)
        clock.seconds = 30 * 60 - 1
        await sent(slack, desk, await form(slack, "setup:found"))
        assert len(await desk.store.pbxs(ACME)) == 1


async def test_a_draft_is_of_no_use_to_another_admin() -> None:
    async with office(connected=False) as (slack, _, desk):
        slack.add_user("T1", "U3", admin=True)
        await found(slack, desk)
        await sent(slack, desk, await form(slack, "setup:found"), user="U3")
        assert "too old" in text_of((await form(slack, "notice")).blocks)
        assert await desk.store.pbxs(ACME) == ()


async def test_a_draft_is_of_no_use_in_another_workspace() -> None:
    store = MemoryStore()
    async with office(connected=False, store=store) as (slack, _, desk):
        await found(slack, desk)
        ours = store.kept.pop(ACME)
        store.kept[replace(ACME, team="T2")] = ours
        await sent(slack, desk, await form(slack, "setup:found"))
        assert "too old" in text_of((await form(slack, "notice")).blocks)
        assert (await desk.store.pbxs(ACME), ours.pbxs) == ((), {})


async def test_saving_twice_connects_one_pbx() -> None:
    async with office(connected=False) as (slack, _, desk):
        await found(slack, desk)
        view = await form(slack, "setup:found")
        payload = dict(view.content)
        await sent(slack, desk, view)
        view.content = payload
        await sent(slack, desk, view)
        assert "saved already" in text_of((await form(slack, "notice")).blocks)
        assert [entry.deed for entry in await desk.store.audit(ACME, 9)] == [Deed.PBX_ADDED]
        assert len(await desk.store.pbxs(ACME)) == 1


async def test_a_modal_that_is_closed_while_the_pbx_is_looked_at_saves_nothing_and_keeps_no_secret() -> None:
    store, answers = MemoryStore(), asyncio.Event()
    pbxs = Watched(answers=answers)
    async with office(connected=False, pbxs=pbxs, store=store, patience=0.05) as (slack, _, desk):
        await slack.submit(await set_up_form(slack), FILLED)
        assert len(store.kept[ACME].drafts) == 1
        await slack.close_view(await form(slack, "notice"))
        answers.set()
        await settled(desk)
        assert await desk.store.pbxs(ACME) == ()
        assert store.kept[ACME].drafts == {}
        assert pbxs.forgotten == [pbxs.asked[0].id]


@pytest.mark.parametrize("user", ["U2", "U3"])
async def test_guests_and_members_get_no_form(user: str) -> None:
    async with office(connected=False) as (slack, _, desk):
        slack.add_user("T1", "U3")
        await slack.command("/calls", "setup", team="T1", user=user, channel="C1")
        await settled(desk)
        (view,) = slack.views.values()
        assert view.content["callback_id"] == "notice"
        assert "is for workspace admins and owners" in text_of(view.blocks)


async def test_a_person_whom_an_admin_named_may_set_up() -> None:
    async with office(connected=False) as (slack, _, desk):
        slack.add_user("T1", "U3")
        await desk.store.save_settings(ACME, Settings(set_up_people=frozenset({"U3"})))
        await set_up_form(slack, user="U3")


async def test_who_may_no_longer_set_up_can_neither_look_nor_save() -> None:
    pbxs = Watched()
    async with office(connected=False, pbxs=pbxs) as (slack, _, desk):
        view = await set_up_form(slack)
        slack.users["U1"].admin = False
        await sent(slack, desk, view, FILLED)
        assert pbxs.asked == []
        assert "is for workspace admins" in text_of((await form(slack, "notice")).blocks)
        slack.users["U1"].admin = True
        await slack.close_view(await form(slack, "notice"))
        await found(slack, desk)
        slack.users["U1"].admin = False
        await sent(slack, desk, await form(slack, "setup:found"))
        assert await desk.store.pbxs(ACME) == ()


async def test_a_form_that_a_stranger_sends_does_nothing() -> None:
    pbxs = Watched()
    async with office(connected=False, pbxs=pbxs) as (slack, _, desk):
        view = await set_up_form(slack)
        slack.channels["T1", "C2"].members.add("U9")
        await sent(slack, desk, view, FILLED, user="U9")
        assert pbxs.asked == []
        assert "is for workspace admins" in text_of((await form(slack, "notice")).blocks)


async def test_a_pbx_that_was_disconnected_meanwhile_is_not_saved_again() -> None:
    async with office() as (slack, _, desk):
        await sent(slack, desk, await set_up_form(slack, "Office"), {"name": "Berlin"})
        await desk.store.remove_pbx(ACME, "p1")
        await sent(slack, desk, await form(slack, "setup:found"))
        assert await desk.store.pbxs(ACME) == ()
        assert "not connected any more" in text_of((await form(slack, "notice")).blocks)
