"""What a phrase means before clocks come in: stretches of local time, or so much time before now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when.span import Grain, Run, at_minute

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.query.when.moments import Moment
    from bot.query.when.span import Clock, Days


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of local time; no start is open to the past, no end is now."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """Pieces in order, or ``elapsed`` time before now; ``ahead`` where that is after now."""

    pieces: tuple[Piece, ...] = ()
    elapsed: timedelta | None = None
    ahead: bool = False


def pieces_of(said: Moment, today: date) -> tuple[Piece, ...]:
    """The stretches of a moment; a time alone is of today."""
    runs = said.days.runs if said.days is not None else (Run(today, today + timedelta(days=1)),)
    time = said.clock
    if time is None:
        return tuple(Piece(at_minute(run.first, 0), at_minute(run.end, 0)) for run in runs)
    return tuple(
        Piece(at_minute(day, time.start), at_minute(day, time.end)) for run in runs for day in run.days()
    )


def start_of(said: Moment, today: date) -> datetime:
    """Its first minute."""
    first = pieces_of(said, today)[0].start
    assert first is not None
    return first


def end_of(said: Moment, today: date) -> datetime:
    """Where a range that goes up to it ends: days and parts of a day are within, a clock time is not."""
    if said.clock is not None and _is_point(said.clock):
        day = said.days.runs[-1].last if said.days is not None else today
        return at_minute(day, said.clock.start)
    last = pieces_of(said, today)[-1].end
    assert last is not None
    return last


def _is_point(time: Clock) -> bool:
    return not time.part and time.grain <= Grain.HOUR and time.end - time.start in (1, 60)


def until_now(days: Days) -> Meaning:
    """From the first of these days on."""
    return Meaning((Piece(at_minute(days.first, 0), None),))
