from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from fakes.acme import TOKEN

from bot.blocks.elements import modal, section
from bot.blocks.home import home_notice
from bot.slack.app import web_client
from bot.slack.occasion import Occasion
from bot.slack.page import Page
from bot.slack.slack_trouble import SlackRefused
from bot.slack.views import open_view, publish, sound, update_view
from slack_edge.filling import text_of
from slack_edge.office import ACME, office

if TYPE_CHECKING:
    from fakes.slack import FakeSlack

    from bot.blocks.message import Block

WRONG = {"type": "section", "text": {"type": "plain_text", "text": "07700900146 Amara" * 300}}


def at(slack: FakeSlack) -> Occasion:
    client = web_client(slack.api_url)
    client.token = TOKEN
    return Occasion(workspace=ACME, user="U1", team="T1", channel="", client=client)


def broken(kind: str) -> Block:
    if kind == "home":
        return {"type": "home", "blocks": [WRONG]}
    return {**modal("Calls", [section("x")], name="calls"), "blocks": [WRONG]}


@pytest.mark.parametrize("kind", ["home", "modal"])
def test_a_view_that_slack_would_refuse_becomes_a_notice_and_the_log_has_only_its_place(
    kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    shown = sound(broken(kind))
    assert shown["type"] == kind
    assert "This cannot be shown." in text_of(shown)
    assert "blocks[0].text" in caplog.text
    assert "Amara" not in caplog.text
    assert "07700" not in caplog.text


def test_a_view_without_faults_goes_as_it_is() -> None:
    view = home_notice("Hello.")
    assert sound(view) is view


async def test_an_invalid_view_is_never_sent() -> None:
    async with office() as (slack, _, _desk):
        trigger = slack.triggers.hand_out("T1", "U1")
        view = await open_view(at(slack), trigger, broken("modal"))
        assert await update_view(at(slack), view, broken("modal"))
        await publish(at(slack), broken("home"))
        assert "This cannot be shown." in text_of(slack.views[view].content)
        home = slack.home("U1")
        assert home is not None
        assert "This cannot be shown." in text_of(home.content)


@pytest.mark.parametrize("error", ["invalid_blocks", "invalid_arguments", "view_too_large"])
async def test_what_slack_refuses_all_the_same_becomes_a_notice(error: str) -> None:
    async with office() as (slack, _, _desk):
        view = await open_view(
            at(slack), slack.triggers.hand_out("T1", "U1"), modal("Calls", [], name="calls")
        )
        slack.fail("views.update", error=error)
        assert await update_view(at(slack), view, modal("Calls", [section("x")], name="calls"))
        assert "This cannot be shown." in text_of(slack.views[view].content)
        slack.fail("views.publish", error=error)
        assert await publish(at(slack), {"type": "home", "blocks": [section("x")]})
        home = slack.home("U1")
        assert home is not None
        assert "This cannot be shown." in text_of(home.content)


async def test_slack_that_refuses_even_the_notice_is_not_asked_for_ever() -> None:
    async with office() as (slack, _, _desk):
        slack.fail("views.publish", error="invalid_blocks", times=99)
        assert await publish(at(slack), {"type": "home", "blocks": [section("x")]}) == ""
        assert [call.method for call in slack.calls] == ["views.publish"] * 2


async def test_a_home_that_is_newer_than_expected_stays() -> None:
    async with office() as (slack, _, _desk):
        first = await publish(at(slack), home_notice("first"))
        await publish(at(slack), home_notice("second"))
        assert await publish(at(slack), home_notice("late"), after=first) == ""
        home = slack.home("U1")
        assert home is not None
        assert "second" in text_of(home.content)


async def test_a_modal_that_is_gone_is_told_apart_from_one_that_slack_could_not_change() -> None:
    async with office() as (slack, _, _desk):
        assert not await update_view(at(slack), "V404", modal("Calls", [section("x")], name="calls"))
        slack.fail("views.update", error="internal_error")
        assert await update_view(at(slack), "V404", modal("Calls", [section("x")], name="calls"))


async def test_a_form_that_cannot_be_opened_for_another_reason_is_a_trouble() -> None:
    async with office() as (slack, _, _desk):
        slack.fail("views.open", error="missing_scope")
        with pytest.raises(SlackRefused) as refused:
            await open_view(at(slack), "1", modal("Calls", [section("x")], name="calls"))
        assert "Reinstall the app" in refused.value.next_step


async def test_what_is_ready_too_late_for_the_ack_waits_until_slack_has_shown_it() -> None:
    async with office() as (slack, _, _desk):
        view = await open_view(
            at(slack), slack.triggers.hand_out("T1", "U1"), modal("Calls", [], name="calls")
        )
        page = Page(at(slack), view, "Calls")
        assert await page.within(0.01) is None
        page.fill(modal("Calls", [section("ready")], name="calls"))
        putting = asyncio.ensure_future(page.put())
        await asyncio.sleep(0.05)
        assert "ready" not in text_of(slack.views[view].content)
        page.acked(late=True)
        began = asyncio.get_running_loop().time()
        assert await putting
        assert asyncio.get_running_loop().time() - began > 0.3
        assert "ready" in text_of(slack.views[view].content)


async def test_what_is_ready_for_the_ack_is_not_sent_again() -> None:
    async with office() as (slack, _, _desk):
        page = Page(at(slack), "V1", "Calls")
        page.fill(modal("Calls", [section("ready")], name="calls"))
        assert await page.within(0) is not None
        page.acked(late=False)
        assert await page.put()
        assert slack.calls == []
