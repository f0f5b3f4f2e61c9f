"""``cdr/list``, ``cdr/search``, ``cdr/download`` and ``cdr/getoption`` of v1.0: rows per leg, filters act on legs."""

from __future__ import annotations

import csv
import io
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from bot.simulator.api.envelope import listing, page_of, success
from bot.simulator.api.filters import NEWER, OLDER, SEARCH, filtered
from bot.simulator.api.parameters import MOST_ROWS, PAGING, check, one_of, sorting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.simulator.api.envelope import Body
    from bot.simulator.machine import Machine
    from bot.simulator.records import Record
    from bot.simulator.rows import Row


def _column(name: str) -> Callable[[Record], tuple[bool, str | int]]:
    """Sorts by a column of the row: empty ones first, then by value."""
    return lambda record: (bool(record.row.get(name)), record.row.get(name) or "")


_SORTS: dict[str, Callable[[Record], Any]] = {
    "id": attrgetter("id"),
    "time": attrgetter("start", "id"),
    **{
        name: _column(name)
        for name in (
            "uid",
            "duration",
            "ring_duration",
            "talk_duration",
            "disposition",
            "src_trunk",
            "dst_trunk",
            "call_type",
            "did_number",
            "dod_number",
            "src_addr",
        )
    },
}


def cdr_list(machine: Machine, query: Mapping[str, str]) -> Body:
    """Every row, page by page; no date filter. On upgraded firmware ``from`` picks the store; the old one is empty."""
    stores = {"from": one_of("new", "legacy")} if machine.settings.newer else {}
    check(query, {**sorting(*_SORTS), **stores})
    records = [] if query.get("from") == "legacy" else machine.records.found()
    sort_by, order_by = query.get("sort_by"), query.get("order_by")
    if sort_by is None and order_by is None:
        return _paged(machine, _in_order(machine, records), query)
    records.sort(key=_SORTS[sort_by or "id"], reverse=order_by == "desc")
    return _paged(machine, records, query)


def cdr_search(machine: Machine, query: Mapping[str, str]) -> Body:
    """Rows whose moment lies in the window. A window in the wrong format is answered with success and no rows.

    ``legacy`` has no pages: everything comes at once, cut at 10,000 rows.
    """
    newer = machine.settings.newer
    if not newer and machine.settings.legacy_page == "ignore":
        query = {name: value for name, value in query.items() if name not in PAGING}
    check(query, {**SEARCH, **({**NEWER, **PAGING} if newer else OLDER)})
    records = _in_order(machine, filtered(machine, query))
    if newer:
        return _paged(machine, records, query)
    sent = records[:MOST_ROWS]
    total = len(sent) if machine.settings.total_of_cut == "sent" else len(records)
    return listing(shown(machine, sent), total, empty=machine.settings.empty)


def cdr_download(machine: Machine, query: Mapping[str, str]) -> Body:
    """A CSV of what a search finds, uncut. Its columns are named as the rows' keys; the real titles are not known."""
    check(query, {**SEARCH, **(NEWER if machine.settings.newer else OLDER)})
    records = _in_order(machine, filtered(machine, query))
    return machine.downloads.offer("CDR.csv", "text/csv", lambda: _csv(shown(machine, records)))


def cdr_options(machine: Machine, query: Mapping[str, str]) -> Body:
    """The PBX-wide options of newer firmware."""
    check(query, {})
    fuzzy = int(machine.settings.fuzzy_search)
    return success(data={"enb_fuzzy_search": fuzzy, "enb_new_cdr_fuzzy_search": fuzzy})


def shown(machine: Machine, records: Iterable[Record]) -> list[Row]:
    """The rows with their ``time`` in the display format of this moment."""
    return [record.shown(machine.display) for record in records]


def _paged(machine: Machine, records: Sequence[Record], query: Mapping[str, str]) -> Body:
    page = page_of(records, query, most=MOST_ROWS)
    return listing(shown(machine, page), len(records), empty=machine.settings.empty)


def _in_order(machine: Machine, records: list[Record]) -> list[Record]:
    return records[::-1] if machine.settings.search_order == "newest" else records


def _csv(rows: Sequence[Row]) -> bytes:
    columns = dict.fromkeys(key for row in rows for key in row)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
