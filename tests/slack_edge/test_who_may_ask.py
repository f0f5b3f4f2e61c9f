from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.workspace.settings import Settings
from slack_edge.given import answer_to, pressed, text_of
from slack_edge.office import ACME, MovingClock, office

if TYPE_CHECKING:
    from fakes.slack import FakeSlack
    from fakes.slack.model import Message

    from bot.slack.desk import Desk

ANSWERED = "3 missed from 2 callers"
SOME = Settings(everybody_asks=False, ask_channels=frozenset({"C5"}), ask_groups=frozenset({"S1", "S9"}))


def furnished(slack: FakeSlack) -> None:
    """A member, one who is in a user group, a channel besides."""
    slack.add_user("T1", "U3", name="cleo")
    slack.add_user("T1", "U4", name="dan")
    slack.add_usergroup("T1", "S1", ["U4"])
    slack.add_channel("T1", "C5", members=["U1", "U3", "U4"])


async def posted(slack: FakeSlack, desk: Desk) -> Message:
    await pressed(slack, desk, await answer_to(slack, desk), "post")
    return slack.messages("C1")[-1]


@pytest.mark.parametrize(
    ("settings", "user", "channel", "told"),
    [
        (Settings(), "U3", "C1", ANSWERED),
        (Settings(), "U2", "C1", "guests may not"),
        (Settings(guests_ask=True), "U2", "C1", ANSWERED),
        (SOME, "U3", "C1", "only some channels and user groups may"),
        (SOME, "U3", "C5", ANSWERED),
        (SOME, "U4", "C1", ANSWERED),
        (SOME, "U1", "C1", ANSWERED),
        (SOME, "U2", "C5", "guests may not"),
        (replace(SOME, guests_ask=True), "U2", "C1", "only some channels and user groups may"),
    ],
)
async def test_a_command_is_answered_for_whom_settings_allow_it(
    settings: Settings, user: str, channel: str, told: str
) -> None:
    async with office() as (slack, _, desk):
        furnished(slack)
        await desk.store.save_settings(ACME, settings)
        assert told in text_of(await answer_to(slack, desk, user=user, channel=channel))


@pytest.mark.parametrize("subcommand", ["status", "link 4005", "zone Europe/Berlin", "language de"])
async def test_subcommands_are_for_those_who_may_ask_too(subcommand: str) -> None:
    async with office() as (slack, _, desk):
        assert "guests may not" in text_of(await answer_to(slack, desk, subcommand, user="U2"))


async def test_somebody_of_another_organisation_gets_nothing_from_a_post_unless_allowed() -> None:
    async with office() as (slack, _, desk):
        post = await posted(slack, desk)
        press = await pressed(slack, desk, post, "ask:calls", user="U9")
        assert "you belong to another organisation" in text_of(slack.shown(press)[-1])
        await desk.store.save_settings(ACME, Settings(strangers_ask=True))
        press = await pressed(slack, desk, post, "ask:calls", user="U9")
        assert "Show callers" in text_of(slack.shown(press)[-1])


@pytest.mark.parametrize("action", ["ask:calls", "csv"])
async def test_a_guest_gets_nothing_from_a_post(action: str) -> None:
    async with office() as (slack, _, desk):
        press = await pressed(slack, desk, await posted(slack, desk), action, user="U2")
        assert "guests may not" in text_of(slack.shown(press)[-1])
        assert slack.files == []


async def test_an_account_that_has_ended_asks_nothing() -> None:
    async with office() as (slack, _, desk):
        slack.users["U1"] = replace(slack.users["U1"], deleted=True)
        assert "your account is deactivated" in text_of(await answer_to(slack, desk))


async def test_a_press_is_refused_once_settings_have_changed() -> None:
    async with office() as (slack, _, desk):
        furnished(slack)
        shown = await answer_to(slack, desk, user="U3")
        await desk.store.save_settings(ACME, SOME)
        press = await pressed(slack, desk, shown, "ask:calls", user="U3")
        assert "only some channels" in text_of(slack.shown(press)[-1])
        assert ANSWERED in text_of(shown)


@pytest.mark.parametrize("leaves", ["the group", "the members"])
async def test_who_leaves_may_ask_for_two_minutes_at_most(leaves: str) -> None:
    clock = MovingClock()
    async with office(clock=clock) as (slack, _, desk):
        furnished(slack)
        await desk.store.save_settings(ACME, SOME)
        assert ANSWERED in text_of(await answer_to(slack, desk, user="U4"))
        if leaves == "the group":
            slack.usergroups["T1", "S1"] = []
        else:
            slack.users["U4"] = replace(slack.users["U4"], restricted=True)
        clock.passed = timedelta(minutes=2)
        assert ANSWERED not in text_of(await answer_to(slack, desk, user="U4"))


async def test_a_user_group_that_slack_does_not_tell_of_has_nobody() -> None:
    async with office() as (slack, _, desk):
        furnished(slack)
        await desk.store.save_settings(ACME, SOME)
        slack.fail("usergroups.users.list", error="missing_scope", times=2)
        assert "only some channels" in text_of(await answer_to(slack, desk, user="U4"))


async def test_where_slack_does_not_tell_who_asks_nothing_is_answered() -> None:
    async with office() as (slack, _, desk):
        slack.fail("users.info", error="missing_scope")
        said = text_of(await answer_to(slack, desk))
        assert "Slack refuses users.info: missing_scope" in said
        assert "Reinstall the app" in said
