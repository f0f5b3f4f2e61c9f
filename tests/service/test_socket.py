"""The socket to Slack: lost in every way there is, and there again."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from slack_edge.office import office

from bot.slack.app import slack_app
from bot.slack.by_socket import SocketMode
from bot.slack.health import Health
from bot.slack.reception import Reception
from bot.slack.slack_trouble import SlackRefused, SlackUnreachable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fakes.slack import FakeSlack
    from fakes.slack.outcome import Delivery


@asynccontextmanager
async def socketed(*, patience: float = 0.5) -> AsyncIterator[tuple[FakeSlack, SocketMode, Health]]:
    """An office whose app is reached by socket; a connection counts as lost after less than a second."""
    async with office() as (slack, _, desk):
        app = slack_app(desk, api_url=slack.api_url)
        health = Health(
            clock=desk.clock,
            store=desk.store,
            mode="socket",
            underway=lambda: desk.underway.count,
            pbxs=lambda: 0,
        )
        reception = Reception(app)
        socket = SocketMode(
            app,
            reception,
            health,
            app_token=slack.app_token,
            api_url=slack.api_url,
            ping=0.2,
            patience=patience,
        )
        await socket.start()
        await slack.connected()
        try:
            yield slack, socket, health
        finally:
            await socket.stop()
            await reception.emptied()


async def asked(slack: FakeSlack) -> Delivery:
    given = await slack.command("/missed", "yesterday", team="T1", user="U1", channel="C1", via="socket")
    await slack.until(lambda: slack.shown(given))
    return given


async def test_what_comes_by_socket_is_acked_and_answered() -> None:
    async with socketed() as (slack, _, health):
        given = await asked(slack)
        assert given.ok
        assert given.body == ""
        assert health.deliveries == 1
        assert health.connected


async def test_a_cut_socket_is_made_anew() -> None:
    async with socketed() as (slack, _, health):
        made = slack.sockets.made
        await slack.cut()
        await slack.connected(10, more_than=made)
        await asked(slack)
        assert health.alive()[0]


async def test_a_socket_that_went_quiet_is_made_anew() -> None:
    async with socketed() as (slack, _, _):
        made = slack.sockets.made
        slack.mute()
        await asyncio.sleep(1)
        slack.mute(muted=False)
        await slack.connected(15, more_than=made)
        await asked(slack)


async def test_while_slack_is_away_health_says_so_and_afterwards_it_is_back() -> None:
    async with socketed() as (slack, _, health):
        made = slack.sockets.made
        slack.fail("apps.connections.open", error="internal_error", times=3)
        await slack.cut()
        async with asyncio.timeout(10):
            while health.alive()[0]:  # noqa: ASYNC110 - the watch changes it by itself
                await asyncio.sleep(0.05)
        assert health.alive()[1]["status"] == "slack unreachable"
        await slack.connected(30, more_than=made)
        await asked(slack)


async def test_nothing_is_taken_after_the_stop() -> None:
    async with socketed() as (slack, socket, health):
        await socket.stop()
        assert not health.connected
        assert len(slack.sockets) == 0


async def test_an_app_token_that_is_none_is_refused_at_the_start() -> None:
    async with office() as (slack, _, desk):
        app = slack_app(desk, api_url=slack.api_url)
        health = Health(clock=desk.clock, store=desk.store, mode="socket", underway=lambda: 0, pbxs=lambda: 0)
        for token, api, trouble in (
            ("xapp-guess", slack.api_url, SlackRefused),
            (slack.app_token, "http://127.0.0.1:9/api/", SlackUnreachable),
        ):
            socket = SocketMode(app, Reception(app), health, app_token=token, api_url=api)
            with pytest.raises(trouble):
                await socket.start()
