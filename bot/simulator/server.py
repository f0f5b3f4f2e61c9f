"""Running the simulated PBX: in a test's own event loop, or alone until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from typing import TYPE_CHECKING, Self

import uvicorn

from bot.simulator.application import application
from bot.simulator.machine import Machine

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from bot.simulator.certificate import Certificate
    from bot.simulator.clock import SettableClock
    from bot.simulator.office import Office
    from bot.simulator.settings import Settings

_LAST_WORDS = 1.0
"""Seconds that answers under way get when the PBX goes down."""


class _Server(uvicorn.Server):
    """uvicorn without its signals, its ticks of a tenth of a second, and its wait at the end."""

    def __init__(self, config: uvicorn.Config, closing: asyncio.Event) -> None:
        super().__init__(config)
        self.ready, self.closing = asyncio.Event(), closing

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals belong to whoever runs the loop."""
        yield

    async def main_loop(self) -> None:
        """Serve until told to close."""
        self.ready.set()
        await self.closing.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more, let what is under way end, then drop what is left."""
        for server in self.servers:
            server.close()
        connections = list(self.server_state.connections)
        for connection in connections:
            connection.shutdown()
        if tasks := list(self.server_state.tasks):
            await asyncio.wait(tasks, timeout=_LAST_WORDS)
        for connection in connections:
            connection.transport.abort()
        for sock in sockets or ():
            sock.close()
        await asyncio.sleep(0)


class Simulator(Machine):
    """A simulated PBX on a loopback socket; an async context manager.

    ``async with Simulator(Settings(firmware="legacy"), SettableClock(1_792_009_897)) as pbx: ...``

    Attributes:
        certificate: what it shows over TLS; None without.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        clock: SettableClock | None = None,
        office: Office | None = None,
    ) -> None:
        super().__init__(settings, clock, office)
        self.certificate: Certificate | None = None
        self._base_url = ""
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def base_url(self) -> str:
        """Such as ``http://127.0.0.1:40123``; known once it runs, and still when it is down again."""
        if not self._base_url:
            raise RuntimeError("the simulator has not been started")
        return self._base_url

    @property
    def client_id(self) -> str:
        """What ``get_token`` takes as username."""
        return self.settings.client_id

    @property
    def client_secret(self) -> str:
        """What ``get_token`` takes as password."""
        return self.settings.client_secret

    @property
    def certificate_pem(self) -> str:
        """The certificate as PEM; empty without TLS."""
        return self.certificate.pem if self.certificate else ""

    @property
    def fingerprint(self) -> str:
        """The certificate's SHA-256 as lower-case hexadecimal; empty without TLS."""
        return self.certificate.fingerprint if self.certificate else ""

    async def __aenter__(self) -> Self:
        self._server = _Server(self._config(closing := asyncio.Event()), closing)
        listening = self._listen()
        self._serving = asyncio.create_task(self._server.serve([listening]))
        ready = asyncio.ensure_future(self._server.ready.wait())
        await asyncio.wait((ready, self._serving), return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if self._serving.done():
            listening.close()
            await self._serving
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None and self._serving is not None:
            self._server.closing.set()
            await self._serving

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self.settings.host else socket.AF_INET
        listening = socket.create_server((self.settings.host, self.settings.port), family=family, backlog=512)
        host, port = listening.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        self._base_url = f"{'https' if self.settings.tls else 'http'}://{shown}:{port}"
        return listening

    def _config(self, closing: asyncio.Event) -> uvicorn.Config:
        # A connection that is cut on purpose is no error to report.
        logging.getLogger("uvicorn.error").addFilter(_not_cut)
        config = uvicorn.Config(
            application(self, closing),
            lifespan="off",
            http="httptools",
            ws="none",
            log_config=None,
            access_log=False,
        )
        config.load()
        if self.settings.tls:
            from bot.simulator.certificate import self_signed  # noqa: PLC0415 - only TLS needs cryptography

            self.certificate = self_signed(self.settings.host, state=self.settings.certificate)
            config.ssl = self.certificate.server_context()
        return config


def _not_cut(record: logging.LogRecord) -> bool:
    return "without completing response" not in record.getMessage()


def run(
    settings: Settings,
    on_started: Callable[[Simulator], None] | None = None,
    clock: SettableClock | None = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM; ``on_started`` is called once the socket is open.

    Raises:
        OSError: the port cannot be had.
    """

    async def serve() -> None:
        stop = asyncio.Event()
        with contextlib.suppress(NotImplementedError):  # Windows has no signals in its loop
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        async with Simulator(settings, clock) as pbx:
            if on_started is not None:
                on_started(pbx)
            await stop.wait()

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve())
