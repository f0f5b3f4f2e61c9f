"""The words that every page of an answer shares, in the terminal and in Slack."""

from __future__ import annotations

from bot.answers.doctor import Verdict
from bot.answers.values import Nothing
from bot.cdr.missed import CallerState
from bot.query.request import Kind

HEADLINES = {Kind.CALLS: "Calls", Kind.MISSED: "Missed calls"}

NOTHING_HEADLINES = {
    (Kind.CALLS, Nothing.NO_CALLS): "No calls",
    (Kind.MISSED, Nothing.NO_CALLS): "No missed calls",
    (Kind.CALLS, Nothing.EMPTY_PBX): "No calls",
    (Kind.MISSED, Nothing.EMPTY_PBX): "No missed calls",
    (Kind.CALLS, Nothing.NO_RECORDS_SO_OLD): "No records so old",
    (Kind.MISSED, Nothing.NO_RECORDS_SO_OLD): "No records so old",
    (Kind.CALLS, Nothing.NOT_ALL_READ): "Calls: not known",
    (Kind.MISSED, Nothing.NOT_ALL_READ): "Missed calls: not known",
}

WHY_NOTHING = {
    Nothing.EMPTY_PBX: "The PBX holds no call record at all, so there is none for this time either.",
    Nothing.NO_RECORDS_SO_OLD: "Whether there were calls cannot be said: the PBX keeps no records of this time.",
    Nothing.NOT_ALL_READ: (
        "None was found in what could be read, but a part is missing: whether there were calls cannot be said."
    ),
}

PROVED_BY_ROWS = (
    "{records} from around this time were read, in the date format that the PBX writes itself; "
    "{no_call} among them."
)
PROVED_BY_CANARY = (
    "The PBX has no record of this time. It was asked in the date format that it writes itself ({form}), "
    "and found a record that is known to be there when asked the same way."
)
ASKED = "Asked for {start} to {end}."
NO_CALL = {Kind.CALLS: "no such call is", Kind.MISSED: "no such missed call is"}

CALLER_GROUPS = (
    ("Open", (CallerState.OPEN,)),
    ("Tried", (CallerState.TRIED,)),
    ("Returned or got through", (CallerState.RETURNED, CallerState.GOT_THROUGH)),
)
TIMES = "\u00d7"

WAITED, WAITED_MOST = "half of inbound waited up to {half}", "nine in ten up to {most}"
WAITED_ONE = "waited {half}"

VERDICTS = {Verdict.PASS: "pass", Verdict.SKIP: "skip", Verdict.FAIL: "fail"}
HEALTHY = "Every link from here to the records holds."
BROKEN = "{count} broken; what comes after it was not probed."

WITHHELD = "withheld"
