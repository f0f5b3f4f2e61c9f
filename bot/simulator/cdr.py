"""``cdr/list`` and ``cdr/search`` of v1.0: rows per leg, filters act on legs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.display import read_newer
from bot.simulator.office import EXTENSION_GROUPS
from bot.simulator.parameters import (
    MOST_ROWS,
    NEWER,
    OLDER,
    ORDER_BY,
    PAGING,
    SEARCH,
    SORT_BY,
    check,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.simulator.machine import Machine
    from bot.simulator.rows import Row


def cdr_list(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:
    """Every row, page by page; no date filter."""
    newer = {"from": one_of("new", "legacy")} if machine.newer else {}
    check(query, {**PAGING, **ORDER_BY, "sort_by": one_of(*SORT_BY), **newer})
    rows = machine.records.between(None, None)
    sort_by = query.get("sort_by", "time")
    if sort_by in ("id", "time"):
        rows = rows if query.get("order_by") == "asc" else rows[::-1]
    else:
        rows = sorted(rows, key=lambda row: str(row.get(sort_by, "")), reverse=query.get("order_by") != "asc")
    return _paged(machine, rows, query)


def cdr_search(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:
    """Rows whose start lies in the window. A window in the wrong format is answered with success and no rows."""
    legacy = not machine.newer
    allowed = {**SEARCH, **(OLDER if legacy else NEWER | PAGING)}
    if legacy and machine.settings.unknown_page == "ignore":
        query = {name: value for name, value in query.items() if name not in PAGING}
    check(query, allowed)
    bounds = _bounds(machine, query)
    rows = [] if bounds is None else _matching(machine.records.between(*bounds), query)
    if machine.settings.search_order == "newest":
        rows = rows[::-1]
    if not legacy:
        return _paged(machine, rows, query)
    sent = rows[:MOST_ROWS]
    total = len(sent) if machine.settings.total_of_cut == "sent" else len(rows)
    return machine.listing(sent, total)


def _paged(machine: Machine, rows: list[Row], query: Mapping[str, str]) -> dict[str, Any]:
    size = int(query.get("page_size", MOST_ROWS))
    first = (int(query.get("page", 1)) - 1) * size
    return machine.listing(rows[first : first + size], len(rows))


def _bounds(machine: Machine, query: Mapping[str, str]) -> tuple[float | None, float | None] | None:
    """The window in epoch seconds; None for a string in the wrong format, which finds nothing."""
    found: list[float | None] = []
    for name in ("start_time", "end_time"):
        text = query.get(name, "")
        moment = machine.display.read(text) if text else None
        if moment is None and text and machine.newer:
            moment = read_newer(text)
        if moment is None and text:
            return None
        found.append(moment)
    start, end = found
    return start, end + 1 if end is not None and machine.settings.bounds_inclusive else end


def _matching(rows: Iterable[Row], query: Mapping[str, str]) -> list[Row]:
    """The rows that pass every filter given, each row on its own."""
    fuzzy = query.get("enable_fuzzy_search") == "1"
    found = list(rows)
    for name, column in (("call_from", "call_from"), ("call_to", "call_to")):
        if wanted := query.get(name):
            found = [row for row in found if _is(row[column], wanted, fuzzy=fuzzy)]
    if wanted := query.get("status"):
        found = [row for row in found if row["disposition"] == wanted]
    if wanted := query.get("extension_group"):
        members = {n for group in EXTENSION_GROUPS if str(group.id) == wanted for n in group.members}
        found = [row for row in found if {_number(row["call_from"]), _number(row["call_to"])} & members]
    for name, column in (("did", "did_number"), ("pin_code", "pin_code")):
        if wanted := query.get(name):
            found = [row for row in found if row.get(column) == wanted]
    # No simulated call carries a disposition code or a note, so asking for one finds nothing.
    return [] if query.get("disposition_code_list") or query.get("call_note_remark") else found


def _number(party: str) -> str:
    return party.rpartition("<")[2].rstrip(">")


def _is(party: str, wanted: str, *, fuzzy: bool) -> bool:
    return wanted in _number(party) if fuzzy else _number(party) == wanted
