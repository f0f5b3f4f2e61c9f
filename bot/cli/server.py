"""Running the Slack app behind uvicorn: it ends in order, and at once where somebody insists."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING

import uvicorn

from bot.cli.impatient import ImpatientProtocol

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Generator

    from starlette.applications import Starlette

    from bot.slack.service import Service

_FINISH = 20.0
"""Seconds for answering what was acked. Supervisors commonly kill after thirty."""
_REQUESTS = 5
"""Seconds for HTTP requests that are being read; every one is acked within three."""
_CONNECTIONS = 500
"""At once; whoever comes then is told to come again. Of a process's 1024 files the rest is for PBXs and Slack."""


class _Server(uvicorn.Server):
    """uvicorn without its signals: what has to be finished first is not its to know."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals belong to whoever runs the loop."""
        yield


class _Stop:
    """The wish to stop: ``asked`` by the first signal, ``urgent`` from the second on."""

    def __init__(self) -> None:
        self.asked, self.urgent = asyncio.Event(), asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # Windows has no signals in its loop
                asyncio.get_running_loop().add_signal_handler(number, self._wished)

    def _wished(self) -> None:
        (self.urgent if self.asked.is_set() else self.asked).set()


async def run(service: Service, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until a signal; ``ready`` is called once deliveries are taken.

    Raises:
        SlackRefused, SlackUnreachable: Slack cannot be connected to.
    """
    stop, server = _Stop(), _Server(configured(service.web))
    serving = asyncio.ensure_future(server.serve([listening]))
    try:
        await service.start()
        ready()
        await _wished_for(stop, serving)
    finally:
        await service.stop()
        server.should_exit = True
        await asyncio.wait((serving,))
        await _finished(service, stop)
    serving.result()


async def _wished_for(stop: _Stop, serving: asyncio.Future[None]) -> None:
    """Until a signal, or until uvicorn ends by itself."""
    asked = asyncio.ensure_future(stop.asked.wait())
    await asyncio.wait((asked, serving), return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()


async def _finished(service: Service, stop: _Stop) -> None:
    """Until everything is answered that was acked, or somebody cannot wait."""
    finishing = asyncio.ensure_future(service.finish(_FINISH))
    urgent = asyncio.ensure_future(stop.urgent.wait())
    await asyncio.wait((finishing, urgent), return_when=asyncio.FIRST_COMPLETED)
    urgent.cancel()
    if not finishing.done():
        finishing.cancel()
        await service.finish(0)


def configured(web: Starlette, http: type[ImpatientProtocol] = ImpatientProtocol) -> uvicorn.Config:
    """How what answers HTTP is served."""
    return uvicorn.Config(
        web,
        http=http,
        lifespan="off",
        ws="none",
        limit_concurrency=_CONNECTIONS,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_REQUESTS,
    )
