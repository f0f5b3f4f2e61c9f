"""Dates: ``30 May``, ``May 30th, 2022``, ``2022-05-30``, ``5/6``, ``the 20th``, ``Mon 30 May``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.asker import DateOrder
from bot.query.when.span import FIRST_YEAR, LAST_YEAR, Days, Grain, Run, a_day, month_of, real_date
from bot.query.when.tokens import rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.query.when.tokens import Read, Text


_ORDERS = {
    DateOrder.DMY: ((DateOrder.DMY,), DateOrder.MDY),
    DateOrder.MDY: ((DateOrder.MDY,), DateOrder.DMY),
    DateOrder.YMD: ((DateOrder.YMD, DateOrder.MDY), DateOrder.DMY),
}
"""By the asker's order: the orders that a date is read in, and the other one it may be meant in.

Where the year comes first it may still be written last: ``05/06/2022``, with the month before the day as always.
"""


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
    base = today.year
    while (days := make(base)) is None or days.first > today:
        base -= 1
        if today.year - base >= _LEAP:
            return None
    start, latest = base, days

    def again(count: int) -> Days:
        step, number, found = (1 if count > 0 else -1), start, latest
        for _ in range(abs(count)):
            years = range(number + step, number + step * (_LEAP + 1), step)
            number, found = next(
                ((year, other) for year in years if (other := make(year)) is not None), (number, found)
            )
        return found

    return Days(days.runs, days.grain, again, by_year=True)


def day_number(text: Text, at: int) -> Iterator[Read[int]]:
    """The day of a month: ``30``, ``30th``, ``thirtieth``."""
    for number, end in text.number(at, 31):
        yield from ((number, after) for after in text.after("ordinal suffix", end) if text.glued(end))
        yield number, end
    yield from text.match("ordinal", at)


def ordinal_day(text: Text, at: int) -> Iterator[Read[int]]:
    """A day of a month that says so: ``30th``, ``thirtieth``."""
    for number, end in text.number(at, 31):
        yield from ((number, after) for after in text.after("ordinal suffix", end) if text.glued(end))
    yield from text.match("ordinal", at)


def of_its_year(text: Text, at: int, make: Callable[[int], Days | None]) -> Iterator[Read[Days]]:
    """Days of the year that follows, if one does, else of the latest that has begun."""
    for comma in (*text.after("comma", at), *text.after("of", at), *text.after("dash", at), at):
        for number, end in year(text, comma):
            days = make(number)
            if days is not None:
                yield days, end
    for number, end in _short_year(text, at):
        if (days := make(number)) is not None:
            yield days, end
    latest = yearly(make, text.asker.now.date())
    if latest is not None:
        yield latest, at


def _short_year(text: Text, at: int) -> Iterator[Read[int]]:
    """``'22``, of this century."""
    for apostrophe in text.after("short year", at):
        if text.glued(apostrophe) and len(text.word(apostrophe)) == 2:
            yield from ((2000 + number, end) for number, end in text.number(apostrophe, 99, least=0))


def _on(month: int, day: int) -> Callable[[int], Days | None]:
    def make(number: int) -> Days | None:
        found = real_date(number, month, day)
        return None if found is None else a_day(found)

    return make


@rule
def written(text: Text, at: int) -> Iterator[Read[Days]]:
    """``30 May``, ``30th of May 2022``, ``May 30th``, ``May 30, 2022``; a year of two digits is none."""
    for day, after_day in day_number(text, at):
        for of in (*text.maybe("of", after_day), *text.after("dash", after_day)):
            for month, end in text.match("month", of):
                yield from of_its_year(text, past_dot(text, end), _on(month, day))
    for month, after_month in text.match("month", at):
        for the in text.maybe("the", past_dot(text, after_month)):
            for day, end in day_number(text, the):
                yield from of_its_year(text, end, _on(month, day))


def past_dot(text: Text, at: int) -> int:
    """Past the point of an abbreviation: ``Sept. 3``."""
    return at + 1 if text.word(at) == "." and text.glued(at) else at


@rule
def day_of_month(text: Text, at: int) -> Iterator[Read[Days]]:
    """``the 20th``: of the latest month in which it is not in the future."""
    for the in text.maybe("the", at):
        for day, end in ordinal_day(text, the):
            if the == at and not text.word(at)[:1].isdigit():
                continue  # "second" alone is no date
            if not text.word(the)[:1].isdigit():
                continue
            if (days := monthly(day, text.asker.now.date())) is not None:
                yield days, end


