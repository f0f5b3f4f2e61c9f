"""The adapter and a simulated PBX, connected over real HTTP."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.cdr.search import LegFilter, Search
from bot.cdr.window import Window
from bot.pbx.connection import Connection, PbxAddress
from bot.pbx.tokens import MemoryTokenStore
from bot.pbx.yeastar.client import YeastarPbx
from bot.simulator import SettableClock, Settings, Simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from zoneinfo import ZoneInfo

    from bot.cdr.leg import Leg
    from bot.cdr.search import Coverage
    from bot.simulator import Office
    from bot.workspace.tokens import TokenStore

NOW = 1_792_009_897
"""Wednesday 14 October 2026, 21:31:37 in London (BST, an hour ahead of UTC)."""

HOUR, DAY = 3600, 86_400
FIFTH_OF_OCTOBER = 1_791_154_800
"""Midnight in London. 05/10 read in the other order is 10 May: no record is that old."""


class PbxClock:
    """Our clock, which goes as the simulated PBX's does."""

    def __init__(self, clock: SettableClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.now(), UTC)


@asynccontextmanager
async def connected(
    *,
    at: float = NOW,
    tokens: TokenStore | None = None,
    secret: str | None = None,
    zone: ZoneInfo | None = None,
    time_limit: float = 60,
    office: Office | None = None,
    **settings: Any,  # noqa: ANN401 - whatever Settings takes
) -> AsyncIterator[tuple[Simulator, YeastarPbx]]:
    """A simulated PBX and the adapter to it."""
    clock = SettableClock(at)
    async with Simulator(Settings(**settings), clock, office) as simulated:
        pbx = adapter(simulated, tokens=tokens, secret=secret, zone=zone, time_limit=time_limit)
        try:
            yield simulated, pbx
        finally:
            await pbx.close()


def adapter(
    simulated: Simulator,
    *,
    tokens: TokenStore | None = None,
    secret: str | None = None,
    zone: ZoneInfo | None = None,
    time_limit: float = 60,
) -> YeastarPbx:
    connection = Connection(
        address=PbxAddress.read(simulated.base_url),
        client_id=simulated.client_id,
        client_secret=simulated.client_secret if secret is None else secret,
        pbx_timezone=zone,
    )
    return YeastarPbx(
        connection,
        tokens=tokens or MemoryTokenStore(),
        clock=PbxClock(simulated.clock),
        time_limit=time_limit,
    )


def window(start: float | None, end: float) -> Window:
    first = None if start is None else datetime.fromtimestamp(start, UTC)
    return Window(start=first, end=datetime.fromtimestamp(end, UTC))


async def fetched(
    pbx: YeastarPbx, start: float | None, end: float, legs: LegFilter | None = None
) -> tuple[list[Leg], Coverage]:
    """Every leg handed over, and what is covered."""
    got: list[Leg] = []

    def take(page: Sequence[Leg]) -> None:
        got.extend(page)

    covered = await pbx.fetch(Search(window=window(start, end), legs=legs or LegFilter()), take)
    return got, covered


def keys(legs: Sequence[Leg]) -> list[str]:
    return sorted(leg.row_key for leg in legs)


def true_keys(simulated: Simulator, start: float | None, end: float) -> list[str]:
    """Keys of the rows that the PBX holds and that began in the window: from its store, not its API."""
    rows = [record.row for record in simulated.records.found(start, end)]
    return sorted(str(row.get("new_id") or row["id"]) for row in rows)


def asked(simulated: Simulator, path: str) -> list[dict[str, str]]:
    """The queries that came for an endpoint, without tokens."""
    return [dict(request.query) for request in simulated.requests if request.path == path]
