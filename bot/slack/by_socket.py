"""Socket Mode: a connection that this process opens, and opens again when it has gone quiet."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import TYPE_CHECKING, Any

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncBoltRequest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.slack.app import web_client
from bot.slack.people import SLACK_BREAKS, token_refused
from bot.slack.reception import without_words

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
    from slack_sdk.socket_mode.request import SocketModeRequest

    from bot.slack.health import Health
    from bot.slack.reception import Reception

_log = logging.getLogger(__name__)

_LOOK = 1.0
"""Seconds between two looks at the connection."""
_PATIENCE = 20.0
"""Seconds without a connection until a new one is made from scratch: Slack's own client retries with an address
that is good once, and goes on for ever when that one was lost."""
_LAST_WORDS = 5.0


class SocketMode:
    """The connection to Slack of one process.

    Args:
        app_token: ``xapp-…`` with the scope ``connections:write``.
        api_url: base address of the Web API.
        ping: seconds between two pings; after four without an answer a connection counts as lost.
        patience: seconds without a connection until everything is made anew.
    """

    def __init__(  # noqa: PLR0913 - where, as whom, and how patiently
        self,
        app: AsyncApp,
        reception: Reception,
        health: Health,
        *,
        app_token: str,
        api_url: str,
        ping: float = 10.0,
        patience: float = _PATIENCE,
    ) -> None:
        self._app, self._reception, self._health = app, reception, health
        self._app_token, self._api_url = app_token, api_url
        self._ping, self._patience = ping, patience
        self._client: SocketModeClient | None = None
        self._watching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Prove the token, connect, and stay so from now on.

        Raises:
            SlackRefused: the token is no app-level token of an app in Socket Mode.
            SlackUnreachable: Slack cannot be reached.
        """
        try:
            await web_client(self._api_url).apps_connections_open(app_token=self._app_token)
        except SLACK_BREAKS as error:
            raise token_refused("SLACK_APP_TOKEN", "apps.connections.open", error) from None
        await self._connect()
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def stop(self) -> None:
        """Take no more deliveries."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait((self._watching,))
        await self._close()
        self._health.connected = False

    async def _connect(self) -> None:
        """A client from scratch; what it cannot do in time is tried again by the watch."""
        await self._close()
        self._client = client = SocketModeClient(
            app_token=self._app_token, web_client=web_client(self._api_url), ping_interval=self._ping
        )
        client.socket_mode_request_listeners.append(self._delivered)
        untyped: Any = client  # slack_sdk leaves these methods without types
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._patience):
                await untyped.connect()
        self._health.connected = await client.is_connected()

    async def _delivered(self, client: AsyncBaseSocketModeClient, envelope: SocketModeRequest) -> None:
        self._health.delivered()
        self._health.connected = True
        request = AsyncBoltRequest(mode="socket_mode", body=envelope.payload)
        if without_words(request):
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=envelope.envelope_id))
            self._reception.take(request)
        else:
            answer = await run_async_bolt_app(self._app, envelope)
            await send_async_response(client, envelope, answer, time.time())

    async def _watch(self) -> None:
        lost, look = 0.0, min(_LOOK, self._patience)
        while True:
            await asyncio.sleep(look)
            connected = self._client is not None and await self._client.is_connected()
            if connected != self._health.connected:
                _log.warning("Slack's socket is %s", "connected" if connected else "lost")
            self._health.connected = connected
            lost = 0.0 if connected else lost + look
            if lost >= self._patience:
                _log.warning("no socket for %d s: connecting anew", int(lost))
                lost = 0.0
                await self._connect()

    async def _close(self) -> None:
        if self._client is None:
            return
        client: Any = self._client  # as above
        self._client = None
        try:
            async with asyncio.timeout(_LAST_WORDS):
                await client.close()
        except (TimeoutError, OSError) as error:
            _log.warning("the socket did not close well: %s", type(error).__name__)
