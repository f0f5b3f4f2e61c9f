"""A busy office's rows, made up: the call shapes that a captured PBX shows, in about its proportions."""

from __future__ import annotations

import time
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = 10_000
"""Rows on a page: what the PBX gives at most."""

YEAR_START = 1_767_225_600
DID = "+442079460100"
PEOPLE = tuple((str(4000 + n), f"Person {n:02}") for n in range(60))


class Office:
    """Makes the rows of one call after another, in the shapes that a captured PBX shows."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.calls = 0
        self.rows = 0
        self.second = YEAR_START
        self.shapes: tuple[tuple[Callable[[], list[dict[str, Any]]], int], ...] = (
            (self.menu_only, 25),
            (self.queue_answered, 20),
            (self.queue_gave_up, 6),
            (self.direct_answered, 7),
            (self.voicemail, 4),
            (self.ring_group, 5),
            (self.outbound, 26),
            (self.internal, 7),
        )

    def call(self) -> list[dict[str, Any]]:
        """The rows of one more call."""
        self.calls += 1
        self.second += self.chance.randrange(60)
        makers, weights = zip(*self.shapes, strict=True)
        return list(self.chance.choices(makers, weights)[0]())

    def outsider(self) -> str:
        """One of 20,000 numbers."""
        return f"077009{self.chance.randrange(20_000):05}"

    def person(self) -> str:
        """Somebody of the office."""
        number, name = self.chance.choice(PEOPLE)
        return f"{name}<{number}>"

    def row(self, call_to: str, disposition: str, *, after: int = 0, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - columns of a row
        """One row with the columns that every row has."""
        self.rows += 1
        start = self.second + after
        more.setdefault("duration", more.get("ring_duration", 0) + more.get("talk_duration", 0))
        local = time.strftime("%d/%m/%Y %H:%M:%S", time.gmtime(start))
        uid = f"{self.second}{self.calls:08X}"
        columns = {
            "time": local,
            "call_to": call_to,
            "timestamp": start,
            "uid": uid,
            "src_addr": "10.0.0.8:5060",
            "disposition": disposition,
            "call_to_number": call_to.rpartition("<")[2].rstrip(">"),
            "call_to_name": call_to.partition("<")[0],
            "call_id": f"{self.second}.{self.calls}",
            "call_note": None,
            "call_note_id": "",
            "enb_call_note": 0,
            "did": DID,
            "did_name": "",
            "pin_code": "",
            "new_id": f"67C67519-{self.rows:08X}",
        }
        # As the PBX does: durations of 0 are absent.
        return columns | {name: value for name, value in more.items() if value != 0}

    def inbound(self, caller: str, call_to: str, disposition: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - columns of a row
        """A row of a call from outside."""
        return self.row(
            call_to,
            disposition,
            call_from=caller,
            call_type="Inbound",
            src_trunk="SIP",
            did_number=DID,
            **more,
        )

    def menu_only(self) -> list[dict[str, Any]]:
        """Hung up in the menu."""
        caller = self.outsider()
        menus = ("IVR Welcome<6200>", "IVR Main<6201>")[: self.chance.choice((1, 2, 2))]
        return [
            self.inbound(caller, menu, "ANSWERED", after=n * 9, talk_duration=9)
            for n, menu in enumerate(menus)
        ]

    def queue_answered(self) -> list[dict[str, Any]]:
        """Three menus, queue, agent, survey: six rows."""
        caller = self.outsider()
        menus = ("IVR Welcome<6200>", "IVR Main<6201>", "IVR Orders<6203>")
        times = {
            "ring_duration": self.chance.randrange(1, 90),
            "talk_duration": self.chance.randrange(5, 600),
        }
        recording = f"{self.second}-{self.calls}-{caller}-Inbound.wav"
        talk = [
            self.inbound(caller, to, "ANSWERED", after=21, record_file=recording, **times)
            for to in ("Queue Sales<6400>", self.person())
        ]
        return [
            *(
                self.inbound(caller, menu, "ANSWERED", after=n * 7, talk_duration=7)
                for n, menu in enumerate(menus)
            ),
            *talk,
            self.inbound(
                caller, "Satisfaction Survey", "ANSWERED", after=21 + sum(times.values()), talk_duration=4
            ),
        ]

    def queue_gave_up(self) -> list[dict[str, Any]]:
        """Menu, then a queue where nobody answered."""
        caller = self.outsider()
        waited = self.chance.randrange(2, 180)
        return [
            self.inbound(caller, "IVR Welcome<6200>", "ANSWERED", talk_duration=9),
            self.inbound(caller, "Queue Sales<6400>", "NO ANSWER", after=9, ring_duration=waited),
        ]

    def direct_answered(self) -> list[dict[str, Any]]:
        """Straight to a person."""
        rang, talked = self.chance.randrange(1, 25), self.chance.randrange(5, 600)
        return [
            self.inbound(self.outsider(), self.person(), "ANSWERED", ring_duration=rang, talk_duration=talked)
        ]

    def voicemail(self) -> list[dict[str, Any]]:
        """Straight to a person who does not answer, then the voicemail box."""
        caller, person = self.outsider(), self.person()
        return [
            self.inbound(caller, person, "NO ANSWER", ring_duration=20),
            self.inbound(caller, f"Voicemail {person}", "ANSWERED", after=20, talk_duration=15),
        ]

    def ring_group(self) -> list[dict[str, Any]]:
        """A ring group as older firmware writes it: a row for everyone rung, one of them answered."""
        caller, rang = self.outsider(), self.chance.randrange(2, 20)
        silent = [
            self.inbound(caller, self.person(), "NO ANSWER", ring_duration=rang)
            for _ in range(self.chance.randrange(2, 6))
        ]
        answered = self.inbound(
            caller, self.person(), "ANSWERED", ring_duration=rang, talk_duration=self.chance.randrange(5, 400)
        )
        return [*silent, answered]

    def outbound(self) -> list[dict[str, Any]]:
        """Somebody of the office calls outside."""
        outcome = self.chance.choices(("ANSWERED", "NO ANSWER", "BUSY"), (7, 2, 1))[0]
        talked = self.chance.randrange(5, 600) if outcome == "ANSWERED" else 0
        return [
            self.row(
                self.outsider(), outcome, call_from=self.person(), call_type="Outbound", dst_trunk="SIP",
                ring_duration=9, talk_duration=talked,
            )
        ]  # fmt: skip

    def internal(self) -> list[dict[str, Any]]:
        """One colleague calls another."""
        return [
            self.row(
                self.person(), "ANSWERED", call_from=self.person(), call_type="Internal",
                ring_duration=4, talk_duration=60,
            )
        ]  # fmt: skip


def pages(legs: int) -> Iterator[bytes]:
    """The bytes of page after page, until ``legs`` rows."""
    office = Office(seed=7)
    pending: list[dict[str, Any]] = []
    given = 0
    while given < legs:
        while len(pending) < PAGE:
            pending += office.call()
        yield msgspec.json.encode({"errcode": 0, "errmsg": "SUCCESS", "data": pending[:PAGE]})
        del pending[:PAGE]
        given += PAGE
