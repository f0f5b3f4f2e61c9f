"""Parts of a week, month or year: ``beginning of June``, ``mid-May``, ``end of last week``, ``first half of June``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.query.when.dates import month_named, ordinal_day
from bot.query.when.named import this_unit, today, unit_reference
from bot.query.when.rules import rule_with
from bot.query.when.span import Days, Grain, Run, month_of, months_from, one
from bot.query.when.units import month, year_alone
from bot.query.words.lexicon import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

_GRAINS = frozenset({Grain.WEEK, Grain.MONTH, Grain.YEAR})
_OF_UNITS = {Unit.MONTH: Grain.MONTH, Unit.YEAR: Grain.YEAR}
_OF_A_WEEK = ((0, 3), (1, 4), (3, 7))
"""Days of a week by their place: its beginning, middle and end; its middle day is of two."""


@rule_with(
    "half before its number",
    "half of",
    "start of",
    "middle of",
    "end of",
    "last of the",
    "start of behind",
    "middle of behind",
    "end of behind",
    "first half of behind",
    "second half of behind",
    "third",
)
def part_of_unit(text: Text, at: int) -> Iterator[Read[Days]]:
    """``first half of June``, ``beginning of June``, ``mid-May``, ``end of last month``, ``6月上旬``."""
    for the in text.maybe("the", at):
        for number, after in ordinal_day(text, the):
            if number in (1, 2):
                for of in text.after("half of", after):
                    yield from (
                        (half(days, number), end)
                        for days, end in _unit(text, of)
                        if days.grain is not Grain.WEEK
                    )
        yield from _half_first(text, the)
        for table, number in (("start of", 0), ("middle of", 1), ("end of", 2), ("last of the", 2)):
            for of in text.after(table, the):
                if table == "last of the" and not _is_known(text, of):
                    continue
                for days, end in (*_unit(text, of), *_this_unit(text, of)):
                    yield from ((part, end) for part in _part(days, number))
    for (unit, number), end in text.match("third", at):
        yield _latest_third(today(text), unit, number), end
    for days, middle in (*_unit(text, at), *_this_unit(text, at)):
        for of in text.maybe("of", middle):
            yield from _part_behind(text, of, days)


@rule_with("a start", "a start behind")
def starting(text: Text, at: int) -> Iterator[Read[Days]]:
    """The unit whose start is named as a moment: ``the start of the year``, ``Jahresbeginn``; not ``early June``."""
    for the in (the for on in text.maybe("on", at) for the in text.maybe("the", on)):
        for of in text.after("a start", the):
            yield from (*_unit(text, of), *_this_unit(text, of))
    for days, middle in (*_unit(text, at), *_this_unit(text, at)):
        yield from ((days, end) for end in text.after("a start behind", middle))


def _half_first(text: Text, at: int) -> Iterator[Read[Days]]:
    """A half of a month whose number stands behind it: ``النصف الأول من يونيو``."""
    for start in text.after("half before its number", at):
        for number, after in ordinal_day(text, start):
            for of in text.after("of", after) if number in (1, 2) else ():
                yield from (
                    (half(days, number), end) for days, end in _unit(text, of) if days.grain is Grain.MONTH
                )


def _is_known(text: Text, at: int) -> bool:
    """Whether a unit is one that is known, so that its last is its end: Arabic آخر الشهر, but not آخر شهر."""
    return bool(text.after("with its article", at)) or any(month_named(text, at))


def _part_behind(text: Text, at: int, days: Days) -> Iterator[Read[Days]]:
    """The part of a unit that is named behind it: ``6月上旬``, ``先月前半``, ``去年年底``."""
    for table, number in (("start of behind", 0), ("middle of behind", 1), ("end of behind", 2)):
        for end in text.after(table, at):
            yield from ((part, end) for part in _part(days, number))
    for table, number in (("first half of behind", 1), ("second half of behind", 2)):
        if days.grain is not Grain.WEEK:
            yield from ((half(days, number), end) for end in text.after(table, at))
    for (unit, number), end in text.match("third", at):
        if days.grain is _OF_UNITS[unit]:
            yield _third(days, number), end


def _latest_third(day: date, unit: Unit, number: int) -> Days:
    """The part of this month or year, or of the one before where it has not begun."""
    for back in (0, 1):
        month = month_of(day.year, day.month - back)
        year = months_from(day.year - back, 1, 12)
        found = _third(Days((month if unit is Unit.MONTH else year,), _OF_UNITS[unit]), number)
        if found.first <= day:
            break
    return found


def _this_unit(text: Text, at: int) -> Iterator[Read[Days]]:
    """The month in ``end of the month``, the year in ``beginning of the year``."""
    for of in text.maybe("the", at):
        yield from ((days, end) for days, end in this_unit(text, of) if days.grain in _GRAINS)


def _unit(text: Text, at: int) -> Iterator[Read[Days]]:
    for the in text.maybe("the", at):
        for read in (month, unit_reference, year_alone):
            yield from ((days, end) for days, end in read(text, the) if days.grain in _GRAINS)


def _part(days: Days, number: int) -> Iterator[Days]:
    """The beginning, middle or end; of a fortnight nobody says that."""
    if days.grain is not Grain.WEEK:
        yield _third(days, number)
    elif days.one_week:
        first, end = (days.first + timedelta(days=day) for day in _OF_A_WEEK[number])
        yield one(first, end, Grain.DAY)


def _again(days: Days, part: Callable[[Days], Days]) -> Callable[[int], Days] | None:
    """The part at another turn of what it is of: in ``early June 2020 to late July`` that is of 2020 too."""
    again = days.again
    return None if again is None else lambda count: part(again(count))


def half(days: Days, number: int) -> Days:
    """Of a month: up to the 15th, and the rest. Of a year: six months."""
    run = _half_of(days, number)
    again = _again(days, lambda other: half(other, number))
    return Days((run,), Grain.DAY, again, by_year=days.by_year)


def _half_of(days: Days, number: int) -> Run:
    first, end = days.first, days.end
    middle = date(first.year, 7, 1) if days.grain is Grain.YEAR else first + timedelta(days=15)
    return Run(first, middle) if number == 1 else Run(middle, end)


def _third(days: Days, number: int) -> Days:
    """Of a month: the 1st to the 10th, the 11th to the 20th, the rest. Of a year: four months."""
    if days.grain is Grain.YEAR:
        return Days((months_from(days.first.year, 4 * number + 1, 4),), Grain.QUARTER)
    edges = (days.first, days.first + timedelta(days=10), days.first + timedelta(days=20), days.end)
    again = _again(days, lambda other: _third(other, number))
    return Days((Run(edges[number], edges[number + 1]),), Grain.DAY, again, by_year=days.by_year)
