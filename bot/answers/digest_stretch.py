"""What digests of one PBX and one window are made from: read once, answers all of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answers.gather import gather
from bot.answers.reach import fetched, inside, merged
from bot.cdr.grouping import SHORT_RING, CallBook
from bot.cdr.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime, tzinfo

    from bot.cdr.call import Call
    from bot.cdr.leg import Leg
    from bot.cdr.profile import PbxProfile
    from bot.cdr.roster import Roster
    from bot.cdr.search import Coverage, Gap
    from bot.ports import Pbx, Progress

WEEKS = 4
"""Weeks that a digest is compared with."""
_WEEK = timedelta(days=7)
_LONGEST = timedelta(days=7, hours=2)
"""A window that is longer, such as a month, has no same days a week before; seven days may be 169 hours."""

TOO_LONG_FOR_THE_LOOP = 20_000
"""Legs, as of an answer: to group and count more leaves the event loop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The same stretch some weeks before.

    Attributes:
        calls: those that began in it; nothing where it was not ``seen``.
        seen: all its records were read, and the PBX keeps records so far back.
    """

    window: Window
    calls: tuple[Call, ...]
    seen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What was read for every digest of one PBX and one window.

    Attributes:
        window: what the digests tell of.
        now: when it was read: what became of callers is known until then.
        whole: everything that was asked for, in one search.
        calls: from the window on until ``now``, ordered by start.
        past: the same days of the weeks before, the newest first; none for a window that is longer than a week.
        coverage: of the window and what came after it; ``legs`` is of everything read.
        past_missing: a part of the weeks before could not be read.
        short_ring: seconds; a missed call that rang less is a short ring.
    """

    window: Window
    now: datetime
    whole: Window
    calls: tuple[Call, ...]
    past: tuple[Past, ...]
    coverage: Coverage
    past_missing: bool
    profile: PbxProfile
    roster: Roster
    short_ring: int


def past_windows(window: Window, zone: tzinfo) -> tuple[Window, ...]:
    """The same wall-clock stretch in each of the four weeks before, the newest first."""
    if window.start is None or window.last_second - window.first_second > _LONGEST.total_seconds():
        return ()
    start, end = window.start.astimezone(zone), window.end.astimezone(zone)
    return tuple(Window(start=start - week * _WEEK, end=end - week * _WEEK) for week in range(1, WEEKS + 1))


async def read_stretch(  # noqa: PLR0913 - what is asked of whom, and how
    pbx: Pbx,
    window: Window,
    zone: tzinfo,
    now: datetime,
    *,
    short_ring: int = SHORT_RING,
    progress: Progress | None = None,
) -> Stretch:
    """Read the window, what came after it, and the four weeks before it, in one search.

    Legs are dropped as they come where no digest of the window needs them; nothing is kept of the days between.

    Raises:
        DateFormatMismatch: nothing was found, and nothing proves that the PBX understood the dates.
        Trouble: as the ``Pbx`` port.
    """
    await pbx.profile()  # first of all, as for every answer
    roster = await pbx.roster()
    past = past_windows(window, zone)
    (reach,) = fetched((window,), now, look_on=True)
    needed = merged([reach, *map(_padded, past)])
    whole = Window(start=needed[0].start, end=needed[-1].end)
    book = CallBook(short_ring)
    coverage = await gather(pbx, (whole,), _needed(needed, book), progress=progress)
    sort = asyncio.to_thread if coverage.legs > TOO_LONG_FOR_THE_LOOP else _at_once
    known = await sort(book.calls)
    return Stretch(
        window=window,
        now=now,
        whole=whole,
        calls=tuple(call for call in known if call.start >= reach.first_second),
        past=tuple(_past(each, known, coverage) for each in past),
        coverage=replace(coverage, gaps=tuple(_within(coverage.gaps, reach))),
        past_missing=any(not _complete(coverage, each) for each in past),
        profile=await pbx.profile(),  # as it is now: a format that changed meanwhile was discovered anew
        roster=roster,
        short_ring=short_ring,
    )


async def _at_once(work: Callable[[], list[Call]]) -> list[Call]:
    return work()


def _padded(window: Window) -> Window:
    (padded,) = fetched((window,), window.end, look_on=False)
    return padded


def _needed(windows: Sequence[Window], book: CallBook) -> Callable[[Sequence[Leg]], None]:
    holds = inside(windows)

    def take(legs: Sequence[Leg]) -> None:
        book.take(leg for leg in legs if holds(leg.start))

    return take


def _past(window: Window, known: Sequence[Call], coverage: Coverage) -> Past:
    oldest = coverage.oldest
    kept = oldest is None or oldest.timestamp() <= window.first_second
    seen = kept and _complete(coverage, window)
    return Past(
        window=window, calls=tuple(call for call in known if seen and window.holds(call.start)), seen=seen
    )


def _complete(coverage: Coverage, window: Window) -> bool:
    """Whether all legs of the calls of a window were read."""
    return not any(_within(coverage.gaps, _padded(window)))


def _within(gaps: Iterable[Gap], window: Window) -> Iterator[Gap]:
    """The parts of gaps that lie in a window."""
    for gap in gaps:
        start = max((each.start for each in (gap.window, window) if each.start is not None), default=None)
        end = min(gap.window.end, window.end)
        if start is None or start < end:
            yield replace(gap, window=Window(start=start, end=end))
