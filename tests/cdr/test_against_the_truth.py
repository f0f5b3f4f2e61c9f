"""Calls counted from a simulated PBX's rows against what really happened, which was never a row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

import pytest

from bot.cdr.grouping import CallBook
from bot.cdr.party import PartyKind
from bot.cdr.roster import Group, Roster
from bot.simulator import OFFICE, SettableClock, Settings
from bot.simulator.machine import Machine
from cdr.by_hand import legs_of_rows

if TYPE_CHECKING:
    from bot.cdr.call import Call
    from bot.simulator import Firmware

Omission = Literal["captured", "absent", "blank"]
NOW = 1_792_009_897
ROSTER = Roster(
    extensions={each.number: each.name for each in OFFICE.extensions},
    ivrs={each.number: each.name for each in OFFICE.ivrs},
    groups=tuple(
        Group(number=each.number, name=each.name, members=frozenset(each.members), kind=kind)
        for kind, places in ((PartyKind.QUEUE, OFFICE.queues), (PartyKind.RING_GROUP, OFFICE.ring_groups))
        for each in places
    ),
    known=True,
)


def counted(machine: Machine, roster: Roster) -> dict[str, Call]:
    rows = [record.row for record in machine.records.found()]
    book = CallBook()
    book.take(legs_of_rows(rows, roster))
    return {call.key: call for call in book.calls()}


@pytest.mark.parametrize("firmware", ["legacy", "mid", "current"])
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("omission", ["captured", "absent", "blank"])
def test_every_call_is_what_it_was(firmware: Firmware, seed: int, omission: Omission) -> None:
    machine = Machine(
        Settings(firmware=firmware, seed=seed, days=10, omission=omission),
        SettableClock(NOW),
    )
    calls = counted(machine, ROSTER)
    assert set(calls) == {true.uid for true in machine.calls}
    assert len({true.shape for true in machine.calls}) > 15
    for true in machine.calls:
        call = calls[true.uid]
        told = (call.direction.word, call.outcome.value, call.talk, call.waiting, call.start)
        assert told == (true.direction, true.outcome, true.talk_seconds, true.waiting_seconds, true.start), (
            true.shape
        )
        assert [party.number for party in call.answered_by] == list(true.answered_by), true.shape
        assert call.did == true.did


@pytest.mark.parametrize("firmware", ["legacy", "current"])
def test_without_a_roster_prefixes_and_lengths_classify_alike(firmware: Firmware) -> None:
    machine = Machine(Settings(firmware=firmware, days=10), SettableClock(NOW))
    known, guessed = counted(machine, ROSTER), counted(machine, Roster())
    same = Counter((call.direction, call.outcome) for call in known.values())
    assert Counter((call.direction, call.outcome) for call in guessed.values()) == same


def test_taking_the_first_row_of_each_call_would_miss_every_missed_call_behind_a_menu() -> None:
    """The wrong way that was measured on real rows: it must differ from ours, or this office proves nothing."""
    machine = Machine(Settings(days=10), SettableClock(NOW))
    rows = [record.row for record in machine.records.found()]
    first = {row["uid"]: row for row in sorted(rows, key=lambda row: -row["timestamp"])}
    wrong = sum(row["disposition"] != "ANSWERED" and row["call_type"] == "Inbound" for row in first.values())
    assert wrong < sum(call.missed for call in counted(machine, ROSTER).values())
