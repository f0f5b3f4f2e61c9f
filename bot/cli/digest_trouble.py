"""Troubles with the digests that the command line names."""

from __future__ import annotations

from bot.cdr.trouble import SetupTrouble


class UnknownDigest(SetupTrouble):
    """The workspace has no digest of that number."""

    code = "unknown_digest"
    words = (
        "Workspace {workspace} has no digest {number}: {known}.",
        "Name one as “ringback digest list” numbers it.",
    )
    usage = True


class OwnerNotLinked(SetupTrouble):
    """A digest of somebody's own calls needs their extension."""

    code = "digest_owner_not_linked"
    words = (
        "Digest {number} is of the own calls of {owner}, and nobody knows their extension.",
        "They can tell it in Slack with /calls link and its number.",
    )


class AskedAlready(SetupTrouble):
    """The ledger has a delivery of this minute."""

    code = "digest_asked_already"
    words = (
        "Digest {number} was due or asked for in this very minute already.",
        "See with “ringback digest list” what became of it, or wait a minute.",
    )


class RemovedMeanwhile(SetupTrouble):
    """It was removed while it was to be posted."""

    code = "digest_removed_meanwhile"
    words = (
        "Digest {number} was removed meanwhile, so nobody knows whether it was posted.",
        "Look in its channel.",
    )
