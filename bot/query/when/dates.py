"""Dates: ``30 May``, ``May 30th, 2022``, ``2022-05-30``, ``5/6``, ``the 20th``, ``Mon 30 May``."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when.clock_points import point
from bot.query.when.numerics import numeric
from bot.query.when.span import Days, Grain, Run, a_day, month_of, real_date
from bot.query.when.tokens import rule, rule_with
from bot.query.when.years import of_its_year, on_day, year_said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.query.when.tokens import Read, Text


def day_number(text: Text, at: int) -> Iterator[Read[int]]:
    """The day of a month: ``30``, ``30th``, ``30日``, ``thirtieth``."""
    yield from nth_day(text, at)
    yield from text.number(at, 31)
    yield from text.match("day in words", at)


@rule
def ordinal_day(text: Text, at: int) -> Iterator[Read[int]]:
    """A number that says it is one of a row: ``30th``, ``30.``, ``第30``, ``30日``, ``thirtieth``."""
    for number, end in text.number(at, 31):
        yield from ((number, after) for after in past_suffix(text, end))
    for number, end in text.count(at, 31):
        yield from ((number, after) for after in text.after("day sign", end))
    for after in text.after("ordinal first", at):
        yield from text.count(after, 31)
    yield from text.match("ordinal", at)


def past_suffix(text: Text, at: int) -> tuple[int, ...]:
    """Past what is glued to a number and says that it is one of a row: the ``th`` of ``30th``."""
    return text.after("ordinal suffix", at) if text.glued(at) else ()


def nth_day(text: Text, at: int) -> Iterator[Read[int]]:
    """As ``ordinal_day``, for days alone: Portuguese ``segunda`` is a weekday too, and ``2ª`` is a week's."""
    none = (*text.after("weekday", at), *text.after("never a day", at), *text.after("never a day", at + 1))
    yield from ((number, end) for number, end in ordinal_day(text, at) if end not in none)


def month_named(text: Text, at: int) -> Iterator[Read[int]]:
    """A month by its name, or by its number where that says so: ``May``, ``5月``."""
    yield from text.match("month", at)
    for number, end in text.count(at, 12):
        yield from ((number, after) for after in text.after("month sign", end))
    for after in text.after("month first", at):
        yield from text.count(after, 12)


@rule
def written(text: Text, at: int) -> Iterator[Read[Days]]:
    """``30 May``, ``30th of May 2022``, ``May 30th``, ``May 30, 2022``, ``2022年5月30日``; two digits are no year."""
    for start in text.maybe("the", at):
        for day, after_day in day_number(text, start):
            for of in (
                *text.maybe("of", after_day),
                *text.after("dash", after_day),
                *text.after("slash", after_day),
            ):
                dashed = of > after_day and text.word(of).isdigit()
                for month, end in () if dashed else month_named(text, of):  # 3-5月 are months
                    yield from of_its_year(text, end, on_day(month, day))
    for month, day, end in _month_then_day(text, at):
        yield from of_its_year(text, end, on_day(month, day))
    for number, after in year_said(text, at):
        for of in text.maybe("of", after):
            for month, day, end in _month_then_day(text, of):
                if (days := on_day(month, day)(number)) is not None:
                    yield days, end


def _month_then_day(text: Text, at: int) -> Iterator[tuple[int, int, int]]:
    for month, after in month_named(text, at):
        for the in text.maybe("the", after):
            if not (text.lexicon.day_first and the == after and text.word(the).isdigit()):
                yield from ((month, day, end) for day, end in day_number(text, the))


@rule
def day_of_month(text: Text, at: int) -> Iterator[Read[Days]]:
    """``the 20th``, ``le 20``, ``20号``: of the latest month in which it is not in the future."""
    for day, end in _day_alone(text, at):
        if (days := monthly(day, text.asker.now.date())) is not None:
            yield days, end


def _day_alone(text: Text, at: int) -> Iterator[Read[int]]:
    """A number that can only be a day of a month; "second" alone is none."""
    for the in text.maybe("the", at):
        if text.word(the)[:1].isdigit():
            yield from nth_day(text, the)
    for the in text.after("the day", at):
        yield from day_number(text, the)


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


@rule_with("weekday", "short weekday")
def with_weekday(text: Text, at: int) -> Iterator[Read[Days]]:
    """``Mon 30 May``, ``Friday the 3rd``, ``5月30日(月)``: the weekday must be right."""
    for start in text.maybe("the", at):
        for weekday, after in text.match("weekday", start):
            for comma in text.maybe("comma", after):
                for days, end in (*_a_date(text, comma), *_bare_day(text, comma)):
                    if (fitting := _fitting(days, weekday, text.asker.now.year)) is not None:
                        yield fitting, end
    for days, after in _a_date(text, at):
        for start in text.after("comma", after):
            yield from _behind(text, days, start)
        if text.word(after) == "(":
            yield from (
                (found, end + 1) for found, end in _behind(text, days, after + 1) if text.word(end) == ")"
            )
        elif text.glued(after) and not text.after("day sign", after):
            yield from _behind(text, days, after)


def _bare_day(text: Text, at: int) -> Iterator[Read[Days]]:
    """``lunes 30``, in languages in which the number after a weekday is no hour, unless one is said: ``lunes 9 h``."""
    yield from ((days, end) for days, end in _number_alone(text, at) if not _is_hour(text, at, end))


def _number_alone(text: Text, at: int) -> Iterator[Read[Days]]:
    for number, end in text.number(at, 31) if text.lexicon.day_after_weekday else ():
        if (days := monthly(number, text.asker.now.date())) is not None:
            yield days, end


def _is_hour(text: Text, at: int, end: int) -> bool:
    """Whether what follows a number says that it is an hour."""
    return any(after > end for _, after in point(text, at))


@rule
def day_or_hour(text: Text, at: int) -> Iterator[Read[Days]]:
    """The ``lunes 6`` of ``lunes 6 por la mañana``, where the number is rather an hour."""
    for weekday, after in text.match("weekday", at):
        for days, end in _number_alone(text, after):
            if (
                _is_hour(text, after, end)
                and (fitting := _fitting(days, weekday, text.asker.now.year)) is not None
            ):
                yield replace(fitting, also=True), end


def _a_date(text: Text, at: int) -> Iterator[Read[Days]]:
    for read in (written, numeric, day_of_month):
        yield from read(text, at)


def _behind(text: Text, days: Days, at: int) -> Iterator[Read[Days]]:
    """The weekday after its date; a short one counts only here: ``(月)``."""
    for weekday, end in (*text.match("weekday", at), *text.match("short weekday", at)):
        if (fitting := _fitting(days, int(weekday), text.asker.now.year)) is not None:
            yield fitting, end


def _fitting(days: Days, weekday: int, this_year: int) -> Days | None:
    """The days if they fall on a weekday; ``Friday the 13th`` may be of an earlier month.

    A date of another year is not looked for, but for the one to come this year: where the weekday is wrong, one of
    the two is a slip.
    """
    if days.first.weekday() == weekday:
        return days
    if days.again is None:
        return None
    if days.by_year:
        ahead = days.again(1)
        return ahead if ahead.first.year == this_year and ahead.first.weekday() == weekday else None
    turns = (days.again(turn) for turn in range(-1, -14, -1))
    return next((earlier for earlier in turns if earlier.first.weekday() == weekday), None)


@rule
def any_date(text: Text, at: int) -> Iterator[Read[Days]]:
    """Any date."""
    for read in (with_weekday, numeric, written, day_of_month):
        yield from read(text, at)
