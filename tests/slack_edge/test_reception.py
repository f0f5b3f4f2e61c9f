"""Acks first: nothing that is looked up for a delivery may hold its ack up."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from fakes.slack.wire import form_of, signed
from fakes.store import MemoryStore

from bot.slack.app import slack_app
from bot.slack.authorizing import Authorizer
from bot.slack.by_http import EVENTS, application, events
from bot.slack.door import Door
from bot.slack.health import Health
from bot.slack.reception import Reception
from slack_edge.office import office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.workspace.installation import Installation
    from bot.workspace.workspace import Workspace

SECRET = "signing-secret"
DOOR = Door(secret=SECRET)
COMMAND = {"command": "/calls", "text": "today", "team_id": "T1", "user_id": "U1", "channel_id": "C1"}


class StuckStore(MemoryStore):
    """Somebody else holds the database."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.free = asyncio.Event(), asyncio.Event()

    async def installation(self, workspace: Workspace) -> Installation | None:
        self.asked.set()
        await self.free.wait()
        return await super().installation(workspace)


@asynccontextmanager
async def door(door: Door = DOOR) -> AsyncIterator[tuple[httpx.AsyncClient, StuckStore, Reception, Health]]:
    """The HTTP side of the app, over a store that does not answer before it is let."""
    async with office() as (slack, _, desk):
        store = StuckStore()
        stuck = replace(desk, store=store, authorizer=Authorizer(store, desk.clock, None))
        app = slack_app(stuck, api_url=slack.api_url)
        health = Health(clock=desk.clock, store=store, mode="http", underway=lambda: 0, pbxs=lambda: 0)
        reception = Reception(app)
        web = application(health, [events(app, reception, health, door)])
        transport = httpx.ASGITransport(app=web)
        async with httpx.AsyncClient(transport=transport, base_url="http://app", trust_env=False) as client:
            yield client, store, reception, health
        store.free.set()
        await reception.emptied()


async def delivered(
    client: httpx.AsyncClient, kind: str, payload: dict[str, Any], secret: str = SECRET
) -> httpx.Response:
    content_type, body = form_of(kind, payload)
    headers = {"Content-Type": content_type, **signed(secret, body, time.time())}
    return await client.post(EVENTS, content=body, headers=headers)


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("slash_commands", COMMAND),
        ("interactive", {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "actions": []}),
        ("events_api", {"type": "event_callback", "team_id": "T1", "event": {"type": "app_home_opened"}}),
    ],
)
async def test_while_the_database_is_stuck_it_is_acked_empty_and_dealt_with_later(
    kind: str, payload: dict[str, Any]
) -> None:
    async with door() as (client, store, _, health), asyncio.timeout(3):
        answer = await delivered(client, kind, payload)
        assert (answer.status_code, answer.content) == (200, b"")
        assert health.deliveries == 1
        await store.asked.wait()


async def test_what_is_not_signed_is_refused_and_reaches_nobody() -> None:
    async with door() as (client, store, _, health), asyncio.timeout(3):
        answer = await delivered(client, "slash_commands", COMMAND, "guessed")
        assert answer.status_code == 401
        assert health.deliveries == 0
        await asyncio.sleep(0.1)
        assert not store.asked.is_set()


async def test_slacks_own_look_at_the_address_is_answered() -> None:
    async with door() as (client, _, _, _), asyncio.timeout(3):
        answer = await delivered(client, "events_api", {"type": "url_verification", "challenge": "c1"})
        assert answer.status_code == 200
        assert answer.json() == {"challenge": "c1"}


async def test_a_command_that_is_none_of_ours_is_not_acked_in_silence() -> None:
    async with door() as (client, store, _, _), asyncio.timeout(3):
        store.free.set()
        answer = await delivered(client, "slash_commands", COMMAND | {"command": "/other"})
        assert "not installed" in answer.text
