"""Dates in digits alone: ``2022-05-30``, ``5/6``, ``5/6/22``, ``30.05.2022``, ``2022-05``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.asker import DateOrder
from bot.query.when.clock_digits import ends_in_a_sign
from bot.query.when.rules import rule
from bot.query.when.span import FIRST_YEAR, a_day, real_date
from bot.query.when.years import on_day, recent, year, yearly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.query.asker import Asker
    from bot.query.when.here import Read
    from bot.query.when.span import Days
    from bot.query.when.tokens import Text

_CENTURY = 2000
_ORDERS = {
    DateOrder.DMY: (DateOrder.DMY,),
    DateOrder.MDY: (DateOrder.MDY,),
    DateOrder.YMD: (DateOrder.YMD, DateOrder.MDY),
}
"""By the asker's order: the orders that a date is read in.

Where the year comes first it may still be written last: ``05/06/2022``, with the month before the day as always.
"""


def month_in_digits(text: Text, at: int) -> Iterator[Read[tuple[int, int]]]:
    """The year and month of ``2022-05``, ``2022/05``, ``05/2022`` and ``5/2022``: four digits can only be the year."""
    if text.word(at + 1) not in {"-", "/", "."} or not (text.glued(at + 1) and text.glued(at + 2)):
        return
    end = at + 3
    if text.word(end) == text.word(at + 1) and text.glued(end):
        return
    for number, _ in year(text, at):
        if len(text.word(at + 2)) == 2 and text.word(at + 1) != ".":
            yield from (((number, month), end) for month, _ in text.number(at + 2, 12))
    for number, _ in year(text, at + 2) if len(text.word(at)) == 2 or text.word(at + 1) == "/" else ():
        yield from (((number, month), end) for month, _ in text.number(at, 12))


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
        for days, end in _three(text, at, (first, second, text.word(at + 4))):
            yield from ((days, after) for after in text.maybe("year sign", end))
    elif separator == "." and text.lexicon.points_month_first:
        yield from _month_first(text, at, int(first), int(second))
    elif (
        separator == "/"
        or (separator == "-" and _is_day(text, at))
        or (separator == "." and text.word(at + 3) == "." and text.glued(at + 3))
    ):
        yield from _two(text, at, separator, int(first), int(second))
    elif (
        separator == "."
        and text.lexicon.points
        and max(len(first), len(second)) <= 2
        and not ends_in_a_sign(text, at)
    ):
        yield from ((days, end - 1) for days, end in _two(text, at, separator, int(first), int(second)))


def _month_first(text: Text, at: int, month: int, day: int) -> Iterator[Read[Days]]:
    if 1 <= month <= 12 and (days := yearly(on_day(month, day), text.asker.now.date())) is not None:
        yield days, at + 3
        if text.word(at + 3) == ".":  # of the sentence
            yield days, at + 4


def _is_day(text: Text, at: int) -> bool:
    """Whether two numbers with a dash are a day and its month: where dates are written so, or behind French le."""
    return text.lexicon.hyphens or (at > 0 and at in text.after("the day", at - 1))


def _three(text: Text, at: int, parts: tuple[str, str, str]) -> Iterator[Read[Days]]:
    end = at + 5
    if len(parts[0]) == 4:
        found = real_date(int(parts[0]), int(parts[1]), int(parts[2]))
        if found is not None and found.year >= FIRST_YEAR:
            yield a_day(found), end
        return
    if not all(len(part) in (1, 2) for part in parts[:2]) or len(parts[2]) not in (1, 2, 4):
        return
    found = next(filter(None, (_read(parts, order) for order in _ORDERS[text.asker.date_order])), None)
    used = [order for order in DateOrder if _is_used(order, text, at)]
    readings = {order: day for order in used if (day := _read(parts, order)) is not None}
    if found is None and len(set(readings.values())) == 1:
        found = next(iter(readings.values()))
    text.orders |= {order for order, day in readings.items() if day != found}
    text.never |= set(DateOrder) - readings.keys()
    if found is not None and found.year >= FIRST_YEAR:
        yield a_day(found), end


def _is_used(order: DateOrder, text: Text, at: int) -> bool:
    """Whether people write dates so: a year of two digits stands first with dashes alone."""
    return order is not DateOrder.YMD or text.word(at + 1) == "-"


def _read(parts: tuple[str, str, str], order: DateOrder) -> date | None:
    places = {DateOrder.DMY: (2, 1, 0), DateOrder.MDY: (2, 0, 1), DateOrder.YMD: (0, 1, 2)}[order]
    number, month, day = (parts[place] for place in places)
    if len(day) > 2 or len(month) > 2 or len(number) not in (2, 4):
        return None
    return real_date(int(number) + (2000 if len(number) == 2 else 0), int(month), int(day))


def _two(text: Text, at: int, separator: str, first: int, second: int) -> Iterator[Read[Days]]:
    """Without a year, or with one after a comma; with points the day comes first everywhere."""
    end = at + 3 + (separator == ".")
    dmy = on_day(second, first) if 1 <= second <= 12 else None
    mdy = on_day(first, second) if 1 <= first <= 12 and separator != "." else None
    for comma in text.after("comma", end):
        for number, after in year(text, comma):
            yield from (
                (days, after) for days in _in_order(text, *(make and make(number) for make in (dmy, mdy)))
            )
    if dmy is None and separator == "/" and month_or_day(text.asker, second):
        return
    today = text.asker.now.date()
    yield from (
        (days, end) for days in _in_order(text, *(make and yearly(make, today) for make in (dmy, mdy)))
    )


def month_or_day(asker: Asker, last: int) -> bool:
    """Whether what is no day and its month to who asks may be a month and its year: ``05/22``, where days are first."""
    return asker.date_order is DateOrder.DMY and recent(_CENTURY + last, asker.now.year)


def _in_order(text: Text, dmy: Days | None, mdy: Days | None) -> Iterator[Days]:
    """The day as the asker writes it, else the only one that it can be."""
    text.never |= {order for order, days in ((DateOrder.DMY, dmy), (DateOrder.MDY, mdy)) if days is None}
    preferred, other = (dmy, mdy) if text.asker.date_order is DateOrder.DMY else (mdy, dmy)
    if preferred is not None:
        if other is not None and other.first != preferred.first:
            text.orders.add(DateOrder.MDY if preferred is dmy else DateOrder.DMY)
        yield preferred
    elif other is not None:
        yield other
