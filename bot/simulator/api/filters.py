"""What ``cdr/search`` filters by. Every filter acts on a leg by itself, never on its call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.api.parameters import ANYTHING, ID, form, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.simulator.api.parameters import Rules
    from bot.simulator.machine import Machine
    from bot.simulator.records import Record

    Query = Mapping[str, str]
    Predicate = Callable[[Record], bool]
    Filter = Callable[[Machine, Query], Predicate]

STATUSES = ("ANSWERED", "NO ANSWER", "BUSY", "FAILED", "VOICEMAIL")
SEARCH: Rules = {
    "start_time": ANYTHING,
    "end_time": ANYTHING,
    "call_from": ANYTHING,
    "call_to": ANYTHING,
    "extension_group": ID,
    "status": one_of(*STATUSES),
}
OLDER: Rules = {"enable_fuzzy_search": one_of("0", "1")}
NEWER: Rules = {
    # The vendor's guide: {did_number}:{trunk_name} or {did_name}:{trunk_name}.
    "did": form("did_number:trunk_name", r"[^:]+:[^:]+"),
    "disposition_code_list": form("comma separated ids", r"\d+(,\d+)*"),
    "call_note_remark": ANYTHING,
    "pin_code": ANYTHING,
}


def filtered(machine: Machine, query: Query) -> list[Record]:
    """The visible records that pass every filter, oldest first."""
    bounds = window(machine, query, "start_time", "end_time")
    records = [] if bounds is None else _within(machine, *bounds)
    for name, predicate_of in _FILTERS.items():
        if query.get(name):
            passes = predicate_of(machine, query)
            records = [record for record in records if passes(record)]
    return records


def window(machine: Machine, query: Query, start: str, end: str) -> tuple[int | None, int | None] | None:
    """``[start, end)`` in epoch seconds, None where open; None for a string in the wrong format."""
    read = machine.display.read_newer if machine.settings.newer else machine.display.read
    texts = query.get(start), query.get(end)
    low, high = (read(text) if text else None for text in texts)
    if (texts[0] and low is None) or (texts[1] and high is None):
        return None
    if not machine.settings.bounds_inclusive:
        return (None if low is None else low + 1), high
    return low, (None if high is None else high + 1)


def _within(machine: Machine, low: int | None, high: int | None) -> list[Record]:
    if machine.settings.compared_time == "start":
        return machine.records.found(low, high)
    return [
        record
        for record in machine.records.found(None, high)
        if (low is None or record.leg.end >= low) and (high is None or record.leg.end < high)
    ]


def _numbered(name: str, side: Callable[[Record], str]) -> Filter:
    def predicate_of(machine: Machine, query: Query) -> Predicate:
        wanted = query[name]
        if query.get("enable_fuzzy_search") == "1" or machine.settings.fuzzy_search:
            return lambda record: wanted in side(record)
        return lambda record: wanted == side(record)

    return predicate_of


def _status(_: Machine, query: Query) -> Predicate:
    return lambda record: record.leg.disposition == query["status"]


def _in_group(machine: Machine, query: Query) -> Predicate:
    groups = [group for group in machine.office.extension_groups if group.id == int(query["extension_group"])]
    members = {number for group in groups for number in group.members}
    return lambda record: record.leg.caller.number in members or record.leg.callee.number in members


def _dialled(_: Machine, query: Query) -> Predicate:
    number, _colon, trunk = query["did"].partition(":")
    return lambda record: (record.leg.did, record.leg.src_trunk) == (number, trunk)


def _coded(_: Machine, query: Query) -> Predicate:
    codes = set(query["disposition_code_list"].split(","))
    return lambda record: record.call.disposition_code in codes


def _noted(_: Machine, query: Query) -> Predicate:
    return lambda record: query["call_note_remark"] in record.call.note


def _with_pin(_: Machine, query: Query) -> Predicate:
    return lambda record: record.call.pin_code == query["pin_code"]


_FILTERS: dict[str, Filter] = {
    "call_from": _numbered("call_from", lambda record: record.leg.caller.split_number),
    "call_to": _numbered("call_to", lambda record: record.leg.callee.split_number),
    "status": _status,
    "extension_group": _in_group,
    "did": _dialled,
    "disposition_code_list": _coded,
    "call_note_remark": _noted,
    "pin_code": _with_pin,
}
