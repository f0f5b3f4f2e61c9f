"""Troubles of whoever wants something done with a digest: it is not there, not theirs, or paused."""

from __future__ import annotations

from bot.cdr.trouble import QuestionTrouble


class DigestRemoved(QuestionTrouble):
    """The digest that the button means is not there any more."""

    code = "digest_removed"
    words = ("This digest was removed.", "Give /calls digest list to see which there are.")


class DigestPaused(QuestionTrouble):
    """Nothing of it is posted before somebody resumes it."""

    code = "digest_paused"
    words = (
        "Digest {number} is paused, so it is not posted.",
        "Give /calls digest resume {number} first.",
    )


class NotYours(QuestionTrouble):
    """Neither its owner nor somebody who may set up."""

    code = "not_your_digest"
    words = ("Digest {number} is somebody else's.", "Its owner or a workspace admin can do that.")
