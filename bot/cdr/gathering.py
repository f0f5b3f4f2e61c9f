"""A call in the making: what its outcome needs of the legs seen so far, not the legs."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import msgspec

from bot.cdr.call import Call
from bot.cdr.leg import Direction, Disposition
from bot.cdr.outcome import ANSWERING, MENUS, REACHABLE, Outcome, leg_bit, outcome_of
from bot.cdr.party import Party, PartyKind  # noqa: TC001 - msgspec reads the annotations at run time
from bot.cdr.talk import Span, talkers, union_seconds

if TYPE_CHECKING:
    from bot.cdr.leg import Leg

_NEVER = 1 << 62
_WORDS = len(Disposition)

_RINGS = REACHABLE - {PartyKind.VOICEMAIL}
"""Where a caller waits for a person. A voicemail box talks at once, so time there is not waiting."""

_TRAITS: tuple[tuple[int, bool, bool], ...] = tuple(
    (leg_bit(kind, word), kind in _RINGS, kind in ANSWERING and word is Disposition.ANSWERED)
    for kind, word in product(PartyKind, Disposition)
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
    rang_from: int = _NEVER
    rang_until: int = 0
    touched: dict[Party, int] | None = None
    """Party -> its first second; None while ``callee`` is the only one."""
    spans: list[Span] | None = None
    did: str = ""
    recording: str = ""
    pin_code: str = ""
    notes: tuple[str, ...] = ()

    def add(self, leg: Leg) -> None:
        """One more leg of a call that has one."""
        touched = self.touched
        if touched is None:
            if leg.callee != self.callee:
                self.touched = {self.callee: self.start, leg.callee: leg.start}
        elif leg.start < touched.get(leg.callee, _NEVER):
            touched[leg.callee] = leg.start
        if leg.start <= self.start and _first_of(leg) < _first_of(self):
            self.start, self.direction = leg.start, leg.direction
            self.caller, self.callee = leg.caller, leg.callee
        self.count(leg)

    def count(self, leg: Leg) -> None:
        """What every leg adds, the first one included."""
        self.legs += 1
        start = leg.start
        answer = start + leg.ring
        end = max(answer + leg.talk, start + leg.duration)
        if end > self.end:  # noqa: PLR1730 - per leg: a comparison costs a third of max()
            self.end = end
        bit, rings, answers = _TRAITS[leg.callee.kind * _WORDS + leg.disposition]
        self.mask |= bit
        if rings:
            if start < self.rang_from:  # noqa: PLR1730 - as above
                self.rang_from = start
            # A row may give only the duration of a ring that nobody ended.
            until = answer if leg.ring else end - leg.talk
            if until > self.rang_until:  # noqa: PLR1730 - as above
                self.rang_until = until
            if answers:
                span = Span(answer, answer + leg.talk, leg.callee)
                if self.spans is None:
                    self.spans = [span]
                elif span not in self.spans:
                    self.spans.append(span)
        self.keep_texts(leg)

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
        waiting = max(0, answer - self.rang_from)
        missed = direction is Direction.INBOUND and outcome is Outcome.NO_ANSWER
        return Call(
            key,
            self.start,
            self.end,
            direction,
            outcome,
            self.caller,
            next((party for party in touched if party.kind not in MENUS), touched[0]),
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
        if self.touched is None:
            return (self.callee,)
        arrivals = [
            (start, _ON_THE_WAY[party.kind], party.number, party.name, party)
            for party, start in self.touched.items()
        ]
        arrivals.sort()
        return tuple(arrival[4] for arrival in arrivals)

    def _talk(self) -> tuple[tuple[Party, ...], tuple[int, ...], int, int]:
        """Who answered, their shares, the seconds talked, and the second the waiting ended."""
        spans = self.spans
        if spans is None:
            return (), (), 0, self.rang_until
        if len(spans) == 1:
            answer, end, party = spans[0]
            return (party,), (), end - answer, answer
        answered_by, shares = talkers(spans)
        talk = union_seconds((span.answer, span.end) for span in spans)
        return answered_by, shares, talk, min(span.answer for span in spans)


def _first_of(leg: Leg | Gathering) -> tuple[int, bool, int, str, str, str, str, int]:
    """Which leg came first. Rows of one second are in no order: the one from outside brought the call."""
    caller, callee = leg.caller, leg.callee
    inside = caller.kind is not PartyKind.EXTERNAL
    way = _ON_THE_WAY[callee.kind]
    return (
        leg.start, inside, way, callee.number, callee.name, caller.number, caller.name, leg.direction,
    )  # fmt: skip


def _direction(said: Direction, caller: PartyKind, callee: PartyKind) -> Direction:
    """What the PBX said, unless our own extension called outside: it labels some of those Inbound.

    Where it said nothing known, the caller decides.
    """
    if caller is PartyKind.EXTENSION and callee is PartyKind.EXTERNAL:
        return Direction.OUTBOUND
    if said is Direction.UNKNOWN:
        return Direction.INBOUND if caller is PartyKind.EXTERNAL else Direction.INTERNAL
    return said
