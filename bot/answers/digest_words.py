"""The words of digests, in Slack and in the terminal, in one place."""

from __future__ import annotations

from bot.answers.digest import Measure

CALLS, OWN_CALLS = "Calls", "Your calls"
TITLE = "{what}, {when}"

LATE = "This digest is late: it was due {due}."
LEFT_OUT = "Left out while Ringback was down: {slots}."

NO_CALLS = "No calls, {when}."
NO_OWN_CALLS = "No calls of yours, {when}."
USUALLY = "Usually there are about {usual}."
PROVED_BY_ROWS = (
    "{records} of this time and of the weeks before were read, in the date format that the PBX writes itself; "
    "no such call is among them."
)
NOT_KNOWN = "Calls: not known"

MISSED = "{missed} missed of {inbound}"
NONE_MISSED = "None missed of {inbound}"
NONE_OPEN = "every caller was reached"
NO_INBOUND = "{calls}, none of them inbound"
IN_PART = "in the part that could be read"

ANSWERED = "{count} answered"
VOICEMAIL = "{count} with a voicemail"
WAITED, WAITED_MOST = "half waited up to {half}", "nine in ten up to {most}"
WAITED_ONE = "waited {half}"

BUSIEST = "Busiest hour: {hour}, {calls}, {missed} missed."
BUSIEST_ALL_ANSWERED = "Busiest hour: {hour}, {calls}, none missed."
ANSWERED_MOST = "Answered most: {names}."

PAST_MISSING = "A part of the weeks before could not be read, so some of them are left out of the comparison."
NOBODY_CALLED = "Nobody in the calls of this time is called {names}."

DAY_BEFORE = "the {weekday} before"
DAYS_BEFORE = "the same days a week before"
WEEK_BEFORE = "the week before"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

COUNTED = {
    Measure.INBOUND: ("inbound", "inbound"),
    Measure.MISSED: ("missed", "missed"),
    Measure.ANSWERED: ("answered", "answered"),
    Measure.VOICEMAIL: ("voicemail", "voicemails"),
}
"""What one and several of them are called, after ``3 more``."""
AS_MANY, MORE, FEWER = (
    "as many {what} as {before}",
    "{count} more {what} than {before}",
    "{count} fewer {what} than {before}",
)
AS_USUAL, MORE_THAN_USUAL, FEWER_THAN_USUAL = (
    "about as many{what} as usual",
    "more{what} than usual (about {usual})",
    "fewer{what} than usual (about {usual})",
)
HALF_WAITED = "half of the callers waited up to {now}"
LONGER, SHORTER = "longer than {before} ({then})", "less than {before} ({then})"
USUAL, ABOUT = "usual", "about {length}"

FAILED = "The digest of {slot} could not be made, because {why} ({code})."
FAILED_OWN = "The digest of {slot} could not be made. {sentence} {step}"
NEXT_TRY = "Next try: {slot} ({zone}), with the next digest."
NO_NEXT_TRY = "It is paused until the PBX takes its secret again: an admin reconnects it."
MAYBE_POSTED = (
    "The digest of {slot} may have been posted, or not: Ringback stopped just then, and Slack did not say."
)
MAYBE_POSTED_NEXT = "Look in {where}; if it is not there, post it again."
THE_CHANNEL, HERE = "its channel", "this conversation"
