"""Days with a time of the day: ``yesterday afternoon``, ``3pm on Monday``, ``last night``, ``this morning``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.asker import DateOrder
from bot.query.when import (
    and_before,
    any_dates,
    clock_bounds,
    clock_parts,
    clock_points,
    counted_days,
    day_spans,
    fiscal,
    hours,
    iso,
    listed,
    listed_days,
    named,
    nights,
    parts_of_months,
    parts_of_units,
    this_time,
    units,
    weeks,
    within,
)
from bot.query.when.clock_digits import pointed
from bot.query.when.counted_days import anchor
from bot.query.when.rules import Choice, alternative_with, rule, rule_with
from bot.query.when.span import DAY_MINUTES, Clock, Grain, a_day
from bot.query.when.turns import turned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.span import Days
    from bot.query.when.tokens import Text

_NIGHT, _LAST_DAY = (1200, 1800), 31


_DAYS = Choice(
    iso.interval,
    and_before.and_the_one_before,
    day_spans.day_span,
    any_dates.any_date,
    listed_days.days_of_a_month,
    listed_days.days_with_strokes,
    listed.weekdays_of_week,
    named.relative_day,
    named.weekday,
    named.unit_reference,
    parts_of_units.part_of_unit,
    units.months,
    units.week_number,
    units.month,
    units.quarter,
    units.year_alone,
    units.holiday,
    units.of_the_unit,
    within.within,
    parts_of_months.part_of_month,
    parts_of_months.day_of_turned_month,
    counted_days.last_so_many,
    counted_days.so_many_ago,
    counted_days.beside_a_day,
    weeks.week_beside,
    counted_days.same_day,
    weeks.weekend_of,
    weeks.weekday_of_week,
    fiscal.fiscal,
    any_dates.day_or_hour,
)
"""The likeliest first."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Days, a time of each, or both."""

    days: Days | None = None
    clock: Clock | None = None

    @property
    def also(self) -> bool:
        """Whether it is another way to read the same words."""
        return (self.days is not None and self.days.also) or (self.clock is not None and self.clock.also)


@rule
def any_days(text: Text, at: int) -> Iterator[Read[Days]]:
    """Any days, with ``on``, ``in`` or ``during`` before them, and ``all day`` or ``all`` around them."""
    for start in text.maybe("whole", at):
        for on in text.maybe("on", start):
            for read in _DAYS.at(text, on):
                for days, end in read(text, on):
                    comma = end + (text.word(end) == ",")  # hier, journée entière
                    for after in (*text.after("all day", comma), *text.after("following", end)):
                        yield days, after
                    yield days, end
        for day_long in text.after("all day", start):
            for on in text.maybe("on", day_long):
                yield from ((days, end) for days, end in anchor(text, on) if days.one_day)
        if start > at:
            yield from named.this_unit(text, start)  # the whole week


@rule
def end_of_days(text: Text, at: int) -> Iterator[Read[Moment]]:
    """``Monday, 24:00``: days up to their last minute, where a range ends."""
    for days, middle in any_days(text, at):
        for after in chain(text.after("comma", middle), text.maybe("at", middle)):
            if [text.word(after + place) for place in range(3)] == ["24", ":", "00"]:
                yield Moment(days), after + 3


@rule
def moment(text: Text, at: int) -> Iterator[Read[Moment]]:
    """Any days, any time, or both in either order."""
    for start in text.maybe("on", at):
        for said, after in _special(text, start):
            for time, end in _a_time(text, after):
                if said.clock is not None and (inside := _inside(time, said.clock)) is not None:
                    yield Moment(said.days, inside), end
            yield said, after
    yield from _weekday_part_of_week(text, at)
    yield from _early_or_late(text, at)
    for (days, now), end in this_time.day_of_this_time(text, at):
        yield Moment(days, clock_parts.around(now)), end
    for start in text.maybe("on", at):
        for days, end in nights.eve(text, start):
            yield Moment(days, Clock(*_NIGHT, part=True)), end
    at_a_time = _at_a_pointed_time(text, at)
    if not at_a_time:
        yield from _days_first(text, at)
    for start in text.maybe("the", at):
        yield from _time_first(text, start)
    if at_a_time:
        yield from ((Moment(replace(days, also=True)), end) for days, end in any_days(text, at))
    for days, end in day_spans.perhaps_days(text, at):
        if days.also:
            yield Moment(days), end


def _at_a_pointed_time(text: Text, at: int) -> bool:
    """Whether a number that may be a date is behind a word that makes it a time: Russian ``в 9.05``."""
    return any(pointed(text, start) for start in text.after("at a bare hour", at))


def _days_first(text: Text, at: int) -> Iterator[Read[Moment]]:
    """Days, with the time behind them and without."""
    for days, after in any_days(text, at):
        if after < len(text.tokens):
            yield from _with_time(text, days, after)
        yield Moment(days), after


def _with_time(text: Text, days: Days, at: int) -> Iterator[Read[Moment]]:
    """Days with the time behind them."""
    one = days.one_day
    half = text.glued(at + 1) and any(text.match("half of day", at + 1))
    a_month = days.grain is Grain.MONTH and any(text.match("month", at - 1))
    may_5 = a_month and text.word(at).isdigit() and not half
    bound = text.after("after", at) or text.after("before", at)
    of_week = days.grain is Grain.WEEK and bool(bound)  # last week after 6
    for time, end in _a_time(text, at, bare=one or of_week):
        if one or not may_5:  # May 5 pm is hardly an hour of each day of May
            yield Moment(days, time), end
    if text.word(at) == "t" and text.glued(at):
        yield from ((Moment(days, time), end) for time, end in clock_points.point(text, at + 1))


