"""The words that only Slack's digests have; sentences about what happened are in ``bot.answers.digest_words``."""

from __future__ import annotations

FOOTER = (
    "Digest {number}; “/calls digest show {number}” tells when it comes, “/calls digest” how to make one."
)
OPEN_LIST, OPEN_LISTED = "Open list", "Open list ({count})"
ALL_CALLS, CSV, TO_RETURN = "All calls", "CSV", "Calls I should return"
POST_AGAIN, POST_AGAIN_SURE = "Post it again", "It is posted once more. Is it really not there?"
LEAVE_IT = "It is there"
POSTED_AGAIN, AGAIN_ALREADY = "It is posted again.", "It is being posted again already."
NOTED, WAS_POSTED = "Noted: it was posted.", "It was posted already."
WAS_LEFT_OUT, TOO_LONG_AGO = "It was left out since.", "Nothing is known of it any more: it is too long ago."
