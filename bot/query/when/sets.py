"""Several stretches: ``weekdays last month after 6pm``, ``every Friday since March``, ``X and Y``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when import clock, named
from bot.query.when.meaning import Meaning, pieces_of
from bot.query.when.moments import Moment, any_days, moment
from bot.query.when.ranges import ranges
from bot.query.when.rolling import rolling
from bot.query.when.span import Days, Grain, Run, joined
from bot.query.when.tokens import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.span import Clock
    from bot.query.when.tokens import Read, Text

_MOST_LISTED = 7
_ONE_DAY = timedelta(days=1)


@rule
def selector(text: Text, at: int) -> Iterator[Read[frozenset[int]]]:
    """Which weekdays of a stretch: ``weekdays``, ``Mondays``, ``every Friday``, ``every day``, ``Monday mornings``."""
    for on in text.maybe("on", at):
        for start in text.maybe("every", on):
            every = start > on
            for day, end in text.match("weekday set", start):
                yield frozenset({day}), end
            for day, end in text.match("weekday", start):
                if every or (text.word(end).endswith("s") and any(text.match("part", end))):
                    yield frozenset({day}), end
            for days, end in text.match("day set", start):
                if every or text.word(end - 1).endswith("s"):
                    yield days, end


@rule
def container(text: Text, at: int) -> Iterator[Read[Run]]:
    """The stretch a set is taken from: days, ``since March``, ``the last 3 weeks``, ``1 to 20 May``."""
    today = named.today(text)
    for days, end in any_days(text, at):
        if len(days.runs) == 1 and (days.end - days.first).days > 1:
            yield days.runs[0], end
    for after in text.after("since", at):
        for days, end in any_days(text, after):
            if days.first <= today:
                yield Run(days.first, today + _ONE_DAY), end
    for meaning, end in (*rolling(text, at), *ranges(text, at)):
        start = meaning.pieces[0].start if meaning.pieces else None
        last = meaning.pieces[0].end if meaning.pieces else None
        if start is not None and not start.hour and (last is None or (last > start and not last.hour)):
            yield Run(start.date(), today + _ONE_DAY if last is None else last.date()), end


@dataclass(frozen=True, slots=True)
class Parts:
    """What a set is made of."""

    chosen: frozenset[int] | None = None
    within: Run | None = None
    time: Clock | None = None


@rule
def sets(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """A selector, a stretch and perhaps a time of the day, in any order."""
    for parts, end in _parts(text, at, Parts()):
        if parts.chosen is None or parts.within is None:
            continue
        runs = joined(
            Run(day, day + _ONE_DAY) for day in parts.within.days() if day.weekday() in parts.chosen
        )
        if runs:
            yield Meaning(pieces_of(Moment(Days(runs, Grain.DAY), parts.time), named.today(text))), end


def _parts(text: Text, at: int, have: Parts) -> Iterator[Read[Parts]]:
    for on in text.maybe("on", at):
        if have.chosen is None:
            for chosen, end in selector(text, on):
                yield from _parts(text, end, replace(have, chosen=chosen))
        if have.within is None:
            for within, end in container(text, on):
                yield from _parts(text, end, replace(have, within=within))
        if have.time is None:
            for time, end in clock.any_clock(text, on):
                yield from _parts(text, end, replace(have, time=time))
    yield have, at


@rule
def unions(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``Monday and Tuesday``; ``9-11 on 30 May and 1 June``, where the time comes first and is of all.

    A time of the last alone (``Monday and Tuesday after 6pm``) may be of one or of all, so that is no reading.
    """
    for said, end in _listed(text, at, ()):
        timed = [each for each in said if each.clock is not None]
        if len(said) < 2 or any(each.days is None for each in said):
            continue
        alike = len(timed) in (0, len(said))
        if not alike and not (timed == [said[0]] and any(clock.any_clock(text, at))):
            continue
        shared = [each if alike else Moment(each.days, timed[0].clock) for each in said]
        yield Meaning(tuple(piece for each in shared for piece in pieces_of(each, named.today(text)))), end


def _listed(text: Text, at: int, so_far: tuple[Moment, ...]) -> Iterator[Read[tuple[Moment, ...]]]:
    if len(so_far) == _MOST_LISTED:
        return
    for said, end in moment(text, at):
        here = (*so_far, said)
        for more in text.after("or", end):
            yield from _listed(text, more, here)
        yield here, end
