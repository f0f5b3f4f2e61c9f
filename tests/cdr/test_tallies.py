"""What calls come to: sums that add up, percentiles, hours and days of a zone with clock changes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cdr.leg import Direction, Disposition, Leg
from bot.cdr.missed import CallerState, missed_callers
from bot.cdr.outcome import Outcome
from bot.cdr.party import PartyKind
from bot.cdr.tally import tally
from cdr.by_hand import (
    AMARA,
    AMARAS_BOX,
    FRONT_DESK,
    JONAS,
    PRIYA,
    SALES,
    WELCOME,
    calls_of,
    external,
    legs_of_rows,
)

if TYPE_CHECKING:
    from random import Random

    from bot.cdr.party import Party

LONDON = ZoneInfo("Europe/London")
HERE = Path(__file__).parent

parties = st.sampled_from(
    [AMARA, JONAS, PRIYA, WELCOME, SALES, FRONT_DESK, AMARAS_BOX, external("07700900266")]
)
callers = st.sampled_from(
    [external("07700900146"), external("+447700900146"), external("anonymous"), AMARA, JONAS]
)


@st.composite
def legs_of_a_day(draw: st.DrawFn) -> list[Leg]:
    """Legs of a dozen calls round the night in which London's clock goes back."""
    return [
        Leg(
            call_key=str(draw(st.integers(0, 12))),
            row_key=str(number),
            start=1_792_886_400 + draw(st.integers(0, 90_000)),
            caller=draw(callers),
            callee=draw(parties),
            direction=draw(st.sampled_from(list(Direction))),
            disposition=draw(st.sampled_from(list(Disposition))),
            duration=draw(st.integers(0, 900)),
            ring=draw(st.integers(0, 120)),
            talk=draw(st.integers(0, 900)),
        )
        for number in range(draw(st.integers(0, 40)))
    ]


@given(legs=legs_of_a_day(), chance=st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_legs_changes_nothing(legs: list[Leg], chance: Random) -> None:
    mixed = list(legs)
    chance.shuffle(mixed)
    assert calls_of(*mixed) == calls_of(*legs)


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
    assert (
        sum(load.calls for load in got.by_hour)
        == sum(load.calls for load in got.by_day.values())
        == totals.calls
    )
    for call in calls:
        local = datetime.fromtimestamp(call.start, LONDON)
        assert got.by_day[local.date()].calls >= 1
        assert got.by_hour[local.hour].calls >= 1
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


def test_the_hour_that_comes_twice_is_one_hour_of_the_day() -> None:
    change = 1_792_890_000  # 25 October 2026, 01:00 UTC
    legs = [
        Leg(str(n), str(n), change - 1800 + n * 3600, external("0770090014"), AMARA, Direction.INBOUND,
            Disposition.ANSWERED, 9, 0, 9)
        for n in range(2)
    ]  # fmt: skip
    got = tally(calls_of(*legs), LONDON)
    assert got.by_hour[1].calls == 2
    assert [(day.isoformat(), load.calls) for day, load in got.by_day.items()] == [("2026-10-25", 2)]
    assert datetime.fromtimestamp(change, LONDON).utcoffset() == timedelta(0)


def test_the_captured_rows_give_the_figures_written_beside_them() -> None:
    sample = json.loads((HERE / "cdr-search-legs.json").read_text(encoding="utf-8"))
    expected = sample["expected"]
    calls = calls_of(*legs_of_rows(sample["response"]["data"]))
    totals = tally(calls, LONDON).totals
    missed = missed_callers([call for call in calls if call.missed], calls)
    assert {
        "calls": totals.calls,
        "inbound_answered": totals.inbound_answered,
        "menu_only": totals.menu_only,
        "missed": totals.missed,
        "missed_callers": len(missed),
        "returned": sum(caller.state is CallerState.RETURNED for caller in missed),
        "outbound": totals.outbound,
        "inbound_talk_seconds": sum(call.talk for call in calls if call.direction is Direction.INBOUND),
    } == expected


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
