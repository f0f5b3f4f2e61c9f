"""The words that say when a digest comes."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from bot.digest.days import WORKDAYS
from bot.digest.digest_trouble import NoDayOfMonth
from bot.digest.found import Found, Part
from bot.digest.recurrence import Every, MonthDay

if TYPE_CHECKING:
    from bot.digest.found import Place
    from bot.digest.pieces import Pieces

ALL_DAYS = frozenset(range(7))

_KINDS = {every.value: every for every in Every}
_EACH = frozenset({"every", "each"})
_PERIODS = {
    "day": Every.DAILY,
    "weekday": Every.DAILY,
    "workday": Every.DAILY,
    "week": Every.WEEKLY,
    "month": Every.MONTHLY,
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {
    **{form: frozenset({at}) for at, day in enumerate(_WEEKDAYS) for form in (day, f"{day}s", day[:3])},
    "tues": frozenset({1}),
    **dict.fromkeys(("thur", "thurs"), frozenset({3})),
    **dict.fromkeys(("weekday", "weekdays", "workday", "workdays"), WORKDAYS),
    **dict.fromkeys(("weekend", "weekends"), ALL_DAYS - WORKDAYS),
}
_AND = frozenset({",", "and", "&"})
_TO = frozenset({"to", "-", "until", "through"})
_OF_MONTH = {
    (False, False): MonthDay.FIRST,
    (False, True): MonthDay.FIRST_WORKDAY,
    (True, False): MonthDay.LAST,
    (True, True): MonthDay.LAST_WORKDAY,
}
_WORKDAY = frozenset({"workday", "weekday"})
_SPANS = frozenset({"week", "weeks", "month", "months", "year", "years", "days", "hours"})
"""After them ``last`` and ``first`` speak of a time."""

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?")
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time()}


def kind(pieces: Pieces) -> tuple[Every, int] | None:
    """The period, which comes first, and where it goes on; None where something else stands there.

    ``every day``, ``every weekday`` and ``every monday`` are read as days once more.
    """
    first, after = pieces.plain(0), pieces.plain(1)
    if first in _KINDS:
        return _KINDS[first], 1
    if first in _EACH and after in _PERIODS:
        return _PERIODS[after], 2 if after in {"week", "month"} else 0
    return (Every.WEEKLY, 0) if first in _EACH and after in _DAYS else None


def another_kind(place: Place) -> Found | None:
    """``daily`` once more."""
    every = _KINDS.get(place.plain())
    return None if every is None else Found(Part.EVERY, every, place.at + 1)


def days(place: Place) -> Found | None:
    """``weekdays``, ``mon,wed,fri``, ``mon-fri``, ``on mondays``, ``every day``.

    Raises:
        NoDayOfMonth: of a monthly digest.
    """
    at = place.at + (place.plain() in _EACH or place.plain() == "on")
    if place.plain() in _EACH and place.pieces.plain(at) == "day":
        return Found(Part.DAYS, ALL_DAYS, at + 1)
    first = _some_days(place.pieces, at)
    if first is None:
        return None
    named, end = first
    while place.pieces.plain(end) in _AND and (more := _some_days(place.pieces, end + 1)):
        named, end = named | more[0], more[1]
    if place.every is Every.MONTHLY:
        raise NoDayOfMonth(typed=place.typed(end))
    return Found(Part.DAYS, named, end)


def _some_days(pieces: Pieces, at: int) -> tuple[frozenset[int], int] | None:
    """One day, a name of several, or the days from one to another."""
    word = pieces.plain(at)
    if word in _DAYS:
        first = _DAYS[word]
        last = _DAYS.get(pieces.plain(at + 2), frozenset())
        if pieces.plain(at + 1) in _TO and len(first) == len(last) == 1:
            return _stretch(first, last), at + 3
        return first, at + 1
    start, _, end = word.partition("-")
    first, last = _DAYS.get(start, frozenset()), _DAYS.get(end, frozenset())
    return (_stretch(first, last), at + 1) if len(first) == len(last) == 1 else None


def _stretch(first: frozenset[int], last: frozenset[int]) -> frozenset[int]:
    """``sat-mon`` goes over the end of the week."""
    (start,), (end,) = first, last
    return frozenset((start + step) % 7 for step in range((end - start) % 7 + 1))


def month_day(place: Place) -> Found | None:
    """``first workday``, ``last day``, ``on the first day of each month``; of a monthly digest alone."""
    if place.every is not Every.MONTHLY:
        return None
    at = place.at + (place.plain() == "on")
    at += place.pieces.plain(at) == "the"
    which, what = place.pieces.plain(at), place.pieces.plain(at + 1)
    if which not in {"first", "1st", "last"} or what in _SPANS:
        return None
    named = _OF_MONTH[which == "last", what in _WORKDAY]
    end = at + 2 if what in _WORKDAY or what == "day" else at + 1
    if place.pieces.plain(end) == "of" and place.pieces.plain(end + 2) == "month":
        end += 3
    return Found(Part.MONTH_DAY, named, end)


def time_of_day(place: Place) -> Found | None:
    """``8``, ``8am``, ``8 am``, ``08:30``, ``8.30``, ``20:15``, ``noon``; a number alone where it can be no filter."""
    said = place.plain() == "at"
    at = place.at + said
    word, half = place.pieces.plain(at), place.pieces.plain(at + 1)
    if word in _NAMED:
        return Found(Part.AT, _NAMED[word], at + 1)
    apart = half in {"am", "pm"} and word[-1:].isdigit()
    clock = _CLOCK.fullmatch(word + half if apart else word)
    if clock is None or (clock[0].isdigit() and not (said or place.head)):
        return None
    read = _time(int(clock[1]), int(clock[2] or 0), clock[3] or "")
    return None if read is None else Found(Part.AT, read, at + 1 + apart)


def _time(hour: int, minute: int, half: str) -> time | None:
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
