"""A call: all legs with one key, as a person understands it."""

from __future__ import annotations

import msgspec

from bot.cdr.leg import Direction
from bot.cdr.outcome import MENUS, MISSED, Outcome
from bot.cdr.party import Party  # noqa: TC001 - msgspec reads the annotations at run time

_INBOUND = Direction.INBOUND  # bound once: Python 3.11 takes 80 ns to look an enum's member up
_ANSWERED = Outcome.ANSWERED


class Call(msgspec.Struct, frozen=True, gc=False):
    """One call. Times in epoch seconds, durations in seconds.

    Attributes:
        key: equal on all its legs.
        start: when its first leg started: the window that holds this holds the call.
        end: when its last leg ended.
        caller: who called.
        to: the first party it reached past the menus, else the first menu.
        did: the number that was dialled from outside.
        touched: every party it came to, menus included, each once, in order.
        answered_by: who talked, in the order of answering: the first took the call, the last had it at the
            end (and stands twice if the call came back). A ring group only where no person is known.
        shares: talk seconds of each distinct party of ``answered_by``; empty when one party had it all.
        waiting: from the first ring or queue entry to the answer or the end.
        talk: each second once, however many legs repeat it.
        recording: file name of the first recording.
        short_ring: missed, and it rang less than the threshold.
        note: the notes of the call, one per line.
    """

    key: str
    start: int
    end: int
    direction: Direction
    outcome: Outcome
    caller: Party
    to: Party
    did: str
    touched: tuple[Party, ...]
    answered_by: tuple[Party, ...]
    shares: tuple[int, ...]
    waiting: int
    talk: int
    legs: int
    recording: str = ""
    short_ring: bool = False
    pin_code: str = ""
    note: str = ""

    @property
    def reached(self) -> tuple[Party, ...]:
        """The parties that rang or took a message: no menus, prompts, surveys."""
        return tuple(party for party in self.touched if party.kind not in MENUS)

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everyone who has part in it: the caller, then every party it came to."""
        return (self.caller, *self.touched)

    @property
    def answered(self) -> bool:
        """Somebody talked with the caller."""
        return self.outcome is _ANSWERED

    @property
    def missed(self) -> bool:
        """Inbound, not answered, and it reached a person, queue, ring group or voicemail box."""
        return self.direction is _INBOUND and self.outcome in MISSED

    def talk_by_party(self) -> tuple[tuple[Party, int], ...]:
        """Talk seconds of each party that answered, each party once."""
        if not self.shares:
            return ((self.answered_by[0], self.talk),) if self.answered_by else ()
        return tuple(zip(dict.fromkeys(self.answered_by), self.shares, strict=True))
