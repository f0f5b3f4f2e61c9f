"""Public holidays, from the calendars of the ``holidays`` extra; without it none is known."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.query.when.span import a_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.query.when.span import Days

_SUBDIVISIONS = {"GB": "ENG"}
"""Whose holidays are meant where the parts of a country differ in those that most people know."""
_KNOWN_EVERYWHERE = 2020
"""A year that every calendar has; Spain's begins later than others."""


def holiday_of(name: str, region: str) -> Callable[[int], Days | None] | None:
    """The holiday of this name, by year, in a country (ISO 3166); None where no calendar has it."""

    def make(year: int) -> Days | None:
        calendar = _calendar(region, year)
        found = next((calendar[one] for one in name.split(" / ") if one in calendar), None)
        return None if found is None else a_day(found)

    return make if _calendar(region, _KNOWN_EVERYWHERE) else None


@lru_cache(maxsize=64)
def _calendar(region: str, year: int) -> dict[str, date]:
    try:
        import holidays  # noqa: PLC0415 - an extra
    except ImportError:
        return {}
    if region not in holidays.list_supported_countries():
        return {}
    found: dict[str, date] = {}
    for day, names in sorted(
        holidays.country_holidays(
            region, subdiv=_SUBDIVISIONS.get(region), years=year, observed=False, language="en_US"
        ).items()
    ):
        for name in names.split("; "):
            found.setdefault(name, day)
    return found
