"""Zones by their city alone, and the nearest of them."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from bot.cdr.zone_names import known_zones
from bot.digest.digest_trouble import UnknownZone

_EXAMPLE = "Write it like zone Europe/Berlin."


def zone_of_city(city: str) -> str:
    """The zone of a city that is typed alone; empty where none has it in its name."""
    return _by_city().get("_".join(city.split()).casefold(), "")


def unknown_zone(typed: str) -> UnknownZone:
    """The trouble with a zone that is not known, telling the nearest one."""
    city = typed.rpartition("/")[2]
    near = get_close_matches(city.casefold(), _by_city(), 1, 0.75)
    named = zone_of_city(city) or (zone_of_city(near[0]) if near else "")
    return UnknownZone(typed=typed, hint=f"Did you mean zone {named}?" if named else _EXAMPLE)


@cache
def _by_city() -> dict[str, str]:
    """A zone of each city, the one with a continent where there are several."""
    named = sorted(known_zones().items(), key=lambda item: "/" in item[0])
    return {folded.rpartition("/")[2]: name for folded, name in named}
