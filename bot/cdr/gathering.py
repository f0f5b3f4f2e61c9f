"""A call in the making: what its outcome needs of the legs seen so far, not the legs."""

from __future__ import annotations

from operator import itemgetter, lt
from typing import TYPE_CHECKING

import msgspec

from bot.cdr.call import Call
from bot.cdr.leg import Direction, Disposition
from bot.cdr.outcome import ANSWERING, MENUS, REACHABLE, Outcome, leg_bit, outcome_of
from bot.cdr.party import Party, PartyKind  # noqa: TC001 - msgspec reads the annotations at run time
from bot.cdr.talk import Span, talkers, union_seconds  # noqa: TC001 - as above

if TYPE_CHECKING:
    from bot.cdr.leg import Leg

_NEVER = 1 << 62
_INBOUND = Direction.INBOUND  # bound once: Python 3.11 takes 80 ns to look an enum's member up
_OUTBOUND = Direction.OUTBOUND
_INTERNAL = Direction.INTERNAL
_UNKNOWN = Direction.UNKNOWN
_NO_ANSWER = Outcome.NO_ANSWER
_EXTENSION = PartyKind.EXTENSION
_EXTERNAL = PartyKind.EXTERNAL

_RINGS = REACHABLE - {PartyKind.VOICEMAIL}
"""Where a caller waits for a person. A voicemail box talks at once, so time there is not waiting."""

_TRAITS: tuple[tuple[tuple[int, bool, bool], ...], ...] = tuple(
    tuple(
        (leg_bit(kind, word), kind in _RINGS, kind in ANSWERING and word is Disposition.ANSWERED)
        for word in Disposition
    )
    for kind in PartyKind
)
"""By kind and disposition: its bit, whether the caller waits there, whether it answers the call."""

_ON_THE_WAY = tuple(
    (
        PartyKind.IVR,
        PartyKind.PROMPT,
        PartyKind.QUEUE,
        PartyKind.RING_GROUP,
        PartyKind.FEATURE,
        PartyKind.EXTENSION,
        PartyKind.EXTERNAL,
        PartyKind.VOICEMAIL,
        PartyKind.SURVEY,
    ).index(kind)
    for kind in PartyKind
)
"""By kind: its place among parties of one second, for a queue and its agent start in the same one."""


