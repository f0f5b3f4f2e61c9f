"""Rows to legs, and whether their two times agree. No I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.cdr.leg import Direction, Disposition, Leg
from bot.pbx.yeastar.wire import EARLIEST, LATEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.cdr.reading import PartyReader
    from bot.pbx.yeastar.wire import Row

_DISPOSITIONS = {
    "ANSWERED": Disposition.ANSWERED,
    "NO ANSWER": Disposition.NO_ANSWER,
    "BUSY": Disposition.BUSY,
    "FAILED": Disposition.FAILED,
    "VOICEMAIL": Disposition.VOICEMAIL,
}
_DIRECTIONS = {
    "Inbound": Direction.INBOUND,
    "Outbound": Direction.OUTBOUND,
    "Internal": Direction.INTERNAL,
}
_LONGEST = 10**7
"""Seconds; no call lasts for months, so a longer duration is none."""


@dataclass(slots=True)
class Read:
    """What one page of rows gave.

    Attributes:
        legs: those of the window.
        keys: of every row on the page, each once.
        agreeing: rows whose ``time`` is what the PBX's clock shows at their ``timestamp``.
        odd: rows whose two times do not agree.
        unreadable: rows without a moment; they belong to no window.
    """

    legs: list[Leg] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    agreeing: int = 0
    odd: list[Row] = field(default_factory=list)
    unreadable: int = 0

    @property
    def stale(self) -> bool:
        """Whether most rows contradict the display format and zone they were read with."""
        return len(self.odd) > self.agreeing


class LegReader:
    """Makes legs of rows.

    Args:
        parties: reads who took part.
        agrees: whether a ``time`` is what the PBX's clock shows at a ``timestamp``.
    """

    def __init__(self, parties: PartyReader, agrees: Callable[[str, int], bool]) -> None:
        self._parties, self._agrees = parties, agrees

    def read(self, rows: Iterable[Row], inside: Callable[[int], bool]) -> Read:
        """One page; ``inside`` tells whether an epoch second lies in the window.

        Rows of one page are different rows, even where nothing in them tells them apart.
        """
        got, keys = Read(), set[str]()
        legs, odd, leg_of, agrees = got.legs, got.odd, self._leg, self._agrees
        for row in rows:
            key = row.new_id or row.key
            if key in keys:
                key = f"{key}#{len(keys)}"
            keys.add(key)
            moment = row.timestamp
            if moment is None or not EARLIEST <= moment < LATEST:
                got.unreadable += 1
                continue
            time = row.time
            if time is not None:
                if agrees(time, moment):
                    got.agreeing += 1
                else:
                    odd.append(row)
            if inside(moment):
                legs.append(leg_of(row, moment, key))
        got.keys = keys
        return got

    def _leg(self, row: Row, moment: int, key: str) -> Leg:
        parties = self._parties
        return Leg(
            row.uid or row.call_id or key,
            key,
            moment,
            parties.caller(
                row.call_from or _party(row.call_from_name, row.call_from_number), outside=bool(row.src_trunk)
            ),
            parties.callee(
                row.call_to or _party(row.call_to_name, row.call_to_number), outside=bool(row.dst_trunk)
            ),
            _DIRECTIONS.get(row.call_type or "", Direction.UNKNOWN),
            _DISPOSITIONS.get(row.disposition or "", Disposition.OTHER),
            _seconds(row.duration),
            _seconds(row.ring_duration),
            _seconds(row.talk_duration),
            row.did_number or row.did or "",
            row.record_file or "",
            row.call_note or "",
            row.pin_code or "",
        )


def _party(name: str | None, number: str | None) -> str:
    return f"{name or ''}<{number}>" if number else name or ""


def _seconds(told: int | None) -> int:
    return told if told and 0 < told < _LONGEST else 0
