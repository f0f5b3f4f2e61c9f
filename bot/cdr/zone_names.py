"""Zones as people type them."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

_OF_THE_MACHINE = frozenset({"localtime", "posixrules", "factory"})
"""Names of what a machine is set to: another one means something else by them."""


def zone_named(typed: str) -> str:
    """The IANA name that was meant, whatever the case and with spaces for underscores; empty where there is none."""
    return known_zones().get("_".join(typed.split()).casefold(), "")


@cache
def known_zones() -> dict[str, str]:
    """Every zone that people may name, by its folded name."""
    names = {name.casefold(): name for name in sorted(available_timezones())}
    return {folded: name for folded, name in names.items() if folded not in _OF_THE_MACHINE}
