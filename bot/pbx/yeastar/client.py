"""A Yeastar P-Series PBX as the use cases see it."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from bot.cdr.pbx_trouble import TookTooLong
from bot.cdr.trouble import Trouble
from bot.pbx.network import system_lookup
from bot.pbx.yeastar.api import Api, Errand
from bot.pbx.yeastar.fetching import Fetching
from bot.pbx.yeastar.intake import Intake
from bot.pbx.yeastar.knowledge import Knowledge
from bot.pbx.yeastar.probes import probes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from bot.cdr.leg import Leg
    from bot.cdr.profile import PbxProfile
    from bot.cdr.roster import Roster
    from bot.cdr.search import Coverage, Search
    from bot.pbx.connection import Connection
    from bot.pbx.logins import Logins
    from bot.pbx.network import Lookup
    from bot.pbx.yeastar.discovery import Discovered
    from bot.ports import Clock, Probe, Progress
    from bot.workspace.tokens import TokenStore


class YeastarPbx:
    """One PBX. Discovered on first use, and again whenever what it writes or finds contradicts that.

    Args:
        connection: how it is reached.
        tokens: where its access token is kept.
        clock: tells how old the token is.
        time_limit: seconds that one question may take.
        logins: what became of the logins of this process; None to count this PBX's alone.
        lookup: resolves its name.
    """

    def __init__(  # noqa: PLR0913 - whom it asks, and what it shares with others
        self,
        connection: Connection,
        *,
        tokens: TokenStore,
        clock: Clock,
        time_limit: float = 300.0,
        logins: Logins | None = None,
        lookup: Lookup = system_lookup,
    ) -> None:
        self.api = Api(connection, tokens=tokens, clock=clock, logins=logins, lookup=lookup)
        self._knowledge = Knowledge(clock, connection.pbx_timezone)
        self._time_limit = time_limit

    async def close(self, *, revoke: bool = False) -> None:
        """Close every connection; with ``revoke`` the access token is given back first, if the PBX takes it."""
        try:
            if revoke:
                with contextlib.suppress(Trouble):  # a token ends by itself half an hour after it was given
                    await self.api.revoke()
        finally:
            await self.api.aclose()

    async def profile(self) -> PbxProfile:
        """As the port says."""
        return (await self.discovered()).profile

    async def discovered(self) -> Discovered:
        """All that is known of it, discovered on first use.

        Raises:
            Trouble: it cannot be reached, refuses us, or its display format cannot be proved.
        """
        async with self.limited(lambda: "it was still being discovered"):
            return await self._knowledge.discovered(Errand(self.api))

    async def roster(self) -> Roster:
        """As the port says."""
        async with self.limited(lambda: "its lists were still being read"):
            return (await self._knowledge.places(Errand(self.api))).roster

    async def fetch(
        self, search: Search, take: Callable[[Sequence[Leg]], None], progress: Progress | None = None
    ) -> Coverage:
        """As the port says: padded, checked for completeness, and a zero only with proof."""
        intake = Intake(search.window, take, progress)
        async with self.limited(intake.so_far):
            return await Fetching(search, self._knowledge, Errand(self.api), intake).run()

    def probes(self) -> Sequence[Probe]:
        """As the port says."""
        return probes(self)

    @contextlib.asynccontextmanager
    async def limited(self, progress: Callable[[], str]) -> AsyncIterator[None]:
        """Give up in time, saying how far it came."""
        limit = asyncio.timeout(self._time_limit)
        try:
            async with limit:
                yield
        except TimeoutError:
            if not limit.expired():
                raise
            raise TookTooLong(seconds=f"{self._time_limit:g}", progress=progress()) from None
