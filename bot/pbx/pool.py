"""The PBXs of every workspace: opened when they are asked, shared by all who ask, closed when they idle.

Only the open ones are held. Nobody waits here for another PBX: between the look for an open one and its use
nothing is awaited, so no lock is needed.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from bot.cdr.link_trouble import PbxClosed
from bot.cdr.trouble import SetupTrouble
from bot.pbx.endings import Endings, waited_for
from bot.pbx.held import Held, close_in_time
from bot.pbx.logins import Logins
from bot.pbx.tokens import MemoryTokenStore
from bot.pbx.workspace_connection import connection_to, leads_elsewhere

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.pbx.connection import Connection
    from bot.pbx.guard import PrivateAddresses
    from bot.pbx.held import Whose
    from bot.pbx.vendors import OpenPbx, Opens
    from bot.ports import Clock, Pbx
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.tokens import TokenStore
    from bot.workspace.workspace import Workspace

_PATIENCE = 2.0
"""Seconds for which a question that is under way may go on when its PBX is to be closed."""

_AT_MOST = 10.0
"""Seconds that closing everything takes, whatever PBXs and the store do."""

_CHANGED = "it was disconnected, or set up anew"
_STOPPING = "Ringback stops"


class PbxPool:
    """The port ``Pbxs`` over a vendor's PBXs.

    Args:
        opens: makes a PBX of how it is reached.
        tokens: where the tokens of a workspace's PBX are kept.
        clock: tells how long a PBX was not asked.
        private: whether PBXs may have private addresses.
        checks_certificates: refuse certificates that are not checked.
        time_limit: seconds that one question may take.
        idle: seconds after which a PBX that nobody asks is closed, by ``sweep``.
        fresh: seconds after which what was learnt of a PBX, such as its extensions, is learnt anew.
        most: how many are open at most; those in use are never closed for it.
    """

    def __init__(  # noqa: PLR0913 - the composition root names each of them
        self,
        *,
        opens: Opens,
        tokens: Callable[[Workspace, str], Awaitable[TokenStore]],
        clock: Clock,
        private: PrivateAddresses,
        checks_certificates: bool,
        time_limit: float = 120,
        idle: float = 900,
        fresh: float = 3600,
        most: int = 500,
    ) -> None:
        self._opens, self._tokens, self._clock = opens, tokens, clock
        self._private, self._checks_certificates = private, checks_certificates
        self._time_limit = time_limit
        self._idle, self._fresh, self._most = idle, fresh, most
        self._held: dict[Whose, Held] = {}  # the one that was left longest ago comes first
        self._ending: set[Held] = set()
        self._endings = Endings()
        self._logins = Logins(clock)
        self._closed = False

    @property
    def checks_certificates(self) -> bool:
        """As the port says."""
        return self._checks_certificates

    @property
    def open(self) -> int:
        """How many are open, with those that are about to be closed."""
        return len(self._held) + len(self._ending)

    @asynccontextmanager
    async def lease(self, workspace: Workspace, pbx: WorkspacePbx) -> AsyncIterator[Pbx]:
        """A PBX to ask within the block; others may be asking it as well.

        Raises:
            SetupTrouble: its address, Client ID, certificate check or zone cannot be used here.
            StoreTrouble: its tokens cannot be read.
            PbxClosed: it was forgotten, or everything closed, long before the block came to an end.
        """
        held = await self._opened((workspace, pbx.id), self._connection(pbx))
        try:
            async with held.lease() as asked:
                yield asked
        finally:
            self._left(held)

    def leads_elsewhere(self, kept: WorkspacePbx, wanted: WorkspacePbx) -> bool:
        """As the port says."""
        return leads_elsewhere(kept, wanted)

    async def forget(self, workspace: Workspace, pbx: WorkspacePbx) -> None:
        """Close it, give its access token back and keep none of it, within a few seconds.

        Questions that are under way have two of them to come to an end. A PBX that cannot be reached is no trouble:
        its token ends by itself. What was begun goes on when the caller is cancelled.

        Raises:
            StoreTrouble: its tokens cannot be read.
        """
        await asyncio.shield(self._endings.begin(self._forget((workspace, pbx.id), pbx)))

    async def parting(self, workspace: Workspace, pbx: WorkspacePbx) -> Callable[[], Awaitable[None]]:
        """What does as ``forget``, also when the store has nothing of it any more by then.

        Raises:
            StoreTrouble: its tokens cannot be read.
        """
        whose, known = (workspace, pbx.id), MemoryTokenStore()
        with suppress(SetupTrouble):  # what cannot be reached has never given a token
            key = self._connection(pbx).key
            tokens = (await self._tokens(*whose)).load(key)
            if tokens is not None:
                known.save(key, tokens)
        return lambda: asyncio.shield(self._endings.begin(self._forget(whose, pbx, known)))

    async def sweep(self) -> None:
        """Close what nobody has asked for a while; its tokens are kept."""
        now = self._clock.now().timestamp()
        unused = [each for each in self._held.values() if not each.in_use]
        await waited_for(self._end(each) for each in unused if each.unused_since + self._idle <= now)

    async def close(self) -> None:
        """Close all; tokens are kept for the next start. Nothing can be leased any more."""
        self._closed = True
        for held in (*self._held.values(), *self._ending):
            self._end(held, patience=_PATIENCE, reason=_STOPPING)
        await self._endings.finish(_AT_MOST)

    def _connection(self, pbx: WorkspacePbx) -> Connection:
        return connection_to(pbx, private=self._private, checks_certificates=self._checks_certificates)

    async def _opened(self, whose: Whose, connection: Connection) -> Held:
        """The one that is open, else a new one. Of many that come here at once the first opens it."""
        held = self._current(whose, connection)
        if held is None:
            tokens = await self._tokens(*whose)
            held = self._current(whose, connection) or self._open(whose, connection, tokens)
        return held

    def _current(self, whose: Whose, connection: Connection) -> Held | None:
        if self._closed:
            raise PbxClosed(reason=_STOPPING)
        held = self._held.get(whose)
        if held is None or held.connection != connection:
            return None
        return held if self._clock.now().timestamp() < held.since + self._fresh else None

    def _open(self, whose: Whose, connection: Connection, tokens: TokenStore) -> Held:
        """A new one in place of the one that was reached otherwise, which is closed when nobody asks it any more."""
        pbx = self._open_pbx(connection, tokens)
        before = self._held.get(whose)
        if before is not None:  # with the same login the new one goes on with the same token
            self._end(before, revoke=before.connection.key != connection.key)
        self._make_room(self._most - 1)
        held = Held(pbx, whose, connection, self._clock.now().timestamp())
        self._held[whose] = held
        return held

    def _open_pbx(self, connection: Connection, tokens: TokenStore) -> OpenPbx:
        return self._opens(
            connection,
            tokens=tokens,
            clock=self._clock,
            time_limit=self._time_limit,
            logins=self._logins,
        )

    def _left(self, held: Held) -> None:
        """A lease has ended."""
        held.unused_since = self._clock.now().timestamp()
        if self._held.get(held.whose) is held:
            self._held[held.whose] = self._held.pop(held.whose)
            self._make_room(self._most)

    def _make_room(self, most: int) -> None:
        """Let no more than so many be open, as far as they are not in use."""
        unused = (held for held in tuple(self._held.values()) if not held.in_use)
        while len(self._held) > most and (held := next(unused, None)):
            self._end(held)

    async def _forget(self, whose: Whose, pbx: WorkspacePbx, known: TokenStore | None = None) -> None:
        """``known`` has its token where the store may not have it any more; one that is open knows its own."""
        mine = [held for held in (*self._held.values(), *self._ending) if held.whose == whose]
        await waited_for(self._end(held, revoke=True, patience=_PATIENCE, reason=_CHANGED) for held in mine)
        try:
            connection = self._connection(pbx)
        except SetupTrouble:  # what cannot be reached has never given a token
            return
        tokens = await self._tokens(*whose) if mine or known is None else known
        if tokens.load(connection.key) is not None:
            await close_in_time(self._open_pbx(connection, tokens), revoke=True)

    def _end(
        self, held: Held, *, revoke: bool = False, patience: float | None = None, reason: str = ""
    ) -> asyncio.Task[None]:
        """Lease it to nobody else, and close it as soon as nobody asks it."""
        if self._held.get(held.whose) is held:
            del self._held[held.whose]
        self._ending.add(held)

        async def ended() -> None:
            try:
                await held.end(revoke=revoke, patience=patience, reason=reason)
            finally:
                self._ending.discard(held)

        return self._endings.begin(ended())
