"""A small office for the fake's own tests, and an app of a few lines in front of it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Iterable

    from aiohttp.typedefs import Handler

    from fakes.slack import FakeSlack

TOKEN = "xoxb-acme"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = 1_792_009_897.0

    def __call__(self) -> float:
        return self.at


def furnished(slack: FakeSlack, scopes: Iterable[str] | None = None) -> FakeSlack:
    """The fake with a workspace, three people and four channels."""
    slack.add_team("T1", name="Acme", domain="acme", bot_scopes=scopes, bot_token=TOKEN)
    slack.add_user("T1", "U1", name="ada", locale="en-GB", admin=True)
    slack.add_user("T1", "U2", name="bob", ultra_restricted=True)
    slack.add_user("T9", "U9", name="eve")
    slack.add_channel("T1", "C1", name="sales", members=["U1", "U2"])
    slack.add_channel("T1", "C2", name="shared", members=["U1"], ext_shared=True)
    slack.add_channel("T1", "C3", name="elsewhere", bot_in=False)
    slack.add_channel("T1", "C4", name="secret", private=True, archived=True)
    return slack


def client(slack: FakeSlack, token: str = TOKEN) -> AsyncWebClient:
    """Slack's own client, in front of the fake."""
    return AsyncWebClient(token=token, base_url=slack.api_url)


async def refused(call: Awaitable[object]) -> Any:  # noqa: ANN401 - an answer of any method
    """What Slack answered when it said no."""
    try:
        await call
    except SlackApiError as error:
        return error.response
    raise AssertionError("Slack said yes")


def bolt(slack: FakeSlack) -> AsyncApp:
    """An app without listeners."""
    team = slack.teams["T1"]

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token=TOKEN, bot_id=team.bot_id, bot_user_id=team.bot_user
        )

    return AsyncApp(signing_secret=slack.signing_secret, client=client(slack), authorize=authorize)


@asynccontextmanager
async def served(app: AsyncApp) -> AsyncIterator[str]:
    """The app behind HTTP; its address."""
    async with listened(app.web_app(path="/slack/events")) as url:
        yield url


@asynccontextmanager
async def on_socket(app: AsyncApp, slack: FakeSlack) -> AsyncIterator[None]:
    """The app in Socket Mode."""
    handler: Any = AsyncSocketModeHandler(  # its methods are untyped
        app, slack.app_token, web_client=client(slack), ping_interval=0.1
    )
    await handler.connect_async()
    await slack.connected()
    try:
        yield
    finally:
        await handler.close_async()


@asynccontextmanager
async def answering(handle: Handler) -> AsyncIterator[str]:
    """A handler behind HTTP; its address."""
    application = web.Application()
    application.router.add_post("/slack/events", handle)
    async with listened(application) as url:
        yield url


@asynccontextmanager
async def listened(application: web.Application) -> AsyncIterator[str]:
    """An application on a free port; its address."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield "http://{}:{}/slack/events".format(*runner.addresses[0][:2])
    finally:
        await runner.cleanup()
