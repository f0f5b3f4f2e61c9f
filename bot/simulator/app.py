"""The Open API over HTTP: one door for every request, strict as the real one.

Errors arrive as HTTP 200 with an ``errcode``; only what stands for the gateway uses HTTP statuses. The connection is
closed after each response.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.applications import Starlette
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.simulator.control import control_routes
from bot.simulator.endpoints import ENDPOINTS
from bot.simulator.machine import spoiled
from bot.simulator.tokens import Refused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from bot.simulator.faults import Fault
    from bot.simulator.machine import Machine
    from bot.simulator.traffic import Traffic

CLOSE = {"Connection": "close"}
_HTML = "<!DOCTYPE html><html><head><title>Yeastar</title></head><body>Sign in</body></html>"


class Cut(Exception):  # noqa: N818 - what happens to the connection
    """Raised amid a body so that the server drops the connection."""


class Door:
    """Answers every API request of one machine."""

    def __init__(self, machine: Machine, traffic: Traffic) -> None:
        self._machine, self._traffic = machine, traffic

    async def answer(self, request: Request) -> Response:
        """One request: faults first, then the PBX's own rules."""
        api, path = request.path_params["api"], request.path_params["path"]
        with self._traffic.under_way(api, path, request):
            faults = self._machine.faults.due(path)
            for fault in faults:
                if fault.kind in ("format", "expire"):
                    self._machine.strike(fault)
                if fault.kind == "slow":
                    await asyncio.sleep(fault.value)
            response = await self._respond(request, api, path, faults)
            for fault in faults:
                if fault.kind in ("arrive", "purge"):
                    self._machine.strike(fault)
            return response

    async def _respond(self, request: Request, api: str, path: str, faults: list[Fault]) -> Response:
        kinds: dict[str, Fault] = {fault.kind: fault for fault in faults}
        if "gateway" in kinds:
            return Response("<html>502 Bad Gateway</html>", 502, CLOSE, "text/html")
        if "html" in kinds:
            return Response(_HTML, 200, CLOSE, "text/html")
        try:
            body = self._refusal(kinds.get("errcode")) or await self._body(request, api, path)
            for kind in ("disagree", "odd_rows"):
                body = spoiled(body, kinds[kind]) if kind in kinds else body
        except Refused as refused:
            body = refused.body
        return _sent(msgspec.json.encode(body), kinds)

    def _refusal(self, fault: Fault | None) -> dict[str, Any] | None:
        if fault is None:
            return None
        body: dict[str, Any] = {"errcode": int(fault.value), "errmsg": fault.text or "FAULT ON DEMAND"}
        return {**body, "block_expire_time": 600} if fault.value == 70004 else body

    async def _body(self, request: Request, api: str, path: str) -> dict[str, Any]:
        machine = self._machine
        address = request.client.host if request.client else ""
        if not request.headers.get("user-agent", "").strip():
            raise Refused(70084, "FORBIDDEN: NO USER-AGENT")
        if machine.settings.allowed and address not in machine.settings.allowed:
            raise Refused(70087, "IP NOT ALLOWED")
        if not machine.settings.api_enabled:
            raise Refused(70123, "API DISABLED")
        machine.tokens.check_block(address)
        if api == "v1.0" and path in ("get_token", "refresh_token"):
            return await self._login(request, path, address)
        return self._query(request, api, path)

    async def _login(self, request: Request, path: str, address: str) -> dict[str, Any]:
        if request.method != "POST":
            raise Refused(10001, "INTERFACE NOT EXISTED")
        try:
            given = msgspec.json.decode(await request.body(), type=dict[str, Any])
        except msgspec.DecodeError as broken:
            raise Refused(40001, "PARAMETER SYNTAX ERROR") from broken
        self._traffic.logins += path == "get_token"
        self._traffic.refreshes += path == "refresh_token"
        if path == "get_token":
            return self._machine.tokens.login(given.get("username"), given.get("password"), address)
        return self._machine.tokens.refresh(given.get("refresh_token"), address)

    def _query(self, request: Request, api: str, path: str) -> dict[str, Any]:
        query = dict(request.query_params)
        token = query.pop("access_token", "")
        endpoint = ENDPOINTS.get((api, path))
        known = endpoint is not None and not (api == "v2.0" and self._machine.settings.firmware == "legacy")
        if request.method != "GET" or not (known or path == "del_token"):
            raise Refused(10001, "INTERFACE NOT EXISTED")
        self._machine.tokens.check(token)
        if endpoint is None:
            self._machine.tokens.revoke(token)
            return {"errcode": 0, "errmsg": "SUCCESS"}
        return endpoint.answer(self._machine, query)


def _sent(body: bytes, kinds: dict[str, Fault]) -> Response:
    if "half_json" in kinds:
        return Response(body[: len(body) // 2], 200, CLOSE, "application/json")
    if "cut" in kinds:
        headers = {**CLOSE, "Content-Length": str(len(body))}
        return StreamingResponse(_cut(body), 200, headers, "application/json")
    return Response(body, 200, CLOSE, "application/json")


async def _cut(body: bytes) -> AsyncIterator[bytes]:
    yield body[: len(body) // 2]
    await asyncio.sleep(0.01)
    raise Cut


def application(machine: Machine, traffic: Traffic) -> Starlette:
    """The whole HTTP surface."""
    door = Door(machine, traffic)
    api = Route("/openapi/{api}/{path:path}", door.answer, methods=["GET", "POST", "PUT", "DELETE"])
    return Starlette(routes=[api, *control_routes(machine, traffic)])
