"""Troubles of making, changing and finding digests in Slack."""

from __future__ import annotations

from bot.cdr.trouble import QuestionTrouble


class NoSuchDigest(QuestionTrouble):
    """A number that no digest has, or one of somebody else's."""

    code = "no_such_digest"
    words = (
        "There is no digest {number} among those that you can see here.",
        "Give /calls digest list to see which there are.",
    )


class DigestNumberNeeded(QuestionTrouble):
    """A verb without a digest's number after it."""

    code = "digest_number_needed"
    words = (
        "“{verb}” needs the number of a digest, and nothing else.",
        "Write it like /calls digest {verb} 3; /calls digest list shows the numbers.",
    )


class TooManyDigests(QuestionTrouble):
    """One person has as many as there may be."""

    code = "too_many_digests"
    words = (
        "You have {most} digests already, and nobody can have more.",
        "Remove one with /calls digest remove and its number, or change one.",
    )


class NotInvited(QuestionTrouble):
    """The app cannot post in the channel."""

    code = "digest_not_invited"
    words = (
        "Ringback is not in the channel that the digest goes to.",
        "Give /invite @Ringback there, then do this again.",
    )


class ChannelArchived(QuestionTrouble):
    """Nobody can post in the channel."""

    code = "digest_channel_archived"
    words = ("The channel that the digest goes to is archived.", "Choose another channel.")


class ChannelShared(QuestionTrouble):
    """People of another organisation read the channel, and nobody agreed to that yet."""

    code = "digest_channel_shared"
    words = (
        "People of another organisation can read the channel that the digest goes to.",
        "Agree that they read it, or choose another channel.",
    )


class StillShared(QuestionTrouble):
    """It is to go on, and nobody has agreed yet that people of another organisation read it."""

    code = "digest_still_shared"
    words = (
        "People of another organisation can read the channel of digest {number}, and nobody has agreed to that.",
        "Agree, or choose another channel, with /calls digest edit {number}.",
    )


class TimeAmongFilters(QuestionTrouble):
    """A time where only filters can be."""

    code = "digest_time_among_filters"
    words = (
        "“{typed}” is a time, and a digest tells of the time before it comes.",
        "Leave it out, or write about yesterday, today, last week or last month; put a name in quotes.",
    )
