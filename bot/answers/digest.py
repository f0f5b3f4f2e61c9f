"""What a digest says: typed, complete, and saying what it covers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.answers.values import Nothing
from bot.cdr.missed import CallerState

if TYPE_CHECKING:
    from bot.answers.values import Answer
    from bot.cdr.busiest import ExtensionLoad
    from bot.cdr.load import Load
    from bot.cdr.missed import MissedCaller
    from bot.digest.digest import Digest

_NAMED = 3
"""Extensions that are named as having answered most."""
_FEW = 3
"""Calls from which on an hour is busy, and not just the one that has a call."""


class Measure(StrEnum):
    """What is compared with earlier weeks; all of inbound calls."""

    INBOUND = "inbound"
    MISSED = "missed"
    ANSWERED = "answered"
    VOICEMAIL = "voicemail"
    WAITING = "waiting"
    """Half of the callers waited no longer, seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One figure beside those of earlier weeks; None where a comparison would mean nothing.

    Attributes:
        now: the figure itself.
        before: the same days a week before.
        usual: the average of the four weeks before.
    """

    measure: Measure
    now: int
    before: int | None
    usual: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestAnswer:
    """Everything that a digest shows.

    Attributes:
        digest: what was to be told.
        slot: wall clock of the digest's zone when it was due, such as ``2026-11-26T08:30``.
        answer: what was asked about the missed calls of its window: ``totals`` are of every call that fits.
        compared: with the same days of the weeks before, where that means something.
        late: it comes later than it should.
        skipped: wall-clock times of the slots before it that were left out, oldest first.
    """

    digest: Digest
    slot: str
    answer: Answer
    compared: tuple[Compared, ...] = ()
    late: bool = False
    skipped: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it is sure that there were no calls. A PBX without any record at all is nothing to be silent of."""
        return not self.answer.totals.calls and self.answer.nothing is Nothing.NO_CALLS

    @property
    def still_open(self) -> tuple[MissedCaller, ...]:
        """The missed callers whom nobody has reached yet, oldest first; those who were tried among them."""
        unsettled = (CallerState.OPEN, CallerState.TRIED)
        return tuple(caller for caller in self.answer.missed_callers if caller.state in unsettled)

    @property
    def busiest_hour(self) -> tuple[int, Load] | None:
        """The hour of the day with most inbound calls, the first of several; None where none stands out."""
        loads = self.answer.by_hour
        hour = max(range(len(loads)), key=lambda at: loads[at].calls)
        others = [load.calls for at, load in enumerate(loads) if at != hour and load.calls]
        return (hour, loads[hour]) if others and loads[hour].calls >= _FEW else None

    @property
    def answered_most(self) -> tuple[ExtensionLoad, ...]:
        """The three extensions that answered most calls. Counts, never rates: a queue rings all and one answers."""
        if self.digest.own:
            return ()
        return tuple(load for load in self.answer.by_extension[:_NAMED] if load.answered)
