"""Legs to calls: whatever their order and pages, and without keeping them."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cdr.grouping import CallBook
from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from cdr.by_hand import AMARA, CALLER, JONAS, NO_ANSWER, SALES, WELCOME, call_of, calls_of, external, leg
from cdr.drawn import legs_of_a_day

if TYPE_CHECKING:
    from random import Random

    from bot.cdr.leg import Leg


@given(
    legs=st.one_of(legs_of_a_day(), legs_of_a_day(within=3)),
    chance=st.randoms(use_true_random=False),
    page=st.integers(1, 12),
)
@settings(max_examples=200, deadline=None)
def test_order_and_pages_of_legs_change_nothing(legs: list[Leg], chance: Random, page: int) -> None:
    mixed = list(legs)
    chance.shuffle(mixed)
    book = CallBook()
    for at in range(0, len(mixed), page):
        book.take(mixed[at : at + page])
    assert book.calls() == calls_of(*legs)


@given(legs=legs_of_a_day())
@settings(max_examples=100, deadline=None)
def test_every_leg_is_in_one_call_that_starts_with_its_first_and_ends_with_its_last(legs: list[Leg]) -> None:
    of_call: dict[str, list[Leg]] = {}
    for each in legs:
        of_call.setdefault(each.call_key, []).append(each)
    calls = calls_of(*legs)
    assert [(call.start, call.key) for call in calls] == sorted((call.start, call.key) for call in calls)
    assert {call.key for call in calls} == set(of_call)
    for call in calls:
        own = of_call[call.key]
        assert call.legs == len(own)
        assert call.start == min(each.start for each in own)
        assert call.end == max(each.start + (each.duration or each.ring + each.talk) for each in own)
        assert len(call.touched) == len(set(call.touched))
        assert set(call.touched) == {each.callee for each in own}


def held(legs_each: int) -> int:
    """Bytes that a book holds after a thousand calls of so many legs."""
    tracemalloc.start()
    book = CallBook()
    for call in range(1000):
        key = f"2026101421371771A0F-{call}"
        book.take(
            [
                leg((WELCOME, SALES)[n % 2], call=key, start=1_792_010_237 + n, talk=9)
                for n in range(legs_each)
            ]
        )
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(book.calls()) == 1000
    return size


def test_a_book_grows_with_calls_and_not_with_legs() -> None:
    few, many = held(2), held(30)
    # A second leg object alone takes 150 bytes; 28 more of each call would take 4 MB.
    assert many < few * 1.1


def test_a_closed_book_takes_no_more_and_says_the_same_again() -> None:
    book = CallBook()
    book.take([leg(AMARA, talk=9)])
    first = book.calls()
    with pytest.raises(RuntimeError):
        book.take([])
    assert book.calls() is first
    assert len(first) == 1


def test_legs_of_several_calls_make_several_calls_ordered_by_start_then_key() -> None:
    calls = calls_of(
        leg(AMARA, start=50, call="c"),
        leg(AMARA, start=50, call="b"),
        leg(JONAS, start=10, call="z"),
        leg(JONAS, start=70, call="b"),
    )
    assert [(call.key, call.start, call.legs) for call in calls] == [("z", 10, 1), ("b", 50, 2), ("c", 50, 1)]


def test_of_two_legs_of_one_second_the_one_from_outside_is_the_first() -> None:
    inside = leg(external("07700900901"), caller=AMARA, direction=Direction.OUTBOUND, ring=9)
    call = call_of(inside, leg(AMARA, NO_ANSWER, ring=1))
    assert (call.caller, call.direction, call.outcome) == (CALLER, Direction.INBOUND, Outcome.ANSWERED)


def test_texts_of_the_legs_become_the_calls() -> None:
    call = call_of(
        leg(SALES, talk=9, did="+442079460100", recording="2026-b.wav", note="call back", pin_code="42"),
        leg(AMARA, talk=9, did="+442079460100", recording="2026-a.wav", note="angry"),
        leg(JONAS, start=9, talk=9, note="call back"),
    )
    assert (call.did, call.recording) == ("+442079460100", "2026-a.wav")
    assert (call.note, call.pin_code) == ("angry\ncall back", "42")


def test_a_leg_without_a_duration_ends_after_its_ring_and_talk() -> None:
    assert call_of(leg(AMARA, start=100, ring=7, talk=30, duration=0)).end == 137
