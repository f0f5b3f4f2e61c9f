"""Zones as people type them."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from bot.digest.digest_trouble import UnknownZone

_EXAMPLE = "Write it like zone Europe/Berlin."
_OF_THE_MACHINE = frozenset({"localtime", "posixrules", "factory"})
"""Names of what a machine is set to: another one means something else by them."""


def zone_named(typed: str) -> str:
    """The IANA name that was meant, whatever the case and with spaces for underscores; empty where there is none."""
    return _known().get("_".join(typed.split()).casefold(), "")


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
def _known() -> dict[str, str]:
    names = {name.casefold(): name for name in sorted(available_timezones())}
    return {folded: name for folded, name in names.items() if folded not in _OF_THE_MACHINE}


@cache
def _by_city() -> dict[str, str]:
    """A zone of each city, the one with a continent where there are several."""
    named = sorted(_known().items(), key=lambda item: "/" in item[0])
    return {folded.rpartition("/")[2]: name for folded, name in named}
