"""Who took part in a leg: a number, a name and what kind of place it is."""

from __future__ import annotations

from enum import IntEnum

import msgspec


class PartyKind(IntEnum):
    """What a party is to the PBX; the value is its bit position in a call's reach mask."""

    EXTENSION = 0
    EXTERNAL = 1
    RING_GROUP = 2
    QUEUE = 3
    VOICEMAIL = 4
    IVR = 5
    PROMPT = 6
    SURVEY = 7
    FEATURE = 8
    """A conference, a paging group, a parking slot: answered by the PBX, still an end of a call."""


class Party(msgspec.Struct, frozen=True, gc=False):
    """A number and/or a name. ``Kristin Hale<2005>`` is number 2005, name Kristin Hale.

    A msgspec Struct rather than a dataclass because a year of calls makes a million legs.
    """

    number: str
    name: str
    kind: PartyKind

    @property
    def label(self) -> str:
        """What a person reads: the name, else the number, else "unknown"."""
        return self.name or self.number or "unknown"
