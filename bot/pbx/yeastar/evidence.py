"""Which display formats and zones fit what a PBX has shown. No I/O.

Everything it says of its own format is a hint. What counts are texts whose moment is known: its clock now, and records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.pbx.yeastar.clock import FORMATS
from bot.pbx.yeastar.information import Sighting
from bot.pbx.yeastar.zones import fits, fixed_zone, zone_of_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo
    from zoneinfo import ZoneInfo

    from bot.pbx.yeastar.clock import DisplayFormat
    from bot.pbx.yeastar.information import Facts
    from bot.pbx.yeastar.proof import KnownRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """The zone of the PBX's clock. ``exact``: its offsets are known for every date."""

    tzinfo: tzinfo
    name: str
    source: str
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What the PBX told. ``clock`` is its own time at the moment; ``rows`` are records with both times."""

    facts: Facts
    clock: Sighting | None
    rows: tuple[KnownRow, ...]
    oldest: int | None
    records: int

    def sightings(self) -> Iterator[Sighting]:
        """Every text whose moment is known."""
        if self.clock is not None:
            yield self.clock
        for row in self.rows:
            yield Sighting(text=row.text, epoch=row.epoch)


def possible(
    clues: Clues, evidence: Sequence[Sighting], label: str, given: ZoneInfo | None
) -> Iterator[tuple[DisplayFormat, Zone]]:
    """Formats that the evidence allows, each with its zone; the one that the PBX says comes first."""
    said = clues.facts.system_date_format
    firm = [*evidence] if clues.clock is None else [clues.clock, *evidence]
    rows = [Sighting(text=row.text, epoch=row.epoch) for row in clues.rows]
    for form in sorted(FORMATS, key=lambda form: form.date != said):
        seen, often = _offsets(firm, form), _offsets(rows, form)
        if len(seen) == len(firm) and len(often) * 2 >= len(rows):
            zone = _zone(Offsets(firm=seen, often=often), label, given, from_clock=clues.clock is not None)
            if zone is not None:
                yield form, zone


def _offsets(sightings: Iterable[Sighting], form: DisplayFormat) -> list[tuple[int, timedelta]]:
    """Epoch seconds with the offset that the PBX's clock had then, of those texts that are in a format."""
    read = ((sighting.epoch, sighting.offsets().get(form)) for sighting in sightings)
    return [(epoch, offset) for epoch, offset in read if offset is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offsets:
    """What a zone must fit: all of ``firm``, and most of ``often``, for one record in fifty may be odd."""

    firm: Sequence[tuple[int, timedelta]]
    often: Sequence[tuple[int, timedelta]]

    def fit(self, zone: tzinfo) -> bool:
        """Whether a zone had these offsets."""
        fitting = sum(fits(zone, [each]) for each in self.often)
        return fits(zone, self.firm) and fitting * 2 >= len(self.often)

    @property
    def present(self) -> timedelta:
        """The one that was seen last."""
        return max((*self.firm, *self.often), default=(0, timedelta()))[1]


def _zone(seen: Offsets, label: str, given: ZoneInfo | None, *, from_clock: bool) -> Zone | None:
    """The zone that fits what was seen; None where none can be named.

    A zone of which only the present offset is known serves if the label names none, or if the clock never changed.
    """
    if given is not None:
        return Zone(tzinfo=given, name=given.key, source="given", exact=True) if seen.fit(given) else None
    labelled = zone_of_label(label)
    if labelled is not None and seen.fit(labelled):
        return Zone(tzinfo=labelled, name=labelled.key, source="extension list", exact=True)
    fixed = fixed_zone(seen.present)
    if labelled is not None and not seen.fit(fixed):
        return None
    return Zone(tzinfo=fixed, name=str(fixed), source="clock" if from_clock else "records", exact=False)


def contradiction(sightings: Sequence[Sighting], given: ZoneInfo | None) -> str:
    """What does not fit together, in words."""
    if given is not None and sightings:
        text, moment = sightings[0].text, datetime.fromtimestamp(sightings[0].epoch, UTC)
        return f"at {moment:%H:%M} UTC on {moment:%Y-%m-%d} it showed {text}, which is not the time of {given.key}"
    texts = list(dict.fromkeys(sighting.text for sighting in sightings))
    if len(texts) > 1:
        return f"it shows {texts[0]} and {texts[-1]}, which fit no one format and zone"
    return f"it shows {texts[0] if texts else 'no time at all'}, which is in no format it is known to have"
