"""A digest, made from what was read: its filters on the window and on the weeks before."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.answers.digest import DigestAnswer
from bot.answers.digest_comparing import compared
from bot.answers.digest_stretch import TOO_LONG_FOR_THE_LOOP, past_windows, read_stretch
from bot.answers.digest_words import NOBODY_CALLED, PAST_MISSING
from bot.answers.finishing import Read, finished_of
from bot.answers.gather import gather
from bot.answers.names import listed
from bot.answers.resolving import by_calls, by_roster
from bot.answers.sieve import Sieve
from bot.cdr.grouping import SHORT_RING
from bot.cdr.roster_trouble import UnknownParty
from bot.cdr.search import LegFilter
from bot.cdr.totals import RunningTotals
from bot.query.asker import Asker
from bot.query.request import Filters, Kind, Request
from bot.query.when.describe import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime, tzinfo

    from bot.answers.digest_stretch import Stretch
    from bot.answers.resolving import Names
    from bot.cdr.call import Call
    from bot.cdr.leg import Leg
    from bot.cdr.search import Coverage
    from bot.cdr.totals import Totals
    from bot.cdr.window import Window
    from bot.digest.digest import Digest
    from bot.ports import Pbx, Progress

_LONG_AFTER = timedelta(days=4000)
"""A post is read for weeks: seen from so late no day is called yesterday, no week the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestAsk:
    """What one digest asks for one slot.

    Attributes:
        slot: wall clock of the digest's zone when it was due, such as ``2026-11-26T08:30``.
        window: what the slot covers.
        filters: which calls count; of the owner's ``own`` digest their extension is among them.
        typed: the filters as one would type them, for the buttons: ``with 4005 in Sales``.
        late: it comes later than it should.
        skipped: wall-clock times of the slots before it that were left out, oldest first.
    """

    digest: Digest
    slot: str
    window: Window
    filters: Filters = field(default_factory=Filters)
    typed: str = ""
    late: bool = False
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Coded:
    """Keys of the calls with the disposition codes asked for, None where none are; and what was read for them."""

    keys: frozenset[str] | None = None
    coverage: Coverage | None = None


async def make_digest(
    ask: DigestAsk,
    pbx: Pbx,
    now: datetime,
    *,
    short_ring: int = SHORT_RING,
    progress: Progress | None = None,
) -> DigestAnswer:
    """Read what a digest needs, and make it.

    Raises:
        QuestionTrouble: a party or group that this PBX does not know, or knows more than once.
        Trouble: as ``read_stretch``.
    """
    zone = ZoneInfo(ask.digest.zone)
    stretch = await read_stretch(pbx, ask.window, zone, now, short_ring=short_ring, progress=progress)
    return await digest_answer(ask, stretch, pbx)


async def digest_answer(ask: DigestAsk, stretch: Stretch, pbx: Pbx) -> DigestAnswer:
    """Make a digest from what was read for its window, maybe for another digest.

    The PBX is asked only for what rows do not carry: which calls have a disposition code.

    Raises:
        ValueError: the stretch is another window's.
        QuestionTrouble: as ``make_digest``.
        Trouble: as the ``Pbx`` port.
    """
    if ask.window != stretch.window:
        raise ValueError("a stretch answers digests of its own window")
    names = by_roster(ask.filters, stretch.roster)
    coded = await _coded(ask.filters, stretch, pbx)
    work = partial(_made, ask, stretch, names, coded)
    if stretch.coverage.legs <= TOO_LONG_FOR_THE_LOOP:
        return work()
    return await asyncio.to_thread(work)


async def _coded(filters: Filters, stretch: Stretch, pbx: Pbx) -> _Coded:
    codes = filters.disposition_codes
    if not codes:
        return _Coded()
    keys: set[str] = set()

    def take(legs: Sequence[Leg]) -> None:
        keys.update(leg.call_key for leg in legs)

    coverage = await gather(pbx, (stretch.whole,), take, legs=LegFilter(disposition_codes=codes))
    return _Coded(frozenset(keys), coverage)


def _made(ask: DigestAsk, stretch: Stretch, names: Names, coded: _Coded) -> DigestAnswer:
    zone = ZoneInfo(ask.digest.zone)
    coverage = _covered(stretch, coded)
    names, unknown = _named(names, stretch, coverage)
    read = Read(
        request=_request(ask, stretch.now, zone),
        profile=stretch.profile,
        roster=stretch.roster,
        coverage=coverage,
        names=names,
        coded=coded.keys,
        short_ring=stretch.short_ring,
    )
    answer = finished_of(read, stretch.calls)
    sieve = Sieve(ask.filters, names, coded.keys)
    past = _past(ask, stretch, zone, sieve) if answer.calls_complete else ()
    return DigestAnswer(
        digest=ask.digest,
        slot=ask.slot,
        answer=replace(answer, notes=(*answer.notes, *unknown, *_of_the_past(stretch))),
        compared=compared(answer.totals, past),
        late=ask.late,
        skipped=ask.skipped,
    )


def _covered(stretch: Stretch, coded: _Coded) -> Coverage:
    """What was read, for the codes as well: a gap there may hide a call of the window."""
    coverage, more = stretch.coverage, coded.coverage
    if more is None:
        return coverage
    return replace(
        coverage,
        requests=coverage.requests + more.requests,
        gaps=coverage.gaps + more.gaps,
        notes=tuple(dict.fromkeys(coverage.notes + more.notes)),
    )


def _named(names: Names, stretch: Stretch, coverage: Coverage) -> tuple[Names, tuple[str, ...]]:
    """Who is meant. A name that nobody in these calls has is said, and no trouble: that day they did not call."""
    calls = [call for call in stretch.calls if stretch.window.holds(call.start)]
    try:
        return by_calls(names, calls, stretch.roster, all_read=coverage.complete), ()
    except UnknownParty:
        told = NOBODY_CALLED.format(names=listed((f"“{name}”" for name in names.left.values()), last="or"))
        return by_calls(names, calls, stretch.roster, all_read=False), (told,)


def _request(ask: DigestAsk, now: datetime, zone: tzinfo) -> Request:
    later = Asker(now=ask.window.end.astimezone(zone) + _LONG_AFTER, zone=zone)
    return Request(
        kind=Kind.MISSED,
        windows=(ask.window,),
        words=words_of((ask.window,), later),
        now=now,
        zone=zone,
        filters=ask.filters,
        typed=ask.typed,
    )


def _past(ask: DigestAsk, stretch: Stretch, zone: tzinfo, sieve: Sieve) -> list[Totals | None]:
    """The totals of the weeks before; the same wall clock may be another hour for a digest of another zone."""
    own = past_windows(ask.window, zone)
    return [
        _totals(filter(sieve.keeps, past.calls)) if past.seen and past.window == window else None
        for past, window in zip(stretch.past, own, strict=True)
    ]


def _totals(calls: Iterable[Call]) -> Totals:
    running = RunningTotals()
    for call in calls:
        running.count(call)
    return running.totals()


def _of_the_past(stretch: Stretch) -> Iterator[str]:
    if stretch.past_missing:
        yield PAST_MISSING
