"""The record store: rows sorted by start, visible once their call has ended."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from bot.simulator.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.simulator.calls.truth import TrueCall, TrueLeg
    from bot.simulator.display import Display
    from bot.simulator.rows import Row
    from bot.simulator.settings import Settings


class Record(msgspec.Struct, gc=False):
    """A row with what the store sorts, hides and filters it by; it can be part of no circle."""

    start: int
    id: int
    written: int
    row: Row
    call: TrueCall
    leg: TrueLeg
    display: Display | None = None

    def shown(self, display: Display) -> Row:
        """The row, not to be altered, with its ``time`` in a display format: written once, until that changes."""
        if self.display is not display:
            self.row["time"], self.display = display.write(self.start), display
        return self.row


_start, _order = attrgetter("start"), attrgetter("start", "id")
_call_order = attrgetter("start", "sequence", "uid")


class Records:
    """All rows. ``now`` decides which of them the PBX has written already."""

    def __init__(self, settings: Settings, now: Callable[[], float]) -> None:
        self._settings, self._now = settings, now
        self._zone = ZoneInfo(settings.timezone)
        self._records: list[Record] = []
        self._calls: list[TrueCall] = []
        self._uids: set[str] = set()
        self._last_id = 0
        self._all_written = -inf

    def __len__(self) -> int:
        return len(self._records)

    def add(self, calls: Iterable[TrueCall]) -> None:
        """Store calls; their rows show once each has ended, and get their ids in that order.

        Raises:
            ValueError: a ``uid`` that is already there, or none.
        """
        fresh = sorted(calls, key=attrgetter("end"))
        uids = {call.uid for call in fresh}
        if len(uids) < len(fresh) or "" in uids or not uids.isdisjoint(self._uids):
            raise ValueError("uid: each call needs one, and none may be taken")
        self._uids |= uids
        self._all_written = max(self._all_written, fresh[-1].end if fresh else -inf)
        self._records += [record for call in fresh for record in self._recorded(call)]
        self._records.sort(key=_order)
        self._calls = sorted([*self._calls, *fresh], key=_call_order)
        if len(self._records) > self._settings.retention:
            self.purge_oldest(len(self._records) - self._settings.retention)

    def _recorded(self, call: TrueCall) -> Iterator[Record]:
        rows = rows_of(call, first_id=self._last_id + 1, settings=self._settings, zone=self._zone)
        for row, leg in zip(rows, call.legs, strict=True):
            self._last_id += 1
            yield Record(leg.start, self._last_id, call.end, row, call, leg)

    def purge(self, before: float | None) -> None:
        """Retention: forget the calls that started before a moment, with all their rows; None forgets all."""
        limit = inf if before is None else before
        self._records = [record for record in self._records if record.call.start >= limit]
        self._calls = [call for call in self._calls if call.start >= limit]

    def purge_oldest(self, rows: int) -> None:
        """Forget about as many of the oldest rows: calls go as a whole, those of one second together."""
        self.purge(self._records[rows].start if rows < len(self._records) else None)

    def calls(self) -> list[TrueCall]:
        """The calls that are over, ordered by start."""
        now = self._now()
        return [call for call in self._calls if call.end <= now]

    def live(self) -> list[TrueCall]:
        """The calls that are going on, ordered by start."""
        now = self._now()
        begun = bisect_right(self._calls, now, key=_start)
        return [call for call in self._calls[:begun] if now < call.end]

    def found(self, low: float | None = None, high: float | None = None) -> list[Record]:
        """Visible records whose start is in ``[low, high)``, oldest first."""
        first = 0 if low is None else bisect_left(self._records, low, key=_start)
        last = len(self._records) if high is None else bisect_left(self._records, high, key=_start)
        now, records = self._now(), self._records[first:last]
        return (
            records if self._all_written <= now else [record for record in records if record.written <= now]
        )
