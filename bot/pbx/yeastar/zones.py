"""The zone of a PBX's clock: from the extension list's label, checked against what the clock showed. No I/O.

A label is such as ``Global Time Zone[3 Saudi Arabia (Riyadh)]`` (seen in a capture, not documented).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timezone
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import timedelta, tzinfo

_CITY = re.compile(r"\(([^()]+)\)\s*\]?\s*$")

_OTHER_NAMES = {
    "beijing": "Asia/Shanghai",
    "bombay": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "calcutta": "Asia/Kolkata",
    "saigon": "Asia/Ho_Chi_Minh",
    "hanoi": "Asia/Ho_Chi_Minh",
    "kiev": "Europe/Kyiv",
    "rangoon": "Asia/Yangon",
    "abu dhabi": "Asia/Dubai",
    "geneva": "Europe/Zurich",
    "bern": "Europe/Zurich",
    "munich": "Europe/Berlin",
    "edinburgh": "Europe/London",
    "washington": "America/New_York",
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "brasilia": "America/Sao_Paulo",
    "canberra": "Australia/Sydney",
    "wellington": "Pacific/Auckland",
    "tel aviv": "Asia/Jerusalem",
    "islamabad": "Asia/Karachi",
    "osaka": "Asia/Tokyo",
}
"""Cities that a label can name and that the zone database files under another."""


def zone_of_label(label: str) -> ZoneInfo | None:
    """The zone that a label's city stands for; None where it names none we know."""
    found = _CITY.search(label)
    if found is None:
        return None
    city = _plain(found[1])
    name = _OTHER_NAMES.get(city) or _cities().get(city)
    try:
        return None if name is None else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a zone database without this zone
        return None


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, str]:
    """City -> zone, the shortest name where several end alike: ``America/Indiana/Knox`` is not ``America/Knox``."""
    names = sorted(
        (name for name in available_timezones() if "/" in name), key=lambda name: (-len(name), name)
    )
    return {
        _plain(name.rpartition("/")[2]): name
        for name in names
        if not name.startswith(("Etc/", "posix", "right"))
    }


def _plain(city: str) -> str:
    decomposed = unicodedata.normalize("NFKD", city.casefold().replace("_", " "))
    return " ".join("".join(sign for sign in decomposed if not unicodedata.combining(sign)).split())


def fixed_zone(offset: timedelta) -> timezone:
    """A zone that is only an offset; it is called ``UTC+02:00``."""
    return timezone(offset) if offset else UTC


def fits(zone: tzinfo, seen: Iterable[tuple[int, timedelta]]) -> bool:
    """Whether a zone had these offsets at these epoch seconds."""
    return all(datetime.fromtimestamp(epoch, zone).utcoffset() == offset for epoch, offset in seen)
