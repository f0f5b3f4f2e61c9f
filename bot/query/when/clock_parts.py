"""Any time of the day, also as one within a part of it: ``8 in the evening``, ``last night after 11``."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.clock import bounded, bounded_of_a_day, clock_range, over_midnight
from bot.query.when.clock_points import NOON, bare_hour, halves, hour_and_minutes, part, point
from bot.query.when.span import DAY_MINUTES, Clock, Grain
from bot.query.when.tokens import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.tokens import Read, Text

_MORNING, _EDGE, _NIGHT_ENDS = 360, 120, 1800
"""Minutes: when the morning begins, how far a time may stand from its part of the day, and when the night is over."""


@rule
def any_clock(text: Text, at: int) -> Iterator[Read[Clock]]:
    """Any time of the day, with ``at``, ``in the`` or ``during`` before it."""
    yield from clock_range(text, at)
    yield from bounded(text, at)
    yield from _before_part(text, at)
    for start in text.maybe("on", at):
        yield from _within_part(text, start)
        yield from part(text, start)
    for start in text.after("at a bare hour", at):
        yield from _pointed(text, start, bare=True)
    for start in text.maybe("at", at):
        yield from _pointed(text, start, bare=False)


def _before_part(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``5 to 7 in the morning``."""
    for time, middle in clock_range(text, at):
        for on in text.maybe("on", middle):
            for within, end in part(text, on):
                if (inside := fitted(time, within)) is not None:
                    yield replace(inside, also=False), end


def _within_part(text: Text, at: int) -> Iterator[Read[Clock]]:
    """A part of the day, then a time in it: ``下午3点``, ``afternoon from 2 to 4``."""
    for within, middle in part(text, at):
        at_an_hour = text.after("at a bare hour", middle)
        for start in chain(text.after("at", middle), at_an_hour, (middle,)):
            bare = (*hour_and_minutes(text, start), *bare_hour(text, start)) if start in at_an_hour else ()
            for time, end in chain(
                clock_range(text, start), over_midnight(text, start), point(text, start), bare
            ):
                if (inside := fitted(time, within)) is not None:
                    yield inside, end
        for time, end in bounded_of_a_day(text, middle):
            inside = overlap(time, within)
            if inside is not None and (inside.start, inside.end) != (within.start, within.end):
                yield inside, end


def _pointed(text: Text, at: int, *, bare: bool) -> Iterator[Read[Clock]]:
    """A point, perhaps with its part of the day: ``8 in the evening``."""
    if bare:
        yield from hour_and_minutes(text, at)
    else:
        yield from _oclock(text, at)
    for time, end in chain(point(text, at), bare_hour(text, at)):
        for on in text.maybe("on", end):
            for within, after in part(text, on):
                if (inside := fitted(time, within)) is not None:
                    yield inside, after
        if time.start >= DAY_MINUTES:
            continue
        if time.bare and bare:
            yield from ((replace(half, bare=False), end) for half in halves(time))
        elif not time.bare:
            yield time, end


def _oclock(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``3 o'clock`` says that it is an hour, and not of which half of the day; ``3 hours`` are so long."""
    for time, end in point(text, at):
        if time.bare and not text.match("unit", end - 1):
            yield from ((replace(half, bare=False), end) for half in halves(time))


def overlap(time: Clock, within: Clock) -> Clock | None:
    """What two times of one day have in common; None where that is nothing.

    After ten at night goes on to the night's end, before two at night begins with it.
    """
    if time.onwards or time.upto:
        bound = _bound_within(time, within)
        if bound is not None:
            ends = (bound, within.end) if time.onwards else (within.start, bound)
            return Clock(*ends, Grain.MINUTE)
    start, end = max(time.start, within.start), min(time.end, within.end)
    return Clock(start, end, Grain.MINUTE) if start < end else None


def _bound_within(time: Clock, within: Clock) -> int | None:
    """The minute at which an open time begins or ends in a part of the day: after 1 in the night is of the next day."""
    bound = time.start if time.onwards else time.end
    either = time.bare or time.loose or time.whole_day
    turns = (0, NOON, DAY_MINUTES) if either and bound <= NOON else (0, DAY_MINUTES)
    return next((bound + turn for turn in turns if within.start < bound + turn < within.end), None)


def fitted(time: Clock, within: Clock) -> Clock | None:
    """A time in its part of the day: 8 in the evening is 20:00; None where it is never in it.

    A time may stand at the edge of its part: 5 in the morning, six in the afternoon, 7 last night.
    """
    morning = within.start == _MORNING
    wide = replace(
        within, start=0 if morning else within.start - _EDGE, end=min(within.end + _EDGE, _NIGHT_ENDS)
    )
    return _placed(time, within) or (_placed(time, wide) if within.part else None)


def _placed(time: Clock, within: Clock) -> Clock | None:
    for minutes in (0, NOON, DAY_MINUTES):
        if within.start <= time.start + minutes < within.end and time.end + minutes <= within.end:
            return Clock(time.start + minutes, time.end + minutes, time.grain)
    return None