class Gathering(msgspec.Struct, gc=False):
    """Grows by one leg at a time, in any order: everything kept is a minimum, a maximum, a sum or a set.

    A msgspec Struct that the collector does not track, for a year of calls holds 150,000 of them at once
    and none refers back to itself.
    """

    start: int
    direction: Direction
    caller: Party
    callee: Party
    end: int = 0
    mask: int = 0
    legs: int = 0
    rang_until: int = 0
    touched: dict[Party, int] | None = None
    """Party -> its first second and, in the low four bits, its place then; None while ``callee`` is alone."""
    span: Span | None = None
    """The talk of the first answering leg that came; ``spans`` is all of them, from the second on."""
    spans: list[Span] | None = None
    did: str = ""
    recording: str = ""
    pin_code: str = ""
    notes: tuple[str, ...] = ()

    def add(self, leg: Leg) -> None:
        """One more leg of a call that has one."""
        callee, touched = leg.callee, self.touched
        if touched is not None:
            arrival = leg.start << 4 | _ON_THE_WAY[callee.kind]
            if arrival < touched.get(callee, _NEVER):
                touched[callee] = arrival
        elif callee != self.callee:
            first = self.callee
            self.touched = {
                first: self.start << 4 | _ON_THE_WAY[first.kind],
                callee: leg.start << 4 | _ON_THE_WAY[callee.kind],
            }
        if leg.start < self.start or (leg.start == self.start and _precedes(leg, self)):
            self.start, self.direction = leg.start, leg.direction
            self.caller, self.callee = leg.caller, leg.callee
        self.count(leg)

    def count(self, leg: Leg) -> None:
        """What every leg adds, the first one included."""
        self.legs += 1
        start = leg.start
        end = start + (leg.duration or leg.ring + leg.talk)
        if end > self.end:  # noqa: PLR1730 - per leg: a comparison costs a fifth of max()
            self.end = end
        bit, rings, answers = _TRAITS[leg.callee.kind][leg.disposition]
        self.mask |= bit
        if answers:
            self.answered(start + leg.ring, leg)
        elif rings:
            # A row may give only the duration of a ring that nobody ended.
            until = start + leg.ring if leg.ring else end - leg.talk
            if until > self.rang_until:  # noqa: PLR1730 - as above
                self.rang_until = until
        if leg.did != self.did or leg.recording or leg.pin_code or leg.note:
            self.keep_texts(leg)

    def answered(self, answer: int, leg: Leg) -> None:
        """A leg that answered the call at a second."""
        span = (answer, answer + leg.talk, leg.callee)
        if self.span is None:
            self.span = span
        elif self.spans is None:
            self.spans = [self.span, span]
        else:
            self.spans.append(span)

    def keep_texts(self, leg: Leg) -> None:
        """Texts are one per call; where legs differ the smallest stays: recordings start with their time."""
        if leg.did and leg.did != self.did:
            self.did = min(leg.did, self.did or leg.did)
        if leg.recording and leg.recording != self.recording:
            self.recording = min(leg.recording, self.recording or leg.recording)
        if leg.pin_code and leg.pin_code != self.pin_code:
            self.pin_code = min(leg.pin_code, self.pin_code or leg.pin_code)
        if leg.note and leg.note not in self.notes:
            self.notes = tuple(sorted((*self.notes, leg.note)))

    def call(self, key: str, short_ring: int) -> Call:
        """The call as it stands."""
        outcome = outcome_of(self.mask)
        direction = _direction(self.direction, self.caller.kind, self.callee.kind)
        touched = self._touched_in_order()
        answered_by, shares, talk, answer = self._talk()
        rang_from = self._rang_from(touched)
        waiting = answer - rang_from if answer > rang_from else 0
        missed = direction is _INBOUND and outcome is _NO_ANSWER
        return Call(
            key,
            self.start,
            self.end,
            direction,
            outcome,
            self.caller,
            _first_reached(touched),
            self.did,
            touched,
            answered_by,
            shares,
            waiting,
            talk,
            self.legs,
            self.recording,
            missed and waiting < short_ring,
            self.pin_code,
            "\n".join(self.notes),
        )

    def _touched_in_order(self) -> tuple[Party, ...]:
        touched = self.touched
        if touched is None:
            return (self.callee,)
        arrivals = list(touched.values())
        if all(map(lt, arrivals, arrivals[1:])):
            return tuple(touched)
        # Members of a ring group ring in one second: their numbers give them an order of their own.
        return tuple(sorted(touched, key=lambda party: (touched[party], party.number, party.name)))

    def _rang_from(self, touched: tuple[Party, ...]) -> int:
        """When the caller came to the first party that rings."""
        arrivals = self.touched
        if arrivals is not None:
            for party in touched:
                if party.kind in _RINGS:
                    return arrivals[party] >> 4
        return self.start

    def _talk(self) -> tuple[tuple[Party, ...], tuple[int, ...], int, int]:
        """Who answered, their shares, the seconds talked, and the second the waiting ended."""
        if self.span is None:
            return (), (), 0, self.rang_until
        spans = self.spans
        if spans is None:
            answer, end, party = self.span
            return (party,), (), end - answer, answer
        answered_by, shares = talkers(spans)
        talk = union_seconds((answer, end) for answer, end, _ in spans)
        return answered_by, shares, talk, min(spans, key=itemgetter(0))[0]


def _first_reached(touched: tuple[Party, ...]) -> Party:
    for party in touched:
        if party.kind not in MENUS:
            return party
    return touched[0]


def _precedes(leg: Leg, first: Gathering) -> bool:
    """Whether a leg of the same second came first: rows have no order, but the one from outside brought the call."""
    way, first_way = _way(leg), _way(first)
    return way < first_way if way != first_way else _names(leg) < _names(first)


def _way(leg: Leg | Gathering) -> tuple[bool, int]:
    return leg.caller.kind is not _EXTERNAL, _ON_THE_WAY[leg.callee.kind]


def _names(leg: Leg | Gathering) -> tuple[str, str, str, str, int]:
    caller, callee = leg.caller, leg.callee
    return callee.number, callee.name, caller.number, caller.name, leg.direction


def _direction(said: Direction, caller: PartyKind, callee: PartyKind) -> Direction:
    """What the PBX said, unless our own extension called outside: it labels some of those Inbound.

    Where it said nothing known, the caller decides.
    """
    if caller is _EXTENSION and callee is _EXTERNAL:
        return _OUTBOUND
    if said is _UNKNOWN:
        return _INBOUND if caller is _EXTERNAL else _INTERNAL
    return said
