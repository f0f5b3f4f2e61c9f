"""What a PBX is found to be: firmware, display format, zone; proved by a canary before it is believed.

Everything it says of its own format is a hint. What counts is evidence: texts whose moment is known, from its clock
and from its records, and that it finds a record when asked in that format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.cdr.pbx_trouble import AccessDenied, DateFormatMismatch, PbxRefused, UnknownInterface
from bot.cdr.profile import PbxProfile
from bot.pbx.yeastar.clock import ClockFace, parse
from bot.pbx.yeastar.evidence import Clues, contradiction, possible
from bot.pbx.yeastar.information import INFORMATION, Facts, Sighting, paged, to_quarter
from bot.pbx.yeastar.proof import KnownRow, proved
from bot.pbx.yeastar.wire import PAGE, moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from zoneinfo import ZoneInfo

    from bot.cdr.window import Window
    from bot.pbx.yeastar.api import Errand
    from bot.pbx.yeastar.clock import DisplayFormat
    from bot.pbx.yeastar.evidence import Zone
    from bot.pbx.yeastar.wire import Page, Row

_LOOKED_AT = 50
"""Newest records looked at for one that can serve as canary."""

_CLOCKS_DIFFER = timedelta(hours=2)
"""How far a zone of which only the offset is known may be off at another time of the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """All that searching a PBX needs to know of it.

    Attributes:
        paged: ``cdr/search`` has pages.
        known: a record that exists; None where there is none at all.
        oldest: start of the oldest record, epoch seconds.
        records: how many records there are.
    """

    profile: PbxProfile
    form: DisplayFormat
    zone: Zone
    paged: bool
    known: KnownRow | None
    oldest: int | None
    records: int

    def expected(self, window: Window) -> float:
        """About how many rows a window has, if calls came evenly between the oldest record and the newest known."""
        if self.known is None or self.oldest is None or self.known.epoch <= self.oldest:
            return 0
        first, last = max(window.first_second, self.oldest), min(window.last_second, self.known.epoch)
        return self.records * max(0.0, last - first) / (self.known.epoch - self.oldest)

    def agrees(self) -> Callable[[str, int], bool]:
        """Tells of a ``time`` and a ``timestamp`` whether they are one moment at this PBX."""
        shows, loosely = ClockFace(self.form, self.zone.tzinfo).shows, self._loosely_agrees

        def agrees(text: str, epoch: int) -> bool:
            return text == shows(epoch) or loosely(text, epoch)

        return agrees

    def _loosely_agrees(self, text: str, epoch: int) -> bool:
        """Whether a text shows this moment, give or take what is not known of the zone."""
        wall = parse(text, self.form)
        if wall is None or self.zone.exact:
            return False
        offset = to_quarter(wall - datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None))
        known = datetime.fromtimestamp(epoch, self.zone.tzinfo).utcoffset() or timedelta()
        return offset is not None and abs(offset - known) <= _CLOCKS_DIFFER


async def discover(
    errand: Errand,
    *,
    now: datetime,
    zone_label: str,
    given: ZoneInfo | None,
    evidence: Sequence[Sighting] = (),
) -> Discovered:
    """Find out, and prove it.

    Args:
        errand: asks the PBX.
        now: our present moment, to tell how far the PBX's clock is off.
        zone_label: of the extension list.
        given: the zone, where somebody knows better.
        evidence: what rows have shown that contradicted an earlier discovery.

    Raises:
        DateFormatMismatch: no format fits, or the one that fits does not find a record that exists.
        Trouble: the PBX cannot be reached or refuses us.
    """
    clues = await _clues(errand)
    tried: list[DisplayFormat] = []
    for form, zone in possible(clues, evidence, zone_label, given):
        tried.append(form)
        canary = _canary(clues.rows, form)
        if canary is None or await proved(errand, canary, form, zone.tzinfo):
            return _discovered(clues, form, zone, canary, now)
    if tried:
        shown = clues.rows[0].text
        raise DateFormatMismatch(
            finding=f"a search for its record of {shown} in the format {tried[0]} does not find it"
        )
    raise DateFormatMismatch(finding=contradiction([*clues.sightings(), *evidence], given))


async def _clues(errand: Errand) -> Clues:
    facts = await _facts(errand)
    newest = await _listed(errand, "desc", _LOOKED_AT)
    oldest = newest if newest.total <= len(newest.rows) else await _listed(errand, "asc", 1)
    rows = [row for row in map(_known, [*newest.rows, *oldest.rows]) if row is not None]
    if newest.total and not rows:
        texts = next((row.time for row in newest.rows if row.time), "no time")
        raise DateFormatMismatch(
            finding=f"its records show {texts}, which is in no format it is known to have"
        )
    told = facts.system_time is not None and facts.timestamp is not None
    return Clues(
        facts=facts,
        clock=Sighting(text=facts.system_time or "", epoch=facts.timestamp or 0) if told else None,
        rows=tuple(rows),
        oldest=min((row.epoch for row in rows), default=None),
        records=newest.total,
    )


async def _facts(errand: Errand) -> Facts:
    """What the PBX says of itself; where it may not be asked, its records have to tell."""
    try:
        return (await errand.get("system/information", {}, INFORMATION)).facts
    except (AccessDenied, UnknownInterface, PbxRefused):
        return Facts()


async def _listed(errand: Errand, order: str, size: int) -> Page:
    query = {"page": "1", "page_size": str(size), "sort_by": "time", "order_by": order}
    return await errand.get("cdr/list", query, PAGE)


def _known(row: Row) -> KnownRow | None:
    """A row that can serve as evidence: its two times agree in some format, by a possible offset."""
    moment = moment_of(row)
    if moment is None or row.time is None or not Sighting(text=row.time, epoch=moment).offsets():
        return None
    return KnownRow(key=row.key, epoch=moment, text=row.time)


def _canary(rows: Iterable[KnownRow], form: DisplayFormat) -> KnownRow | None:
    """The newest record on whose day the order of day and month shows; else the newest."""
    first: KnownRow | None = None
    for row in rows:
        wall = parse(row.text, form)
        if wall is None:
            continue
        if form.order_shows(wall):
            return row
        first = first or row
    return first


def _discovered(
    clues: Clues, form: DisplayFormat, zone: Zone, canary: KnownRow | None, now: datetime
) -> Discovered:
    facts = clues.facts
    profile = PbxProfile(
        firmware=facts.firmware_version or "",
        model=facts.model_name or "",
        date_format=form.date,
        clock=form.clock,
        timezone=zone.tzinfo,
        timezone_name=zone.name,
        timezone_source=zone.source,
        format_proved=canary is not None,
        skew_seconds=None if facts.timestamp is None else facts.timestamp - round(now.timestamp()),
        discovered=now,
    )
    return Discovered(
        profile=profile,
        form=form,
        zone=zone,
        paged=paged(profile.firmware),
        known=canary,
        oldest=clues.oldest,
        records=clues.records,
    )
