from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.workspace.audit import Deed
from bot.workspace.settings import ChannelSettings, PersonSettings, Settings
from slack_edge.filling import settled, text_of
from slack_edge.office import ACME, OFFICE, OnePbx, office

if TYPE_CHECKING:
    from fakes.slack import FakeSlack
    from fakes.slack.model import Message

    from bot.slack.desk import Desk

BERLIN = replace(OFFICE, id="p2", name="Berlin")
R_AND_D = replace(OFFICE, id="p3", name="R&D here")


async def said(
    slack: FakeSlack, desk: Desk, text: str, *, user: str = "U1", channel: str = "C1"
) -> tuple[str, Message]:
    """What is answered to ``/calls``, and the message."""
    given = await slack.command("/calls", text, team="T1", user=user, channel=channel)
    await slack.until(lambda: slack.shown(given))
    await settled(desk)
    message = slack.shown(given)[-1]
    return text_of(message.blocks), message


async def own(desk: Desk, user: str = "U1") -> PersonSettings:
    return await desk.store.person(ACME, user)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("UTC", "UTC"),
        ("slack", ""),
        ("", "Asia/Tokyo"),
        ("reset", ""),
    ],
)
async def test_a_zone_is_kept_as_it_is_known_or_left_to_slack(typed: str, kept: str) -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_person(ACME, "U1", PersonSettings(timezone="Asia/Tokyo", language="de"))
        await said(slack, desk, f"zone {typed}")
        assert await own(desk) == PersonSettings(timezone=kept, language="de")


@pytest.mark.parametrize("typed", ["Berlin", "Europe/Atlantis", "../etc/passwd", "+02:00", "<!channel>"])
async def test_what_is_no_zone_is_said_with_an_example_and_changes_nothing(typed: str) -> None:
    async with office() as (slack, _, desk):
        told, _message = await said(slack, desk, f"zone {typed}")
        assert "is no zone." in told
        assert "Write it like Europe/London." in told
        assert await own(desk) == PersonSettings()


@pytest.mark.parametrize(
    ("typed", "example"),
    [("EST", "America/New_York"), ("gmt", "Europe/London"), ("Etc/GMT+5", "Europe/London")],
)
async def test_a_zone_without_clock_changes_of_a_city_is_refused(typed: str, example: str) -> None:
    async with office() as (slack, _, desk):
        told, _message = await said(slack, desk, f"zone {typed}")
        assert f"Write it like {example}." in told
        assert await own(desk) == PersonSettings()


async def test_the_zone_is_shown_with_where_it_comes_from_and_the_way_back() -> None:
    async with office() as (slack, _, desk):
        told, _message = await said(slack, desk, "zone")
        assert "Your times are those of Europe/London: as in Slack." in told
        assert "Change it with /calls zone Europe/London or another city." in told
        assert "/calls zone slack" not in told
        told, _message = await said(slack, desk, "zone Asia/Tokyo")
        assert "Your times are those of Asia/Tokyo: your choice." in told
        told, _message = await said(slack, desk, "zone")
        assert "Your times are those of Asia/Tokyo: your choice." in told
        assert "/calls zone slack goes back to Slack's." in told
        told, _message = await said(slack, desk, "zone slack")
        assert "Your times are those of Europe/London: as in Slack." in told


async def test_the_language_is_shown_with_where_it_comes_from_and_the_way_back() -> None:
    async with office() as (slack, _, desk):
        told, _message = await said(slack, desk, "language")
        assert "Your words and dates are read as en-GB: as in Slack." in told
        told, _message = await said(slack, desk, "language en-US")
        assert "Your words and dates are read as en-US: your choice." in told
        told, _message = await said(slack, desk, "language")
        assert "read as en-US: your choice." in told
        assert "/calls language slack goes back to Slack's." in told


@pytest.mark.parametrize(
    ("typed", "kept"), [("en-US", "en-US"), ("de", "de"), ("pt_BR", "pt-BR"), ("slack", ""), ("", "fr")]
)
async def test_a_language_is_kept_or_left_to_slack(typed: str, kept: str) -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_person(ACME, "U1", PersonSettings(language="fr"))
        await said(slack, desk, f"language {typed}")
        assert (await own(desk)).language == kept


@pytest.mark.parametrize("typed", ["english", "e", "en-USA1", "en US", "😀"])
async def test_what_is_no_language_is_said_with_an_example_and_changes_nothing(typed: str) -> None:
    async with office() as (slack, _, desk):
        told, _message = await said(slack, desk, f"language {typed}")
        assert "is no language." in told
        assert "Write it like en-US or de." in told
        assert await own(desk) == PersonSettings()


async def test_the_pbxs_are_listed_with_what_is_asked_here() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        told, message = await said(slack, desk, "pbx")
        assert "Questions here go to Office." in told
        assert message.ephemeral
        actions = [block for block in message.blocks if block["type"] == "actions"]
        assert [element["text"]["text"] for element in actions[0]["elements"]] == ["Office", "Berlin"]
        assert len(actions) == 2


