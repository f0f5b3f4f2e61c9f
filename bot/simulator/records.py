"""The record store: rows sorted by start, visible once their call has ended."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from bot.simulator.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.simulator.rows import Row
    from bot.simulator.truth import TrueCall


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """A row with what the store sorts and hides it by."""

    start: int
    id: int
    end: int = field(compare=False)
    row: Row = field(compare=False)


class Records:
    """All rows. ``now`` decides which of them the PBX has written already."""

    def __init__(self, now: Callable[[], float], *, newer: bool) -> None:
        self._now, self._newer = now, newer
        self._sorted: list[Record] = []
        self._ids = count(1)
        self.calls: list[TrueCall] = []

    def add(self, calls: Iterable[TrueCall]) -> None:
        """Store calls; their rows show once the call has ended."""
        fresh = list(calls)
        self.calls += fresh
        records = [record for call in fresh for record in self._records(call)]
        if len(records) > 100:
            self._sorted = sorted([*self._sorted, *records])
            return
        for record in records:
            insort(self._sorted, record)

    def _records(self, call: TrueCall) -> Iterable[Record]:
        first = next(self._ids)
        rows = rows_of(call, first_id=first, newer=self._newer)
        for _ in rows[1:]:
            next(self._ids)
        return [Record(row["timestamp"], first + index, call.end, row) for index, row in enumerate(rows)]

    def purge(self, before: int) -> None:
        """Retention: forget what started before a moment."""
        self._sorted = self._sorted[bisect_left(self._sorted, before, key=_start) :]
        self.calls = [call for call in self.calls if call.start >= before]

    def between(self, start: float | None, end: float | None) -> list[Row]:
        """Visible rows with ``start <= timestamp < end``, oldest first."""
        low = 0 if start is None else bisect_left(self._sorted, start, key=_start)
        high = len(self._sorted) if end is None else bisect_left(self._sorted, end, key=_start)
        now = self._now()
        return [record.row for record in self._sorted[low:high] if record.end <= now]


def _start(record: Record) -> int:
    return record.start
