"""Days with a time of the day: ``yesterday afternoon``, ``3pm on Monday``, ``last night``, ``this morning``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when import clock, dates, day_spans, named, units
from bot.query.when.span import Clock, a_day
from bot.query.when.tokens import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.span import Days
    from bot.query.when.tokens import Read, Text


@dataclass(frozen=True, slots=True)
class Moment:
    """Days, a time of each, or both."""

    days: Days | None = None
    clock: Clock | None = None


@rule
def any_days(text: Text, at: int) -> Iterator[Read[Days]]:
    """Any days, with ``on``, ``in`` or ``during`` before them, and ``all day`` or ``all`` around them."""
    for start in text.maybe("whole", at):
        for on in text.maybe("on", start):
            for read in (
                day_spans.day_span,
                dates.any_date,
                named.relative_day,
                named.weekday,
                named.unit_reference,
                units.part_of_unit,
                units.month,
                units.quarter,
                units.week_number,
                units.year_alone,
                units.holiday,
                units.of_the_unit,
            ):
                for days, end in read(text, on):
                    yield from ((days, after) for after in text.after("all day", end))
                    yield from ((days, after) for after in text.after("following", end))
                    yield days, end
        for day_long in text.after("all day", start):
            yield from named.relative_day(text, day_long)


@rule
def moment(text: Text, at: int) -> Iterator[Read[Moment]]:
    """Any days, any time, or both in either order."""
    for said, after in _special(text, at):
        for on in text.maybe("on", after):
            for time, end in (*clock.any_clock(text, on), *clock.bounded_of_a_day(text, on)):
                if said.clock is not None and (inside := clock.overlap(time, said.clock)) is not None:
                    yield Moment(said.days, inside), end
        yield said, after
    yield from _weekday_part_of_week(text, at)
    for days, after in any_days(text, at):
        for on in text.maybe("on", after):
            for time, end in (*clock.any_clock(text, on), *clock.bounded_of_a_day(text, on)):
                yield Moment(days, time), end
        if text.word(after) == "t" and text.glued(after):
            yield from ((Moment(days, time), end) for time, end in clock.point(text, after + 1))
        yield Moment(days), after
    for start in text.maybe("the", at):
        for time, after in clock.any_clock(text, start):
            yield from _timed(text, time, after)
            yield Moment(None, time), after
        for time, after in clock.bounded_of_a_day(text, start):
            yield from _timed(text, time, after)


def _timed(text: Text, time: Clock, at: int) -> Iterator[Read[Moment]]:
    """A time with the days that follow it: ``3pm on Monday``, ``10:05 this morning``."""
    for on in text.maybe("on", at):
        for days, end in any_days(text, on):
            yield Moment(days, time), end
        for within, end in _special(text, on):
            if (narrowed := _narrowed(time, within)) is not None:
                yield narrowed, end


def _weekday_part_of_week(text: Text, at: int) -> Iterator[Read[Moment]]:
    """``Friday afternoon last week``."""
    for start in text.maybe("on", at):
        for number, middle in text.match("weekday", start):
            for time, after in clock.part(text, middle):
                for days, end in named.weekday_of_week(text, number, after):
                    yield Moment(days, time), end


def _special(text: Text, at: int) -> Iterator[Read[Moment]]:
    """``this morning``, ``last night``, ``tonight``: a part of today or yesterday."""
    today = named.today(text)
    for table, offset in (("this", 0), ("last", -1), ("next", 1)):
        for after in text.after(table, at):
            for time, end in clock.part(text, after):
                yield Moment(a_day(today + timedelta(days=offset)), time), end
    for end in text.after("tonight", at):
        yield Moment(a_day(today), Clock(1200, 1800, part=True)), end


def _narrowed(time: Clock, within: Moment) -> Moment | None:
    """``10:05 this morning``."""
    if within.clock is None:
        return None
    inside = clock.fitted(time, within.clock)
    return None if inside is None else Moment(within.days, inside)
