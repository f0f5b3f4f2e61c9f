"""The Slack app of one process: it takes deliveries and posts digests from ``start`` on, and ends in order."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.query.asker import Asker
from bot.query.read import read_request
from bot.slack.app import slack_app, web_client
from bot.slack.authorizing import installation_of
from bot.slack.by_http import application, events
from bot.slack.by_socket import SocketMode
from bot.slack.door import Door
from bot.slack.health import Health
from bot.slack.installing import Installing
from bot.slack.people import SLACK_BREAKS, token_refused
from bot.slack.reception import Reception

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.applications import Starlette

    from bot.ports import Clock, InstallationStore
    from bot.slack.desk import Desk
    from bot.slack.digests.serving import Serving
    from bot.workspace.access import SlackAccess
    from bot.workspace.installation import Installation
    from bot.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Everything that runs.

    Attributes:
        reception: Slack's deliveries go here, whichever way they come.
        web: answers HTTP.
        socket: the connection to Slack; None where Slack comes by HTTP.
        digests: posts what is due.
    """

    desk: Desk
    health: Health
    reception: Reception
    web: Starlette
    socket: SocketMode | None
    digests: Serving

    async def start(self) -> None:
        """Take deliveries and post digests from now on.

        Raises:
            SlackRefused, SlackUnreachable: there is no connection to be had.
        """
        await asyncio.to_thread(warm_up, self.desk.clock)
        if self.socket is None:
            self.health.connected = True
        else:
            await self.socket.start()
        self.digests.start()

    async def stop(self) -> None:
        """Take no more; what is underway goes on."""
        self.digests.stop()
        self.health.stopping = True
        if self.socket is not None:
            await self.socket.stop()
        self.health.connected = False

    async def finish(self, seconds: float) -> int:
        """Wait for what was acked; what is not done in time tells its person that it was interrupted.

        Digests that are underway are finished meanwhile, or given back.

        Returns:
            how many questions had to be interrupted.
        """
        interrupted, _ = await asyncio.gather(self._answered(seconds), self.digests.finish(seconds))
        return interrupted

    async def _answered(self, seconds: float) -> int:
        await self.reception.emptied()
        return await self.desk.underway.finish(seconds)


def service(  # noqa: PLR0913 - its parts, each by its name
    desk: Desk,
    installations: InstallationStore,
    access: SlackAccess,
    *,
    by_socket: bool,
    open_pbxs: Callable[[], int],
    digests: Serving,
) -> Service:
    """The app with what carries its deliveries; ``open_pbxs`` counts for the figures. Nothing is started yet."""
    health = Health(
        clock=desk.clock,
        store=desk.store,
        mode="socket" if by_socket else "http",
        underway=lambda: desk.underway.count,
        pbxs=open_pbxs,
        digests=digests.figures,
    )
    app = slack_app(desk, api_url=access.api_url)
    reception = Reception(app)
    routes = [] if by_socket else [events(app, reception, health, Door(secret=access.signing_secret))]
    if access.hosted:
        routes += Installing(
            installations=installations,
            store=desk.store,
            authorizer=desk.authorizer,
            clock=desk.clock,
            access=access,
        ).routes()
    socket = SocketMode(app, reception, health, app_token=access.app_token, api_url=access.api_url)
    return Service(
        desk=desk,
        health=health,
        reception=reception,
        web=application(health, routes),
        socket=socket if by_socket else None,
        digests=digests,
    )


def warm_up(clock: Clock) -> None:
    """Read one question: the first one loads dateparser, for which nobody should have to wait."""
    asker = Asker.of(now=clock.now(), zone=ZoneInfo("UTC"), locale="en-GB")
    read_request("missed 5 June 09:00", asker)


async def single_workspace(token: str, api_url: str) -> tuple[Workspace, Installation]:
    """The one workspace of a bot token.

    Raises:
        SlackRefused: Slack does not take the token.
        SlackUnreachable: Slack cannot be reached.
    """
    try:
        return await installation_of(token, web_client(api_url))
    except SLACK_BREAKS as error:
        raise token_refused("SLACK_BOT_TOKEN", "auth.test", error) from None
