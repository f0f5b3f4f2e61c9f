"""How the simulated PBX writes and reads dates. Its own code: the adapter under test has another."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_CLOCK_12 = re.compile(r"(0[1-9]|1[0-2]):([0-5]\d):([0-5]\d) (AM|PM)")
_CLOCK_24 = re.compile(r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d)")


class Display:
    """One display format in one zone."""

    def __init__(self, date_format: str, clock: int, zone: ZoneInfo) -> None:
        self.date_format, self.clock, self.zone = date_format, clock, zone
        self._order = [{"D": "day", "M": "month", "Y": "year"}[part[0]] for part in date_format.split("/")]

    def write(self, epoch: float) -> str:
        """An epoch second as this PBX shows it."""
        local = datetime.fromtimestamp(int(epoch), self.zone)
        year, month, day = f"{local.year:04}", f"{local.month:02}", f"{local.day:02}"
        date = "/".join({"year": year, "month": month, "day": day}[part] for part in self._order)
        if self.clock == 24:
            return f"{date} {local.hour:02}:{local.minute:02}:{local.second:02}"
        half = "PM" if local.hour >= 12 else "AM"
        return f"{date} {(local.hour + 11) % 12 + 1:02}:{local.minute:02}:{local.second:02} {half}"

    def read(self, text: str) -> int | None:
        """A string of exactly this format as an epoch second; None for any other."""
        date, _, clock = text.partition(" ")
        parts = date.split("/")
        wanted = [4 if part == "year" else 2 for part in self._order]
        if [len(part) for part in parts] != wanted or not all(p.isascii() and p.isdigit() for p in parts):
            return None
        hours = self._hours(clock)
        if hours is None:
            return None
        fields = dict(zip(self._order, map(int, parts), strict=True))
        try:
            local = datetime(fields["year"], fields["month"], fields["day"], *hours, tzinfo=self.zone)
        except ValueError:
            return None
        return int(local.timestamp())

    def _hours(self, clock: str) -> tuple[int, int, int] | None:
        found = (_CLOCK_24 if self.clock == 24 else _CLOCK_12).fullmatch(clock)
        if found is None:
            return None
        hour = int(found[1])
        if self.clock == 12:
            hour = hour % 12 + (12 if found[4] == "PM" else 0)
        return hour, int(found[2]), int(found[3])

    def time_format(self, epoch: float) -> str:
        """``system_time_format``: on a 12-hour clock its suffix is the present half of the day, not a pattern."""
        if self.clock == 24:
            return "hh:mm:ss"
        return f"hh:mm:ss {self.write(epoch)[-2:]}"


def read_newer(text: str) -> int | None:
    """Epoch seconds or ISO 8601, which newer firmware takes as well."""
    if text.isascii() and text.isdigit() and 9 <= len(text) <= 10:
        return int(text)
    if "T" not in text and "-" not in text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
