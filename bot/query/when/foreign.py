"""Single dates in a language that has no table yet, through dateparser: only what it cannot misread.

dateparser drops what it does not know (``昨天下午`` loses the afternoon) and takes spans for days, so it is believed
only for a written date, which is the same from whenever it is looked at, and for one word that means a near day.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.query.when.span import FIRST_YEAR, a_day
from bot.query.words import words_of_time

if TYPE_CHECKING:
    from datetime import date

    from bot.query.asker import Asker
    from bot.query.when.span import Days

_NEAR = (timedelta(0), timedelta(days=-1), timedelta(days=-2))
_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "km", "my"})
_LETTERS = re.compile(r"[^\W\d_]")


def foreign_days(phrase: str, asker: Asker) -> Days | None:
    """The day that a whole phrase names in the asker's language; None if that is not beyond doubt."""
    language = asker.language
    if words_of_time(language) is not None or language in _WITHOUT_SPACES or not _LETTERS.search(phrase):
        return None
    numbers = re.findall(r"\d+", phrase)
    today = asker.now.date()
    if not numbers:
        return _near(phrase, today, language) if " " not in phrase else None
    return _written(phrase, today, language, [int(number) for number in numbers])


def _near(word: str, today: date, language: str) -> Days | None:
    found = [_parsed(word, base, language) for base in (today, today - timedelta(days=40))]
    offsets = {
        day - base for day, base in zip(found, (today, today - timedelta(days=40)), strict=True) if day
    }
    return (
        a_day(today + offsets.pop())
        if None not in found and len(offsets) == 1 and offsets <= set(_NEAR)
        else None
    )


def _written(phrase: str, today: date, language: str, numbers: list[int]) -> Days | None:
    """A day and a month, perhaps a year: the same month and day whenever it is read."""
    bases = (today, today - timedelta(days=97), today - timedelta(days=200))
    found = [_parsed(phrase, base, language) for base in bases]
    days = {(day.month, day.day) for day in found if day is not None}
    first = found[0]
    if None in found or len(days) != 1 or first is None or first.year < FIRST_YEAR:
        return None
    said = [first.day] if len(numbers) == 1 else [first.day, first.year]
    return a_day(first) if sorted(numbers) == sorted(said) else None


def _parsed(phrase: str, today: date, language: str) -> date | None:
    """What dateparser makes of it, where that is a day."""
    reader = _reader(language, today)
    if reader is None:
        return None
    found = reader.get_date_data(phrase)
    return found.date_obj.date() if found.date_obj is not None and found.period == "day" else None


@lru_cache(maxsize=64)
def _reader(language: str, today: date) -> Any:  # noqa: ANN401 - dateparser is not typed
    """A dateparser that thinks it is that day; None for a language it does not know."""
    from dateparser.date import DateDataParser  # noqa: PLC0415 - slow to import, and English never needs it

    settings = {
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),  # noqa: DTZ001 - dateparser's local time
        "RETURN_AS_TIMEZONE_AWARE": False,
        "PREFER_DATES_FROM": "past",
        "PREFER_LOCALE_DATE_ORDER": False,
        "DATE_ORDER": "DMY",
        "RETURN_TIME_AS_PERIOD": True,
        "PARSERS": ["relative-time", "absolute-time"],
    }
    try:
        reader = DateDataParser(languages=[language], settings=settings)
        reader.get_date_data("1")  # an unknown language is only said when something is read
    except ValueError:
        return None
    return reader
