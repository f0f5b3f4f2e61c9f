"""Years, said or meant: ``2022``, ``'22``, ``im Jahr 2022``, or the latest in which the days have begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.when.named import unit_reference
from bot.query.when.recurring import turns_of
from bot.query.when.span import FIRST_YEAR, LAST_YEAR, Days, Grain, a_day, real_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

_CENTURY = 2000
_RECENT = 4
"""Years in which two digits without more are meant."""
_OF_AN_HOUR = frozenset(
    {"half of day", "hour sign", "hours", "clock", "unit", "to", "and", "part", "hour part"}
)
_GOES_ON = frozenset({":", ".", "/", "-", "h"})
_LONGEST_ERA = 64
_LEAP = 8
"""Years in which any day of a year comes again: 29 February, from 1896 to 1904."""


def year(text: Text, at: int) -> Iterator[Read[int]]:
    """A year of four digits, 1990 to 2099."""
    if len(text.word(at)) == 4:
        yield from text.number(at, LAST_YEAR, least=FIRST_YEAR)


def yearly(make: Callable[[int], Days | None], today: date) -> Days | None:
    """Days of every year: of the latest that has begun; ``again`` tells those of other years.

    ``make`` gives None for a year without them, as 29 February; where no further year has them, the turn is the last.
    """
    for base in range(today.year, today.year - _LEAP, -1):
        if (days := make(base)) is not None and days.first <= today:
            return Days(days.runs, days.grain, turns_of(make, base, _LEAP), by_year=True)
    return None


def year_said(text: Text, at: int) -> Iterator[Read[int]]:
    """A year, perhaps with a word for it: ``2022``, ``im Jahr 2022``, ``2022年``."""
    for first in text.maybe("year first", at):
        for number, end in year(text, first):
            yield from ((number, after) for after in text.after("year sign", end))
            yield number, end
    for before, after in text.match("era", at):
        for count, end in text.count(after, _LONGEST_ERA):
            yield from ((before + count, last) for last in text.after("year sign", end))
        yield from ((before + 1, end) for end in text.after("first year", after))


def of_its_year(text: Text, at: int, make: Callable[[int], Days | None]) -> Iterator[Read[Days]]:
    """Days of the year that follows, if one does, else of the latest that has begun."""
    joined = (
        *text.after("comma", at),
        *text.after("of", at),
        *text.after("dash", at),
        *text.after("slash", at),
        at,
    )
    for start in joined:
        for number, end in (*year_said(text, start), *near_year(text, start)):
            days = make(number)
            if days is not None and not is_no_year(text, start, end):
                yield days, end
    for number, end in (*short_year(text, at), *recent_year_signed(text, at), *_recent_year_alone(text, at)):
        if (days := make(number)) is not None:
            yield days, end
    latest = yearly(make, text.asker.now.date())
    if latest is not None:
        yield latest, at


def is_no_year(text: Text, at: int, end: int) -> bool:
    """Whether a number behind a month is hardly its year, which has its sign and stands before it: ``5月2005``."""
    return text.lexicon.years_first and end == at + 1 and text.word(at).isdigit()


def near_year(text: Text, at: int) -> Iterator[Read[int]]:
    """``last year``, ``del año pasado``."""
    this = text.asker.now.year
    for days, end in unit_reference(text, at):
        if days.grain is Grain.YEAR and days.first.year in (this, this - 1):
            yield days.first.year, end


def _recent_year_alone(text: Text, at: int) -> Iterator[Read[int]]:
    """The 22 of ``6 June 22``, where nothing behind makes it an hour or a count."""
    for number, end in recent_year(text, at):
        behind = text.here[end].entries.keys() if end < len(text) else ()
        if _OF_AN_HOUR.isdisjoint(behind) and text.word(end) not in _GOES_ON:
            yield number, end


def recent_year_signed(text: Text, at: int) -> Iterator[Read[int]]:
    """Russian ``22 года``; where the sign of a year may be one of an hour, or years stand first, it says nothing."""
    for number, middle in recent_year(text, at):
        if not (text.lexicon.years_first or text.match("half of day", middle)):
            yield from ((number, end) for end in text.after("year sign", middle))


def recent_year(text: Text, at: int) -> Iterator[Read[int]]:
    """A year of two digits that was not long ago."""
    yield from ((number, end) for number, end in two_digits(text, at) if recent(number, text.asker.now.year))


def recent(number: int, this_year: int) -> bool:
    """Whether a year was not long ago."""
    return this_year - _RECENT <= number <= this_year


def short_year(text: Text, at: int) -> Iterator[Read[int]]:
    """``'22``, of this century."""
    for apostrophe in text.after("short year", at):
        if text.glued(apostrophe):
            yield from two_digits(text, apostrophe)


def two_digits(text: Text, at: int) -> Iterator[Read[int]]:
    """``22``, of this century, where something else says that it is a year."""
    if len(text.word(at)) == 2:
        yield from ((_CENTURY + number, end) for number, end in text.number(at, 99, least=0))


def on_day(month: int, day: int) -> Callable[[int], Days | None]:
    """A day of every year that has it."""

    def make(number: int) -> Days | None:
        found = real_date(number, month, day)
        return None if found is None else a_day(found)

    return make
