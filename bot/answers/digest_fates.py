"""What became of a slot of a digest, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.digest_reasons import cause
from bot.digest.delivery import ASKED, State

if TYPE_CHECKING:
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest

_FATES = {
    State.DUE: "due",
    State.CLAIMED: "being made",
    State.POSTING: "being posted",
    State.POSTED: "posted",
    State.FAILED: "failed",
    State.SKIPPED: "skipped",
    State.UNKNOWN: "unknown",
}
_LATE, _RETRIED = "posted late", "failed, to be tried again"
_UNKNOWN = "it may have been posted, or not; its owner is asked"


def fate(delivery: Delivery) -> str:
    """What became of it, in a word or a few."""
    if delivery.state is State.POSTED and delivery.late:
        return _LATE
    if delivery.state is State.FAILED and delivery.next_try:
        return _RETRIED
    return _FATES[delivery.state]


def why_so(delivery: Delivery) -> str:
    """Why that is so; empty where nothing needs to be said."""
    if delivery.state is State.UNKNOWN:
        return _UNKNOWN
    why = ASKED if delivery.asked else delivery.why
    return cause(why) if why else ""


def paused_told(digest: Digest) -> str:
    """Who or what paused it, as the end of a sentence."""
    return f"because {cause(digest.paused_because)}" if digest.paused_because else "by a person"
