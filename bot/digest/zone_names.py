"""Zones by their city alone, and the nearest of them."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.cdr.zone_names import city_zone_named, known_zones, likely_zone, zone_named
from bot.digest.digest_trouble import UnknownZone, ZoneGone, ZoneOfNoCity

if TYPE_CHECKING:
    from bot.digest.digest import Digest

_CITY = "Europe/Berlin"
_EXAMPLE = f"Write it like zone {_CITY}."


def zone_of_city(city: str) -> str:
    """The zone of a city that is typed alone; empty where none has it in its name."""
    return _by_city().get("_".join(city.split()).casefold(), "")


def unknown_zone(typed: str) -> UnknownZone | ZoneOfNoCity:
    """The trouble with a zone that a digest cannot be in, telling the one that is most likely meant."""
    likely = likely_zone(typed)
    if likely or (zone_named(typed) and not zone_of_city(typed)):
        return ZoneOfNoCity(typed=typed, example=likely or _CITY)
    city = typed.rpartition("/")[2]
    near = get_close_matches(city.casefold(), _by_city(), 1, 0.75)
    named = zone_of_city(city) or (zone_of_city(near[0]) if near else "")
    return UnknownZone(typed=typed, hint=f"Did you mean zone {named}?" if named else _EXAMPLE)


def zone_known(digest: Digest) -> bool:
    """Whether a digest's zone is one, which it was when it was chosen; a file that cannot be read says nothing."""
    if zone_named(digest.zone):
        return True
    try:
        ZoneInfo(digest.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    except OSError:
        return True
    return True


def demand_zone(digest: Digest) -> None:
    """Go on only where a digest's zone is known.

    Raises:
        ZoneGone: it is not any more.
    """
    if not zone_known(digest):
        raise ZoneGone(zone=digest.zone, number=digest.number)


@cache
def _by_city() -> dict[str, str]:
    """A zone of each city, the one with a continent where there are several."""
    named = sorted(
        (item for item in known_zones().items() if city_zone_named(item[0])), key=lambda item: "/" in item[0]
    )
    return {folded.rpartition("/")[2]: name for folded, name in named}
