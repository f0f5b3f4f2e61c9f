"""Who asks: the moment, the zone and the habits that decide how words about time are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.query.time_trouble import OutOfCalendar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

    from bot.query.words.lexicon import Habit


class DateOrder(StrEnum):
    """How a numeric date such as 5/6 is written."""

    DMY = "DMY"
    MDY = "MDY"
    YMD = "YMD"


SATURDAY_AND_SUNDAY = (5, 6)
OFFICE, LUNCH = (540, 1020), (720, 840)
"""Where nobody says otherwise: 9 to 17, and 12 to 14."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What a company decides about its days and years.

    Attributes:
        office: first and last minute of its business hours, 0 to 1440.
        lunch: of its lunch.
        fiscal_month: the month its fiscal year begins in, 1 to 12; that year is named by the one it ends in.
    """

    office: tuple[int, int] = OFFICE
    lunch: tuple[int, int] = LUNCH
    fiscal_month: int = 1

    def of(self, habit: Habit) -> tuple[int, int]:
        """First and last minute of a part of the day that is a habit."""
        return self.lunch if habit.value == "lunch" else self.office


def _regions(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


# CLDR 47, supplemental "firstDay" and the short date patterns, for the regions that differ from Monday and DMY.
_SUNDAY_REGIONS = _regions(
    "AG AO AS BD BR BS BT BW BZ CA CO CV DM DO ET GT GU GW HK HN ID IL IN IS JM JP KE KH KR LA MH MM MO MT MX MZ NI NP "
    "PA PE PH PK PR PT PY SA SG ST SV TH TL TT TW UM US VE VI WS YE ZA ZW"
)
_SATURDAY_REGIONS = _regions("AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY")
_MDY_REGIONS = _regions("US PH PR GU AS VI UM FM MH PW")
_YMD_REGIONS = _regions("CA CN HU JP KP KR LT MN SE TW ZA")

_WEEKENDS: Mapping[tuple[int, ...], frozenset[str]] = MappingProxyType({
    (4, 5): _regions("BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE"), (4,): _regions("IR"), (3, 4): _regions("AF"),
})  # fmt: skip
"""Its days by region, where they are not Saturday and Sunday (CLDR 47, "weekendStart" and "weekendEnd").

India's and Uganda's is Sunday there; people who say weekend mean Saturday too, and two days lose no calls.
"""

_REGION_OF_LANGUAGE = {
    "en": "GB", "de": "DE", "fr": "FR", "es": "ES", "pt": "PT", "it": "IT", "nl": "NL", "zh": "CN", "ja": "JP",
    "ar": "SA", "ru": "RU",
}  # fmt: skip
_MONDAY, _SATURDAY, _SUNDAY = 0, 5, 6
_WEEK = frozenset(range(7))
_YEARS = range(1990, 2100)
_WEEK_STARTS = {"mon": _MONDAY, "sun": _SUNDAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Everything about a person that decides how their words are read.

    Attributes:
        now: the moment of the question, aware, in ``zone``.
        zone: the person's zone; words about time are meant in it.
        language: the person's language as ISO 639-1; English is understood besides.
        date_order: how they write a numeric date.
        week_start: their first day of the week, 0 Monday to 6 Sunday.
        region: their country (ISO 3166), whose public holidays are meant; empty when not known.
        weekend: the days of their weekend, on end, 0 Monday to 6 Sunday.
        habits: their company's business hours, lunch and fiscal year.
    """

    now: datetime
    zone: tzinfo
    language: str = "en"
    date_order: DateOrder = DateOrder.DMY
    week_start: int = _MONDAY
    region: str = ""
    weekend: tuple[int, ...] = SATURDAY_AND_SUNDAY
    habits: Habits = Habits()

    @classmethod
    def of(  # noqa: PLR0913 - every one has a default by the locale
        cls,
        *,
        now: datetime,
        zone: tzinfo,
        locale: str = "en-GB",
        date_order: str | None = None,
        week_start: str | None = None,
        habits: Habits | None = None,
    ) -> Asker:
        """From a locale tag such as ``en-US``; ``date_order`` (``MDY``) and ``week_start`` (``mon``) overrule it.

        ``now`` without an offset is a reading of the clock in ``zone``.

        Raises:
            ValueError: an unknown ``date_order`` or ``week_start``.
            OutOfCalendar: a ``now`` from before or after all that is understood.
        """
        if now.year not in _YEARS:
            raise OutOfCalendar(now=now.date(), first=_YEARS[0], last=_YEARS[-1])
        language, region = _parts(locale)
        order = DateOrder(date_order.upper()) if date_order else _order(language, region)
        if week_start and week_start.lower() not in _WEEK_STARTS:
            raise ValueError(f"week_start {week_start!r} is not mon or sun")
        return cls(
            now=now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone),
            zone=zone,
            language=language,
            date_order=order,
            week_start=_WEEK_STARTS[week_start.lower()] if week_start else _first_day(region),
            region=region,
            weekend=_weekend(region),
            habits=habits or Habits(),
        )

    def days_meant(self, days: frozenset[int]) -> frozenset[int]:
        """Weekdays as a table has them, Monday to Friday or Saturday and Sunday, as they are where the person is."""
        weekend = frozenset(self.weekend)
        named = frozenset(SATURDAY_AND_SUNDAY)
        return weekend if days == named else _WEEK - weekend if days == _WEEK - named else days


def language_of(locale: str) -> str:
    """The language of a locale tag as ISO 639-1."""
    return _parts(locale)[0]


def _parts(locale: str) -> tuple[str, str]:
    """Language and region of a tag such as ``en-US``, ``zh_Hans_CN`` or ``de``."""
    language, *rest = locale.replace("_", "-").partition(".")[0].split("-")
    language = language.lower() or "en"
    region = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), "")
    return language, region or _REGION_OF_LANGUAGE.get(language, "")


def _order(language: str, region: str) -> DateOrder:
    """By region; in Canada's French what is not written with the year first has the day first."""
    if (language, region) == ("fr", "CA"):
        return DateOrder.DMY
    if region in _MDY_REGIONS:
        return DateOrder.MDY
    return DateOrder.YMD if region in _YMD_REGIONS else DateOrder.DMY


def _weekend(region: str) -> tuple[int, ...]:
    return next((days for days, regions in _WEEKENDS.items() if region in regions), SATURDAY_AND_SUNDAY)


def _first_day(region: str) -> int:
    if region in _SATURDAY_REGIONS:
        return _SATURDAY
    return _SUNDAY if region in _SUNDAY_REGIONS else _MONDAY
