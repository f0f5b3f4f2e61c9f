"""The simulated machine without its sockets: clock, format, tokens, records, what goes wrong, what was asked."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace as with_changes

from bot.simulator.api.downloads import Downloads
from bot.simulator.api.tokens import TokenDesk
from bot.simulator.calls.generation import Generation
from bot.simulator.calls.plain import one_call, plain_calls
from bot.simulator.clock import SettableClock
from bot.simulator.display import Display
from bot.simulator.faults import Faults
from bot.simulator.office import OFFICE
from bot.simulator.records import Records
from bot.simulator.requests import RequestLog
from bot.simulator.settings import Settings, check_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.simulator.calls.truth import TrueCall
    from bot.simulator.office import Office

_FIRST_FILLED = 1 << 20
"""Numbers of plain calls begin here, those of played calls at 1: their uids never meet."""


class Machine:
    """Everything of the PBX but its sockets.

    Attributes:
        clock: the PBX's time; token expiry, ``system_time`` and the rows' visibility follow it.
        display: how it shows dates at the moment.
        office: who works there, which queues, groups, menus and lines there are.
        faults: what goes wrong.
        requests: what was asked.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        clock: SettableClock | None = None,
        office: Office | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.clock = clock or SettableClock()
        self.office = office or OFFICE
        self.zone = ZoneInfo(self.settings.timezone)
        self.display = Display(self.settings.date_format, self.settings.clock, self.zone)
        self.tokens = TokenDesk(self.settings, self.clock.now)
        self.downloads = Downloads(self.clock.now)
        self.faults, self.requests = Faults(), RequestLog(self.clock.now)
        self.records = Records(self.settings, self.clock.now)
        self.started = self.clock.now()
        self._generation = Generation(self.settings, self.office, self.started)
        self._played, self._filled = count(1), _FIRST_FILLED
        self.catch_up()

    @property
    def calls(self) -> list[TrueCall]:
        """What really happened, as far as it is over, ordered by start: what tests count with."""
        self.catch_up()
        return self.records.calls()

    def live(self) -> list[TrueCall]:
        """The calls that are going on now, ordered by start."""
        self.catch_up()
        return self.records.live()

    def catch_up(self) -> None:
        """Let the office go on up to the clock's day."""
        if calls := self._generation.through(self.clock.now()):
            self.records.add(calls)

    def add_calls(self, calls: Iterable[TrueCall]) -> None:
        """More calls happen; their rows show once each has ended."""
        self.records.add(calls)

    def play(self, shape: str, start: float, **given: Any) -> TrueCall:  # noqa: ANN401 - as below
        """One call of a shape (``bot.simulator.calls.shapes.SHAPES``) happens, and is returned.

        Args:
            shape: such as ``queue missed``.
            start: epoch seconds.
            given: instead of chance: ``number`` and ``name`` of the outsider; ``extension``, ``other``, ``agent``,
                ``member``, ``queue``, ``ring_group``, ``trunk`` by their numbers; ``wait`` and ``talk`` in seconds.

        Raises:
            ValueError: the shape, or something given, does not exist.
        """
        call = one_call(
            self.office,
            self.zone,
            shape,
            start,
            order=next(self._played),
            rings_each_member=self.settings.rings_each_member,
            given=given,
        )
        self.records.add([call])
        return call

    def dial(self, caller: str, callee: str) -> TrueCall:
        """One of us calls somebody, from now on."""
        answers = Random(f"{caller}/{callee}/{len(self.records)}").random() < 0.7  # noqa: S311 - a simulation
        if callee in self.office.by_number:
            shape, called = "internal answered" if answers else "internal missed", {"other": callee}
        else:
            shape, called = "outbound answered" if answers else "outbound unanswered", {"number": callee}
        return self.play(shape, self.clock.now(), extension=caller, **called)

    def fill(self, rows: int, start: float, end: float) -> None:
        """Many plain answered calls of one row each, evenly spread over ``[start, end)``."""
        self.records.add(self._plain(rows, start, end))

    def end_long_calls(self, rows: int, start: float | None = None) -> None:
        """Plain calls that began long ago end just now, so that their rows come late, among old ones."""
        now = int(self.clock.now())
        if start is None:
            stored = self.records.found()
            start = stored[len(stored) // 2].start if stored else now - 60
        self.records.add(with_changes(call, end=now) for call in self._plain(rows, start, start + rows))

    def _plain(self, rows: int, start: float, end: float) -> Iterator[TrueCall]:
        first, self._filled = self._filled, self._filled + rows
        return plain_calls(self.office, self.zone, rows, start, end, first=first)

    def purge(self, before: float) -> None:
        """Retention: calls and rows that started before are gone."""
        self.records.purge(before)

    def change_format(self, date_format: str, clock: int) -> None:
        """The admin changes the display format; from now on every string is in the new one."""
        check_format(date_format, clock)
        self.display = Display(date_format, clock, self.zone)
