"""Several times of the same days: ``yesterday before 9 and after 5``, ``last week out of hours``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when import clock_parts, named
from bot.query.when.meaning import Meaning, Piece, of_each
from bot.query.when.moments import Moment, any_days
from bot.query.when.rolling import rolling
from bot.query.when.rules import rule_with
from bot.query.when.span import DAY_MINUTES, ONE_DAY, Grain, a_day, at_minute, one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.query.when.here import Read
    from bot.query.when.span import Clock, Days
    from bot.query.when.tokens import Text

_MOST = 4


@rule_with("or")
def times_of_days(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """Two times and more that all are of the same days, before them or after."""
    for days, middle in any_days(text, at):
        for on in chain(text.after("comma", middle), text.maybe("on", middle)):
            yield from ((_at_each(text, days, times), end) for times, end in _times(text, on, ()))
    for times, middle in _times(text, at, ()):
        for on in text.maybe("on", middle):
            yield from ((_at_each(text, days, times), end) for days, end in any_days(text, on))


def _times(text: Text, at: int, so_far: tuple[Clock, ...]) -> Iterator[Read[tuple[Clock, ...]]]:
    for time, end in clock_parts.clock_of_days(text, at):
        here = (*so_far, time)
        for more in text.after("or", end) if len(here) < _MOST and not time.also else ():
            yield from _times(text, more, here)
        if so_far and not time.also:
            yield here, end


def _at_each(text: Text, days: Days, times: Sequence[Clock]) -> Meaning:
    return of_each((Moment(days, time) for time in times), named.today(text))


@rule_with("rolling", "rolling within", "rolling behind", "past", "few")
def times_of_last_days(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """A time of each of the last so many days: ``last 3 days after 5pm``, ``9-11 in the last 2 weeks``."""
    for days, middle in _last_days(text, at):
        for on in chain(text.after("comma", middle), text.maybe("on", middle)):
            yield from (
                (_at_each(text, days, (time,)), end) for time, end in clock_parts.clock_of_days(text, on)
            )
    for time, middle in clock_parts.clock_of_days(text, at):
        yield from ((_at_each(text, days, (time,)), end) for days, end in _last_days(text, middle))


def _last_days(text: Text, at: int) -> Iterator[Read[Days]]:
    """From so many days ago up to today."""
    until = named.today(text) + ONE_DAY
    for said, end in rolling(text, at):
        first = said.pieces[0].start if said.pieces and said.pieces[0].end is None else None
        if first is not None and first.date() < until:
            yield one(first.date(), until, Grain.DAY), end


@rule_with("out of hours")
def out_of_hours(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """Outside business hours, which a weekend has none of; alone of today."""
    for days, middle in any_days(text, at):
        for on in chain(text.after("comma", middle), (middle,)):
            yield from ((_outside(text, days), end) for end in text.after("out of hours", on))
    for middle in text.after("out of hours", at):
        for on in text.maybe("on", middle):
            yield from ((_outside(text, days), end) for days, end in any_days(text, on))
        yield _outside(text, a_day(named.today(text))), middle


def _outside(text: Text, days: Days) -> Meaning:
    opens, closes = text.asker.habits.office
    pieces: list[Piece] = []
    for day in (day for run in days.runs for day in run.days()):
        closed = day.weekday() in text.asker.weekend
        spans = ((0, DAY_MINUTES),) if closed else ((0, opens), (closes, DAY_MINUTES))
        pieces.extend(
            Piece(at_minute(day, start), at_minute(day, end)) for start, end in spans if start < end
        )
    return Meaning(tuple(pieces))
