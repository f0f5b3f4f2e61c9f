"""The control door ``/_simulator``, for people who test an integration from another process. Loopback only.

``GET /_simulator`` tells clock, format and counters. ``POST`` takes one JSON object:
``/_simulator/clock`` ``{"set": epoch}`` or ``{"advance": seconds}``; ``/_simulator/format``
``{"date_format": "MM/DD/YYYY", "clock": 12}``; ``/_simulator/faults`` a fault with the fields of
``bot.simulator.faults.Fault``, or ``{"clear": true}``; ``/_simulator/calls`` ``{"count": n, "start": epoch, "end": epoch}`` for plain calls.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.simulator.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.simulator.machine import Machine
    from bot.simulator.traffic import Traffic


def _clock(machine: Machine, given: dict[str, Any]) -> None:
    if "set" in given:
        machine.clock.set(float(given["set"]))
    machine.clock.advance(float(given.get("advance", 0)))


def _format(machine: Machine, given: dict[str, Any]) -> None:
    machine.change_format(str(given["date_format"]), int(given["clock"]))


def _faults(machine: Machine, given: dict[str, Any]) -> None:
    if given.get("clear"):
        machine.faults.clear()
    else:
        machine.faults.add(Fault(**given))


def _calls(machine: Machine, given: dict[str, Any]) -> None:
    machine.fill(int(given["count"]), int(given["start"]), int(given["end"]))


_ACTIONS: dict[str, Callable[[Machine, dict[str, Any]], None]] = {
    "clock": _clock,
    "format": _format,
    "faults": _faults,
    "calls": _calls,
}


def control_routes(machine: Machine, traffic: Traffic) -> list[Route]:
    """The routes of the control door."""

    async def state(request: Request) -> Response:
        return _told(machine, traffic) if _local(request) else JSONResponse({"error": "loopback only"}, 403)

    async def act(request: Request) -> Response:
        if not _local(request):
            return JSONResponse({"error": "loopback only"}, 403)
        action = _ACTIONS.get(request.path_params["action"])
        if action is None:
            return JSONResponse({"error": f"one of {', '.join(_ACTIONS)}"}, 404)
        try:
            action(machine, msgspec.json.decode(await request.body(), type=dict[str, Any]))
        except (msgspec.DecodeError, ValueError, TypeError, KeyError) as wrong:
            return JSONResponse({"error": f"not understood: {wrong}"}, 400)
        return _told(machine, traffic)

    return [Route("/_simulator", state), Route("/_simulator/{action}", act, methods=["POST"])]


def _local(request: Request) -> bool:
    return request.client is not None and ip_address(request.client.host).is_loopback


def _told(machine: Machine, traffic: Traffic) -> JSONResponse:
    return JSONResponse(
        {
            "now": machine.clock.now(),
            "system_time": machine.display.write(machine.clock.now()),
            "date_format": machine.display.date_format,
            "clock": machine.display.clock,
            "firmware": machine.settings.version,
            "calls": len(machine.calls),
            "requests": len(traffic.requests),
            "logins": traffic.logins,
            "most_at_once": traffic.most_at_once,
        }
    )
