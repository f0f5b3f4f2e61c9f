"""Missed callers: missed calls folded by caller and DID, and what became of each caller since."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.cdr.leg import Direction
from bot.cdr.number import NumberKeys
from bot.cdr.outcome import Outcome
from bot.cdr.party import PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.cdr.call import Call
    from bot.cdr.party import Party

_INBOUND = Direction.INBOUND  # bound once: Python 3.11 takes 80 ns to look an enum's member up
_OUTBOUND = Direction.OUTBOUND


class CallerState(StrEnum):
    """What became of a missed caller after the last missed call."""

    OPEN = "open"
    TRIED = "tried"
    RETURNED = "returned"
    GOT_THROUGH = "got_through"

    @property
    def words(self) -> str:
        """As people read it: ``got through``."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedCaller:
    """One caller's missed calls to one DID. Times in epoch seconds, durations in seconds.

    Attributes:
        who: which caller it is: rows of one caller, who called several DIDs, have the same; counted from 0.
        number: as last seen; empty, or a word such as ``anonymous``, when withheld.
        name: the last one seen.
        first: start of the first missed call; ``last`` of the last.
        rang: names of what rang, each once, in the order of their first ring.
        waiting: the longest that the caller waited.
        short_rings: how many of the ``count`` calls were short rings.
        voicemail: a message was left.
        by: our party that called back, tried to, or answered; None when open.
        at: start of the call that settled it, or of the last try; None when open.
        tries: attempts to call back that nobody answered, until the caller was reached.
    """

    who: int
    number: str
    name: str
    did: str
    count: int
    first: int
    last: int
    rang: tuple[str, ...]
    waiting: int
    short_rings: int
    voicemail: bool
    state: CallerState
    by: Party | None = None
    at: int | None = None
    tries: int = 0


class _Folded:
    """The missed calls of one caller, and the calls since that concern them."""

    __slots__ = ("attempts", "last", "missed", "reached")

    def __init__(self) -> None:
        self.missed: list[Call] = []
        self.last = 0
        self.attempts: list[Call] = []
        self.reached: Call | None = None

    def add(self, call: Call) -> None:
        """One more missed call; they come ordered by start."""
        self.missed.append(call)
        self.last = call.start

    def settle(self, call: Call, *, reached: bool) -> None:
        """A call with this caller; only one after the last missed call can settle anything."""
        settled = self.reached
        if call.start <= self.last or (settled is not None and call.start > settled.start):
            return
        if not reached:
            self.attempts.append(call)
        elif settled is None or _moment(call) < _moment(settled):
            self.reached = call


def missed_callers(missed: Iterable[Call], known: Iterable[Call]) -> tuple[MissedCaller, ...]:
    """Fold missed calls by caller and DID, and judge each caller by every call known.

    A caller was reached by the first answered call after the last of these missed calls: outbound to that
    number (returned), or inbound from it (got through). Unanswered outbound calls are tries. Internal
    calls settle nothing, and a caller who withholds the number stays open: nobody can be recognised.

    Args:
        missed: the missed calls that are asked about.
        known: every call known, until now and unfiltered. In any order; one pass.

    Returns:
        Ordered by first missed call.
    """
    keys = NumberKeys()
    folded: dict[tuple[str, str], _Folded] = {}
    by_number: dict[str, list[_Folded]] = {}
    for call in sorted(missed, key=_moment):
        number = keys[call.caller.number]
        key = (number, keys[call.did])
        caller = folded.get(key)
        if caller is None:
            caller = folded[key] = _Folded()
            if number:
                by_number.setdefault(number, []).append(caller)
        caller.add(call)
    if by_number:
        _settle(by_number, keys, known)
    who = {number: at for at, number in enumerate(dict.fromkeys(number for number, _ in folded))}
    return tuple(_told(who[number], caller) for (number, _), caller in folded.items())


def _moment(call: Call) -> tuple[int, str]:
    return call.start, call.key


def _settle(by_number: dict[str, list[_Folded]], keys: NumberKeys, known: Iterable[Call]) -> None:
    for call in known:
        if call.direction is _OUTBOUND:
            for party in call.touched:
                for caller in by_number.get(keys[party.number], ()):
                    caller.settle(call, reached=party in call.answered_by)
        elif call.direction is _INBOUND and call.answered:
            for caller in by_number.get(keys[call.caller.number], ()):
                caller.settle(call, reached=True)


def _told(who: int, caller: _Folded) -> MissedCaller:
    calls = caller.missed
    state, by, at, tries = _state(caller)
    return MissedCaller(
        who=who,
        number=calls[-1].caller.number,
        name=next((call.caller.name for call in reversed(calls) if call.caller.name), ""),
        did=calls[-1].did,
        count=len(calls),
        first=calls[0].start,
        last=caller.last,
        rang=_rang(calls),
        waiting=max(call.waiting for call in calls),
        short_rings=sum(call.short_ring for call in calls),
        voicemail=any(call.outcome is Outcome.VOICEMAIL for call in calls),
        state=state,
        by=by,
        at=at,
        tries=tries,
    )


def _state(caller: _Folded) -> tuple[CallerState, Party | None, int | None, int]:
    attempts = sorted(caller.attempts, key=_moment)
    reached = caller.reached
    if reached is not None:
        tries = sum(_moment(attempt) < _moment(reached) for attempt in attempts)
        if reached.direction is Direction.OUTBOUND:
            return CallerState.RETURNED, reached.caller, reached.start, tries
        return CallerState.GOT_THROUGH, reached.answered_by[0], reached.start, tries
    if attempts:
        return CallerState.TRIED, attempts[-1].caller, attempts[-1].start, len(attempts)
    return CallerState.OPEN, None, None, 0


def _rang(calls: Sequence[Call]) -> tuple[str, ...]:
    """What rang; a voicemail box rings nobody, so it is named only where it is all that was reached."""
    reached = [party for call in calls for party in call.reached]
    rang = [party for party in reached if party.kind is not PartyKind.VOICEMAIL] or reached
    return tuple(dict.fromkeys(party.label for party in rang))
