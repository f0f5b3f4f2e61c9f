"""Any time of the day, also as one within a part of it: ``8 in the evening``, ``last night after 11``."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.clock import clock_range
from bot.query.when.clock_bounds import bounded, bounded_behind, bounded_of_a_day, opened_of_a_day
from bot.query.when.clock_points import hour_and_minutes, part, point
from bot.query.when.hours import NOON, OF_A_TIME, bare_hour, halves
from bot.query.when.rules import alternative_with, rule, rule_with
from bot.query.when.span import DAY_MINUTES, Clock, Grain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

_ABOUT, _HOUR = 30, 60
_MORNING, _EDGE, _SHORT = 360, 180, 120
"""Minutes: when the morning begins; how far a time may stand from its part of the day, as Spanish tarde, a las 8; and
of a part that leaves no such room, as noon."""


@rule_with(*OF_A_TIME, "part")
def any_clock(text: Text, at: int) -> Iterator[Read[Clock]]:
    """Any time of the day, with ``at``, ``in the`` or ``during`` before it."""
    yield from clock_range(text, at)
    yield from bounded(text, at)
    yield from _before_part(text, at)
    for start in text.maybe("on", at):
        yield from _within_part(text, start)
        yield from part(text, start)
    abouts = text.after("about", at)
    for start, bare in (
        *((start, True) for start in text.after("at a bare hour", at)),
        *((start, False) for start in text.maybe("at", at)),
    ):
        for time, end in _pointed(text, start, bare=bare):
            yield from ((around(time), after) for after in text.after("about behind", end))
            yield around(time) if start in abouts else time, end
    for start in (near for about in abouts for near in text.maybe("the", about)):
        yield from part(text, start)  # gegen Mittag


@rule
def clock_of_days(text: Text, at: int) -> Iterator[Read[Clock]]:
    """As ``any_clock``, beside days, where the bare number of a bound can only be an hour: ``Mon-Wed after 5``."""
    yield from any_clock(text, at)
    yield from bounded_of_a_day(text, at)


@alternative_with("to", "and", beside=("part",))
def _before_part(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``5 to 7 in the morning``."""
    for time, middle in clock_range(text, at):
        for on in text.maybe("on", middle):
            for within, end in part(text, on):
                if (inside := before_its_part(time, within)) is not None:
                    yield replace(inside, also=False), end


@alternative_with("part")
def _within_part(text: Text, at: int) -> Iterator[Read[Clock]]:
    """A part of the day, then a time in it: ``下午3点``, ``afternoon from 2 to 4``."""
    for within, middle in part(text, at):
        at_an_hour = text.after("at a bare hour", middle)
        for start in chain(text.after("at", middle), at_an_hour, (middle,)):
            bare = (*hour_and_minutes(text, start), *bare_hour(text, start)) if start in at_an_hour else ()
            for time, end in chain(clock_range(text, start), point(text, start), bare):
                if (inside := fitted(time, within)) is not None:
                    yield from bounded_behind(text, inside, end)
                    yield from ((around(inside), after) for after in text.after("about behind", end))
                    yield inside, end
        for time, end in opened_of_a_day(text, middle):
            inside = overlap(time, within)
            if inside is not None and (time.onwards or inside.end != within.end):
                yield inside, end


def _pointed(text: Text, at: int, *, bare: bool) -> Iterator[Read[Clock]]:
    """A point, perhaps with its part of the day: ``8 in the evening``."""
    if not (point.begins(text, at) or bare_hour.begins(text, at)):
        return
    if bare:
        yield from hour_and_minutes(text, at)
    else:
        yield from _oclock(text, at)
    for time, end in chain(point(text, at), _hour_alone(text, at)):
        for on in text.maybe("on", end):
            for within, after in part(text, on):
                if (inside := before_its_part(time, within)) is not None:
                    yield inside, after
        if time.start >= DAY_MINUTES:
            continue
        if time.bare and bare:
            yield from ((replace(half, bare=False), end) for half in halves(time))
        elif not time.bare:
            yield time, end


def _hour_alone(text: Text, at: int) -> Iterator[Read[Clock]]:
    """A bare hour; the 10 of ``around 10 June`` is a day."""
    for time, end in bare_hour(text, at):
        if not any(text.match("month", end)) or any(text.number(end + 1, 31)):
            yield time, end


def around(time: Clock) -> Clock:
    """Half an hour on each side: who says about 15:20 does not mean the minute."""
    if time.grain is not Grain.MINUTE:
        return time
    return replace(time, start=max(time.start - _ABOUT, 0), end=min(time.start + _ABOUT, DAY_MINUTES))


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
        if bound is None:
            return None
        ends = (bound, within.end) if time.onwards else (within.start, bound)
        return Clock(*ends, Grain.MINUTE)
    if time.start < within.start and time.end > DAY_MINUTES:
        return None  # 10 to 6 of the next day begins at night too, if at all
    start, end = max(time.start, within.start), min(time.end, within.end)
    if (start, end) == (time.start, time.end):
        return replace(time, bare=False)
    return Clock(start, end, Grain.MINUTE) if start < end and not time.uncut else None


def _bound_within(time: Clock, within: Clock) -> int | None:
    """The minute at which an open time begins or ends in a part of the day: after 1 in the night is of the next day."""
    bound = time.start if time.onwards else time.end
    either = time.bare or ((time.loose or time.whole_day) and bound <= NOON)
    turns = (0, NOON, DAY_MINUTES) if either else (0, DAY_MINUTES)
    inside = [bound + turn for turn in turns if within.start < bound + turn < within.end]
    edge = [within.start for turn in turns if time.onwards and bound + turn == within.start]
    return next(iter((*inside, *edge)), None)


def fitted(time: Clock, within: Clock) -> Clock | None:
    """A time in its part of the day: 8 in the evening is 20:00; None where it is never in it.

    A time may stand at the edge of its part: six in the afternoon, 7 last night, 4 to 8 in the afternoon. But the
    morning is all before noon's hour, and nothing before noon is in the afternoon.
    """
    return _placed(time, within) or (_placed(time, _wide(time, within)) if within.part else None)


def _wide(time: Clock, within: Clock) -> Clock:
    morning = within.start == _MORNING
    if within.end - within.start <= _SHORT or (morning and time.start >= NOON + _HOUR):
        return within
    end = min(within.end + _EDGE, max(DAY_MINUTES, within.end))
    if morning:
        return replace(within, start=0, end=end)
    if within.start != NOON and (time.is_point or time.uncut or within.end > DAY_MINUTES):
        return replace(within, start=within.start - _EDGE, end=end)
    return replace(within, end=end)  # 11 to 3 in the afternoon begins at 11 at night, if at all


def _placed(time: Clock, within: Clock) -> Clock | None:
    for minutes in (0, NOON, DAY_MINUTES) if time.start < NOON + _HOUR else (0,):
        if within.start <= time.start + minutes < within.end and time.end + minutes <= within.end:
            return Clock(time.start + minutes, time.end + minutes, time.grain)
    return None


def before_its_part(time: Clock, within: Clock) -> Clock | None:
    """As ``fitted``, the time first: 3 at night begins the day, where a night that is named first goes on into it.

    So do 1 in the morning, and 5 to 7 in the morning.
    """
    if within.start == _MORNING:
        early = time.start < _MORNING and time.end <= within.end
    else:
        early = time.end <= within.end - DAY_MINUTES and time.start + NOON < within.start - _EDGE
    return replace(time, bare=False, loose=False, also=False) if early else fitted(time, within)
