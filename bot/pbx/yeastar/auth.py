"""Logging in: one login at a time, refreshed before it is asked anew, and never tried again once refused.

An application has eight access tokens at most, and five failed logins block the caller's address
(developer guide, "Obtain Access Token"; the block is a secondary source's). So tokens are kept and shared.
"""

from __future__ import annotations

import asyncio
import logging
from math import inf
from typing import TYPE_CHECKING, Any, Protocol

from bot.cdr.pbx_trouble import BadCredentials, IpBlocked, NoSecret, TokenLimit
from bot.cdr.trouble import PbxTrouble, SetupTrouble
from bot.pbx.yeastar.envelope import API_OFF, BLOCKED, IP_FORBIDDEN, OVERLOAD, Envelope, trouble_of
from bot.workspace.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from bot.cdr.trouble import Trouble
    from bot.pbx.connection import Connection
    from bot.pbx.logins import Gate, Logins
    from bot.ports import Clock
    from bot.workspace.tokens import TokenStore

    class Post(Protocol):
        """Sends a login, and gives the answer, whatever its errcode."""

        async def __call__(self, endpoint: str, given: Mapping[str, str], gate: Gate | None = None) -> Login:
            """``given`` is the JSON body; ``gate`` is passed before an address is connected to."""


_log = logging.getLogger(__name__)

_MARGIN = 30
"""Seconds before its end at which a token counts as ended: a request may wait in the queue meanwhile."""

_NO_SLOT_SOON = 30
"""Seconds for which nobody asks for a token again when all eight are taken."""

_A_MOMENT = 2
"""Seconds; a login takes a PBX less."""

_NOT_THE_LOGIN = frozenset({BLOCKED, IP_FORBIDDEN, API_OFF, OVERLOAD})
"""Refusals that another way of logging in would meet again."""

_GATEWAYS = (".ras.yeastar.com",)
"""Names that lead to Yeastar's remote access service, and only from there to a PBX."""

_OTHER_THAN_CREDENTIALS = _NOT_THE_LOGIN | {2, 10001, 10002, 10003, 60002}


class Login(Envelope, kw_only=True):
    """What ``get_token`` and ``refresh_token`` answer."""

    access_token: str | None = None
    access_token_expire_time: float = 1800
    refresh_token: str | None = None
    refresh_token_expire_time: float = 86400


