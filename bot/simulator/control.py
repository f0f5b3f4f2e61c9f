"""The control door ``/_simulator``, for people who test an integration from another process. Loopback only.

All is JSON. Each ``POST`` takes one object and answers with the state.

==============================  ==========================================================================
``GET /_simulator``             the state: clock, display format, firmware, numbers of calls, rows, requests
``GET /_simulator/truth``       what really happened: every call that is over, as it was meant
``GET /_simulator/requests``    what was asked, without tokens
``GET /_simulator/shapes``      names of the courses a call can take
``POST /_simulator/clock``      ``{"set": epoch}``, ``{"set": epoch, "running": true}``, ``{"advance": seconds}``
``POST /_simulator/format``     ``{"date_format": "MM/DD/YYYY", "clock": 12}``
``POST /_simulator/faults``     a fault, such as ``{"kind": "slow", "seconds": 3, "path": "cdr/search", "times": null}``
                                (``bot.simulator.faults``), or ``{"clear": true}``
``POST /_simulator/calls``      ``{"shape": "queue missed", "start": epoch, "number": "07700900146", "wait": 40}``
                                (``Machine.play``), or many: ``{"rows": 25000, "start": epoch, "end": epoch}``
``POST /_simulator/purge``      ``{"before": epoch}``
==============================  ==========================================================================
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from bot.simulator.calls.shapes import SHAPES
from bot.simulator.faults import AnyFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from bot.simulator.machine import Machine

    Given = dict[str, Any]


def _clock(machine: Machine, given: Given) -> None:
    if "set" in given:
        machine.clock.set(float(given["set"]), running=bool(given.get("running")))
    machine.clock.advance(float(given.get("advance", 0)))


def _format(machine: Machine, given: Given) -> None:
    machine.change_format(given["date_format"], given["clock"])


def _faults(machine: Machine, given: Given) -> None:
    if given.get("clear"):
        machine.faults.clear()
    else:
        machine.faults.add(msgspec.convert(given, AnyFault))


def _calls(machine: Machine, given: Given) -> None:
    if "rows" in given:
        machine.fill(int(given["rows"]), float(given["start"]), float(given["end"]))
    else:
        machine.play(given.pop("shape"), float(given.pop("start")), **given)


def _purge(machine: Machine, given: Given) -> None:
    machine.purge(float(given["before"]))


_ACTIONS: dict[str, Callable[[Machine, Given], None]] = {
    "clock": _clock,
    "format": _format,
    "faults": _faults,
    "calls": _calls,
    "purge": _purge,
}


def _state(machine: Machine) -> Given:
    calls = machine.calls
    return {
        "now": machine.clock.now(),
        "system_time": machine.display.write(machine.clock.now()),
        "date_format": machine.display.date_format,
        "clock": machine.display.clock,
        "timezone": machine.settings.timezone,
        "firmware": machine.settings.version,
        "calls": len(calls),
        "live_calls": len(machine.live()),
        "rows": sum(len(call.legs) for call in calls),
        "faults": len(machine.faults),
        "tokens": machine.tokens.taken,
        "requests": len(machine.requests),
        "logins": machine.requests.logins,
        "refreshes": machine.requests.refreshes,
        "most_at_once": machine.requests.most_at_once,
    }


_VIEWS: dict[str, Callable[[Machine], object]] = {
    "": _state,
    "truth": lambda machine: machine.calls,
    "requests": lambda machine: list(machine.requests),
    "shapes": lambda _: list(SHAPES),
}


def control_routes(machine: Machine) -> list[Route]:
    """The routes of the control door."""

    async def look(request: Request) -> Response:
        view = _VIEWS.get(request.path_params.get("name", ""))
        if not _local(request):
            return _json({"error": "loopback only"}, 403)
        return _json(view(machine)) if view else _json({"error": f"one of {', '.join(_VIEWS)}"}, 404)

    async def act(request: Request) -> Response:
        action = _ACTIONS.get(request.path_params["name"])
        if not _local(request):
            return _json({"error": "loopback only"}, 403)
        if action is None:
            return _json({"error": f"one of {', '.join(_ACTIONS)}"}, 404)
        try:
            action(machine, msgspec.json.decode(await request.body(), type=dict[str, Any]))
        except (msgspec.MsgspecError, ValueError, TypeError, KeyError) as wrong:
            return _json({"error": f"not understood: {wrong}"}, 400)
        return _json(_state(machine))

    return [
        Route("/_simulator", look),
        Route("/_simulator/", look),
        Route("/_simulator/{name}", look, methods=["GET"]),
        Route("/_simulator/{name}", act, methods=["POST"]),
    ]


def _local(request: Request) -> bool:
    return request.client is not None and ip_address(request.client.host).is_loopback


def _json(value: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, {"Connection": "close"}, "application/json")
