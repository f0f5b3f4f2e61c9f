"""``ringback serve`` in a process of its own, between the strict fake Slack and simulated PBXs over real HTTP."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
from fakes.acme import TOKEN, furnished
from fakes.slack import FakeSlack
from readied import ROOT, readied

from bot.blocks.validate import Surface, faults
from bot.store.store import SqliteStore
from bot.store.vault import Vault, new_key
from bot.workspace.pbx import WorkspacePbx
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from bot.simulator import Simulator

ACME = Workspace(team="T1")
READY = "Health:"
"""How the last line begins that ``serve`` prints before it works."""


@dataclass
class Running:
    """A process that serves, and how it can be ended."""

    process: asyncio.subprocess.Process
    told: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    _reading: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        return int(self.told[-1].rpartition(":")[2].split("/")[0])

    @property
    def url(self) -> str:
        """Where Slack delivers by HTTP."""
        return f"http://127.0.0.1:{self.port}/slack/events"

    async def get(self, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own arguments
        async with httpx.AsyncClient(trust_env=False) as client:
            return await client.get(f"http://127.0.0.1:{self.port}{path}", **more)

    async def stop(self, number: int = signal.SIGTERM, seconds: float = 30) -> int:
        """Send a signal and wait for the end: the exit code."""
        if self.process.returncode is None:
            self.process.send_signal(number)
        return await self.ended(seconds)

    async def ended(self, seconds: float = 30) -> int:
        async with asyncio.timeout(seconds):
            code = await self.process.wait()
            if self._reading is not None:
                await self._reading
            return code

    async def start(self, seconds: float = 30) -> None:
        """Wait until it says that it is ready, or has ended."""
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self._reading = asyncio.ensure_future(self._read(self.process.stderr))
        async with asyncio.timeout(seconds):
            while not (self.told and self.told[-1].startswith(READY)):
                line = (await self.process.stdout.readline()).decode().rstrip("\n")
                if not line:
                    await self.ended()
                    return
                self.told.append(line)

    async def _read(self, stream: asyncio.StreamReader) -> None:
        async for line in stream:
            self.log.append(line.decode().rstrip("\n"))


@dataclass
class Place:
    """Where a service keeps its things, what its environment says, and how ``ringback`` is started."""

    folder: Path
    slack: FakeSlack
    keys: str = field(default_factory=new_key)
    more: dict[str, str] = field(default_factory=dict)
    http: bool = True
    ringback: Sequence[str] = field(default_factory=readied)

    @property
    def database(self) -> Path:
        return self.folder / "ringback.db"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TZ")}
        slack = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_API_URL": self.slack.api_url}
        if self.http:
            slack["SLACK_SIGNING_SECRET"] = self.slack.signing_secret
        else:
            slack["SLACK_APP_TOKEN"] = self.slack.app_token
        own = {
            "PORT": "0",
            "RINGBACK_DATABASE": str(self.database),
            "RINGBACK_KEYS": self.keys,
            "RINGBACK_LOG": "info",
        }
        return {name: value for name, value in {**kept, **slack, **own, **self.more}.items() if value}

    @asynccontextmanager
    async def store(self) -> AsyncIterator[SqliteStore]:
        """What the service keeps, beside it."""
        store = await SqliteStore.open(self.database, Vault.read(self.keys))
        try:
            yield store
        finally:
            await store.close()

    async def connect(
        self, pbx: Simulator, *, workspace: Workspace = ACME, name: str = "Office", secret: str = ""
    ) -> WorkspacePbx:
        """Connect a PBX as an admin would."""
        kept = WorkspacePbx(
            id=f"p-{workspace.team}-{name}",
            name=name,
            base_url=pbx.base_url,
            client_id=pbx.client_id,
            client_secret=secret or pbx.client_secret,
        )
        async with self.store() as store:
            await store.save_pbx(workspace, kept)
        return kept

    async def start(self) -> Running:
        """A process; it may have ended by itself."""
        process = await asyncio.create_subprocess_exec(
            *self.ringback,
            "serve",
            cwd=ROOT,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        running = Running(process)
        await running.start()
        return running

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Running]:
        """A process that is ready, and ended at the end whatever happens."""
        running = await self.start()
        assert running.told, running.log
        if self.http:
            self.slack.app_url = running.url
        try:
            yield running
        finally:
            if running.process.returncode is None:
                running.process.kill()
                await running.ended()


@asynccontextmanager
async def place(folder: Path, *, http: bool = True, **more: str) -> AsyncIterator[Place]:
    """A fake Slack with an office in it, and a place for a service; nothing that Slack would refuse was sent."""
    async with FakeSlack(validate=lambda blocks, surface: faults(blocks, Surface(surface))) as slack:
        yield Place(folder=folder, slack=furnished(slack), more=more, http=http)
        assert slack.faults == []
