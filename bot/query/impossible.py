"""Dates that no calendar has, the 31st of February, week 60, or that nobody can tell: ``05/22``."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

from bot.query.time_trouble import NotUnderstood
from bot.query.when.numerics import month_or_day
from bot.query.words import words_of_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.asker import Asker
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

NO_SUCH_DAY = "{month} has no {day}."
WEEKS = "Weeks go to 53."
MONTH_OR_DAY = (
    "It may be a month or a day. Write {month}/20{last} for the month, or {last}/{month} for the day."
)
_TWO = re.compile(r"(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?,?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTS = {
    "year": r"(?P<year>(?:19|20)\d\d)",
    "month": r"(?P<month>0?[1-9]|1[0-2])",
    "day": r"(?P<day>29|3[01])",
}
_DATES = tuple(
    re.compile(each.format(**_PARTS))
    for each in (
        "{year}-{month}-{day}",
        r"{day}[./]{month}(?:[./]{year})?\.?",
        r"{month}/{day}(?:/{year})?",
    )
)
"""Those whose day cannot be a month."""
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_LEAP_YEAR, _LEAP_DAY, _MOST_WEEKS = 2000, 29, 53


def impossible(words: Words, terms: Vocabulary) -> NotUnderstood | None:
    """A date that never is, with why: ``31 Feb``, ``Feb 31st``, ``29 Feb 2025``, ``week 60``."""
    for at in range(len(words)):
        if (why := _in_digits(words.plain(at))) is not None:
            return NotUnderstood(words=words.typed(at, at + 1), hint=why)
        for day, month, end in _dates(words, terms, at):
            year = words.plain(end) if _YEAR.fullmatch(words.plain(end)) else ""
            if (why := _never(day, month, year)) is not None:
                return NotUnderstood(words=words.typed(at, end + bool(year)), hint=why)
        number = words.plain(at + 1)
        if terms.is_one("week", words.plain(at)) and number.isdecimal() and int(number) > _MOST_WEEKS:
            return NotUnderstood(words=words.typed(at, at + 2), hint=WEEKS)
    return None


def _in_digits(word: str) -> str | None:
    """Why a date in digits never is, where its day can only be one: ``2026-02-30``, ``30.2.2026``, ``02/30``."""
    for date in _DATES:
        if (said := date.fullmatch(word)) is not None:
            return _never(int(said["day"]), int(said["month"]), said["year"] or "")
    return None


def _never(day: int, month: int, year: str) -> str | None:
    """Why there is no such day; None where there is one."""
    if day <= monthrange(int(year or _LEAP_YEAR), month)[1]:
        return None
    name = " ".join(filter(None, (_month_name(month), year if day <= _LEAP_DAY else "")))
    return NO_SUCH_DAY.format(month=name, day=_ordinal(day))


def either_month_or_day(words: Words, asker: Asker) -> NotUnderstood | None:
    """A month and its year, or a day behind its month, which who asks writes the other way round: ``05/22``."""
    for at in range(len(words)):
        said = _TWO.fullmatch(words.plain(at))
        if said is not None and month_or_day(asker, int(said[2])):
            hint = MONTH_OR_DAY.format(month=said[1], last=said[2])
            return NotUnderstood(words=words.typed(at, at + 1), hint=hint)
    return None


def _dates(words: Words, terms: Vocabulary, at: int) -> Iterator[tuple[int, int, int]]:
    """A day and a month that begin at a word, as numbers, and where it goes on."""
    if day := _day(words, at):
        of = at + 1 + terms.is_one("of", words.plain(at + 1))
        if month := terms.month_number(words.plain(of)):
            yield day, month, of + 1
    if month := terms.month_number(words.plain(at)):
        the = at + 1 + terms.is_one("the", words.plain(at + 1))
        if day := _day(words, the):
            yield day, month, the + 1


def _day(words: Words, at: int) -> int:
    found = _DAY.fullmatch(words.plain(at))
    return int(found[1]) if found else 0


def _month_name(month: int) -> str:
    table = words_of_time("en")
    assert table is not None
    return max((name for name, number in table.months.items() if number == month), key=len).title()


def _ordinal(day: int) -> str:
    return f"{day}{'th' if day // 10 == 1 else _SUFFIXES.get(day % 10, 'th')}"
