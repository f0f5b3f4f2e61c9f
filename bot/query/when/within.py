"""Days by their place in a longer unit: ``first week of May``, ``last Friday of May``, ``the 30th of last month``."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from bot.query.when.bits import NUMERAL
from bot.query.when.dates import day_number, nth_day, ordinal_day
from bot.query.when.holders import OF_A_HOLDER, holder
from bot.query.when.named import week_or_day
from bot.query.when.rules import rule_with
from bot.query.when.span import Days, Grain, a_day, one, weeks_of
from bot.query.words.lexicon import UNIT_DAYS, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

    _Choose = Callable[[Days, Text], Days | None]

_Value = TypeVar("_Value")

_OF_A_PLACE = (NUMERAL, "number", "ordinal", "ordinal first", "last", "last of", "before last first")
_LAST = -1
_MOST = 31


@rule_with(*_OF_A_PLACE, "the day", beside=OF_A_HOLDER)
def within(text: Text, at: int) -> Iterator[Read[Days]]:
    """The longer unit behind (``first week of May``) or before (``5月の第1月曜日``) its part."""
    for choose, after in _part(text, at):
        of_it = (after,) if text.lexicon.genitive else ()
        for of in (*text.after("of", after), *of_it):
            yield from _chosen(text, choose, holder(text, of))
    for days, middle in holder(text, at):
        signed = _day_with_a_sign(text, middle) if days.grain is Grain.MONTH else ()
        for of in chain(_joined(text, middle), signed):
            yield from (
                (found, end) for choose, end in _part(text, of) if (found := choose(days, text)) is not None
            )


def _joined(text: Text, at: int) -> Iterator[int]:
    """Between the longer unit and its part: a word, or nothing where the part says that it is one: ``5月第1週``."""
    yield from text.after("following", at)
    if any(text.after(table, at) for table in ("ordinal first", "first of", "last of")):
        yield at


def _day_with_a_sign(text: Text, at: int) -> Iterator[int]:
    """Before a day of the month that says it is one: ``上个月5号``."""
    if any(text.after("day sign", end) for _, end in text.count(at, _MOST)):
        yield at


def _chosen(text: Text, choose: _Choose, holders: Iterator[Read[Days]]) -> Iterator[Read[Days]]:
    for days, end in holders:
        if (found := choose(days, text)) is not None:
            yield found, end


@rule_with(*_OF_A_PLACE, "the day")
def _part(text: Text, at: int) -> Iterator[Read[_Choose]]:
    """What of the unit is meant: the nth weekday, week or day, the first or last so many days."""
    for start in text.maybe("the", at):
        for number, middle in nth_place(text, start):
            yield from ((_weekday(number, weekday), end) for weekday, end in text.match("weekday", middle))
            yield from ((_weekend(number), end) for end in text.after("weekend", middle))
            for unit, end in week_or_day(text, middle):
                yield nth(unit, number), end
                if unit is Unit.WEEK:
                    yield whole_week(number), end
            if number in {1, _LAST}:
                yield from _several(text, middle, number)
        for after in text.after("first of", start):
            yield from _several(text, after, 1)
        yield from _several_behind(text, start)
        for number, end in nth_day(text, start):
            yield nth(Unit.DAY, number), end
    for start in text.after("the day", at):
        yield from ((_day_of_month(number), end) for number, end in day_number(text, start))
    for start in text.maybe("the", at):
        for unit, middle in week_or_day(text, start):
            yield from ((nth(unit, number), end) for number, end in nth_place(text, middle))


def nth_place(text: Text, at: int) -> Iterator[Read[int]]:
    """Which one of several, from the end where it is negative."""
    for number, middle in ordinal_day(text, at):
        yield from ((-number, end) for end in text.after("from the end", middle))
        yield number, middle
        yield from ((number, end) for end in text.after("measure", middle))
    past = text.after("just past", at)
    lasts = chain(text.after("last", at), text.after("last of", at))
    yield from ((_LAST, end) for end in lasts if end not in past)
    yield from ((_LAST - 1, end) for end in text.after("before last first", at))


def _several(text: Text, at: int, place: int) -> Iterator[Read[_Choose]]:
    """``first 10 days``, ``last two weeks``."""
    for count, after in text.count(at, _MOST):
        for unit, end in text.match("unit", after):
            if unit in UNIT_DAYS:
                yield _end_of(count * UNIT_DAYS[unit], place), end


def _several_behind(text: Text, at: int) -> Iterator[Read[_Choose]]:
    """As ``_several``, the count first: ``les 3 premiers jours``."""
    for count, middle in text.count(at, _MOST):
        for place, after in nth_place(text, middle):
            for unit, end in text.match("unit", after) if place in {1, _LAST} else ():
                if unit in UNIT_DAYS:
                    yield _end_of(count * UNIT_DAYS[unit], place), end


def _weekday(number: int, weekday: int) -> _Choose:
    def choose(days: Days, text: Text) -> Days | None:
        del text
        day = _picked([day for day in days.runs[0].days() if day.weekday() == weekday], number)
        return None if day is None else a_day(day)

    return choose


def _weekend(number: int) -> _Choose:
    """The nth weekend that begins in it."""

    def choose(days: Days, text: Text) -> Days | None:
        weekend = text.asker.weekend
        day = _weekday(number, weekend[0])(days, text)
        return day and one(day.first, day.first + timedelta(days=len(weekend)), Grain.DAY)

    return choose


def nth(unit: Unit, number: int) -> _Choose:
    """The nth day or week of a unit."""

    def choose(days: Days, text: Text) -> Days | None:
        if unit is Unit.DAY:
            day = _picked(list(days.runs[0].days()), number)
            return None if day is None else a_day(day)
        week = _picked(weeks_of(days.runs[0], text.asker.week_start), number)
        return None if week is None else Days((week,), Grain.WEEK)

    return choose


def _day_of_month(number: int) -> _Choose:
    """``el 30 del mes pasado``: a bare number is a day of months alone."""
    return lambda days, text: nth(Unit.DAY, number)(days, text) if days.grain is Grain.MONTH else None


def whole_week(number: int) -> _Choose:
    """The nth week that is wholly within: what others mean by it."""

    def choose(days: Days, text: Text) -> Days | None:
        run = days.runs[0]
        weeks = weeks_of(run, text.asker.week_start)
        whole = [week for week in weeks if run.first <= week.first and week.end <= run.end]
        week = _picked(whole, number)
        return None if week is None else Days((week,), Grain.WEEK, also=True)

    return choose


def _picked(found: Sequence[_Value], number: int) -> _Value | None:
    """The nth of them, from the end where the number is negative; None where there are not so many."""
    if abs(number) > len(found):
        return None
    return found[number - 1 if number > 0 else number]


def _end_of(count: int, place: int) -> _Choose:
    """So many days at the beginning or the end."""

    def choose(days: Days, text: Text) -> Days | None:
        del text
        length = timedelta(days=count)
        if length >= days.end - days.first:
            return None
        first = days.first if place > 0 else days.end - length
        return one(first, first + length, Grain.DAY)

    return choose
