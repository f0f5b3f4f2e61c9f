"""What calls come to: sums that add up, percentiles, and who did most."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cdr.leg import Direction, Disposition, Leg
from bot.cdr.missed import missed_callers
from bot.cdr.outcome import Outcome
from bot.cdr.party import PartyKind
from bot.cdr.tally import tally
from cdr.by_hand import (
    AMARA,
    JONAS,
    calls_of,
    external,
)
from cdr.drawn import legs_of_a_day

if TYPE_CHECKING:
    from bot.cdr.party import Party

LONDON = ZoneInfo("Europe/London")
HERE = Path(__file__).parent


@given(legs=legs_of_a_day())
@settings(max_examples=150, deadline=None)
def test_sums_add_up(legs: list[Leg]) -> None:
    calls = calls_of(*legs)
    got = tally(calls, LONDON)
    totals = got.totals
    assert (
        totals.calls
        == len({leg.call_key for leg in legs})
        == totals.inbound + totals.outbound + totals.internal
    )
    assert totals.missed == totals.no_answer + totals.busy + totals.failed + totals.voicemail
    assert totals.inbound == totals.inbound_answered + totals.missed + totals.menu_only
    assert totals.short_ring <= totals.no_answer
    assert totals.answered == sum(call.outcome is Outcome.ANSWERED for call in calls)
    missed = [call for call in calls if call.missed]
    assert sum(caller.count for caller in missed_callers(missed, calls)) == len(missed) == totals.missed


@given(legs=legs_of_a_day())
@settings(max_examples=150, deadline=None)
def test_no_second_of_talk_counts_twice(legs: list[Leg]) -> None:
    answering = {PartyKind.EXTENSION, PartyKind.EXTERNAL, PartyKind.RING_GROUP, PartyKind.FEATURE}
    for call in calls_of(*legs):
        seconds = {
            second
            for leg in legs
            if leg.call_key == call.key
            and leg.callee.kind in answering
            and leg.disposition is Disposition.ANSWERED
            for second in range(leg.start + leg.ring, leg.start + leg.ring + leg.talk)
        }
        assert call.talk == len(seconds)


@given(waits=st.lists(st.integers(0, 300), min_size=1, max_size=60))
@settings(max_examples=150, deadline=None)
def test_percentiles_are_waits_that_somebody_had(waits: list[int]) -> None:
    legs = [
        Leg(str(n), str(n), n * 1000, external("07700900146"), AMARA, Direction.INBOUND, Disposition.NO_ANSWER,
            wait, wait, 0)
        for n, wait in enumerate(waits)
    ]  # fmt: skip
    totals = tally(calls_of(*legs), UTC).totals
    ordered = sorted(waits)
    for got, share in ((totals.waiting_p50, 50), (totals.waiting_p90, 90)):
        # The smallest wait that at least this share of all did not exceed.
        assert got == next(
            each for each in ordered if sum(w <= each for w in waits) * 100 >= share * len(waits)
        )


def test_extensions_and_callers_are_told_by_how_much_they_did() -> None:
    def row(call: str, start: int, callee: Party, caller: Party, way: Direction, talk: int) -> Leg:  # noqa: PLR0917 - as a table
        return Leg(
            call, f"{call}{callee.number}", start, caller, callee, way, Disposition.ANSWERED, talk, 0, talk
        )

    customer = external("07700900146", "Harriet Cole")
    calls = calls_of(
        row("a", 0, AMARA, customer, Direction.INBOUND, 60),
        row("b", 100, JONAS, customer, Direction.INBOUND, 20),
        row("c", 200, customer, AMARA, Direction.OUTBOUND, 30),
        row("d", 300, AMARA, external("07700900266"), Direction.INBOUND, 10),
    )
    got = tally(calls, UTC)
    loads = {load.number: (load.answered, load.made, load.talk_seconds) for load in got.by_extension}
    assert loads == {"4005": (2, 1, 100), "4002": (1, 0, 20)}
    assert [(top.number, top.calls) for top in got.top_callers] == [("07700900146", 2), ("07700900266", 1)]