def monthly(day: int, today: date) -> Days | None:
    """This day of the latest month that has it and in which it is not in the future."""

    def of_month(number: int) -> date | None:
        run = month_of(today.year, number)
        return real_date(run.first.year, run.first.month, day)

    number = today.month
    while (found := of_month(number)) is None or found > today:
        number -= 1
        if today.month - number > 12:
            return None
    start = number

    def again(count: int) -> Days:
        step, month = (1 if count > 0 else -1), start
        for _ in range(abs(count)):
            month += step
            while of_month(month) is None:
                month += step
        other = of_month(month)
        assert other is not None
        return a_day(other)

    return Days((Run(found, found + timedelta(days=1)),), Grain.DAY, again=again)


@rule
def numeric(text: Text, at: int) -> Iterator[Read[Days]]:
    """``2022-05-30``, ``5/6``, ``5/6/22``, ``30.05.2022``, ``30.5.``."""
    separator = text.word(at + 1)
    if separator not in ("/", "-", ".") or not text.word(at).isdigit():
        return
    first, second = text.word(at), text.word(at + 2)
    if not (second.isdigit() and text.glued(at + 1) and text.glued(at + 2)):
        return
    if (
        text.word(at + 3) == separator
        and text.word(at + 4).isdigit()
        and text.glued(at + 3)
        and text.glued(at + 4)
    ):
        yield from _three(text, at, (first, second, text.word(at + 4)))
    elif separator == "/" or (separator == "." and text.word(at + 3) == "." and text.glued(at + 3)):
        yield from _two(text, at, separator, int(first), int(second))


def _three(text: Text, at: int, parts: tuple[str, str, str]) -> Iterator[Read[Days]]:
    end = at + 5
    if len(parts[0]) == 4:
        found = real_date(int(parts[0]), int(parts[1]), int(parts[2]))
        if found is not None and found.year >= FIRST_YEAR:
            yield a_day(found), end
        return
    if not all(len(part) in (1, 2) for part in parts[:2]) or len(parts[2]) not in (2, 4):
        return
    preferred, alternative = _ORDERS[text.asker.date_order]
    found = next(filter(None, (_read(parts, order) for order in preferred)), None)
    other = _read(parts, alternative)
    if found is None:
        options = set(filter(None, (_read(parts, order) for order in DateOrder)))
        found = options.pop() if len(options) == 1 else None
    elif other is not None and other != found:
        text.numerics[at, end] = (other.year, other.month, other.day)
    if found is not None and found.year >= FIRST_YEAR:
        yield a_day(found), end


def _read(parts: tuple[str, str, str], order: DateOrder) -> date | None:
    places = {DateOrder.DMY: (2, 1, 0), DateOrder.MDY: (2, 0, 1), DateOrder.YMD: (0, 1, 2)}[order]
    number, month, day = (parts[place] for place in places)
    if len(day) > 2 or len(month) > 2 or len(number) not in (2, 4):
        return None
    return real_date(int(number) + (2000 if len(number) == 2 else 0), int(month), int(day))


def _two(text: Text, at: int, separator: str, first: int, second: int) -> Iterator[Read[Days]]:
    """Without a year; with points the day comes first everywhere."""
    end = at + 3 + (separator == ".")
    today = text.asker.now.date()
    dmy = yearly(_on(second, first), today) if 1 <= second <= 12 else None
    mdy = yearly(_on(first, second), today) if 1 <= first <= 12 else None
    if separator == ".":
        mdy = None
    preferred, other = (dmy, mdy) if text.asker.date_order is DateOrder.DMY else (mdy, dmy)
    if preferred is not None:
        if other is not None and other.first != preferred.first:
            text.numerics[at, end] = (other.first.year, other.first.month, other.first.day)
        yield preferred, end
    elif other is not None:
        yield other, end


@rule
def with_weekday(text: Text, at: int) -> Iterator[Read[Days]]:
    """``Mon 30 May``, ``Friday the 3rd``: the weekday must be right."""
    for weekday, after in text.match("weekday", at):
        for comma in text.maybe("comma", past_dot(text, after)):
            for days, end in (*written(text, comma), *numeric(text, comma), *day_of_month(text, comma)):
                fitting = _fitting(days, weekday)
                if fitting is not None:
                    yield fitting, end


def _fitting(days: Days, weekday: int) -> Days | None:
    """The days if they fall on a weekday; ``Friday the 13th`` may be of an earlier month.

    A date of another year is not looked for: where the weekday is wrong, one of the two is a slip.
    """
    if days.first.weekday() == weekday:
        return days
    if days.again is None or days.by_year:
        return None
    turns = (days.again(turn) for turn in range(-1, -14, -1))
    return next((earlier for earlier in turns if earlier.first.weekday() == weekday), None)


@rule
def any_date(text: Text, at: int) -> Iterator[Read[Days]]:
    """Any date."""
    for read in (with_weekday, numeric, written, day_of_month):
        yield from read(text, at)
