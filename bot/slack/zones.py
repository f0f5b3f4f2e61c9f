"""Zones as people type them."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones


def zone_named(typed: str) -> str:
    """The IANA name that was meant, whatever the case and with spaces for underscores; empty where there is none."""
    return _known().get("_".join(typed.split()).casefold(), "")


@cache
def _known() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}
