"""An office of a few people, and legs of their calls written by hand, in London time."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from answers.fake_pbx import LONDON
from bot.cdr.leg import Direction, Disposition, Leg
from bot.cdr.party import Party, PartyKind
from bot.cdr.roster import Group, Roster
from bot.cdr.window import Window
from bot.query.request import Filters, Kind, Request

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.cdr.call import Call

_ROWS = count()

AMARA = Party("4005", "Amara Osei", PartyKind.EXTENSION)
JONAS = Party("4002", "Jonas Weber", PartyKind.EXTENSION)
PRIYA = Party("4010", "Priya Nair", PartyKind.EXTENSION)
WELCOME = Party("6200", "Welcome", PartyKind.IVR)
SALES = Party("6400", "Sales", PartyKind.QUEUE)
SUPPORT = Party("6401", "Support", PartyKind.QUEUE)
FRONT_DESK = Party("6300", "Front desk", PartyKind.RING_GROUP)
AMARAS_BOX = Party("4005", "Amara Osei", PartyKind.VOICEMAIL)
DID = "+442079460100"

ROSTER = Roster(
    extensions={"4005": "Amara Osei", "4002": "Jonas Weber", "4010": "Priya Nair", "4012": "Zoë Müller"},
    ivrs={"6200": "Welcome"},
    groups=(
        Group(number="6400", name="Sales", members=frozenset({"4005", "4002"}), kind=PartyKind.QUEUE),
        Group(number="6401", name="Support", members=frozenset({"4010"}), kind=PartyKind.QUEUE),
        Group(
            number="6300", name="Front desk", members=frozenset({"4002", "4010"}), kind=PartyKind.RING_GROUP
        ),
        Group(number="", name="Head Office", members=frozenset({"4010", "4012"}), kind=PartyKind.EXTENSION),
    ),
    known=True,
)

DASH = "\u2013"

ANSWERED = Disposition.ANSWERED
NO_ANSWER = Disposition.NO_ANSWER
BUSY = Disposition.BUSY
VOICEMAIL = Disposition.VOICEMAIL


def at(text: str) -> datetime:
    """``2026-11-22 14:03`` in London."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def outside(number: str, name: str = "") -> Party:
    return Party(number, name, PartyKind.EXTERNAL)


def leg(
    call: str,
    when: str,
    callee: Party,
    how: Disposition = ANSWERED,
    *,
    caller: Party | str = "07700900146",
    ring: int = 0,
    talk: int = 0,
    direction: Direction = Direction.INBOUND,
    did: str = DID,
    recording: str = "",
    note: str = "",
    pin_code: str = "",
) -> Leg:
    """One leg, of an inbound call unless a direction is given."""
    return Leg(
        call_key=call,
        row_key=str(next(_ROWS)),
        start=int(at(when).timestamp()),
        caller=outside(caller) if isinstance(caller, str) else caller,
        callee=callee,
        direction=direction,
        disposition=how,
        duration=ring + talk,
        ring=ring,
        talk=talk,
        did=did,
        recording=recording,
        note=note,
        pin_code=pin_code,
    )


def out(call: str, when: str, to: str, *, by: Party = AMARA, talk: int = 60) -> Leg:
    """The one row of an outbound call; without talk nobody answered."""
    how = ANSWERED if talk else NO_ANSWER
    return leg(
        call, when, outside(to), how, caller=by, ring=9, talk=talk, direction=Direction.OUTBOUND, did=""
    )


def keys(calls: Iterable[Call]) -> list[str]:
    return [call.key for call in calls]


def window(start: str | None, end: str) -> Window:
    return Window(start=None if start is None else at(start), end=at(end))


YESTERDAY = window("2026-11-22 00:00", "2026-11-23 00:00")
NOW = "2026-11-23 14:20"


def asked(
    kind: Kind = Kind.CALLS,
    *windows: Window,
    now: str = NOW,
    words: str = "Yesterday, Sunday 22 November 2026",
    **filters: Any,  # noqa: ANN401 - the fields of Filters, each with its own type
) -> Request:
    return Request(
        kind=kind,
        windows=windows or (YESTERDAY,),
        words=words,
        now=at(now),
        zone=LONDON,
        filters=Filters(**filters),
    )


def missed(call: str, when: str, caller: str = "07700900146", to: Party = SALES, ring: int = 41) -> Leg:
    """A call that rang out."""
    how = ANSWERED if to.kind is PartyKind.QUEUE else NO_ANSWER
    return leg(call, when, to, how, caller=caller, ring=ring)


def taken(call: str, when: str, caller: str = "07700900146", by: Party = AMARA, talk: int = 74) -> list[Leg]:
    """A call that came through the queue Sales and was answered."""
    return [
        leg(call, when, SALES, caller=caller, ring=11, talk=talk),
        leg(call, when, by, caller=caller, ring=11, talk=talk),
    ]
