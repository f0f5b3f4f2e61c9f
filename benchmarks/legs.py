"""Legs to answer: time against decoding the same rows, and what the memory grows with.

One million rows of a busy office come page by page, as from a PBX. Per page the rows are decoded (timed:
the yardstick), made legs (not timed: the PBX adapter's work) and put into the call book (timed). Then the
calls are closed, missed callers judged and the tally taken (timed). Both are processor seconds of one
process with the garbage collector on, so that other work on the machine weighs on neither.
"""

from __future__ import annotations

import time
import tracemalloc
from contextlib import contextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from benchmarks.office import YEAR_START, pages
from bot.cdr.grouping import CallBook
from bot.cdr.leg import Direction, Disposition, Leg
from bot.cdr.missed import missed_callers
from bot.cdr.reading import PartyReader
from bot.cdr.roster import Roster
from bot.cdr.tally import tally

if TYPE_CHECKING:
    from collections.abc import Iterator

LEGS = 1_000_000
ZONE = ZoneInfo("Europe/London")


class Row(msgspec.Struct):
    """The fields of a v1.0 row that a leg is made of."""

    uid: str
    new_id: str
    time: str
    timestamp: int
    call_from: str
    call_to: str
    disposition: str
    call_type: str
    duration: int = 0
    ring_duration: int = 0
    talk_duration: int = 0
    src_trunk: str = ""
    dst_trunk: str = ""
    did_number: str | None = ""
    record_file: str | None = ""
    pin_code: str | None = ""
    call_note: str | None = ""


class Page(msgspec.Struct):
    """One response."""

    errcode: int
    data: list[Row]


DIRECTIONS = {"Inbound": Direction.INBOUND, "Outbound": Direction.OUTBOUND, "Internal": Direction.INTERNAL}
DISPOSITIONS = {
    "ANSWERED": Disposition.ANSWERED,
    "NO ANSWER": Disposition.NO_ANSWER,
    "BUSY": Disposition.BUSY,
}


def leg_of(row: Row, reader: PartyReader) -> Leg:
    """What the PBX adapter makes of a row, without its checks."""
    return Leg(
        row.uid,
        row.new_id,
        row.timestamp,
        reader.caller(row.call_from, outside=bool(row.src_trunk)),
        reader.callee(row.call_to, outside=bool(row.dst_trunk)),
        DIRECTIONS[row.call_type],
        DISPOSITIONS[row.disposition],
        row.duration,
        row.ring_duration,
        row.talk_duration,
        row.did_number or "",
        row.record_file or "",
    )


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    """Add the processor seconds of a block under a name."""
    started = time.process_time()
    yield
    seconds[name] = seconds.get(name, 0.0) + time.process_time() - started


def measure_time() -> None:
    """Everything from legs to answer, against decoding their rows."""
    seconds: dict[str, float] = {}
    reader, book, decoder = PartyReader(Roster()), CallBook(), msgspec.json.Decoder(Page, strict=False)
    for page in pages(LEGS):
        with timed(seconds, "decode"):
            rows = decoder.decode(page).data
        legs = [leg_of(row, reader) for row in rows]
        with timed(seconds, "group"):
            book.take(legs)
    with timed(seconds, "outcomes"):
        calls = book.calls()
    with timed(seconds, "missed callers"):
        callers = missed_callers([call for call in calls if call.missed], calls)
    with timed(seconds, "tally"):
        figures = tally(calls, ZONE)
    for name, value in seconds.items():
        print(f"legs, {name}, seconds per million: {value:.2f}")
    print(f"legs, calls of a million legs: {figures.totals.calls} ({len(callers)} missed callers)")
    answer = sum(seconds.values()) - seconds["decode"]
    print(f"legs to answer / decoding the same rows: {answer / seconds['decode']:.2f}")


def held(calls: int, legs_each: int) -> int:
    """Bytes that a call book holds per call."""
    reader = PartyReader(Roster())
    menus = [reader.callee(f"IVR Menu {n}<{6200 + n}>", outside=False) for n in range(4)]
    caller = reader.caller("07700900146", outside=True)
    tracemalloc.start()
    book = CallBook()
    for call in range(calls):
        key = f"{YEAR_START}{call:08X}"
        for n in range(legs_each):
            leg = Leg(key, f"{call}-{n}", YEAR_START + call + n, caller, menus[n % 4], Direction.INBOUND,
                      Disposition.ANSWERED, 9, 0, 9)  # fmt: skip
            book.take([leg])
    bytes_held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return bytes_held // calls


def measure_memory() -> None:
    """What the book keeps of the same calls with four times the legs."""
    few, many = held(20_000, 4), held(20_000, 16)
    print(f"legs, bytes held per call of 4 legs: {few}")
    print(f"legs, bytes held per call of 16 legs / of 4 legs: {many / few:.2f}")


if __name__ == "__main__":
    measure_time()
    measure_memory()
