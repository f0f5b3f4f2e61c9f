"""Zones as people type them."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

_OF_THE_MACHINE = frozenset({"localtime", "posixrules", "factory"})
"""Names of what a machine is set to: another one means something else by them."""
_OFFSETS = ("etc/", "systemv/")
_LIKELY = {
    "est": "America/New_York", "edt": "America/New_York", "et": "America/New_York", "est5edt": "America/New_York",
    "cst": "America/Chicago", "cdt": "America/Chicago", "ct": "America/Chicago", "cst6cdt": "America/Chicago",
    "mst": "America/Denver", "mdt": "America/Denver", "mt": "America/Denver", "mst7mdt": "America/Denver",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles",
    "pst8pdt": "America/Los_Angeles", "hst": "Pacific/Honolulu", "gmt": "Europe/London", "bst": "Europe/London",
    "wet": "Europe/Lisbon", "cet": "Europe/Berlin", "cest": "Europe/Berlin", "met": "Europe/Berlin",
    "eet": "Europe/Athens",
}  # fmt: skip
"""Letters that say an offset, and a city whose clocks have it for a part of the year at least."""


def city_zone_named(typed: str) -> str:
    """As ``zone_named``, of zones that follow a city's clock, and UTC: EST stays where it is all summer."""
    found = zone_named(typed)
    of_a_city = "/" in found and not found.casefold().startswith(_OFFSETS)
    return found if of_a_city or found == "UTC" else ""


def likely_zone(typed: str) -> str:
    """The zone that letters such as EST most likely mean; empty for others."""
    return _LIKELY.get(typed.strip().casefold(), "")


def zone_named(typed: str) -> str:
    """The IANA name that was meant, whatever the case and with spaces for underscores; empty where there is none."""
    return known_zones().get("_".join(typed.split()).casefold(), "")


@cache
def known_zones() -> dict[str, str]:
    """Every zone that people may name, by its folded name."""
    names = {name.casefold(): name for name in sorted(available_timezones())}
    return {folded: name for folded, name in names.items() if folded not in _OF_THE_MACHINE}
