"""Running the simulated PBX: in a test's own event loop, or alone until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

import uvicorn

from bot.simulator.app import Cut, application
from bot.simulator.clock import SettableClock
from bot.simulator.machine import Machine
from bot.simulator.settings import Settings
from bot.simulator.traffic import Traffic

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.simulator.certificate import Certificate


def _dropping(app: ASGIApp) -> ASGIApp:
    """Let a cut answer end with the connection and without a stack trace."""

    async def dropped(scope: Scope, receive: Receive, send: Send) -> None:
        with contextlib.suppress(Cut):
            await app(scope, receive, send)

    return dropped


class Simulator(Machine):
    """A simulated PBX on a loopback socket; an async context manager.

    ``calls`` holds what really happened, ``traffic`` what was asked, ``faults`` what goes wrong, ``clock`` the time.
    """

    def __init__(self, settings: Settings | None = None, clock: SettableClock | None = None) -> None:
        super().__init__(settings or Settings(), clock or SettableClock())
        self.traffic = Traffic()
        self.client_id, self.client_secret = self.settings.client_id, self.settings.client_secret
        self.certificate: Certificate | None = None
        self._socket: socket.socket | None = None
        self._server: uvicorn.Server | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def base_url(self) -> str:
        """Such as ``http://127.0.0.1:40123``; known while it runs."""
        if self._socket is None:
            raise RuntimeError("the simulator is not running")
        host, port = self._socket.getsockname()[:2]
        return f"{'https' if self.settings.tls else 'http'}://{host}:{port}"

    async def __aenter__(self) -> Self:
        self._socket = socket.create_server((self.settings.host, self.settings.port), backlog=512)
        self._server = uvicorn.Server(self._config())
        self._serving = asyncio.create_task(self._server._serve([self._socket]))  # noqa: SLF001 - serve() takes over the process's signals
        while not self._server.started:
            await asyncio.sleep(0.005)
            if self._serving.done():
                await self._serving
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is None or self._serving is None or self._socket is None:
            return
        self._server.should_exit = True
        self._server.force_exit = True
        await self._serving
        self._socket.close()

    def _config(self) -> uvicorn.Config:
        config = uvicorn.Config(
            _dropping(application(self, self.traffic)),
            lifespan="off",
            log_config=None,
            access_log=False,
            ws="none",
            timeout_graceful_shutdown=1,
        )
        if self.settings.tls:
            self._secure(config)
        return config

    def _secure(self, config: uvicorn.Config) -> None:
        from bot.simulator.certificate import self_signed  # noqa: PLC0415 - only TLS needs cryptography

        self.certificate = self_signed(self.settings.host)
        with tempfile.TemporaryDirectory() as folder:
            pem, key = Path(folder, "cert.pem"), Path(folder, "key.pem")
            pem.write_text(self.certificate.pem, encoding="ascii")
            key.write_text(self.certificate.key_pem, encoding="ascii")
            config.ssl_certfile, config.ssl_keyfile = pem, str(key)
            config.load()
        config.ssl_certfile = pem


def run(settings: Settings, on_started: Callable[[Simulator], None]) -> None:
    """Serve until Ctrl-C; ``on_started`` is called once the socket is open."""

    async def serve() -> None:
        async with Simulator(settings) as pbx:
            on_started(pbx)
            await asyncio.Event().wait()

    asyncio.run(serve())
