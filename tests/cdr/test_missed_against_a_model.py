"""Missed callers against a model that asks the definition of every caller anew, over calls drawn by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cdr.leg import Direction
from bot.cdr.missed import CallerState, missed_callers
from cdr.by_hand import AMARA, ANSWERED, JONAS, NO_ANSWER, calls_of, external, leg

if TYPE_CHECKING:
    from random import Random

    from bot.cdr.call import Call
    from bot.cdr.leg import Leg
    from bot.cdr.missed import MissedCaller

LINES = {
    "07700900146": "Harriet",
    "+44 7700 900146": "Harriet",
    "00447700900146": "Harriet",
    "07700900147": "Idris",
    "+31 20 123 4567": "Joke",
    "0031201234567": "Joke",
    "anonymous": "",
    "": "",
}
"""Writings of a number, and whose it is: nobody's when withheld."""

OURS = ("+442079460100", "020 7946 0100", "+442079460199")
SAME_DID = {"020 7946 0100": "+442079460100"}


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One call as drawn: of which kind, when, with whom."""

    key: str
    start: int
    inbound: bool
    answered: bool
    number: str
    did: str

    def leg(self) -> Leg:
        how, talk = (ANSWERED, 9) if self.answered else (NO_ANSWER, 0)
        other = external(self.number)
        return leg(
            JONAS if self.inbound else other,
            how,
            start=self.start,
            ring=8,
            talk=talk,
            caller=other if self.inbound else AMARA,
            direction=Direction.INBOUND if self.inbound else Direction.OUTBOUND,
            call=self.key,
            did=self.did if self.inbound else "",
        )


drawn_calls = st.lists(
    st.builds(
        Drawn,
        key=st.integers(0, 999).map(str),
        start=st.integers(0, 12),
        inbound=st.booleans(),
        answered=st.booleans(),
        number=st.sampled_from(list(LINES)),
        did=st.sampled_from(OURS),
    ),
    max_size=25,
    unique_by=lambda call: call.key,
)

Told = tuple[int, int, int, CallerState, str | None, int | None, int]


def modelled(calls: list[Drawn]) -> dict[tuple[str, str], Told]:
    """(line, DID) -> count, first, last, state, by, at, tries, by the words of the definition."""
    ordered = sorted(calls, key=lambda call: (call.start, call.key))
    groups: dict[tuple[str, str], list[Drawn]] = {}
    for call in ordered:
        if call.inbound and not call.answered:
            groups.setdefault((LINES[call.number], SAME_DID.get(call.did, call.did)), []).append(call)
    told = {}
    for (line, did), missed in groups.items():
        since = [
            call for call in ordered if line and LINES[call.number] == line and call.start > missed[-1].start
        ]
        reached = next((call for call in since if call.answered), None)
        until = since if reached is None else since[: since.index(reached)]
        tries = [call for call in until if not call.inbound]
        state: tuple[CallerState, str | None, int | None] = (CallerState.OPEN, None, None)
        if reached is not None and reached.inbound:
            state = CallerState.GOT_THROUGH, JONAS.number, reached.start
        elif reached is not None:
            state = CallerState.RETURNED, AMARA.number, reached.start
        elif tries:
            state = CallerState.TRIED, AMARA.number, tries[-1].start
        told[line, did] = (len(missed), missed[0].start, missed[-1].start, *state, len(tries))
    return told


def as_told(caller: MissedCaller) -> Told:
    by = caller.by.number if caller.by else None
    return caller.count, caller.first, caller.last, caller.state, by, caller.at, caller.tries


@given(drawn=drawn_calls, chance=st.randoms(use_true_random=False))
@settings(max_examples=400, deadline=None)
def test_every_missed_caller_is_what_the_definition_says_in_whatever_order_calls_are_known(
    drawn: list[Drawn], chance: Random
) -> None:
    calls: list[Call] = calls_of(*(call.leg() for call in drawn))
    missed = [call for call in calls if call.missed]
    in_order = missed_callers(missed, calls)
    got = {
        (LINES[caller.number], SAME_DID.get(caller.did, caller.did)): as_told(caller) for caller in in_order
    }
    assert len(got) == len(in_order)
    assert got == modelled(drawn)
    assert [caller.first for caller in in_order] == sorted(caller.first for caller in in_order)
    chance.shuffle(calls)
    chance.shuffle(missed)
    assert missed_callers(missed, calls) == in_order
