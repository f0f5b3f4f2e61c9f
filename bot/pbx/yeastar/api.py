"""The Open API over HTTP: one request at a time made sure of, at most two under way.

Every answer is HTTP 200 with an ``errcode``, unless a gateway or a web server answers in the PBX's place.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlencode

import httpx
import msgspec
import stamina

from bot.cdr.link_trouble import ConnectionRefused, PbxUnreachable
from bot.cdr.pbx_trouble import (
    CutShort,
    GatewayFailed,
    HalfJson,
    NotJson,
    PbxBusy,
    TokenRefused,
    TooMany,
)
from bot.pbx.body import read_body
from bot.pbx.logins import Logins
from bot.pbx.network import system_lookup
from bot.pbx.transport import MOST_CONNECTIONS, open_client
from bot.pbx.yeastar.auth import Login, Session
from bot.pbx.yeastar.envelope import LASTING, TOKEN_EXPIRED, Envelope, trouble_of
from bot.pbx.yeastar.hiding import fit_to_show
from bot.pbx.yeastar.shape import Overfull, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.pbx.connection import Connection
    from bot.pbx.logins import Gate
    from bot.pbx.network import Lookup
    from bot.ports import Clock
    from bot.workspace.tokens import TokenStore

_log = logging.getLogger(__name__)

BASE = "/openapi/v1.0/"

TIMEOUTS = httpx.Timeout(connect=10, read=60, write=10, pool=None)
"""Seconds. A page of 10,000 rows takes a PBX 3-5 s, a busy one longer; waiting for our turn has no end of its own."""

_PASSING = (GatewayFailed, CutShort, HalfJson, PbxUnreachable, PbxBusy)

_ATTEMPTS = 3
_GATEWAY = frozenset({502, 503, 504})
_SMALL = 1 << 16

Answer = TypeVar("Answer", bound=Envelope)

_BARE = Shape(msgspec.json.Decoder(Envelope).decode)
_LOGIN = Shape(msgspec.json.Decoder(Login, strict=False).decode)


def _passing(error: Exception) -> bool:
    """Whether a GET, which changes nothing, is worth a second and a third try. A port where nothing listens is not."""
    return isinstance(error, _PASSING) and not isinstance(error, ConnectionRefused)


class Api:
    """One PBX's API, logged in when needed."""

    def __init__(
        self,
        connection: Connection,
        *,
        tokens: TokenStore,
        clock: Clock,
        logins: Logins | None = None,
        lookup: Lookup = system_lookup,
    ) -> None:
        self._connection, self._where = connection, connection.address.authority
        self._clock, self._lookup = clock, lookup
        self._http = open_client(connection, TIMEOUTS, lookup)
        self._room = asyncio.Semaphore(MOST_CONNECTIONS)
        self.session = Session(connection, tokens, clock, self._log_in, logins or Logins(clock))

    async def aclose(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def revoke(self) -> None:
        """Give the token back to the PBX, and keep none.

        Raises:
            Trouble: it could not be given back; it is forgotten all the same.
        """
        token = self.session.held()
        self.session.forget()
        if token:
            await self._send("del_token", {"access_token": token}, _BARE)

    async def bare(self, endpoint: str) -> Envelope:
        """The answer to a request without a token: shows that the API is there at all.

        Raises:
            Trouble: no answer came, or one that a token would not change: the API is off, our address not allowed.
        """
        answer = await self._send(endpoint, {}, _BARE)
        if answer.errcode in LASTING:
            raise trouble_of(answer, endpoint, self._clock.now())
        return answer

    async def get(
        self,
        endpoint: str,
        query: Mapping[str, str],
        shape: Shape[Answer],
        told: Callable[[], None],
    ) -> Answer:
        """One good answer; ``told`` is called for every request that is made for it.

        Raises:
            Trouble: none came, or the PBX refuses.
        """
        async for attempt in stamina.retry_context(
            on=_passing, attempts=_ATTEMPTS, wait_initial=0.3, wait_max=3
        ):
            with attempt:
                return await self._asked(endpoint, query, shape, told)
        raise AssertionError("the last attempt returns or raises")

    async def _asked(
        self,
        endpoint: str,
        query: Mapping[str, str],
        shape: Shape[Answer],
        told: Callable[[], None],
    ) -> Answer:
        """Ask, with a new token once if the PBX does not take the one we have."""
        token = await self.session.token()
        told()
        answer = await self._send(endpoint, {**query, "access_token": token}, shape)
        if answer.errcode == TOKEN_EXPIRED:
            token = await self.session.renewed(token)
            told()
            answer = await self._send(endpoint, {**query, "access_token": token}, shape)
        if answer.errcode == TOKEN_EXPIRED:
            raise TokenRefused
        if not answer.good:
            raise trouble_of(answer, endpoint, self._clock.now())
        return answer

    async def _log_in(self, endpoint: str, given: Mapping[str, str], gate: Gate | None = None) -> Login:
        """Over a connection of its own, which ``gate`` may refuse before anybody is contacted."""
        async with open_client(self._connection, TIMEOUTS, self._lookup, gate) as http:
            request = http.build_request("POST", BASE + endpoint, json=dict(given))
            answer = await self._exchange(http, request, _LOGIN)
        return self._without_secrets(answer, given.values())

    async def _send(self, endpoint: str, query: Mapping[str, str], shape: Shape[Answer]) -> Answer:
        text = urlencode(query, quote_via=quote).encode("ascii")
        request = self._http.build_request("GET", BASE + endpoint, extensions={"query": text})
        answer = await self._exchange(self._http, request, shape)
        return self._without_secrets(answer, (query.get("access_token", ""),))

    def _without_secrets(self, answer: Answer, sent: Iterable[str]) -> Answer:
        """The answer, its message as people may read it."""
        answer.errmsg = fit_to_show(answer.errmsg, (*sent, *self.session.secrets))
        return answer

    async def _exchange(
        self, http: httpx.AsyncClient, request: httpx.Request, shape: Shape[Answer]
    ) -> Answer:
        """Send a request and read its answer whole, when it is its turn."""
        async with self._room:
            response = await http.send(request, stream=True)
            try:
                self._check_status(response)
                body = await read_body(response, shape.room.size, self._where)
            finally:
                await response.aclose()
        return await self._decoded(body, shape)

    def _check_status(self, response: httpx.Response) -> None:
        status = response.status_code
        if status in _GATEWAY:
            raise GatewayFailed(where=self._where, status=status)
        if status != httpx.codes.OK:
            raise NotJson(where=self._where, finding=f"HTTP status {status}")

    async def _decoded(self, body: bytes, shape: Shape[Answer]) -> Answer:
        """The answer in a body. A large one is decoded beside the event loop, which must answer others meanwhile."""
        try:
            if len(body) < _SMALL:
                return _read(body, shape)
            return await asyncio.to_thread(_read, body, shape)
        except Overfull as overfull:
            raise self.trouble_of(overfull) from None
        except msgspec.ValidationError as odd:
            raise NotJson(where=self._where, finding=f"JSON of another kind ({odd})") from None
        except RecursionError:
            raise NotJson(where=self._where, finding="JSON nested beyond all sense") from None
        except (msgspec.DecodeError, UnicodeDecodeError) as broken:
            raise self._not_json(body, broken) from None

    def trouble_of(self, overfull: Overfull) -> TooMany:
        """That there is too much of something here."""
        return TooMany(where=self._where, most=f"{overfull.most:,}", what=overfull.what)

    def _not_json(self, body: bytes, broken: Exception) -> NotJson | HalfJson:
        first = body.lstrip()[:1]
        if first == b"<":
            return NotJson(where=self._where, finding="a web page")
        if first not in (b"{", b"["):
            return NotJson(
                where=self._where, finding="nothing" if not first else "something that is not JSON"
            )
        return HalfJson(where=self._where, reason=str(broken).partition(" (")[0])


def _read(body: bytes, shape: Shape[Answer]) -> Answer:
    if body.lstrip()[:1] != b"<":  # a web page is said to be one, however much there is of it
        shape.room.check(body)
    return shape.decode(body)


class Errand:
    """What one question asks of the API: counts its requests."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self.requests = 0

    async def get(self, endpoint: str, query: Mapping[str, str], shape: Shape[Answer]) -> Answer:
        """As ``Api.get``."""
        return await self._api.get(endpoint, query, shape, self._count)

    def trouble_of(self, overfull: Overfull) -> TooMany:
        """As ``Api.trouble_of``."""
        return self._api.trouble_of(overfull)

    def _count(self) -> None:
        self.requests += 1
