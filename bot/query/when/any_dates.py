"""Any date, also with its weekday: ``Mon 30 May``, ``Friday the 3rd``, ``5月30日(月)``, ``lunes 30``."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.clock_parts import before_its_part
from bot.query.when.clock_points import part, point
from bot.query.when.dates import OF_A_DAY, day_of_month, monthly, written
from bot.query.when.numerics import numeric
from bot.query.when.recurring import with_the_next
from bot.query.when.rules import rule_with
from bot.query.when.span import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.span import Days
    from bot.query.when.tokens import Text

_LAST_DAY, _LAST_HOUR = 31, 24


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
        elif text.glued(after) and (not text.after("day sign", after) or text.after("day sign", after - 1)):
            yield from _behind(text, days, after)


def _bare_day(text: Text, at: int) -> Iterator[Read[Days]]:
    """``lunes 30``, in languages in which the number after a weekday is no hour, unless one is said: ``lunes 9 h``."""
    yield from ((days, end) for days, end in _number_alone(text, at) if not _is_hour(text, at, end))


def _number_alone(text: Text, at: int) -> Iterator[Read[Days]]:
    yield from _monthly(text, at) if text.lexicon.day_after_weekday else ()


def _monthly(text: Text, at: int) -> Iterator[Read[Days]]:
    for number, end in text.number(at, _LAST_DAY):
        if (days := monthly(number, text.asker.now.date())) is not None:
            yield days, end


def _is_hour(text: Text, at: int, end: int) -> bool:
    """Whether what follows a number says that it is an hour; in ``lundi 9 à 11h`` the word between is an at."""
    if any(after > end for _, after in point(text, at)):
        return True
    at_words = (*text.after("at", end), *text.after("at a bare hour", end))
    return any(any(point(text, to)) for to in text.after("to", end) if to not in at_words)


@rule_with("weekday")
def day_or_hour(text: Text, at: int) -> Iterator[Read[Days]]:
    """The ``lunes 6`` of ``lunes 6 por la mañana``, where the number is rather an hour.

    In other languages a number that the part of the day has no hour for: ``Monday 13 in the morning``.
    """
    for weekday, after in text.match("weekday", at):
        for days, end in _monthly(text, after) if not text.lexicon.day_after_weekday else ():
            if days.first.weekday() == weekday and _never_an_hour(text, after, end):
                yield days, end
        for days, end in _number_alone(text, after):
            if (
                _is_hour(text, after, end)
                and (fitting := _fitting(days, weekday, text.asker.now.year)) is not None
            ):
                yield replace(fitting, also=True), end


def _never_an_hour(text: Text, at: int, end: int) -> bool:
    """Whether a number is no hour of the part of the day that follows it."""
    parts = [within for on in text.maybe("on", end) for within, _ in part(text, on)]
    hours = [Clock(hour * 60, hour * 60 + 60) for hour, _ in text.number(at, _LAST_HOUR)]
    return bool(parts) and all(before_its_part(hour, within) is None for hour in hours for within in parts)


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
    turns = with_the_next(days, this_year)
    if days.again is not None and not days.by_year:
        turns = chain(turns, map(days.again, range(-1, -14, -1)))
    return next((turn for turn in turns if turn.first.weekday() == weekday), None)


@rule_with(*OF_A_DAY)
def any_date(text: Text, at: int) -> Iterator[Read[Days]]:
    """Any date."""
    for read in (with_weekday, numeric, written, day_of_month):
        yield from read(text, at)