class Session:
    """The access token of one PBX and application, for any number of waiting requests.

    Args:
        connection: whose Client ID and Secret log in.
        store: where tokens are kept, and who keeps other processes from logging in meanwhile.
        clock: tells how old tokens are.
        post: sends a login; not repeated by anyone.
        logins: what became of those of this process.
    """

    def __init__(
        self, connection: Connection, store: TokenStore, clock: Clock, post: Post, logins: Logins
    ) -> None:
        self._connection, self._store, self._clock = connection, store, clock
        self._post, self._logins = post, logins
        self._lock = asyncio.Lock()
        self._tokens: Tokens | None = None
        self._before: Tokens | None = None
        self._failures = 0
        self._failure: Trouble | None = None
        self._quiet_until = 0.0

    async def token(self) -> str:
        """A token that should be valid; logs in if there is none.

        Raises:
            Trouble: the PBX refuses the login, or cannot be reached.
        """
        kept = self._tokens or self._store.load(self._connection.key)
        if kept is not None and self._lasts(kept.access_until):
            self._tokens = kept
            return kept.access
        return await self.renewed("" if kept is None else kept.access)

    async def renewed(self, stale: str) -> str:
        """A token other than ``stale``, which the PBX has refused or which has ended.

        Of many that wait here one logs in, and all get what it got.

        Raises:
            Trouble: as ``token``.
        """
        failures = self._failures
        async with self._lock:
            self._raise_known(failures)
            async with self._store.exclusive(self._connection.key):
                kept = self._store.load(self._connection.key)
                if kept is None or kept.access == stale or not self._lasts(kept.access_until):
                    kept = await _seen_through(self._replaced(kept))
            self._tokens = kept
            return kept.access

    def held(self) -> str:
        """The token that is held or kept, valid or not; empty if none."""
        kept = self._tokens or self._store.load(self._connection.key)
        return "" if kept is None else kept.access

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no message may show: what logs in, the tokens in use, and those before them."""
        pairs = [pair for pair in (self._tokens, self._before) if pair is not None]
        tokens = [token for pair in pairs for token in (pair.access, pair.refresh)]
        return (self._connection.client_secret, self._connection.client_id, *tokens)

    def forget(self) -> None:
        """Keep no token any more."""
        self._tokens = None
        self._store.clear(self._connection.key)

    def _lasts(self, until: float) -> bool:
        return self._clock.now().timestamp() + _MARGIN < until

    def _raise_known(self, failures_before: int) -> None:
        """Raise what a login came to that failed while we waited, or that another would come to as well."""
        failure = self._failure
        if failure is not None and (
            self._failures > failures_before or self._clock.now().timestamp() < self._quiet_until
        ):
            raise type(failure)(**failure.facts)

    async def _replaced(self, kept: Tokens | None) -> Tokens:
        self._before = kept
        try:
            tokens = await self._refreshed(kept) or await self._logged_in()
        except (SetupTrouble, PbxTrouble) as failure:
            self._failures += 1
            self._failure = failure
            self._quiet_until = _stands_until(failure, self._clock.now().timestamp())
            raise
        self._store.save(self._connection.key, tokens)
        return tokens

    async def _refreshed(self, kept: Tokens | None) -> Tokens | None:
        """The next pair for a refresh token; None where there is none or it is not taken."""
        if kept is None or not kept.refresh or not self._lasts(kept.refresh_until):
            return None
        answer = await self._post("refresh_token", {"refresh_token": kept.refresh})
        if answer.errcode in _NOT_THE_LOGIN:
            raise trouble_of(answer, "refresh_token", self._clock.now())
        return self._tokens_of(answer)

    async def _logged_in(self) -> Tokens:
        if not self._connection.client_secret:
            raise NoSecret
        who = {"username": self._connection.client_id, "password": self._connection.client_secret}
        async with self._logins.attempt(self._connection.key, _place(self._connection)) as attempt:
            answer = await self._post("get_token", who, attempt.gate)
            tokens = self._tokens_of(answer)
            _log.info("%s: errcode %d", "login refused" if tokens is None else "logged in", answer.errcode)
            if tokens is not None:
                return tokens
            if answer.errcode in _OTHER_THAN_CREDENTIALS:
                raise trouble_of(answer, "get_token", self._clock.now())
            raise BadCredentials(number=answer.errcode, message=answer.errmsg or "no words")

    def _tokens_of(self, answer: Login) -> Tokens | None:
        if not answer.good or not answer.access_token:
            return None
        now = self._clock.now().timestamp()
        return Tokens(
            access=answer.access_token,
            access_until=now + answer.access_token_expire_time,
            refresh=answer.refresh_token or "",
            refresh_until=now + answer.refresh_token_expire_time,
        )


def _place(connection: Connection) -> str:
    """The name of a PBX behind the vendor's gateway, which many share; empty for one at an address of its own."""
    host = connection.address.host.rstrip(".")
    return host if host.endswith(_GATEWAYS) else ""


async def _seen_through(login: Coroutine[Any, Any, Tokens]) -> Tokens:
    """What a login gives. Whoever is cancelled meanwhile waits a moment for it.

    A token that nobody knows of takes one of the eight places for half an hour; one that is kept can be given back.
    """
    task = asyncio.ensure_future(login)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.add_done_callback(_noted)
        await asyncio.wait((task,), timeout=_A_MOMENT)
        task.cancel()
        raise


def _noted(done: asyncio.Task[Tokens]) -> None:
    """Nobody waits any more for what it came to; asyncio would complain of an exception that nobody looked at."""
    if not done.cancelled():
        done.exception()


def _stands_until(failure: Trouble, now: float) -> float:
    """Until when a login would fail again, in epoch seconds: credentials stay refused until somebody acts."""
    if isinstance(failure, BadCredentials):
        return inf
    if isinstance(failure, IpBlocked):
        return float(str(failure.facts["ends"]))
    return now + _NO_SLOT_SOON if isinstance(failure, TokenLimit) else now
