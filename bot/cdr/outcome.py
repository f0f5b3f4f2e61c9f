"""The outcome of a call: our word, decided over all its legs."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.cdr.leg import Disposition
from bot.cdr.party import PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable


class Outcome(StrEnum):
    """How a call ended for the person who called."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    FAILED = "failed"
    VOICEMAIL = "voicemail"
    MENU_ONLY = "menu_only"

    @property
    def words(self) -> str:
        """As people read it: ``no answer``."""
        return self.value.replace("_", " ")


MISSED = frozenset({Outcome.NO_ANSWER, Outcome.BUSY, Outcome.FAILED, Outcome.VOICEMAIL})
"""The outcomes that make an inbound call a missed one."""

MENUS = frozenset({PartyKind.IVR, PartyKind.PROMPT, PartyKind.SURVEY})
"""A call that only came to these reached nobody."""

REACHABLE = frozenset(PartyKind) - MENUS
ANSWERING = frozenset({PartyKind.EXTENSION, PartyKind.EXTERNAL, PartyKind.RING_GROUP, PartyKind.FEATURE})
"""Only these answer a call: a queue, menu or box that is ANSWERED was answered by the PBX itself."""

_ANY = frozenset(Disposition)


def leg_bit(kind: PartyKind, disposition: Disposition) -> int:
    """The bit that says "a party of this kind had this disposition" in a call's mask."""
    return 1 << (kind * len(Disposition) + disposition)


def _bits(kinds: Iterable[PartyKind], dispositions: Iterable[Disposition]) -> int:
    words = tuple(dispositions)
    return sum(leg_bit(kind, disposition) for kind in kinds for disposition in words)


_WAS_ANSWERED = _bits(ANSWERING, {Disposition.ANSWERED})
_LEFT_A_MESSAGE = leg_bit(PartyKind.VOICEMAIL, Disposition.ANSWERED) | _bits(
    PartyKind, {Disposition.VOICEMAIL}
)
_WAS_REACHED = _bits(REACHABLE, _ANY)
_RANG_OUT = leg_bit(PartyKind.QUEUE, Disposition.ANSWERED) | _bits(REACHABLE, {Disposition.NO_ANSWER})
_WAS_BUSY = _bits(REACHABLE, {Disposition.BUSY})

_RULES: tuple[tuple[int, Outcome], ...] = (
    (_WAS_ANSWERED, Outcome.ANSWERED),
    (_LEFT_A_MESSAGE, Outcome.VOICEMAIL),
    (_RANG_OUT, Outcome.NO_ANSWER),
    (_WAS_BUSY, Outcome.BUSY),
    (_WAS_REACHED, Outcome.FAILED),
)
"""The first rule with a bit in common decides. A queue that only the PBX answered rang out."""


@lru_cache(maxsize=4096)
def outcome_of(mask: int) -> Outcome:
    """The outcome of a call whose legs' bits are in ``mask``; their order cannot matter."""
    return next((outcome for bits, outcome in _RULES if mask & bits), Outcome.MENU_ONLY)
