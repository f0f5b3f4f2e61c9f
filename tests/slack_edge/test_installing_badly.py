"""The end of an installation where Slack's answer breaks, or where it was begun by somebody else."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from fakes.store import MemoryStore
from starlette.applications import Starlette

from bot.slack.authorizing import Authorizer
from bot.slack.installing import BACK, COOKIE, INSTALL, Installing
from bot.slack.service import single_workspace
from bot.slack.slack_trouble import SlackRefused, SlackUnreachable
from bot.slack.states import States
from bot.workspace.access import SlackAccess
from bot.workspace.workspace import Workspace
from slack_edge.office import MovingClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
"""Slack's client logs in by it."""

SECRET = "client-secret"
GOOD = {"ok": True, "access_token": "xoxb-1", "bot_user_id": "UB", "team": {"id": "T7", "name": "Seven"}}


def http(body: str, kind: str = "application/json") -> bytes:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return (head + body).encode()


def good(**changes: object) -> bytes:
    return http(json.dumps(GOOD | changes))


BROKEN: dict[str, bytes] = {
    "half a body": b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"ok":tr',
    "a page": http("<html>oops</html>", "text/html"),
    "text": http("oops", "text/plain"),
    "no JSON": http("{nope"),
    "a list": http("[1]"),
    "null": http("null"),
    "a number": http("7"),
}
INCOMPLETE: dict[str, bytes] = {
    "no token": good(access_token=None),
    "a token that is none": good(access_token={"a": 1}),
    "no team": good(team=None),
    "a team that is text": good(team="T7"),
    "a team of a list": good(team=["T7"]),
    "an id that is none": good(team={"id": 7}),
    "a whole organisation without its id": good(is_enterprise_install=True),
}


@asynccontextmanager
async def answering(answer: bytes) -> AsyncIterator[str]:
    """What answers in Slack's place; the address of its Web API."""

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer_once, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/"


class Browser:
    """Somebody at the installation's pages, and what is kept of it."""

    def __init__(self, api_url: str) -> None:
        self.store, self.clock = MemoryStore(), MovingClock()
        self.installing = Installing(
            installations=self.store,
            store=self.store,
            authorizer=Authorizer(self.store, self.clock, None),
            clock=self.clock,
            access=SlackAccess(client_id="1.2", client_secret=SECRET, api_url=api_url),
        )
        transport = httpx.ASGITransport(app=Starlette(routes=self.installing.routes()))
        self.client = httpx.AsyncClient(transport=transport, base_url="https://app")

    async def began(self) -> str:
        """The state that it was given."""
        answer = await self.client.get(INSTALL)
        assert answer.status_code == 302
        return str(answer.cookies[COOKIE])

    async def came_back(self, state: str, cookie: str | None = None) -> httpx.Response:
        self.client.cookies.clear()
        headers = {"Cookie": f"{COOKIE}={state if cookie is None else cookie}"}
        return await self.client.get(BACK, params={"code": "abc", "state": state}, headers=headers)


@asynccontextmanager
async def browsing(answer: bytes) -> AsyncIterator[Browser]:
    async with answering(answer) as api_url:
        browser = Browser(api_url)
        async with browser.client:
            yield browser


CUT: dict[str, bytes] = {"a cut": b""}
"""Slack's client tries it again for five seconds."""


@pytest.mark.parametrize("answer", CUT | BROKEN | INCOMPLETE)
async def test_an_answer_that_breaks_is_said_with_what_to_do(answer: str) -> None:
    async with browsing((CUT | BROKEN | INCOMPLETE)[answer]) as browser:
        page = await browser.came_back(await browser.began())
        assert page.status_code == 502
        assert "did not come, or could not be read" in page.text
        assert "/slack/install" in page.text
        assert (browser.store.installations, browser.store.states) == ({}, {})


async def test_a_refusal_is_said_by_its_name() -> None:
    async with browsing(http('{"ok":false,"error":"<b>no</b>"}')) as browser:
        page = await browser.came_back(await browser.began())
        assert page.status_code == 400
        assert "Slack refused the installation: &lt;b&gt;no&lt;/b&gt;." in page.text


async def test_when_it_was_installed_is_kept() -> None:
    async with browsing(good()) as browser:
        page = await browser.came_back(await browser.began())
        assert (page.status_code, "Ringback is installed in Seven" in page.text) == (200, True)
        (installation,) = browser.store.installations.values()
        assert installation.installed_at == int(browser.clock.now().timestamp())


async def test_nothing_is_kept_of_an_installation_that_was_begun() -> None:
    async with browsing(good()) as browser:
        browser.store.trouble = AssertionError("nobody should have to do with the store")
        states = [await browser.began() for _ in range(3)]
        assert len(set(states)) == 3
        for state in states:
            assert (await browser.came_back(state, "another")).status_code == 400
        browser.store.trouble = None
        assert browser.store.states == {}


async def test_an_installation_is_finished_once_though_slack_took_its_code_again() -> None:
    async with browsing(good()) as browser:
        state = await browser.began()
        assert (await browser.came_back(state)).status_code == 200
        kept = dict(browser.store.installations)
        browser.store.installations.clear()
        again = await browser.came_back(state)
        assert (again.status_code, browser.store.installations) == (400, {})
        assert len(kept) == 1


@pytest.mark.parametrize(("seconds", "status"), [(599, 200), (600, 400)])
async def test_an_installation_is_finished_within_ten_minutes(seconds: int, status: int) -> None:
    async with browsing(good()) as browser:
        state = await browser.began()
        browser.clock.passed = timedelta(seconds=seconds)
        assert (await browser.came_back(state)).status_code == status


def test_a_state_is_known_by_who_has_its_secret_alone() -> None:
    state = States(SECRET).new(1_000)
    assert States(SECRET).ends(state) == 1_600
    assert States("other").ends(state) == 0
    nonce, ends, seal = state.split(".")
    for changed in (
        f"{nonce}.9999999999.{seal}",
        f"{nonce[::-1]}.{ends}.{seal}",
        f"{nonce}.{ends}.{seal[::-1]}",
        f"{nonce}.{ends}.{seal.upper()}",
        f"{nonce}.{ends}.",
        f"{nonce}.{ends}",
        f" {state}",
        f"{state}\n",
        "é",
        "",
        "a" * 10_000,
    ):
        assert States(SECRET).ends(changed) == 0


@pytest.mark.parametrize("answer", BROKEN)
async def test_a_start_at_which_slacks_answer_breaks_is_told(answer: str) -> None:
    async with answering(BROKEN[answer]) as api_url:
        with pytest.raises(SlackUnreachable):
            await single_workspace("xoxb-1", api_url)


async def test_a_token_that_is_of_nobody_is_told() -> None:
    async with answering(http('{"ok":true}')) as api_url:
        with pytest.raises(SlackUnreachable, match="no answer"):
            await single_workspace("xoxb-1", api_url)
    async with answering(http('{"ok":false,"error":"invalid_auth"}')) as api_url:
        with pytest.raises(SlackRefused, match="invalid_auth"):
            await single_workspace("xoxb-1", api_url)
    async with answering(http('{"ok":true,"team_id":"T7","user_id":"U7"}')) as api_url:
        assert (await single_workspace("xoxb-1", api_url))[0] == Workspace(team="T7")
