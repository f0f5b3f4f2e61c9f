"""What is known of one PBX: read on first use, once for all who wait, and found out anew when it proves wrong."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.cdr.pbx_trouble import DateFormatMismatch
from bot.cdr.reading import PartyReader
from bot.pbx.yeastar.discovery import discover
from bot.pbx.yeastar.lists import read_lists

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from bot.cdr.roster import Roster
    from bot.pbx.yeastar.api import Errand
    from bot.pbx.yeastar.discovery import Discovered
    from bot.pbx.yeastar.information import Sighting
    from bot.ports import Clock


class Places:
    """Who is who at the PBX: its roster, a reader of parties that knows it, and the label of its zone."""

    def __init__(self, roster: Roster, zone_label: str) -> None:
        self.roster, self.zone_label = roster, zone_label
        self.parties = PartyReader(roster)


class Knowledge:
    """Of one PBX. ``given`` is the zone of its clock, where somebody knows better."""

    def __init__(self, clock: Clock, given: ZoneInfo | None) -> None:
        self._clock, self._given = clock, given
        self._reading, self._finding = asyncio.Lock(), asyncio.Lock()
        self._places: Places | None = None
        self._discovered: Discovered | None = None

    async def places(self, errand: Errand) -> Places:
        """Its lists.

        Raises:
            Trouble: it cannot be reached, or refuses us altogether.
        """
        async with self._reading:
            if self._places is None:
                lists = await read_lists(errand)
                self._places = Places(lists.roster(), lists.zone_label)
            return self._places

    async def discovered(self, errand: Errand) -> Discovered:
        """What was discovered of it.

        Raises:
            DateFormatMismatch: its display format cannot be made sure of.
            Trouble: it cannot be reached, or refuses us.
        """
        async with self._finding:
            if self._discovered is None:
                self._discovered = await self._discover(errand, ())
            return self._discovered

    async def rediscovered(
        self, wrong: Discovered, errand: Errand, evidence: Sequence[Sighting] = ()
    ) -> Discovered:
        """What is true in place of ``wrong``, which ``evidence`` contradicts; somebody else may know already.

        Raises:
            Trouble: as ``discovered``.
        """
        async with self._finding:
            if self._discovered is None or self._discovered is wrong:
                self._discovered = None
                self._discovered = await self._discover(errand, evidence)
            return self._discovered

    async def _discover(self, errand: Errand, evidence: Sequence[Sighting]) -> Discovered:
        """Discover, twice if need be: the format may change between the requests that it takes."""
        places = await self.places(errand)
        try:
            return await self._once(errand, places, evidence)
        except DateFormatMismatch:
            return await self._once(errand, places, evidence)

    async def _once(self, errand: Errand, places: Places, evidence: Sequence[Sighting]) -> Discovered:
        return await discover(
            errand, now=self._clock.now(), zone_label=places.zone_label, given=self._given, evidence=evidence
        )
