"""A leg: one party's part of a call, as a v1.0 row tells it."""

from __future__ import annotations

from enum import IntEnum

import msgspec

from bot.cdr.party import Party  # noqa: TC001 - msgspec reads the annotations at run time


class Disposition(IntEnum):
    """The PBX's word for how a leg ended; OTHER guards against words it may learn later."""

    ANSWERED = 0
    NO_ANSWER = 1
    BUSY = 2
    FAILED = 3
    VOICEMAIL = 4
    OTHER = 5


class Direction(IntEnum):
    """Where a call came from and went to; UNKNOWN where a row says nothing we know."""

    INBOUND = 0
    OUTBOUND = 1
    INTERNAL = 2
    UNKNOWN = 3

    @property
    def word(self) -> str:
        """The word people read."""
        return self.name.lower()


class Leg(msgspec.Struct, frozen=True, gc=False):
    """One party's part of a call. Times in epoch seconds, durations in seconds.

    ``call_key`` is equal on all legs of a call (``uid``, else ``call_id``, else the row's own id);
    ``row_key`` is unique per leg and serves to drop rows that arrive twice.
    """

    call_key: str
    row_key: str
    start: int
    caller: Party
    callee: Party
    direction: Direction
    disposition: Disposition
    duration: int
    ring: int
    talk: int
    did: str = ""
    recording: str = ""
    note: str = ""
    pin_code: str = ""
