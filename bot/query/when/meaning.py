"""What a phrase means before clocks come in: stretches of local time, or so much time before now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.query.when.span import DAY_MINUTES, Grain, Run, at_minute

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from bot.query.when.moments import Moment
    from bot.query.when.span import Clock, Days


_SHORT = 120
"""Minutes of a part of the day that is rather a time, as noon."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of local time; no start is open to the past, no end is now."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """Pieces in order, or ``elapsed`` time before now; ``ahead`` where that is after now.

    ``also`` is another way to read the same words, offered beside the likelier one; where that has not begun, an
    ``earlier`` one takes its place: ``Wednesday evening`` on a Wednesday at noon. ``assumed`` is a sentence about what
    was taken for meant; ``{said}`` in it stands for the phrase.
    """

    pieces: tuple[Piece, ...] = ()
    elapsed: timedelta | None = None
    ahead: bool = False
    also: bool = False
    earlier: bool = False
    assumed: str = ""


def pieces_of(said: Moment, today: date) -> tuple[Piece, ...]:
    """The stretches of a moment; a time alone is of today."""
    runs = said.days.runs if said.days is not None else (Run(today, today + timedelta(days=1)),)
    time = said.clock
    if time is None:
        return tuple(Piece(at_minute(run.first, 0), at_minute(run.end, 0)) for run in runs)
    return tuple(
        Piece(at_minute(day, time.start), at_minute(day, time.end)) for run in runs for day in run.days()
    )


def of_each(said: Iterable[Moment], today: date) -> Meaning:
    """Several moments, each of them meant."""
    return Meaning(tuple(piece for each in said for piece in pieces_of(each, today)))


def start_of(said: Moment, today: date) -> datetime:
    """Its first minute."""
    day = said.days.first if said.days is not None else today
    return at_minute(day, said.clock.start if said.clock is not None else 0)


def end_of(said: Moment, today: date) -> datetime:
    """Where a range that goes up to it ends: days and parts of a day are within, a clock time is not.

    Noon and lunch are a time there; midnight is the day's end.
    """
    day = said.days.runs[-1].last if said.days is not None else today
    time = said.clock
    if time is None or is_midnight(time):
        return at_minute(day, DAY_MINUTES)
    short = time.part and time.end - time.start <= _SHORT
    return at_minute(day, time.start if time.is_point or short else time.end)


def is_midnight(time: Clock) -> bool:
    """Whether it is midnight by its name, which ends the day it is of."""
    return time.is_point and (time.start, time.grain) == (0, Grain.HOUR)


def until_now(days: Days) -> Meaning:
    """From the first of these days on."""
    return Meaning((Piece(at_minute(days.first, 0), None),))
