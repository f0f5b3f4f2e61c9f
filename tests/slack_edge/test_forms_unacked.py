"""A form whose acknowledgement does not come about: its work is done, ends, and is seen all the same."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

import pytest
from fakes.acme import TOKEN
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import forms
from slack_edge.filling import form, settled, text_of
from slack_edge.office import office

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from fakes.slack import FakeSlack
    from fakes.slack.model import View
    from slack_bolt.async_app import AsyncApp

    from bot.slack.desk import Desk

    Listener = Callable[..., Coroutine[Any, Any, None]]


class Listeners:
    """An app that only remembers who listens for which form."""

    def __init__(self) -> None:
        self.of: dict[str, Listener] = {}

    def view(self, name: str) -> Callable[[Listener], None]:
        return lambda listener: self.of.update({name: listener})


class LineCut(Exception):  # noqa: N818 - it happens to the test, not in it
    """The acknowledgement got nowhere."""


async def settings_form(slack: FakeSlack, desk: Desk) -> View:
    await slack.app_home_opened("U1")
    await settled(desk)
    home = slack.home("U1")
    assert home is not None
    await slack.press(home, "settings")
    return await form(slack, "settings")


def listening(
    slack: FakeSlack, desk: Desk, view: View, ack: Callable[..., Coroutine[Any, Any, None]]
) -> Coroutine[Any, Any, None]:
    """What Bolt runs for a form that was sent, with an acknowledgement of the test's."""
    listeners = Listeners()
    forms.listen(cast("AsyncApp", listeners), desk)
    return listeners.of["settings"](
        ack=ack,
        body=slack.submission(view),
        context=AsyncBoltContext({"team_id": "T1", "user_id": "U1"}),
        client=AsyncWebClient(token=TOKEN, base_url=slack.api_url),
    )


async def test_a_form_whose_acknowledgement_fails_shows_what_came_of_it_in_its_modal() -> None:
    async def cut(**_: object) -> None:
        raise LineCut

    async with office() as (slack, _, desk):
        view = await settings_form(slack, desk)
        with pytest.raises(LineCut):
            await listening(slack, desk, view, cut)
        await settled(desk)
        assert "Nothing was changed." in text_of((await form(slack, "notice")).blocks)


async def test_a_form_whose_listener_is_stopped_during_its_acknowledgement_leaves_nothing_underway() -> None:
    acknowledging = asyncio.Event()

    async def stuck(**_: object) -> None:
        acknowledging.set()
        await asyncio.Event().wait()

    async with office() as (slack, _, desk):
        view = await settings_form(slack, desk)
        listener = asyncio.create_task(listening(slack, desk, view, stuck))
        await acknowledging.wait()
        assert desk.underway.count == 1
        listener.cancel()
        await settled(desk)
        assert "Nothing was changed." in text_of((await form(slack, "notice")).blocks)
