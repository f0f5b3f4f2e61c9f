"""What is known of one PBX: read on first use, once for all who wait, and found out anew when it proves wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.pbx_trouble import DateFormatMismatch
from bot.cdr.reading import PartyReader
from bot.pbx.yeastar.discovery import Discovered, discover
from bot.pbx.yeastar.lanes import Once, beside
from bot.pbx.yeastar.lists import Extensions, read_extensions, read_lists

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from bot.cdr.roster import Roster
    from bot.pbx.yeastar.api import Errand
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
        self._extensions, self._places = Once[Extensions](), Once[Places]()
        self._discovered = Once[Discovered]()

    async def places(self, errand: Errand) -> Places:
        """Its lists.

        Raises:
            Trouble: it cannot be reached, or refuses us altogether.
        """

        async def find() -> Places:
            extensions = await self._listed(errand)
            lists = await read_lists(errand, extensions)
            return Places(lists.roster(), extensions.zone_label)

        places = await self._places.of(find)
        self._extensions.found = None  # what matters of them is in the places
        return places

    async def discovered(self, errand: Errand) -> Discovered:
        """What was discovered of it.

        Raises:
            DateFormatMismatch: its display format cannot be made sure of.
            Trouble: it cannot be reached, or refuses us.
        """
        return await self._discovered.of(lambda: self._discover(errand, ()))

    async def rediscovered(
        self, wrong: Discovered, errand: Errand, evidence: Sequence[Sighting] = ()
    ) -> Discovered:
        """What is true in place of ``wrong``, which ``evidence`` contradicts; somebody else may know already.

        Raises:
            Trouble: as ``discovered``.
        """
        return await self._discovered.anew(wrong, lambda: self._discover(errand, evidence))

    async def _listed(self, errand: Errand) -> Extensions:
        return await self._extensions.of(lambda: read_extensions(errand))

    async def _discover(self, errand: Errand, evidence: Sequence[Sighting]) -> Discovered:
        """Discover, while the lists are read that do not matter for it.

        The extensions come first and alone: their label names the zone, and a PBX that cannot be reached or refuses us
        is found out with one request.
        """
        known = self._places.found
        label = (await self._listed(errand)).zone_label if known is None else known.zone_label
        found, _ = await beside(self._proved(errand, label, evidence), self.places(errand))
        return found

    async def _proved(self, errand: Errand, label: str, evidence: Sequence[Sighting]) -> Discovered:
        """Discover, twice if need be: the format may change between the requests that it takes."""
        try:
            return await self._once(errand, label, evidence)
        except DateFormatMismatch:
            return await self._once(errand, label, evidence)

    async def _once(self, errand: Errand, label: str, evidence: Sequence[Sighting]) -> Discovered:
        return await discover(
            errand, now=self._clock.now(), zone_label=label, given=self._given, evidence=evidence
        )
