"""What was discovered of a PBX."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

CLOCK_OFF = 120
"""Seconds from which on it matters that the PBX's clock and ours differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PbxProfile:
    """Firmware, display format, zone and what the API can do.

    Attributes:
        firmware: such as ``37.23.0.83``; empty when the PBX does not say.
        model: such as ``Yeastar P570``; empty when unknown.
        date_format: ``DD/MM/YYYY``, ``MM/DD/YYYY`` or ``YYYY/MM/DD``.
        clock: 12 or 24.
        timezone: the zone the PBX's clock shows.
        timezone_name: its IANA name, or ``UTC+02:00`` where only an offset is known.
        timezone_source: where the zone comes from: ``extension list``, ``records``, ``clock`` or ``given``.
        api: ``v1.0`` or ``v2.0``: which CDR interface is spoken.
        format_proved: a canary search has found a known row in this format.
        skew_seconds: the PBX's clock minus ours; None when not known.
        discovered: when all this was found, by our clock; None when not known.
    """

    firmware: str
    model: str
    date_format: str
    clock: int
    timezone: tzinfo
    timezone_name: str
    timezone_source: str
    api: str = "v1.0"
    format_proved: bool = False
    skew_seconds: int | None = None
    discovered: datetime | None = None

    @property
    def clock_off(self) -> str:
        """How far its clock is off, where that matters: ``5 min ahead of ours``; else empty."""
        if self.skew_seconds is None or abs(self.skew_seconds) < CLOCK_OFF:
            return ""
        minutes = round(abs(self.skew_seconds) / 60)
        return f"{minutes:,} min {'ahead of' if self.skew_seconds > 0 else 'behind'} ours"
