"""The notes of an answer: what a person must know to read its figures. The one place of these words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.answers.moments import clock, full_date, is_fixed, window_words, zone_name
from bot.answers.reach import horizon
from bot.cdr.missed import CallerState
from bot.query.request import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, tzinfo

    from bot.answers.groups import GroupMatch
    from bot.cdr.missed import MissedCaller
    from bot.cdr.profile import PbxProfile
    from bot.cdr.roster import Roster
    from bot.cdr.search import Coverage
    from bot.cdr.totals import Totals
    from bot.query.request import Request

NO_RECORD_AT_ALL = "The PBX holds no call record at all."

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """All that notes are made from.

    ``either_way``: where no call fits, how many would if the direction were left out.
    """

    request: Request
    roster: Roster
    profile: PbxProfile
    coverage: Coverage
    totals: Totals
    missed_callers: Sequence[MissedCaller]
    group: GroupMatch | None
    short_ring: int
    either_way: int


def notes(told: Circumstances) -> tuple[str, ...]:
    """Every note that applies, the weightiest first, each once."""
    every = (
        *missing(told.coverage, told.request.zone),
        *told.request.notes,
        *_of_the_direction(told),
        *_of_the_window(told),
        *_of_the_zone(told),
        *_of_the_clock(told),
        *_of_the_roster(told),
        *_of_counting(told),
        *_of_callbacks(told),
        *told.coverage.notes,
    )
    return tuple(dict.fromkeys(every))


def missing(coverage: Coverage, zone: tzinfo) -> tuple[str, ...]:
    """What could not be read, and why: the first notes of an answer."""
    return tuple(
        dict.fromkeys(f"Missing: {window_words(gap.window, zone)}. {gap.reason}" for gap in coverage.gaps)
    )


def _of_the_window(told: Circumstances) -> Iterator[str]:
    windows, now = told.request.windows, told.request.now
    first, end, oldest = windows[0].start, windows[-1].end, told.coverage.oldest
    if told.coverage.empty_pbx:
        yield NO_RECORD_AT_ALL
    elif oldest is not None and (first is None or first < oldest):
        day = full_date(oldest.astimezone(told.request.zone))
        yield f"The PBX keeps records from {day} on; nothing older is in this answer."
    if end >= now:
        yield f"It is {clock(now.astimezone(told.request.zone))}; calls still going on are not recorded yet."


def _of_the_direction(told: Circumstances) -> Iterator[str]:
    """Calls from a colleague are never inbound, and so never missed, whatever was meant by it."""
    direction = told.request.filters.direction
    if not told.either_way:
        return
    calls, fit = counted(told.either_way, "call"), "fits" if told.either_way == 1 else "fit"
    if told.request.kind is Kind.MISSED:
        yield f"Missed calls are inbound, and none is; {calls} of another direction {fit}: ask for calls, or missed to."
    elif direction is not None:
        yield f"Leaving out “{direction.word}”, {calls} {fit}: ask without it."


def _of_the_zone(told: Circumstances) -> Iterator[str]:
    zone, pbx = told.request.zone, told.profile
    moments = [moment for window in told.request.windows for moment in (window.start, window.end) if moment]
    if any(
        moment.astimezone(zone).utcoffset() != moment.astimezone(pbx.timezone).utcoffset()
        for moment in moments
    ):
        yield f"Times are those of {zone_name(zone)}; the PBX's own clock shows {pbx.timezone_name}."
    if is_fixed(zone) and zone_name(zone) == pbx.timezone_name:
        yield (
            f"Of the PBX's zone only the offset is known ({pbx.timezone_name}): where clocks change, days "
            "of the other half of the year begin an hour off."
        )


def _of_the_clock(told: Circumstances) -> Iterator[str]:
    """How far the PBX's clock is off; whoever asks as of another day, as with ``--now``, has another clock in mind."""
    pbx, now = told.profile, told.request.now
    today = pbx.discovered is None or abs(now - pbx.discovered) < _A_DAY
    if pbx.clock_off and today:
        yield f"The PBX's clock is {pbx.clock_off}: the times of its calls are off by as much."


def _of_the_roster(told: Circumstances) -> Iterator[str]:
    if not told.roster.known:
        yield (
            "The PBX did not tell its extensions and queues, so parties are classified "
            "by prefix and number length."
        )
    yield from told.roster.notes
    if told.group is not None and told.group.from_records:
        yield f"The PBX did not tell its groups, so “{told.group.words}” was looked for in the records alone."


def _of_counting(told: Circumstances) -> Iterator[str]:
    totals = told.totals
    if totals.menu_only:
        yield f"{counted(totals.menu_only, 'call')} never left the menu; not counted as missed."
    if totals.short_ring:
        yield f"{totals.short_ring:,} of {totals.missed:,} missed rang less than {told.short_ring} s."


def _of_callbacks(told: Circumstances) -> Iterator[str]:
    unsettled = {CallerState.OPEN, CallerState.TRIED}
    if not any(caller.state in unsettled for caller in told.missed_callers):
        return
    until = max(horizon(window, told.request.now) for window in told.request.windows)
    if until < told.request.now:
        yield f"Whether callers were reached was looked up until {_moment(until.astimezone(told.request.zone))}."


def _moment(moment: datetime) -> str:
    return f"{full_date(moment)}, {clock(moment)}"
