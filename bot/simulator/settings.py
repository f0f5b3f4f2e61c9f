"""What kind of PBX is simulated. Every unknown of the real one is a switch here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FIRMWARE = {"legacy": "37.20.0.107", "mid": "37.23.0.83", "current": "37.23.0.123"}
"""Profile -> firmware version, as ``system/information`` tells it."""
DATE_FORMATS = ("DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A simulated PBX.

    Attributes:
        firmware: ``legacy`` (display format only, no paging on search), ``mid`` (paging, epoch and ISO 8601 too),
            ``current`` (also v2.0).
        date_format: ``DD/MM/YYYY``, ``MM/DD/YYYY`` or ``YYYY/MM/DD``.
        clock: 12 or 24.
        timezone: IANA name of the zone its clock shows.
        seed: the same seed makes the same calls.
        days: days of calls before the clock's present.
        busyness: calls on a normal weekday.
        information_tells_format: ``system/information`` has the two format fields (older firmware may lack them).
        extensions_tell_zone: ``extension/list`` rows carry the undocumented zone label.
        bounds_inclusive: a row that starts exactly at ``end_time`` is found.
        empty: how no rows are written: ``[]``, null or no key at all.
        total_of_cut: what ``total_number`` says when ``legacy`` cuts at 10,000 rows: all that matched, or those sent.
        search_order: newest or oldest rows first.
        ring_group_rows: a NO ANSWER row for each extension rung besides the one that answered; None = as the
            firmware does it.
        unknown_page: what ``legacy`` does with ``page`` on search, which it does not know.
        refresh_frees_slot: a refreshed token gives its place among the eight back at once.
        allowed: IP addresses that may call; empty allows all.
    """

    firmware: Literal["legacy", "mid", "current"] = "current"
    date_format: str = "DD/MM/YYYY"
    clock: int = 24
    timezone: str = "Europe/London"
    seed: int = 1
    days: int = 21
    busyness: int = 90
    client_id: str = "ringback-simulator"
    client_secret: str = "not-a-secret-only-simulated"  # noqa: S105 - it opens nothing
    host: str = "127.0.0.1"
    port: int = 0
    tls: bool = False
    api_enabled: bool = True
    allowed: tuple[str, ...] = ()
    information_tells_format: bool = True
    extensions_tell_zone: bool = True
    bounds_inclusive: bool = True
    empty: Literal["list", "null", "absent"] = "list"
    total_of_cut: Literal["all", "sent"] = "all"
    search_order: Literal["newest", "oldest"] = "newest"
    ring_group_rows: bool | None = None
    unknown_page: Literal["ignore", "refuse"] = "ignore"
    refresh_frees_slot: bool = True

    def __post_init__(self) -> None:
        if (
            self.firmware not in FIRMWARE
            or self.date_format not in DATE_FORMATS
            or self.clock not in (12, 24)
        ):
            raise ValueError("no such PBX: firmware, date_format or clock")

    @property
    def version(self) -> str:
        """The firmware's version."""
        return FIRMWARE[self.firmware]

    @property
    def rings_each_member(self) -> bool:
        """Whether ring group members that did not answer leave a row."""
        return self.firmware == "legacy" if self.ring_group_rows is None else self.ring_group_rows