def _time_first(text: Text, at: int) -> Iterator[Read[Moment]]:
    """A time, alone or before its day."""
    for time, after in clock_parts.any_clock(text, at):
        if after < len(text.tokens):
            yield from _timed(text, time, after)
            yield from _near(text, time, after)
        if after not in text.after("part set", at) and not _month_and_day(text, at, after):
            yield Moment(None, time), after
    for time, after in hours.bare_hour(text, at):  # 8 this morning, 9 yesterday morning
        yield from _near(text, time, after)
        for days, end in any_days(text, after):
            yield from _of_a_part(text, time, days, end)
    for time, after in clock_bounds.bounded_of_a_day(text, at):
        if time.end - time.start < DAY_MINUTES:  # until midnight yesterday is everything up to then
            yield from _timed(text, time, after)
        yield from _near(text, time, after)


def _month_and_day(text: Text, at: int, end: int) -> bool:
    """Whether what may be two hours is a date to who asks: ``6-13`` in the US."""
    dashed = end == at + 3 and text.word(at).isdigit() and text.word(at + 1) == "-"
    return dashed and text.asker.date_order is DateOrder.MDY and any(text.number(at + 2, _LAST_DAY, least=13))


def _a_time(text: Text, at: int, *, bare: bool = True) -> Iterator[Read[Clock]]:
    """A time behind a day; behind several days a number alone is none: ``KW 20 bis 22``.

    ``Monday mornings`` are of several Mondays: of how many is not said.
    """
    for on in (*text.after("comma", at), *text.maybe("on", at)):
        several = text.after("part set", on) if bare else ()
        for time, end in clock_parts.any_clock(text, on):
            if end not in several:
                yield time, end
        if bare:
            yield from clock_bounds.bounded_of_a_day(text, on)


def _inside(time: Clock, within: Clock) -> Clock | None:
    """``this morning at 10:05``, ``昨晚8点``, ``this afternoon after 4``."""
    return clock_parts.overlap(time, within) or clock_parts.fitted(time, within)


def _timed(text: Text, time: Clock, at: int) -> Iterator[Read[Moment]]:
    """A time with the days that follow it: ``3pm on Monday``."""
    if text.match("hour part", at):
        return  # the mañana of 11:50 de la mañana is no tomorrow
    for on in chain(text.maybe("on", at), text.after("of", at)):
        for days, end in any_days(text, on):
            if days.grain is Grain.YEAR:  # a las 9 de 2005 is rather of an extension
                continue
            for inner, last in _a_time(text, end) if time.part else ():
                if (inside := _inside(inner, time)) is not None:
                    yield Moment(days, inside), last
            if not time.part:
                yield from _of_a_part(text, time, days, end)
            yield Moment(days, time), end


def _of_a_part(text: Text, time: Clock, days: Days, at: int) -> Iterator[Read[Moment]]:
    """A time, its day, and the part of it: ``half past two yesterday afternoon``, ``um 9 Uhr heute Morgen``."""
    for on in text.maybe("on", at):
        for its_part, end in clock_points.part(text, on):
            if (inside := clock_parts.before_its_part(time, its_part)) is not None:
                yield Moment(days, inside), end


def _near(text: Text, time: Clock, at: int) -> Iterator[Read[Moment]]:
    """A time with the part of the day that follows it: ``10:05 this morning``, ``11pm-2am last night``."""
    for on in chain(text.maybe("on", at), text.after("of", at)):
        for near, end in _special(text, on):
            if (narrowed := _narrowed(time, near)) is not None:
                yield narrowed, end


@alternative_with("weekday", beside=("part",))
def _weekday_part_of_week(text: Text, at: int) -> Iterator[Read[Moment]]:
    """``Friday afternoon last week``."""
    for start in text.maybe("on", at):
        for number, middle in text.match("weekday", start):
            for time, after in clock_points.part(text, middle):
                for days, end in named.weekday_of_week(text, number, after):
                    yield Moment(days, time), end


@rule_with("early or late", beside=("part",))
def _early_or_late(text: Text, at: int) -> Iterator[Read[Moment]]:
    """``late Friday afternoon``: the day stands within the name of its part."""
    parts = text.lexicon.phrases["part"]
    for on in text.maybe("on", at):
        for after in text.after("early or late", on):
            for middle in range(after + 1, len(text)):
                match parts.get((text.word(on), text.word(middle))):
                    case (int(first), int(last)):
                        time = Clock(first, last, part=True)
                        found = [
                            days for days, end in any_days(text, after) if end == middle and days.one_day
                        ]
                        yield from ((Moment(days, time), middle + 1) for days in found)


@alternative_with("near part", "part")
def _special(text: Text, at: int) -> Iterator[Read[Moment]]:
    """``this morning``, ``last night``, ``tonight``, ``昨晚``: a part of a day near today."""
    today = named.today(text)
    days = {end for the in text.maybe("the", at) for end in text.after("day", the)}
    for (offset, start, last), end in text.match("near part", at):
        yield Moment(a_day(today + timedelta(days=offset)), Clock(start, last, part=True)), end
    for (turn, time), end in turned(text, at, clock_points.part):
        if end in days:  # Spanish pasado mañana is a day, and no last morning
            continue
        yield Moment(a_day(today + timedelta(days=turn)), time), end


def _narrowed(time: Clock, within: Moment) -> Moment | None:
    """``10:05 this morning``, ``after midnight last night``."""
    if within.clock is None:
        return None
    inside = _inside(time, within.clock)
    return None if inside is None else Moment(within.days, inside)
