"""The simulated machine: its clock, format, tokens and records, and what each endpoint answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.simulator.display import Display
from bot.simulator.faults import Faults
from bot.simulator.generation import Generation, simple_calls
from bot.simulator.records import Records
from bot.simulator.tokens import TokenOffice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.simulator.clock import SettableClock
    from bot.simulator.faults import Fault
    from bot.simulator.rows import Row
    from bot.simulator.settings import Settings
    from bot.simulator.truth import TrueCall


class Machine:
    """Everything of the PBX but its sockets."""

    def __init__(self, settings: Settings, clock: SettableClock) -> None:
        self.settings, self.clock = settings, clock
        self.newer = settings.firmware != "legacy"
        self.display = Display(settings.date_format, settings.clock, ZoneInfo(settings.timezone))
        self.tokens = TokenOffice(settings, clock.now)
        self.faults = Faults()
        self.records = Records(clock.now, newer=self.newer)
        self.records.add(Generation(settings).weeks(clock.now()) if settings.days else [])

    @property
    def calls(self) -> list[TrueCall]:
        """What really happened, as far as it is over: what tests count with."""
        return [call for call in self.records.calls if call.end <= self.clock.now()]

    def add_calls(self, calls: Iterable[TrueCall]) -> None:
        """More calls happen; their rows show once each has ended."""
        self.records.add(calls)

    def fill(self, count: int, start: int, end: int) -> None:
        """Many plain answered calls of one row each, evenly spread over ``[start, end)``."""
        self.records.add(simple_calls(count, start, end))

    def purge(self, before: int) -> None:
        """Retention: calls that started before are gone."""
        self.records.purge(before)

    def change_format(self, date_format: str, clock: int) -> None:
        """The admin changes the display format; from now on every string is in the new one."""
        self.display = Display(date_format, clock, self.display.zone)

    def listing(self, rows: list[Row], total: int) -> dict[str, Any]:
        """Rows as an answer, their ``time`` in the display format of this moment."""
        body: dict[str, Any] = {"errcode": 0, "errmsg": "SUCCESS", "total_number": total}
        write = self.display.write
        shown = [{"time": write(row["timestamp"]), **row} for row in rows]
        if shown or self.settings.empty == "list":
            body["data"] = shown
        elif self.settings.empty == "null":
            body["data"] = None
        return body

    def strike(self, fault: Fault) -> None:
        """Let a fault change the machine itself."""
        if fault.kind == "format":
            date_format, _, clock = fault.text.partition(" ")
            self.change_format(date_format, int(clock))
        elif fault.kind == "purge":
            self.purge(int(fault.value))
        elif fault.kind == "expire":
            self.tokens.expire_all()
        elif fault.kind == "arrive":
            self._late_calls(int(fault.value))

    def _late_calls(self, count: int) -> None:
        """Long calls end now: their rows appear late, with starts among the old ones."""
        calls = self.records.calls
        begin, now = calls[len(calls) // 2].start, int(self.clock.now())
        late = simple_calls(count, begin, begin + 600)
        tail = len(calls)
        self.add_calls(
            [replace(c, uid=f"{c.uid}L{tail + i}", end=min(c.end, now)) for i, c in enumerate(late)]
        )


def spoiled(body: dict[str, Any], fault: Fault) -> dict[str, Any]:
    """An answer whose rows a fault has spoiled."""
    rows = [dict(row) for row in body.get("data") or []]
    if fault.kind == "disagree" and rows:
        rows[0]["timestamp"] += int(fault.value) or 5000
    if fault.kind == "odd_rows":
        rows += [
            dict.fromkeys(rows[0], None) if rows else {},
            {
                **(rows[0] if rows else {}),
                "disposition": "PARKED",
                "call_type": "Sideways",
                "uid": 7,
                "duration": "x",
            },
        ]
        body = {**body, "total_number": body.get("total_number", 0) + 2}
    return {**body, "data": rows}
