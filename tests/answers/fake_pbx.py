"""A PBX that holds the legs it was given. It passes the contract of every PBX (tests/contracts)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cdr.profile import PbxProfile
from bot.cdr.roster import Roster
from bot.cdr.search import Coverage, LegFilter, Sent

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.cdr.leg import Leg
    from bot.cdr.search import Gap, Search
    from bot.ports import Probe, Progress

LONDON = ZoneInfo("Europe/London")

PROFILE = PbxProfile(
    firmware="37.23.0.83",
    model="Yeastar P570",
    date_format="DD/MM/YYYY",
    clock=12,
    timezone=LONDON,
    timezone_name="Europe/London",
    timezone_source="extension list",
    format_proved=True,
)


@dataclass(frozen=True)
class FakeProbe:
    """A link that holds, or does not."""

    name: str
    run: Callable[[], Awaitable[str]]


@dataclass
class FakePbx:
    """``coded`` gives the calls of each disposition code; legs inside of a gap are not handed over."""

    legs: Sequence[Leg] = ()
    known: Roster = field(default_factory=Roster)
    shape: PbxProfile = PROFILE
    gaps: Sequence[Gap] = ()
    coded: Mapping[str, frozenset[str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    proved: bool = True
    page: int = 7
    searches: list[Search] = field(default_factory=list)

    async def profile(self) -> PbxProfile:
        return self.shape

    async def roster(self) -> Roster:
        return self.known

    async def fetch(
        self, search: Search, take: Callable[[Sequence[Leg]], None], progress: Progress | None = None
    ) -> Coverage:
        self.searches.append(search)
        found = [leg for leg in self.legs if self._matches(leg, search)]
        requests = 0
        for at in range(0, len(found), self.page):
            requests += 1
            take(found[at : at + self.page])
            if progress is not None:
                progress(done=min(at + self.page, len(found)), total=len(found), doing="reading records")
        return Coverage(
            legs=len(found),
            requests=max(requests, 1),
            gaps=tuple(self._gaps_in(search)),
            sent=(Sent(start=_display(search.window.start), end=_display(search.window.end)),),
            proved=self.proved and bool(self.legs),
            oldest=self._oldest(),
            empty_pbx=self.proved and not self.legs,
            notes=self.notes,
        )

    def probes(self) -> Sequence[Probe]:
        return (FakeProbe("Address", _holds), FakeProbe("Records", _holds))

    def _matches(self, leg: Leg, search: Search) -> bool:
        wanted = search.legs
        if not search.window.holds(leg.start) or any(gap.window.holds(leg.start) for gap in self.gaps):
            return False
        if wanted.call_from and leg.caller.number != wanted.call_from:
            return False
        assert replace(wanted, call_from="", disposition_codes=()) == LegFilter(), "no question asks for this"
        codes = wanted.disposition_codes
        return not codes or any(leg.call_key in self.coded.get(code, ()) for code in codes)

    def _gaps_in(self, search: Search) -> list[Gap]:
        window = search.window
        return [
            gap
            for gap in self.gaps
            if gap.window.first_second < window.last_second and window.first_second < gap.window.last_second
        ]

    def _oldest(self) -> datetime | None:
        if not self.legs:
            return None
        return datetime.fromtimestamp(min(leg.start for leg in self.legs), UTC)


async def _holds() -> str:
    return "It holds."


def _display(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone(LONDON):%d/%m/%Y %H:%M:%S}"
