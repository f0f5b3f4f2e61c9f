"""A pool over real simulated PBXs and a real store, and one over PBXs that notice when they are misused."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from answers.fake_pbx import FakePbx
from store.given import opened

from bot.pbx.guard import PrivateAddresses
from bot.pbx.pool import PbxPool
from bot.pbx.tokens import MemoryTokenStore
from bot.pbx.yeastar.client import YeastarPbx
from bot.simulator import SettableClock, Settings, Simulator
from bot.workspace.pbx import WorkspacePbx
from bot.workspace.workspace import Workspace
from pbx.yeastar.given import NOW, PbxClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.cdr.profile import PbxProfile
    from bot.pbx.connection import Connection
    from bot.pbx.logins import Logins
    from bot.ports import Clock
    from bot.store.store import SqliteStore
    from bot.workspace.tokens import TokenStore

ACME, GLOBEX = Workspace(team="T1"), Workspace(team="T2")


@dataclass
class Opened:
    """Opens real ones, and keeps them."""

    pbxs: list[YeastarPbx] = field(default_factory=list)

    def __call__(
        self,
        connection: Connection,
        *,
        tokens: TokenStore,
        clock: Clock,
        time_limit: float,
        logins: Logins | None = None,
    ) -> YeastarPbx:
        pbx = YeastarPbx(connection, tokens=tokens, clock=clock, time_limit=time_limit, logins=logins)
        self.pbxs.append(pbx)
        return pbx


@dataclass
class Office:
    """One simulated PBX, a store, and a pool over it."""

    simulated: Simulator
    store: SqliteStore
    opens: Opened
    pool: PbxPool

    def pbx(self, **changes: Any) -> WorkspacePbx:  # noqa: ANN401 - whatever a WorkspacePbx takes
        return set_up(self.simulated, **changes)

    async def kept(self, **changes: Any) -> WorkspacePbx:  # noqa: ANN401 - whatever a WorkspacePbx takes
        """One that is in the store as well."""
        pbx = self.pbx(**changes)
        await self.store.save_pbx(ACME, pbx)
        return pbx


def set_up(simulated: Simulator, **changes: Any) -> WorkspacePbx:  # noqa: ANN401 - whatever a WorkspacePbx takes
    facts: dict[str, Any] = {
        "id": "p1",
        "name": "Office",
        "base_url": simulated.base_url,
        "client_id": simulated.client_id,
        "client_secret": simulated.client_secret,
    }
    return WorkspacePbx(**{**facts, **changes})


@asynccontextmanager
async def office(path: Path, pool: dict[str, Any] | None = None, **settings: Any) -> AsyncIterator[Office]:  # noqa: ANN401 - whatever Settings takes
    """``pool`` is what the pool is given besides the usual; all is closed at the end, the pool before the store."""
    simulator = Simulator(Settings(**{"days": 2, **settings}), SettableClock(NOW))
    async with simulator as simulated, opened(path / "ringback.db") as store:
        opens = Opened()
        made = pooled(store, opens, PbxClock(simulated.clock), **(pool or {}))
        try:
            yield Office(simulated, store, opens, made)
        finally:
            await made.close()


def pooled(store: SqliteStore, opens: Opened, clock: Clock, **more: Any) -> PbxPool:  # noqa: ANN401 - whatever PbxPool takes
    facts: dict[str, Any] = {
        "private": PrivateAddresses.ALLOW,
        "checks_certificates": False,
        "time_limit": 30,
    }
    return PbxPool(opens=opens, tokens=store.tokens, clock=clock, **{**facts, **more})


class Watchful(FakePbx):
    """Fails whoever asks it after it was closed, or closes it twice or while it is being asked."""

    def __init__(self, connection: Connection, tokens: TokenStore) -> None:
        super().__init__()
        self.connection, self.tokens = connection, tokens
        self.asking, self.closed, self.given_back = 0, False, False

    async def profile(self) -> PbxProfile:
        assert not self.closed
        self.asking += 1
        try:
            await asyncio.sleep(0.001)
            return await super().profile()
        finally:
            self.asking -= 1

    async def close(self, *, revoke: bool = False) -> None:
        assert not self.closed
        assert not self.asking
        self.closed, self.given_back = True, revoke


@dataclass
class Scene:
    """A pool over watchful PBXs, on a clock that stands still until it is told the time."""

    seconds: float = NOW
    pbxs: list[Watchful] = field(default_factory=list)
    tokens: dict[tuple[Workspace, str], MemoryTokenStore] = field(default_factory=dict)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)

    def pool(self, **more: Any) -> PbxPool:  # noqa: ANN401 - whatever PbxPool takes
        facts: dict[str, Any] = {"private": PrivateAddresses.ALLOW, "checks_certificates": False}
        return PbxPool(opens=self._open, tokens=self._tokens, clock=self, **{**facts, **more})

    def _open(
        self,
        connection: Connection,
        *,
        tokens: TokenStore,
        clock: Clock,  # noqa: ARG002 - a PBX's signature
        time_limit: float,  # noqa: ARG002 - a PBX's signature
        logins: Logins | None = None,  # noqa: ARG002 - a PBX's signature
    ) -> Watchful:
        self.pbxs.append(Watchful(connection, tokens))
        return self.pbxs[-1]

    async def _tokens(self, workspace: Workspace, pbx: str) -> TokenStore:
        await asyncio.sleep(0)
        return self.tokens.setdefault((workspace, pbx), MemoryTokenStore())


def invented(number: int = 1, **changes: Any) -> WorkspacePbx:  # noqa: ANN401 - whatever a WorkspacePbx takes
    facts: dict[str, Any] = {
        "id": f"p{number}",
        "name": f"Office {number}",
        "base_url": "https://pbx.example.com:8088",
        "client_id": "client-1",
        "client_secret": "secret-1",
    }
    return WorkspacePbx(**{**facts, **changes})


async def until(true: Callable[[], object]) -> None:
    """Wait for what happens beside us."""
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - the simulated PBX tells nobody when it is asked
            await asyncio.sleep(0.005)
