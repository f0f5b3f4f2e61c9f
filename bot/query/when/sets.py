"""Several stretches: ``weekdays last month after 6pm``, ``every Friday since March``, ``X and Y``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when import clock_parts, listed, named
from bot.query.when.meaning import Meaning, pieces_of
from bot.query.when.moments import Moment, any_days
from bot.query.when.ranges import ranges
from bot.query.when.rolling import rolling
from bot.query.when.rules import rule, rule_with
from bot.query.when.span import ONE_DAY, Days, Grain, Run, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.span import Clock
    from bot.query.when.tokens import Text

_WEEK = timedelta(days=7)
_EVERY_DAY = frozenset(range(7))


@rule_with("weekday set", "day set", "every day set", "every", "part set", "weekday")
def selector(text: Text, at: int) -> Iterator[Read[frozenset[int]]]:
    """Which weekdays of a stretch: ``weekdays``, ``Mondays and Fridays``, ``every day``, ``Monday mornings``."""
    for on in text.maybe("on", at):
        for start in text.maybe("every", on):
            yield from _chosen(text, start, every=start > on)


def _chosen(text: Text, at: int, *, every: bool) -> Iterator[Read[frozenset[int]]]:
    for days, end in _kind(text, at, every=every):
        yield days, end
        for more in text.after("or", end):
            for on in text.maybe("on", more):
                for again in text.maybe("every", on):
                    for others, last in _chosen(text, again, every=every or again > on):
                        yield days | others, last


def _kind(text: Text, at: int, *, every: bool) -> Iterator[Read[frozenset[int]]]:
    for day, end in text.match("weekday set", at):
        yield frozenset({day}), end
    for day, end in text.match("weekday", at):
        if every or any(text.match("part set", end)):
            yield frozenset({day}), end
        for to in text.after("to", end):
            for last, after in text.match("weekday", to):
                if (through := _through(text, day, last)) is not None:
                    yield through, after
    for weekdays, end in listed.weekdays_listed(text, at, ()):
        if any(text.match("part set", end)):  # Tuesday and Thursday evenings
            yield frozenset(weekdays), end
    yield from ((text.asker.days_meant(days), end) for days, end in text.match("day set", at))
    for days, end in text.match("every day set", at):
        if every or any(text.match("part set", end)):
            yield text.asker.days_meant(days), end
    if every:  # every morning
        yield from ((_EVERY_DAY, at) for _ in text.match("part", at))
    yield from ((_EVERY_DAY, at) for _ in text.match("part set", at))


def _through(text: Text, first: int, last: int) -> frozenset[int] | None:
    """The weekdays from one to another of each week; None where they are of two weeks."""
    start = text.asker.week_start
    early, late = (first - start) % 7, (last - start) % 7
    return frozenset((start + place) % 7 for place in range(early, late + 1)) if early < late else None


@rule
def container(text: Text, at: int) -> Iterator[Read[Run]]:
    """The stretch a set is taken from: days, ``since March``, ``the last 3 weeks``, ``1 to 20 May``."""
    today = named.today(text)
    for days, end in any_days(text, at):
        if len(days.runs) == 1 and (days.end - days.first).days > 1:
            yield days.runs[0], end
            yield from _with_next(text, days, end)
    for after in text.after("since", at):
        for days, end in any_days(text, after):
            if days.first <= today:
                yield Run(days.first, today + ONE_DAY), end
    for meaning, end in (*rolling(text, at), *ranges(text, at)):
        start = meaning.pieces[0].start if meaning.pieces else None
        last = meaning.pieces[0].end if meaning.pieces else None
        if start is not None and not start.hour and (last is None or (last > start and not last.hour)):
            until = today + ONE_DAY if last is None else last.date()
            if start.date() < until:  # the day after tomorrow till now
                yield Run(start.date(), until), end


def _with_next(text: Text, days: Days, at: int) -> Iterator[Read[Run]]:
    """``May and June``: two units, one right after the other."""
    for more in text.after("or", at) if days.grain > Grain.DAY else ():
        for others, end in any_days(text, more):
            if others.grain is days.grain and others.first == days.end:
                yield Run(days.first, others.end), end


@dataclass(frozen=True, slots=True)
class Parts:
    """What a set is made of."""

    chosen: frozenset[int] | None = None
    within: Run | None = None
    time: Clock | None = None


@rule_with("weekday set", "day set", "every day set", "every", "part set", "weekday")
def sets(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """A selector, a stretch and perhaps a time of the day, in any order."""
    for rather_a_time in (False, True):
        yield from _sets(text, at, rather_a_time=rather_a_time)


def _sets(text: Text, at: int, *, rather_a_time: bool) -> Iterator[Read[Meaning]]:
    """Those that take days from less than a week are the last: ``weekdays in May between 9 and 10`` has a time."""
    for parts, end in _parts(text, at, Parts()):
        if parts.chosen is None or parts.within is None or not _holds(parts.within, parts.chosen):
            continue
        if rather_a_time != (parts.within.end - parts.within.first < _WEEK):
            continue
        runs = joined(Run(day, day + ONE_DAY) for day in parts.within.days() if day.weekday() in parts.chosen)
        if runs:
            yield Meaning(pieces_of(Moment(Days(runs, Grain.DAY), parts.time), named.today(text))), end


def without_stretch(text: Text) -> bool:
    """Whether a phrase says which days or parts of the day, and not of when: ``Mondays``, ``weekday mornings``."""
    return any(end == len(text) and parts.chosen is not None for parts, end in _parts(text, 0, Parts()))


def _holds(within: Run, chosen: frozenset[int]) -> bool:
    """Whether a stretch is long enough to take these days from: of ``Mondays 9-10 in May`` the 9-10 is a time."""
    return len(chosen) > 1 or within.end - within.first >= _WEEK


def _parts(text: Text, at: int, have: Parts) -> Iterator[Read[Parts]]:
    for on in text.maybe("on", at):
        if have.chosen is None:
            for chosen, end in selector(text, on):
                yield from _parts(text, end, replace(have, chosen=chosen))
        if have.within is None:
            for within, end in container(text, on):
                yield from _parts(text, end, replace(have, within=within))
        if have.time is None:
            for time, end in clock_parts.clock_of_days(text, on):
                yield from _parts(text, end, replace(have, time=time))
    yield have, at
