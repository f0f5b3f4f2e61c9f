"""What people ask for that no filter does: the most calls, unknown numbers, how long it rang."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.time_trouble import NotUnderstood

if TYPE_CHECKING:
    from bot.query.words_of_question import Words

RANKED = (
    "Calls are asked for by their time. Write calls today or missed since 9:00: their list has them in order."
)
HINTS = {
    "ranked": RANKED,
    "kind": (
        "Calls are filtered by a number or a name, not by their kind. "
        "Write from and a number, or inbound for all from outside."
    ),
    "ringing": (
        "Calls are filtered by how long they talked, not by how long they rang or waited. "
        "Write longer than 30s for talk."
    ),
    "outside": "Write inbound for calls from outside, or outbound for calls to outside.",
    "grouped": "Calls are not told apart by who they are of. Ask about one: from Anna, to 2005 or in Sales.",
    "forwarded": "Calls are not filtered by how they came to somebody: ask for those to or with whom they reached.",
    "no_time": (
        "When that begins and ends nobody here knows. "
        "Write months, days or hours, as in June to August; put a name in quotes."
    ),
    "vague": "Leave it out, or write a time such as today or last 3 days.",
    "without": (
        "Calls cannot be asked for without somebody or something: ask for all of them, or for those that are meant."
    ),
}
"""By the value of a table's ``no_filter``."""


def no_filter(words: Words) -> NotUnderstood | None:
    """The trouble about words that ask for what no filter does, with what to write instead."""
    for at in range(len(words)):
        for hint, end in words.match("no_filter", at):
            last = end + (hint == "without" and end < len(words))
            return NotUnderstood(words=words.typed(at, last), hint=HINTS[str(hint)])
    return None
