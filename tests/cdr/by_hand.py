"""Legs by hand: what the wire would make of a row, with as little of the product as possible."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from bot.cdr.grouping import CallBook
from bot.cdr.leg import Direction, Disposition, Leg
from bot.cdr.party import Party, PartyKind
from bot.cdr.reading import PartyReader
from bot.cdr.roster import Roster

if TYPE_CHECKING:
    from bot.cdr.call import Call

_ROWS = count()


def extension(number: str, name: str = "") -> Party:
    return Party(number, name, PartyKind.EXTENSION)


def external(number: str, name: str = "") -> Party:
    return Party(number, name, PartyKind.EXTERNAL)


def place(kind: PartyKind, number: str, name: str = "") -> Party:
    return Party(number, name, kind)


AMARA = extension("4005", "Amara Osei")
JONAS = extension("4002", "Jonas Weber")
PRIYA = extension("4010", "Priya Nair")
CALLER = external("07700900146")
WELCOME = place(PartyKind.IVR, "6200", "Welcome")
MAIN_MENU = place(PartyKind.IVR, "6201", "Main")
CLOSED = place(PartyKind.PROMPT, "", "Closed")
SALES = place(PartyKind.QUEUE, "6400", "Sales")
FRONT_DESK = place(PartyKind.RING_GROUP, "6300", "Front desk")
AMARAS_BOX = place(PartyKind.VOICEMAIL, "4005", "Amara Osei")
SURVEY = place(PartyKind.SURVEY, "", "Satisfaction Survey")
BRIDGE = place(PartyKind.FEATURE, "6500", "Bridge")

ANSWERED = Disposition.ANSWERED
NO_ANSWER = Disposition.NO_ANSWER
BUSY = Disposition.BUSY
FAILED = Disposition.FAILED
VOICEMAIL = Disposition.VOICEMAIL


def leg(
    callee: Party,
    disposition: Disposition = ANSWERED,
    *,
    start: int = 0,
    ring: int = 0,
    talk: int = 0,
    caller: Party = CALLER,
    direction: Direction = Direction.INBOUND,
    call: str = "one",
    **more: Any,  # noqa: ANN401 - the leg's other fields
) -> Leg:
    more.setdefault("duration", ring + talk)
    return Leg(
        call_key=call,
        row_key=str(next(_ROWS)),
        start=start,
        caller=caller,
        callee=callee,
        direction=direction,
        disposition=disposition,
        ring=ring,
        talk=talk,
        **more,
    )


def calls_of(*legs: Leg, short_ring: int = 5) -> list[Call]:
    book = CallBook(short_ring)
    book.take(legs)
    return book.calls()


def call_of(*legs: Leg) -> Call:
    (call,) = calls_of(*legs)
    return call


_WORDS = {
    "ANSWERED": ANSWERED,
    "NO ANSWER": NO_ANSWER,
    "BUSY": BUSY,
    "FAILED": FAILED,
    "VOICEMAIL": VOICEMAIL,
}


def legs_of_rows(rows: list[dict[str, Any]], roster: Roster | None = None) -> list[Leg]:
    """Rows of a sample to legs, written here anew: these tests must not lean on the PBX adapter."""
    reader = PartyReader(roster or Roster())
    return [
        Leg(
            call_key=row["uid"],
            row_key=str(row.get("new_id") or row["id"]),
            start=row["timestamp"],
            caller=reader.caller(row["call_from"], outside=bool(row.get("src_trunk"))),
            callee=reader.callee(row["call_to"], outside=bool(row.get("dst_trunk"))),
            direction=Direction[row["call_type"].upper()],
            disposition=_WORDS[row["disposition"]],
            duration=row.get("duration", 0),
            ring=row.get("ring_duration", 0),
            talk=row.get("talk_duration", 0),
            did=row.get("did_number", ""),
            recording=row.get("record_file", ""),
        )
        for row in rows
    ]
