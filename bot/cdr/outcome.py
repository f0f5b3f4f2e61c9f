"""The outcome of a call: our word, decided over all its legs."""

from __future__ import annotations

from enum import StrEnum


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
