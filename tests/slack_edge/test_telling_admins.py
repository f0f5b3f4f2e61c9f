from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fakes.acme import TOKEN
from fakes.store import MemoryStore

from bot.slack.app import web_client
from bot.slack.occasion import Occasion
from bot.slack.telling_admins import tell_of_refusal
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.settings import Settings
from slack_edge.filling import form, settled, text_of
from slack_edge.office import ACME, OFFICE, office

if TYPE_CHECKING:
    from fakes.slack import FakeSlack

    from bot.slack.desk import Desk

REFUSED = replace(OFFICE, refused=1_795_000_000)


def asked_by(slack: FakeSlack, user: str = "U3") -> Occasion:
    client = web_client(slack.api_url)
    client.token = TOKEN
    return Occasion(workspace=ACME, user=user, team="T1", channel="C1", client=client)


async def refusing(slack: FakeSlack, desk: Desk) -> None:
    """A member U3, an admin U4, and a PBX that has just been kept as refusing."""
    slack.add_user("T1", "U3")
    slack.add_user("T1", "U4", admin=True)
    await desk.store.save_pbx(ACME, REFUSED)


async def set_up_by(desk: Desk, user: str) -> None:
    await desk.store.save_pbx(ACME, replace(REFUSED, set_up_by=user))


def told(slack: FakeSlack) -> dict[str, int]:
    """How many direct messages each person has."""
    return {
        user: len(slack.messages(channel.id))
        for channel in tuple(slack.channels.values())
        if channel.im
        for user in channel.members
        if slack.messages(channel.id)
    }


async def test_who_set_the_pbx_up_last_is_told_with_a_button_that_opens_its_form() -> None:
    async with office() as (slack, _, desk):
        await refusing(slack, desk)
        await set_up_by(desk, "U1")
        await desk.store.save_pbx(ACME, replace(OFFICE, id="p2", name="Berlin", set_up_by="U4"))
        # A name tells nothing: this one stood for another PBX before.
        await desk.store.note(
            ACME, AuditEntry(at=desk.now(), user="U4", deed=Deed.PBX_CHANGED, what="Office")
        )
        await tell_of_refusal(desk, asked_by(slack), REFUSED)
        assert told(slack) == {"U1": 1}
        (message,) = slack.messages(slack.direct("T1", "U1").id)
        assert "Office refuses its Client ID or Client Secret." in text_of(message.blocks)
        await slack.press(message, "setup:reconnect", user="U1")
        assert "Leave empty to keep it" in text_of((await form(slack)).blocks)
        await settled(desk)


async def test_who_may_no_longer_set_up_is_not_told_but_the_people_named_are() -> None:
    async with office() as (slack, _, desk):
        await refusing(slack, desk)
        await set_up_by(desk, "U2")
        await desk.store.save_settings(ACME, Settings(set_up_people=frozenset({"U2", "U3"})))
        await tell_of_refusal(desk, asked_by(slack, "U4"), REFUSED)
        assert told(slack) == {"U3": 1}


async def test_without_anybody_else_an_admin_who_asks_is_told_and_a_member_is_not() -> None:
    async with office() as (slack, _, desk):
        await refusing(slack, desk)
        await set_up_by(desk, "")
        await tell_of_refusal(desk, asked_by(slack, "U4"), REFUSED)
        assert told(slack) == {"U4": 1}
    async with office() as (slack, _, desk):
        await refusing(slack, desk)
        await tell_of_refusal(desk, asked_by(slack, "U3"), REFUSED)
        assert told(slack) == {}


async def test_each_refusal_is_told_once() -> None:
    async with office() as (slack, _, desk):
        await refusing(slack, desk)
        await set_up_by(desk, "U1")
        for _ in range(3):
            await tell_of_refusal(desk, asked_by(slack), REFUSED)
            await tell_of_refusal(desk, asked_by(slack), OFFICE)
        assert told(slack) == {"U1": 1}
        await desk.store.mark_refused(ACME, "p1", 1_795_000_500)
        await tell_of_refusal(desk, asked_by(slack), OFFICE)
        assert told(slack) == {"U1": 2}


@pytest.mark.parametrize("method", ["conversations.open", "chat.postMessage", "users.info"])
async def test_what_slack_refuses_is_logged_without_names_and_never_raised(
    method: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with office() as (slack, _, desk):
        await refusing(slack, desk)
        await set_up_by(desk, "U1")
        slack.fail(method, error="channel_not_found", times=9)
        await tell_of_refusal(desk, asked_by(slack), REFUSED)
        assert told(slack) == {}
        assert "could not be told" in caplog.text or "could not be looked up" in caplog.text
        assert not any(word in caplog.text for word in ("Office", "U1", "s3cret"))


async def test_one_who_cannot_be_told_keeps_nobody_else_from_being_told() -> None:
    async with office() as (slack, _, desk):
        await refusing(slack, desk)
        await desk.store.save_settings(ACME, Settings(set_up_people=frozenset({"U3", "U4", "U99"})))
        slack.fail("chat.postMessage", error="channel_not_found")
        await tell_of_refusal(desk, asked_by(slack), REFUSED)
        assert len(told(slack)) == 1


async def test_a_store_that_fails_is_no_trouble_of_who_asks() -> None:
    store = MemoryStore()
    async with office(store=store) as (slack, _, desk):
        await refusing(slack, desk)
        store.trouble = RuntimeError("broken")
        await tell_of_refusal(desk, asked_by(slack), REFUSED)
        assert told(slack) == {}
