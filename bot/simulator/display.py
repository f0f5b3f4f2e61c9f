"""How the simulated PBX writes and reads dates. Its own code: the adapter that is tested against it has another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_CLOCK_12 = re.compile(r"(0[1-9]|1[0-2]):([0-5]\d):([0-5]\d) (AM|PM)", re.ASCII)
_CLOCK_24 = re.compile(r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d)", re.ASCII)
_DATES = {
    "DD/MM/YYYY": re.compile(r"(?P<day>\d\d)/(?P<month>\d\d)/(?P<year>\d{4})", re.ASCII),
    "MM/DD/YYYY": re.compile(r"(?P<month>\d\d)/(?P<day>\d\d)/(?P<year>\d{4})", re.ASCII),
    "YYYY/MM/DD": re.compile(r"(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)", re.ASCII),
}
_WRITTEN = {
    "DD/MM/YYYY": "{0.day:02}/{0.month:02}/{0.year:04}",
    "MM/DD/YYYY": "{0.month:02}/{0.day:02}/{0.year:04}",
    "YYYY/MM/DD": "{0.year:04}/{0.month:02}/{0.day:02}",
}
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_EPOCH = re.compile(r"\d{9,10}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Display:
    """One display format in one zone; ``clock`` is 12 or 24."""

    date_format: str
    clock: int
    zone: ZoneInfo

    def write(self, epoch: float) -> str:
        """An epoch second as this PBX shows it. AM and PM by hand: ``%p`` follows the machine's locale."""
        local = datetime.fromtimestamp(int(epoch), self.zone)
        date = _WRITTEN[self.date_format].format(local)
        if self.clock == 24:
            return f"{date} {local.hour:02}:{local.minute:02}:{local.second:02}"
        half = "PM" if local.hour >= 12 else "AM"
        return f"{date} {(local.hour + 11) % 12 + 1:02}:{local.minute:02}:{local.second:02} {half}"

    def time_format(self, epoch: float) -> str:
        """``system_time_format``: on a 12-hour clock its suffix is the present half of the day, not a pattern."""
        return "hh:mm:ss" if self.clock == 24 else f"hh:mm:ss {self.write(epoch)[-2:]}"

    def read(self, text: str) -> int | None:
        """A string of exactly this format as an epoch second; None for any other.

        A wall time that occurs twice is the first; one that is skipped is moved on by the gap.
        """
        date, _, clock = text.partition(" ")
        day = _DATES[self.date_format].fullmatch(date)
        hours = self._hours(clock)
        if day is None or hours is None:
            return None
        try:
            local = datetime(int(day["year"]), int(day["month"]), int(day["day"]), *hours, tzinfo=self.zone)
            return int(local.timestamp())
        except (ValueError, OverflowError):  # 30/02, and the first and last day of all time
            return None

    def read_newer(self, text: str) -> int | None:
        """As ``read``, and what newer firmware takes as well: epoch seconds, ISO 8601 (without offset: local)."""
        if _EPOCH.fullmatch(text):
            return int(text)
        if not _ISO.fullmatch(text):
            return self.read(text)
        try:
            moment = datetime.fromisoformat(text)
            return int((moment if moment.tzinfo else moment.replace(tzinfo=self.zone)).timestamp())
        except (ValueError, OverflowError):
            return None

    def _hours(self, clock: str) -> tuple[int, int, int] | None:
        found = (_CLOCK_24 if self.clock == 24 else _CLOCK_12).fullmatch(clock)
        if found is None:
            return None
        hour = int(found[1])
        if self.clock == 12:
            hour = hour % 12 + (12 if found[4] == "PM" else 0)
        return hour, int(found[2]), int(found[3])
