"""Where every page of rows ends up: read, checked, counted, and handed on leg by leg, each once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.pbx.yeastar.information import Sighting
from bot.pbx.yeastar.shape import Overfull
from bot.pbx.yeastar.wire import moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.cdr.leg import Leg
    from bot.cdr.window import Window
    from bot.pbx.yeastar.legs import LegReader, Read
    from bot.pbx.yeastar.wire import Page, Row
    from bot.ports import Progress

_SMALL = 500
"""Rows that are read in a millisecond or two; more are read beside the event loop."""

_TELLING = 5
"""Rows that are kept as evidence."""

MOST_ROWS_IN_ALL = 2_000_000
"""Different rows of one window. A PBX keeps 200,000 unless it is told otherwise; a busy year has a million."""

READING = "reading records"


class Stale(Exception):  # noqa: N818 - what the display format is
    """Most rows of a page contradict the display format or zone that is believed; ``evidence`` is what they show."""

    def __init__(self, evidence: Sequence[Sighting]) -> None:
        super().__init__("stale display format")
        self.evidence = tuple(evidence)


class Intake:
    """Takes the pages of one window.

    Only hashes of row keys are remembered: a year has a million rows. Should two collide, one row is missing from
    the count and the answer says that it is not complete.

    Attributes:
        legs: how many legs were handed on.
        total: how many rows the PBX says there are; None while it has not.
        spoke: since ``begin`` every page had a row, and some have two times that agree: so the PBX has understood the
            dates that it was asked for, each time.
        odds: rows whose two times do not agree, where most others do.
        unreadable: rows without a moment that can be meant.
    """

    def __init__(
        self,
        window: Window,
        take: Callable[[Sequence[Leg]], None],
        progress: Progress | None = None,
        *,
        most: int = MOST_ROWS_IN_ALL,
    ) -> None:
        self._inside, self._take, self._progress, self._most = _inside(window), take, progress, most
        self._seen: set[int] = set()
        self.legs = self.odds = self.unreadable = 0
        self._agreeing = self._silent = 0
        self.total: int | None = None

    def begin(self) -> None:
        """The window is asked for from its start; rows that were seen before are not handed on again."""
        self._agreeing, self._silent, self.total = 0, 0, None

    @property
    def spoke(self) -> bool:
        """As above."""
        return self._agreeing > 0 and not self._silent

    def so_far(self) -> str:
        """How far it came, in words."""
        if self.total is None:
            return "no record had arrived"
        return f"{self.rows:,} of {self.total:,} records had arrived"

    @property
    def rows(self) -> int:
        """How many different rows were seen."""
        return len(self._seen)

    async def accept(self, page: Page, reader: LegReader) -> frozenset[int]:
        """Read a page; the hashed keys of its rows.

        Raises:
            Stale: before any of its legs is handed on.
            Overfull: there are more than a PBX has.
        """
        rows, inside = page.rows, self._inside
        small = len(rows) <= _SMALL
        got = reader.read(rows, inside) if small else await asyncio.to_thread(reader.read, rows, inside)
        if got.stale:
            raise Stale(list(_evidence(got.odd[:_TELLING])))
        self._agreeing += got.agreeing
        self._silent += not rows
        keys = frozenset(map(hash, got.keys))
        self._hand_on(got, keys)
        if self._progress is not None:
            self._progress(done=self.rows, total=self.total, doing=READING)
        return keys

    def _hand_on(self, got: Read, keys: frozenset[int]) -> None:
        seen, legs = self._seen, got.legs
        if not seen.isdisjoint(keys):
            legs = [leg for leg in legs if hash(leg.row_key) not in seen]
        else:
            self.odds += len(got.odd)
            self.unreadable += got.unreadable
        seen |= keys
        if len(seen) > self._most:
            raise Overfull(self._most, "records")
        self.legs += len(legs)
        if legs:
            self._take(legs)


def _inside(window: Window) -> Callable[[int], bool]:
    """``window.holds``, with its ends turned into epoch seconds once and not for each row."""
    first, last = window.first_second, window.last_second
    return lambda moment: first <= moment < last


def _evidence(odd: Sequence[Row]) -> Iterator[Sighting]:
    for row in odd:
        moment = moment_of(row)
        if moment is not None and row.time is not None:
            yield Sighting(text=row.time, epoch=moment)
