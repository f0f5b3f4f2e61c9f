"""Totals: how many calls of which direction and outcome, how long the talk and the waiting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cdr.leg import Direction
from bot.cdr.outcome import MISSED, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cdr.call import Call

_INBOUND = Direction.INBOUND  # bound once: Python 3.11 takes 80 ns to look an enum's member up
_MENU_ONLY = Outcome.MENU_ONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Counts of calls; seconds of talk and waiting.

    ``calls`` = ``inbound`` + ``outbound`` + ``internal``. ``answered`` is of every direction. ``missed`` =
    ``no_answer`` + ``busy`` + ``failed`` + ``voicemail``, all inbound; ``short_ring`` is a part of
    ``no_answer``. ``inbound`` = ``inbound_answered`` + ``missed`` + ``menu_only``. Waiting is of inbound
    calls that reached somebody; None when there are none.
    """

    calls: int
    inbound: int
    outbound: int
    internal: int
    answered: int
    inbound_answered: int
    missed: int
    no_answer: int
    busy: int
    failed: int
    voicemail: int
    menu_only: int
    short_ring: int
    talk_seconds: int
    waiting_p50: int | None
    waiting_p90: int | None


def nearest_rank(counts: Mapping[int, int], percent: int) -> int | None:
    """The smallest value that at least ``percent`` of all do not exceed; ``counts`` is value -> how often."""
    rank = -(-sum(counts.values()) * percent // 100)
    for value in sorted(counts):
        rank -= counts[value]
        if rank <= 0:
            return value
    return None


class RunningTotals:
    """Totals in the making: a few hundred numbers, however many calls come."""

    def __init__(self) -> None:
        self._outcomes = [dict.fromkeys(Outcome, 0) for _ in Direction]
        self._waits: dict[int, int] = {}
        self._short_rings = 0
        self._talk = 0

    def count(self, call: Call) -> None:
        """One more call."""
        self._outcomes[call.direction][call.outcome] += 1
        self._talk += call.talk
        self._short_rings += call.short_ring
        if call.direction is _INBOUND and call.outcome is not _MENU_ONLY:
            self._waits[call.waiting] = self._waits.get(call.waiting, 0) + 1

    def totals(self) -> Totals:
        """The totals so far."""
        inbound = self._outcomes[Direction.INBOUND]
        by_direction = [sum(outcomes.values()) for outcomes in self._outcomes]
        return Totals(
            calls=sum(by_direction),
            inbound=by_direction[Direction.INBOUND],
            outbound=by_direction[Direction.OUTBOUND],
            internal=by_direction[Direction.INTERNAL],
            answered=sum(outcomes[Outcome.ANSWERED] for outcomes in self._outcomes),
            inbound_answered=inbound[Outcome.ANSWERED],
            missed=sum(inbound[outcome] for outcome in MISSED),
            no_answer=inbound[Outcome.NO_ANSWER],
            busy=inbound[Outcome.BUSY],
            failed=inbound[Outcome.FAILED],
            voicemail=inbound[Outcome.VOICEMAIL],
            menu_only=inbound[Outcome.MENU_ONLY],
            short_ring=self._short_rings,
            talk_seconds=self._talk,
            waiting_p50=nearest_rank(self._waits, 50),
            waiting_p90=nearest_rank(self._waits, 90),
        )