async def test_a_name_is_my_choice_and_none_takes_it_back() -> None:
    pbxs = OnePbx()
    async with office(pbxs=pbxs) as (slack, _, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        told, _message = await said(slack, desk, "pbx berlin")
        assert "Questions here go to Berlin." in told
        assert "your choice" in told
        await said(slack, desk, "yesterday")
        assert pbxs.leased == ["p2"]
        assert "Questions here go to Office." in (await said(slack, desk, "pbx none"))[0]
        assert (await own(desk)).default_pbx == ""
        assert await desk.store.audit(ACME, 9) == ()


async def test_an_admin_chooses_for_a_channel_and_the_trail_says_so_once() -> None:
    pbxs = OnePbx()
    async with office(pbxs=pbxs) as (slack, _, desk):
        slack.add_user("T1", "U3")
        await desk.store.save_pbx(ACME, BERLIN)
        for _ in range(2):
            await said(slack, desk, "pbx Berlin here")
        assert await desk.store.channel(ACME, "C1") == ChannelSettings(default_pbx="p2")
        await said(slack, desk, "yesterday", user="U3")
        await said(slack, desk, "yesterday", user="U3", channel="C2")
        assert pbxs.leased == ["p2", "p1"]
        await said(slack, desk, "pbx none here")
        assert await desk.store.channel(ACME, "C1") == ChannelSettings()
        assert [(entry.user, entry.deed, entry.what) for entry in await desk.store.audit(ACME, 9)] == [
            ("U1", Deed.SETTINGS_CHANGED, "no PBX of its own in C1"),
            ("U1", Deed.SETTINGS_CHANGED, "Berlin is asked by default in C1"),
        ]


async def test_a_member_chooses_for_nobody_else() -> None:
    async with office() as (slack, _, desk):
        slack.add_user("T1", "U3")
        await desk.store.save_pbx(ACME, BERLIN)
        assert "is for workspace admins" in (await said(slack, desk, "pbx Berlin here", user="U3"))[0]
        assert await desk.store.channel(ACME, "C1") == ChannelSettings()
        _told, message = await said(slack, desk, "pbx", user="U3")
        assert len([block for block in message.blocks if block["type"] == "actions"]) == 1


async def test_a_direct_message_is_no_channel_to_choose_for() -> None:
    async with office() as (slack, _, desk):
        direct = slack.direct("T1", "U1").id
        told, _message = await said(slack, desk, "pbx Office here", channel=direct)
        assert "There is no channel here to decide for." in told


async def test_the_choice_is_made_by_a_press_as_well() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        _told, message = await said(slack, desk, "pbx")
        await slack.press(message, "my_pbx:1", user="U1")
        await settled(desk)
        assert (await own(desk)).default_pbx == "p2"
        assert "Questions here go to Berlin." in text_of(message.blocks)
        await slack.press(message, "channel_pbx:0", user="U1")
        await settled(desk)
        assert (await desk.store.channel(ACME, "C1")).default_pbx == "p1"
        assert "Questions here go to Office." in text_of(message.blocks)
        await slack.press(message, "my_pbx:none", user="U1")
        await settled(desk)
        assert (await own(desk)).default_pbx == ""


async def test_a_pressed_button_of_a_channel_asks_anew_who_presses() -> None:
    async with office() as (slack, _, desk):
        _told, message = await said(slack, desk, "pbx")
        slack.users["U1"].admin = False
        await slack.press(message, "channel_pbx:0", user="U1")
        await settled(desk)
        assert await desk.store.channel(ACME, "C1") == ChannelSettings()


async def test_a_pbx_that_is_gone_cannot_be_chosen_and_is_asked_by_nobody() -> None:
    pbxs = OnePbx()
    async with office(pbxs=pbxs) as (slack, _, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        _told, message = await said(slack, desk, "pbx")
        await said(slack, desk, "pbx Berlin")
        await desk.store.remove_pbx(ACME, "p2")
        await slack.press(message, "my_pbx:1", user="U1")
        await settled(desk)
        assert "not connected any more" in text_of([each.blocks for each in slack.ephemerals("U1")])
        await desk.store.save_person(ACME, "U1", PersonSettings(default_pbx="p2"))
        await desk.store.save_settings(ACME, Settings(default_pbx="p2"))
        await said(slack, desk, "yesterday")
        assert pbxs.leased == ["p1"]


async def test_a_name_that_nobody_has_is_said_with_those_there_are() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        told, _message = await said(slack, desk, "pbx Munich")
        assert "No PBX here is named “Munich”." in told
        assert "There is Office, Berlin." in told


async def test_names_with_signs_and_with_the_word_here_are_found() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_pbx(ACME, R_AND_D)
        await said(slack, desk, "pbx r&d here")
        assert (await own(desk)).default_pbx == "p3"
        await said(slack, desk, "pbx R&D here here")
        assert (await desk.store.channel(ACME, "C1")).default_pbx == "p3"


async def test_without_a_pbx_there_is_nothing_to_choose() -> None:
    async with office(connected=False) as (slack, _, desk):
        assert "No PBX is connected to this workspace yet." in (await said(slack, desk, "pbx"))[0]
