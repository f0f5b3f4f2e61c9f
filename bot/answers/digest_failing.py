"""What is said of a digest that could not be made, or of which nobody knows whether it was posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers import digest_words as words
from bot.answers.digest_reasons import cause, known
from bot.answers.digest_telling import slot_told
from bot.cdr.trouble import PbxTrouble, QuestionTrouble, SetupTrouble, Trouble
from bot.workspace.steps_in_slack import step_in_slack

if TYPE_CHECKING:
    from bot.digest.digest import Digest

_KINDS: tuple[tuple[type[Trouble], str], ...] = (
    (QuestionTrouble, "its filters are not understood any more"),
    (SetupTrouble, "the connection to the PBX needs an admin"),
    (PbxTrouble, "the PBX did not answer as it should"),
    (Trouble, "something is in the way"),
)
"""Of troubles that the table of reasons does not have."""


def because(digest: Digest, slot: str, trouble: Trouble) -> str:
    """That a slot's digest could not be made, and why.

    A channel is told the cause in general: addresses of the PBX and numbers in filters are not for everybody in it.
    In a direct message the owner reads the trouble's own sentences.
    """
    when = slot_told(slot)
    if not digest.channel:
        return words.FAILED_OWN.format(slot=when, sentence=trouble.sentence, step=step_in_slack(trouble))
    return words.FAILED.format(slot=when, why=_why(trouble), code=trouble.code)


def _why(trouble: Trouble) -> str:
    if known(trouble.code):
        return cause(trouble.code)
    return next(told for kind, told in _KINDS if isinstance(trouble, kind))


def next_try(digest: Digest, following: str | None) -> str:
    """When the next one comes; None: not before somebody resumes it."""
    if following is None:
        return words.NO_NEXT_TRY
    return words.NEXT_TRY.format(slot=slot_told(following), zone=digest.zone)


def maybe_posted(slot: str) -> str:
    """That nobody knows."""
    return words.MAYBE_POSTED.format(slot=slot_told(slot))


def look_there(digest: Digest) -> str:
    """What the owner can do about it."""
    return words.MAYBE_POSTED_NEXT.format(where=words.THE_CHANNEL if digest.channel else words.HERE)
