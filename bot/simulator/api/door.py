"""The one door for every API request: faults first, then the PBX's own rules, in its order.

Errors are HTTP 200 with an ``errcode``; only what stands for the gateway uses HTTP statuses.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import msgspec

from bot.simulator.api.answer import Answer
from bot.simulator.api.endpoints import ENDPOINTS
from bot.simulator.api.envelope import (
    API_OFF,
    FORBIDDEN,
    IP_FORBIDDEN,
    NO_INTERFACE,
    SYNTAX,
    UNSUPPORTED,
    Refused,
)
from bot.simulator.api.parameters import ANYTHING, check, single

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.simulator.api.endpoints import Endpoint
    from bot.simulator.api.envelope import Body
    from bot.simulator.faults import Fault
    from bot.simulator.machine import Machine

_VERSIONS = ("v1.0", "v2.0")


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What came over the wire.

    ``address`` is the caller's IP, ``agent`` the User-Agent, ``file`` the name in a download's address.
    """

    method: str
    api: str
    path: str
    query: Sequence[tuple[str, str]]
    agent: str
    address: str
    body: bytes = b""
    file: str = ""


class Door:
    """Answers every API request of one machine. ``closing`` ends what is slow when the PBX goes down."""

    def __init__(self, machine: Machine, closing: asyncio.Event) -> None:
        self._machine, self._closing = machine, closing

    async def answer(self, request: Request) -> Answer:
        """One request."""
        machine = self._machine
        logged = {name: value for name, value in request.query if name != "access_token"}
        with machine.requests.under_way(request.method, request.api, request.path, logged):
            machine.catch_up()
            faults = machine.faults.due(request.path)
            await self._wait(machine.settings.latency)
            for fault in faults:
                await self._wait(fault.delay)
                fault.before(machine)
            answer = self._answer(request, faults)
            for fault in faults:
                fault.afterwards(machine)
            return answer

    def _answer(self, request: Request, faults: Sequence[Fault]) -> Answer:
        for instead in (fault.instead() for fault in faults):
            if instead is not None:
                return instead if isinstance(instead, Answer) else _encoded(instead)
        try:
            answer = self._file(request) if request.file else _encoded(self._spoiled(request, faults))
        except Refused as refused:
            answer = _encoded(refused.body)
        for fault in faults:
            answer = fault.mangle(answer)
        return answer

    def _spoiled(self, request: Request, faults: Sequence[Fault]) -> Body:
        body = self._own(request)
        for fault in faults:
            body = fault.spoil(body, self._machine)
        return body

    async def _wait(self, seconds: float) -> None:
        if seconds > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), seconds)

    def _file(self, request: Request) -> Answer:
        """A file that an earlier answer has named."""
        query = self._admitted(request)
        self._machine.tokens.check(query.pop("access_token", ""))
        check(query, {})
        body, media_type = self._machine.downloads.fetch(request.file)
        return Answer(body=body, media_type=media_type)

    def _own(self, request: Request) -> Body:
        """The PBX's own answer, unspoiled."""
        query = self._admitted(request)
        if request.api not in _VERSIONS:
            raise Refused(UNSUPPORTED)
        if request.api == "v1.0" and request.path in ("get_token", "refresh_token"):
            return self._log_in(request, query)
        if request.api == "v1.0" and request.path == "del_token":
            self._demand_method(request, "GET")
            token = query.pop("access_token", "")
            check(query, {})
            return self._machine.tokens.revoke(token)
        return self._asked(request, query)

    def _admitted(self, request: Request) -> dict[str, str]:
        """The parameters of somebody who may speak to the API at all."""
        settings = self._machine.settings
        if not request.agent.strip():
            raise Refused(FORBIDDEN)
        if settings.allowed and request.address not in settings.allowed:
            raise Refused(IP_FORBIDDEN)
        if not settings.api_enabled:
            raise Refused(API_OFF)
        self._machine.tokens.check_block(request.address)
        return single(request.query)

    def _log_in(self, request: Request, query: dict[str, str]) -> Body:
        self._demand_method(request, "POST")
        check(query, {})
        given = _json_object(request)
        if request.path == "refresh_token":
            check(given, {"refresh_token": ANYTHING}, "refresh_token")
            return self._machine.tokens.refresh(given["refresh_token"])
        check(given, {"username": ANYTHING, "password": ANYTHING}, "username", "password")
        return self._machine.tokens.login(given["username"], given["password"], request.address)

    def _asked(self, request: Request, query: dict[str, str]) -> Body:
        endpoint = self._endpoint(request)
        self._demand_method(request, endpoint.method)
        self._machine.tokens.check(query.pop("access_token", ""))
        if endpoint.method == "GET":
            return endpoint.answer(self._machine, query)
        check(query, {})
        return endpoint.answer(self._machine, _json_object(request))

    def _endpoint(self, request: Request) -> Endpoint:
        endpoint = ENDPOINTS.get((request.api, request.path))
        if endpoint is None or (endpoint.newer and not self._machine.settings.newer):
            raise Refused(NO_INTERFACE)
        return endpoint

    def _demand_method(self, request: Request, method: str) -> None:
        if request.method != method:
            raise Refused(NO_INTERFACE)


def _json_object(request: Request) -> dict[str, str]:
    """The body's JSON object; its values are checked like parameters."""
    try:
        return msgspec.json.decode(request.body, type=dict[str, str])
    except msgspec.MsgspecError as broken:
        raise Refused(SYNTAX) from broken


def _encoded(body: Body) -> Answer:
    return Answer(body=msgspec.json.encode(body))
