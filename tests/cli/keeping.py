"""A database of a test's own, with workspaces in it, looked at from outside."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.assemble import open_pbx, open_store
from bot.clock import SystemClock
from bot.config import Config
from bot.pbx.connection import Connection, PbxAddress
from bot.workspace.pbx import WorkspacePbx
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path
    from typing import TypeVar

    from bot.ports import Store
    from cli.commands import Pbx, Ran

    _T = TypeVar("_T")

K1 = "k1:" + "A" * 43
K2 = "k2:" + "B" * 42 + "A"
OTHER_K1 = "k1:" + "C" * 42 + "A"


@dataclass(frozen=True)
class Keeping:
    """Runs commands on one database, and opens it as ``ringback serve`` would."""

    ringback: Callable[..., Ran]
    path: Path
    keys: str = K1
    more: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, keys: str | None = None, stdin: str = "", **environment: str) -> Ran:
        given = {"RINGBACK_DATABASE": str(self.path), "RINGBACK_KEYS": self.keys if keys is None else keys}
        return self.ringback(*arguments, stdin=stdin, environment={**given, **self.more, **environment})

    def add(self, pbx: Pbx, *options: str, team: str = "T1", **given: str) -> Ran:
        return self.run("workspace", "add", "--team", team, *pbx.options, *options, **given)

    def seed(self, pbx: Pbx, name: str = "Office", *, team: str = "T1", enterprise: str = "") -> None:
        """Keep a PBX that nobody has looked at, as if it had been added before."""
        kept = WorkspacePbx(
            id=f"id-{name}",
            name=name,
            base_url=pbx.url,
            client_id=pbx.client_id,
            client_secret=pbx.secret,
        )
        workspace = Workspace(enterprise=enterprise, team=team)
        self.inside(lambda store: store.save_pbx(workspace, kept))

    def inside(self, act: Callable[[Store], Awaitable[_T]], keys: str | None = None) -> _T:
        """What is done with the store by another process that runs beside the commands."""

        async def done() -> _T:
            config = Config(database=self.path, keys=self.keys if keys is None else keys)
            async with open_store(config) as store:
                return await act(store)

        return asyncio.run(done())

    def ask(self, team: str, name: str) -> None:
        """Ask a PBX as the Slack app does: its token stays in the database."""

        async def asked(store: Store) -> None:
            workspace = Workspace(team=team)
            kept = next(pbx for pbx in await store.pbxs(workspace) if pbx.name == name)
            connection = Connection(
                address=PbxAddress.read(kept.base_url),
                client_id=kept.client_id,
                client_secret=kept.client_secret,
            )
            tokens = await store.tokens(workspace, kept.id)
            async with open_pbx(connection, tokens=tokens, clock=SystemClock(), keep_token=True) as pbx:
                await pbx.roster()

        self.inside(asked)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Do something to the file itself."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            return connection.execute(statement).fetchall()

    @property
    def content(self) -> bytes:
        """Every byte of the database and of the files beside it."""
        return b"".join(file.read_bytes() for file in sorted(self.path.parent.glob(f"{self.path.name}*")))
