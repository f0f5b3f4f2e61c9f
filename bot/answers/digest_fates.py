"""What became of a slot of a digest, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.digest.delivery import State
from bot.ports_of_ledger import Why

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
_REASONS: dict[str, str] = {
    Why.MISSED: "nobody ran at its moment",
    Why.RESTORED: "an older copy of the database was restored, and it may have been posted before",
    Why.EMPTY: "there were no calls",
    Why.PAUSED: "the digest was paused",
    Why.AGAIN: "a person asked for it",
    Why.UNEXPECTED: "a fault in Ringback itself; its log says more",
    "digest_unmade": "a fault in Ringback itself; its log says more",
    "digest_took_too_long": "the PBX did not answer in time",
    "bad_credentials": "the PBX refuses its Client ID or Client Secret",
    "channel_not_found": "Slack does not find the channel",
    "not_in_channel": "the app is not in the channel",
    "is_archived": "the channel is archived",
    "account_inactive": "the owner's account is deactivated",
    "restricted_action": "only some people may post in the channel",
}


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
    return because(delivery.why)


def because(code: str) -> str:
    """A reason that the ledger or the schedule keeps, in words; a code that is not known here as its own words."""
    return _REASONS.get(code) or code.replace("_", " ")


def paused_told(digest: Digest) -> str:
    """Who or what paused it, as the end of a sentence."""
    return f"because {because(digest.paused_because)}" if digest.paused_because else "by a person"
