"""``cdr/list``, ``cdr/search`` and ``cdr/detail`` of v2.0: one row per call, on ``current`` firmware only.

The names of the fields are the vendor's; what some of them hold is not documented, so numbers stand in
``queues``, ``ivrs``, ``ring_groups``, ``dids`` and trunk names in ``destination_trunks``, as lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.api.envelope import INTERNAL, NOT_FOUND, Refused, listing, page_of, success
from bot.simulator.api.filters import window
from bot.simulator.api.parameters import ANYTHING, ID, MOST_ROWS, PAGING, check, sorting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.simulator.api.envelope import Body
    from bot.simulator.calls.truth import TrueCall, TrueLeg, Who
    from bot.simulator.machine import Machine

_STATUS = {
    "answered": "ANSWERED",
    "no_answer": "NO ANSWER",
    "busy": "BUSY",
    "failed": "FAILED",
    "voicemail": "VOICEMAIL",
    "menu_only": "ANSWERED",
}
_SORTS: dict[str, Callable[[TrueCall], Any]] = {
    "id": lambda call: call.sequence,
    "uid": lambda call: call.uid,
    "time": lambda call: call.start,
    "call_type": lambda call: call.direction,
    "call_duration": lambda call: call.end - call.start,
}


def call_list(machine: Machine, query: Mapping[str, str]) -> Body:
    """Every call, page by page."""
    _require(machine)
    check(query, sorting(*_SORTS))
    calls = sorted(machine.calls, key=_SORTS[query.get("sort_by", "time")])
    return _paged(machine, calls if query.get("order_by") == "asc" else calls[::-1], query)


def call_search(machine: Machine, query: Mapping[str, str]) -> Body:
    """Calls that began in the window; in the wrong format, success and none."""
    _require(machine)
    texts = dict.fromkeys(("time_begin", "time_end", "call_from", "call_to"), ANYTHING)
    check(query, {**PAGING, **texts, "ext_group": ID})
    bounds = window(machine, query, "time_begin", "time_end")
    low, high = bounds or (None, None)
    calls = [
        call
        for call in (machine.calls if bounds else ())
        if (low is None or call.start >= low) and (high is None or call.start < high)
    ]
    return _paged(machine, [call for call in calls if _passes(machine, call, query)][::-1], query)


def call_detail(machine: Machine, query: Mapping[str, str]) -> Body:
    """The timeline of one call."""
    _require(machine)
    check(query, {"uid": ANYTHING}, "uid")
    for call in machine.calls:
        if call.uid == query["uid"]:
            timeline = [_step(machine, leg) for leg in call.legs]
            return success(data={**_row(machine, call), "timeline": timeline})
    raise Refused(NOT_FOUND)


def _require(machine: Machine) -> None:
    if machine.settings.firmware != "current":
        raise Refused(INTERNAL)


def _passes(machine: Machine, call: TrueCall, query: Mapping[str, str]) -> bool:
    caller, callees = call.legs[0].caller.number, {leg.callee.number for leg in call.legs}
    groups = [group for group in machine.office.extension_groups if str(group.id) == query.get("ext_group")]
    members = {number for group in groups for number in group.members}
    return (
        query.get("call_from", caller) == caller
        and ("call_to" not in query or query["call_to"] in callees)
        and ("ext_group" not in query or not members.isdisjoint({caller, *callees}))
    )


def _paged(machine: Machine, calls: Sequence[TrueCall], query: Mapping[str, str]) -> Body:
    rows = [_row(machine, call) for call in page_of(calls, query, most=MOST_ROWS)]
    return listing(rows, len(calls), empty=machine.settings.empty)


def _row(machine: Machine, call: TrueCall) -> Body:
    first, last = call.legs[0], call.legs[-1]
    # Only v2.0 tells a caller who hung up in a queue from one whom the queue gave up.
    abandoned = call.shape == "queue missed"
    return {
        "id": call.sequence,
        "uid": call.uid,
        "time": machine.display.write(call.start),
        "call_type": call.direction.capitalize(),
        **_party("call_from", first.caller),
        **_party("call_to", first.callee),
        "second_participant": call.legs[1].callee.text if len(call.legs) > 1 else "",
        "last_participant": last.callee.text,
        "last_status": "ABANDONED" if abandoned else _STATUS[call.outcome],
        "queues": _touched(call, "Queue"),
        "ivrs": _touched(call, "IVR"),
        "ring_groups": _touched(call, "RingGroup"),
        "dids": [call.did] if call.did else [],
        "destination_trunks": sorted({leg.dst_trunk for leg in call.legs if leg.dst_trunk}),
        "segments": len(call.legs),
        "disconnected_by": "Caller" if last.reason.startswith("src") else "Callee",
        "call_duration": call.end - call.start,
        "routing_duration": call.end - call.start - call.talk_seconds,
        "handling_duration": call.talk_seconds,
    }


def _party(name: str, who: Who) -> Body:
    return {name: who.text, f"{name}_name": who.name, f"{name}_number": who.number}


def _touched(call: TrueCall, prefix: str) -> list[str]:
    return [leg.callee.number for leg in call.legs if leg.callee.prefix == prefix]


def _step(machine: Machine, leg: TrueLeg) -> Body:
    return {
        "time": machine.display.write(leg.start),
        "participant": leg.callee.text,
        "status": leg.disposition,
        "ring_duration": leg.ring,
        "talk_duration": leg.talk,
    }
