"""The words that only Slack's pages have, in one place. Sentences about an answer are in ``bot.answers``."""

from __future__ import annotations

ASKING = "Asking the PBX …"
STILL_ASKING = "Asking the PBX … {done}"
MORE_MISSING = "… and {count} more parts are missing: the CSV does not hold them either."
MORE_CALLERS = "{first} to {last} of {count} callers"
MORE_CALLS = "{first} to {last} of {count} calls"
UNDERSTOOD = "Understood as: {words}."
READ_AS = "Read as {words}"
POST_TITLE = "Post to this channel?"
POST_TEXT = "Everybody in it will see this answer, numbers and names included."
POST_SHARED_ASK = (
    "People of another organisation are in this channel. Post numbers and names to them all the same?"
)
POSTED_BY = "Asked by <@{user}>"
DAY_BEFORE, DAY_AFTER = "◀ previous day", "next day ▶"
STRETCH_BEFORE, STRETCH_AFTER = "◀ before", "after ▶"
SHOW_CALLS, SHOW_CALLERS, CSV, POST, AGAIN = (
    "Show calls",
    "Show callers",
    "CSV",
    "Post to channel",
    "Ask again",
)
EVERY_MORNING = "Every morning"
FORM_BY_PRESS = "A form opens by a press."
CANCEL = "Cancel"
POSTED, NOT_POSTED = "Posted.", "Not posted."
POSTED_ALREADY = "This answer was posted already."
BEING_POSTED = ("This answer is being posted.", "Look in the channel in a moment.")
MAYBE_POSTED = (
    "An earlier attempt to post this answer was interrupted: it may have been posted or not.",
    "Look in the channel; if it is not there, post it again.",
)
NOT_SAID_POSTED = (
    "Slack did not say whether it posted this answer.",
    "Look in the channel; if it is not there, post it again.",
)
POST_AGAIN = "Post again"
EXPORTED = "Sent to you directly: look in your messages with Ringback."
EXPORT_COMMENT = "The calls you asked for. They hold personal data: delete them when they have served."
PAGE_BEFORE, PAGE_AFTER = "◀ page", "page ▶"
