"""Missed callers, and whether anyone has called them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.cdr.leg import Direction
from bot.cdr.missed import CallerState, missed_callers
from cdr.by_hand import AMARA, AMARAS_BOX, ANSWERED, CALLER, JONAS, NO_ANSWER, SALES, calls_of, external, leg

if TYPE_CHECKING:
    from bot.cdr.call import Call
    from bot.cdr.leg import Leg
    from bot.cdr.missed import MissedCaller

OUT = Direction.OUTBOUND


def missed(call: str, start: int, caller: str = "07700900146", ring: int = 30, did: str = "") -> Leg:
    return leg(SALES, NO_ANSWER, call=call, start=start, ring=ring, caller=external(caller), did=did)


def out(call: str, start: int, number: str = "07700900146", talk: int = 0) -> Leg:
    how = ANSWERED if talk else NO_ANSWER
    return leg(
        external(number),
        call=call,
        start=start,
        talk=talk,
        ring=8,
        caller=AMARA,
        direction=OUT,
        disposition=how,
    )


def told(*legs: Leg) -> tuple[MissedCaller, ...]:
    calls: list[Call] = calls_of(*legs)
    return missed_callers([call for call in calls if call.missed], calls)


def only(*legs: Leg) -> MissedCaller:
    (caller,) = told(*legs)
    return caller


def test_calls_of_one_caller_fold_into_one() -> None:
    caller = only(missed("a", 100, ring=10), missed("b", 300, ring=41), missed("c", 200, ring=3))
    assert (caller.count, caller.first, caller.last, caller.waiting) == (3, 100, 300, 41)
    assert (caller.short_rings, caller.rang) == (1, ("Sales",))
    assert (caller.state, caller.by, caller.at) == (CallerState.OPEN, None, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("07700900146", "+447700900146"),
        ("02079460100", "0044 20 7946 0100"),
        ("+31201234567", "0031201234567"),
    ],
)
def test_two_writings_of_a_number_are_one_caller(one: str, other: str) -> None:
    caller = only(missed("a", 100, one), missed("b", 200, other), out("c", 300, one, talk=20))
    assert (caller.count, caller.state, caller.number) == (2, CallerState.RETURNED, other)


def test_one_caller_at_two_of_our_numbers_is_told_twice() -> None:
    callers = told(missed("a", 100, did="+442079460100"), missed("b", 200, did="+442079460101"))
    assert [caller.did for caller in callers] == ["+442079460100", "+442079460101"]


def test_an_answered_call_to_the_number_returns_it() -> None:
    caller = only(missed("a", 100), out("b", 200, talk=60))
    assert (caller.state, caller.by, caller.at, caller.tries) == (CallerState.RETURNED, AMARA, 200, 0)


def test_an_unanswered_attempt_leaves_it_tried() -> None:
    caller = only(missed("a", 100), out("b", 200), out("c", 250))
    assert (caller.state, caller.by, caller.at, caller.tries) == (CallerState.TRIED, AMARA, 250, 2)


def test_tries_before_the_return_are_counted() -> None:
    caller = only(missed("a", 100), out("b", 200), out("c", 300, talk=9), out("d", 400))
    assert (caller.state, caller.at, caller.tries) == (CallerState.RETURNED, 300, 1)


def test_a_caller_who_calls_again_and_is_answered_got_through() -> None:
    caller = only(missed("a", 100), leg(JONAS, call="b", start=200, talk=30))
    assert (caller.state, caller.by, caller.at) == (CallerState.GOT_THROUGH, JONAS, 200)


def test_what_came_first_settles_it() -> None:
    caller = only(missed("a", 100), leg(JONAS, call="b", start=300, talk=30), out("c", 200, talk=20))
    assert (caller.state, caller.at) == (CallerState.RETURNED, 200)


def test_a_call_before_the_last_missed_one_settles_nothing() -> None:
    caller = only(out("x", 50, talk=60), missed("a", 100), out("b", 150, talk=60), missed("c", 200))
    assert (caller.state, caller.count) == (CallerState.OPEN, 2)


def test_a_call_to_somebody_else_settles_nothing() -> None:
    assert only(missed("a", 100), out("b", 200, "07700900147", talk=60)).state is CallerState.OPEN


def test_an_internal_call_settles_nothing() -> None:
    inside = leg(AMARA, call="b", start=200, talk=9, caller=JONAS, direction=Direction.INTERNAL)
    assert only(missed("a", 100), inside).state is CallerState.OPEN


@pytest.mark.parametrize("number", ["", "anonymous", "Private Number", "No Caller ID", "000000000"])
def test_a_withheld_number_stays_open(number: str) -> None:
    caller = only(missed("a", 100, number), leg(JONAS, call="b", start=200, talk=30, caller=external(number)))
    assert caller.state is CallerState.OPEN


def test_a_message_left_is_told() -> None:
    legs = (leg(AMARA, NO_ANSWER, call="a", ring=20), leg(AMARAS_BOX, call="a", start=20, talk=9))
    assert only(*legs).voicemail
    assert not only(missed("a", 100)).voicemail


def test_callers_come_in_the_order_of_their_first_missed_call() -> None:
    callers = told(
        missed("a", 300, "07700900003"), missed("b", 100, "07700900001"), missed("c", 200, "07700900002")
    )
    assert [caller.first for caller in callers] == [100, 200, 300]


def test_the_last_name_seen_is_the_callers() -> None:
    named = leg(SALES, NO_ANSWER, call="a", start=1, ring=9, caller=external("07700900146", "Harriet Cole"))
    assert only(named, missed("b", 2)).name == "Harriet Cole"
    assert CALLER.name == ""
