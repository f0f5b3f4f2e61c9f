"""``cdr/list`` and ``cdr/search`` of v2.0, one row per call, on ``current`` firmware only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.display import read_newer
from bot.simulator.parameters import ORDER_BY, PAGING, anything, check
from bot.simulator.tokens import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.simulator.machine import Machine
    from bot.simulator.truth import TrueCall

_STATUS = {
    "answered": "ANSWERED",
    "no_answer": "NO ANSWER",
    "busy": "BUSY",
    "failed": "FAILED",
    "voicemail": "VOICEMAIL",
    "menu_only": "ANSWERED",
}


def cdr_list(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:
    """Every call, newest first, page by page."""
    _require(machine)
    check(query, {**PAGING, **ORDER_BY, "sort_by": anything})
    return _page(machine, machine.calls, query)


def cdr_search(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:
    """Calls that began in the window; in the wrong format, success and none."""
    _require(machine)
    check(
        query,
        {**PAGING, "time_begin": anything, "time_end": anything, "call_from": anything, "call_to": anything},
    )
    bounds: list[int | None] = []
    for name in ("time_begin", "time_end"):
        text = query.get(name, "")
        moment = (machine.display.read(text) or read_newer(text)) if text else None
        if text and moment is None:
            return _page(machine, [], query)
        bounds.append(moment)
    low, high = bounds
    calls = [
        call
        for call in machine.calls
        if (low is None or call.start >= low) and (high is None or call.start <= high)
    ]
    return _page(machine, calls, query)


def _require(machine: Machine) -> None:
    if machine.settings.firmware != "current":
        raise Refused(-2, "INTERNAL ERROR")


def _page(machine: Machine, calls: Sequence[TrueCall], query: Mapping[str, str]) -> dict[str, Any]:
    size = int(query.get("page_size", 10_000))
    first = (int(query.get("page", 1)) - 1) * size
    newest = sorted(calls, key=lambda call: (-call.start, call.uid))
    rows = [
        _row(machine, call, len(newest) - first - index)
        for index, call in enumerate(newest[first : first + size])
    ]
    return {"errcode": 0, "errmsg": "SUCCESS", "total_number": len(newest), "data": rows}


def _row(machine: Machine, call: TrueCall, row_id: int) -> dict[str, Any]:
    first, last = call.legs[0], call.legs[-1]
    # "Abandoned" is a caller who hung up in a queue; only v2.0 tells it from a missed call.
    abandoned = call.shape == "queue missed"
    return {
        "id": row_id,
        "uid": call.uid,
        "time": machine.display.write(call.start),
        "call_type": call.direction.capitalize(),
        "call_from": first.call_from,
        "call_to": first.call_to,
        "last_participant": last.call_to,
        "last_status": "ABANDONED" if abandoned else _STATUS[call.outcome],
        "queues": [leg.call_to for leg in call.legs if leg.call_to.startswith("Queue ")],
        "ivrs": [leg.call_to for leg in call.legs if leg.call_to.startswith("IVR ")],
        "ring_groups": [leg.call_to for leg in call.legs if leg.call_to.startswith("RingGroup ")],
        "dids": [call.did] if call.did else [],
        "segments": len(call.legs),
        "call_duration": call.end - call.start,
        "routing_duration": call.waiting_seconds,
        "handling_duration": call.talk_seconds,
    }
