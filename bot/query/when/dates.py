"""Dates: ``30 May``, ``May 30th, 2022``, ``the 20th``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.bits import NUMERAL
from bot.query.when.recurring import turns_of
from bot.query.when.rules import rule, rule_with
from bot.query.when.span import Days, Grain, a_day, month_of, real_date
from bot.query.when.years import near_year, of_its_year, on_day, year_said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text


_LAST_DAY, _MONTHS = 31, 12
OF_A_DAY = (NUMERAL, "number", "ordinal", "ordinal first", "day in words")
OF_A_MONTH = ("month", "month sign", "month first")
"""Tables without which there is no number of a day, and no month."""


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
    """Past what is glued to a number and says that it is one of a row: the ``th`` of ``30th``.

    The point of German ``8.10 Uhr`` is no such sign.
    """
    within_a_number = text.word(at) == "." and text.glued(at + 1) and text.word(at + 1).isdigit()
    return text.after("ordinal suffix", at) if text.glued(at) and not within_a_number else ()


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


@rule_with(*OF_A_MONTH, beside=OF_A_DAY)
def written(text: Text, at: int) -> Iterator[Read[Days]]:
    """``30 May``, ``30th of May 2022``, ``May 30th``, ``May 30, 2022``, ``2022年5月30日``; two digits are no year."""
    for start in (*text.maybe("the", at), *text.after("last", at)):
        for day, after_day in day_number(text, start):
            for of in (
                *text.maybe("of", after_day),
                *text.after("dash", after_day),
                *text.after("slash", after_day),
            ):
                dashed = of > after_day and text.word(of).isdigit()
                for month, end in () if dashed else month_named(text, of):  # 3-5月 are months
                    for date_said, last in of_its_year(text, end, on_day(month, day)):
                        yield from (
                            (_over(text, date_said), past) for past in text.after("last behind", last)
                        )
                        yield date_said, last
    for month, day, end in _month_then_day(text, at):
        yield from of_its_year(text, end, on_day(month, day))
    for number, after in chain(year_said(text, at), near_year(text, at)):
        for of in text.maybe("of", after):
            for month, day, end in _month_then_day(text, of):
                if (days := on_day(month, day)(number)) is not None:
                    yield days, end


def _over(text: Text, days: Days) -> Days:
    """Spanish ``el 10 de junio pasado``: the latest one before today."""
    again = days.again if days.by_year and days.first >= text.asker.now.date() else None
    return again(-1) if again is not None else days


def _month_then_day(text: Text, at: int) -> Iterator[tuple[int, int, int]]:
    for month, after in month_named(text, at):
        for the in text.maybe("the", after):
            if not (text.lexicon.day_first and the == after and text.word(the).isdigit()):
                yield from ((month, day, end) for day, end in day_number(text, the))


@rule_with(NUMERAL, "the day", "sign of a day alone")
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
    for number, middle in text.match("number", at):
        yield from (
            (int(number), end) for end in text.after("sign of a day alone", middle) if number <= _LAST_DAY
        )


def monthly(day: int, today: date) -> Days | None:
    """This day of the latest month that has it and in which it is not in the future."""

    def of_month(number: int) -> Days | None:
        first = month_of(today.year, number).first
        found = real_date(first.year, first.month, day)
        return None if found is None else a_day(found)

    for number in range(today.month, today.month - _MONTHS - 1, -1):
        if (found := of_month(number)) is not None and found.first <= today:
            return Days(found.runs, Grain.DAY, again=turns_of(of_month, number, _MONTHS))
    return None
