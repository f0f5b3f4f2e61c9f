"""Every course a call can take, leg by leg, with figures worked out by hand."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.cdr.party import PartyKind
from cdr.by_hand import (
    AMARA,
    AMARAS_BOX,
    BRIDGE,
    BUSY,
    CLOSED,
    FAILED,
    FRONT_DESK,
    JONAS,
    MAIN_MENU,
    NO_ANSWER,
    PRIYA,
    SALES,
    SURVEY,
    VOICEMAIL,
    WELCOME,
    call_of,
    calls_of,
    external,
    leg,
)

if TYPE_CHECKING:
    from bot.cdr.leg import Disposition

OUT = Direction.OUTBOUND
MOBILE = external("07700900901")


def test_menu_queue_agent_and_survey_are_one_answered_call_whose_talk_counts_once() -> None:
    call = call_of(
        leg(WELCOME, start=100, talk=13),
        leg(MAIN_MENU, start=113, talk=5),
        leg(SALES, start=118, ring=11, talk=74),
        leg(AMARA, start=118, ring=11, talk=74, recording="a.wav"),
        leg(SURVEY, start=203, talk=4),
    )
    assert (call.direction, call.outcome, call.missed) == (Direction.INBOUND, Outcome.ANSWERED, False)
    assert (call.start, call.end, call.legs) == (100, 207, 5)
    assert (call.waiting, call.talk) == (11, 74)
    assert (call.answered_by, call.to) == ((AMARA,), SALES)
    assert call.reached == (SALES, AMARA)
    assert call.recording == "a.wav"


def test_a_call_that_never_left_the_menu_is_menu_only_and_not_missed() -> None:
    for last in (MAIN_MENU, CLOSED):
        call = call_of(leg(WELCOME, start=0, talk=12), leg(last, start=12, talk=8))
        assert (call.outcome, call.missed, call.talk, call.waiting) == (Outcome.MENU_ONLY, False, 0, 0)


@pytest.mark.parametrize("disposition", ["ANSWERED", "NO ANSWER"])
def test_a_queue_where_nobody_answered_is_missed_whatever_the_queues_row_says(disposition: str) -> None:
    how = NO_ANSWER if disposition == "NO ANSWER" else leg(SALES).disposition
    call = call_of(leg(WELCOME, start=0, talk=9), leg(SALES, how, start=9, ring=41))
    assert (call.outcome, call.missed, call.waiting) == (Outcome.NO_ANSWER, True, 41)


def test_a_voicemail_box_that_answers_does_not_answer_the_call() -> None:
    call = call_of(leg(AMARA, NO_ANSWER, ring=20), leg(AMARAS_BOX, start=20, talk=15))
    assert (call.outcome, call.missed, call.waiting, call.talk) == (Outcome.VOICEMAIL, True, 20, 0)
    assert call.answered_by == ()


def test_a_leg_that_says_voicemail_left_a_message() -> None:
    call = call_of(leg(AMARA, VOICEMAIL, ring=25, duration=40))
    assert (call.outcome, call.missed) == (Outcome.VOICEMAIL, True)


@pytest.mark.parametrize(
    ("how", "outcome"), [(BUSY, Outcome.BUSY), (FAILED, Outcome.FAILED), (NO_ANSWER, Outcome.NO_ANSWER)]
)
def test_a_person_who_was_not_reached_says_why(how: Disposition, outcome: Outcome) -> None:
    call = call_of(leg(AMARA, how, ring=6))
    assert (call.outcome, call.missed) == (outcome, True)


def test_a_ring_group_answered_by_one_is_answered_though_others_did_not() -> None:
    call = call_of(
        leg(JONAS, NO_ANSWER, ring=8),
        leg(PRIYA, NO_ANSWER, ring=8),
        leg(AMARA, ring=8, talk=60),
        leg(FRONT_DESK, ring=8, talk=60),
    )
    assert (call.outcome, call.talk, call.waiting) == (Outcome.ANSWERED, 60, 8)
    assert AMARA in call.answered_by
    assert not call.missed


def test_a_ring_group_that_nobody_answered_is_missed() -> None:
    call = call_of(leg(FRONT_DESK, NO_ANSWER, ring=30), leg(JONAS, NO_ANSWER, ring=30), leg(PRIYA, BUSY))
    assert (call.outcome, call.missed, call.waiting) == (Outcome.NO_ANSWER, True, 30)


def test_a_transferred_call_has_two_answerers_and_each_second_once() -> None:
    call = call_of(leg(AMARA, start=0, ring=5, talk=30), leg(JONAS, start=33, ring=4, talk=60))
    # Amara talks 5..35, Jonas 37..97: nobody talks twice at once.
    assert (call.talk, call.waiting, call.answered_by) == (90, 5, (AMARA, JONAS))
    assert dict(call.talk_by_party()) == {AMARA: 30, JONAS: 60}
    overlapping = call_of(leg(AMARA, start=0, talk=100), leg(JONAS, start=40, talk=100))
    assert overlapping.talk == 140


def test_a_call_forwarded_outside_and_answered_there_is_answered() -> None:
    call = call_of(leg(AMARA, NO_ANSWER, ring=15), leg(MOBILE, start=15, ring=9, talk=50))
    assert (call.direction, call.outcome, call.missed, call.waiting) == (
        Direction.INBOUND,
        Outcome.ANSWERED,
        False,
        24,
    )
    assert call_of(leg(AMARA, NO_ANSWER, ring=15), leg(MOBILE, NO_ANSWER, start=15, ring=9)).missed


def test_a_conference_that_answers_is_an_end_of_the_call() -> None:
    assert call_of(leg(BRIDGE, talk=600)).outcome is Outcome.ANSWERED


def test_an_outbound_call_is_one_row_and_never_missed() -> None:
    for how, outcome in ((BUSY, Outcome.BUSY), (NO_ANSWER, Outcome.NO_ANSWER)):
        call = call_of(leg(external("07700900266"), how, caller=AMARA, direction=OUT, ring=9))
        assert (call.direction, call.outcome, call.missed) == (OUT, outcome, False)
    assert call_of(leg(external("07700900266"), caller=AMARA, direction=OUT, talk=3)).answered


def test_our_own_extension_calling_outside_is_outbound_whatever_the_pbx_says() -> None:
    call = call_of(leg(external("07700900266"), BUSY, caller=AMARA, direction=Direction.INBOUND))
    assert (call.direction, call.missed) == (OUT, False)


def test_an_unknown_direction_is_told_by_the_caller() -> None:
    assert call_of(leg(AMARA, direction=Direction.UNKNOWN)).direction is Direction.INBOUND
    assert call_of(leg(AMARA, caller=JONAS, direction=Direction.UNKNOWN)).direction is Direction.INTERNAL


@pytest.mark.parametrize(("ring", "threshold"), [(4, 5), (9, 10), (0, 1)])
def test_a_missed_call_that_rang_less_than_the_threshold_is_a_short_ring(ring: int, threshold: int) -> None:
    (call,) = calls_of(leg(AMARA, NO_ANSWER, ring=ring), short_ring=threshold)
    assert call.missed
    assert call.short_ring


@pytest.mark.parametrize(("ring", "threshold"), [(5, 5), (30, 5), (0, 0)])
def test_one_that_rang_as_long_is_none(ring: int, threshold: int) -> None:
    (call,) = calls_of(leg(AMARA, NO_ANSWER, ring=ring), short_ring=threshold)
    assert call.missed
    assert not call.short_ring


def test_an_answered_call_is_never_a_short_ring() -> None:
    assert not call_of(leg(AMARA, ring=1, talk=5)).short_ring


def test_waiting_lasts_from_the_first_ring_over_every_stop_to_the_answer() -> None:
    call = call_of(
        leg(WELCOME, start=0, talk=10),
        leg(FRONT_DESK, NO_ANSWER, start=10, ring=20),
        leg(SALES, start=30, ring=25, talk=40),
        leg(JONAS, start=30, ring=25, talk=40),
    )
    assert call.waiting == 45


def test_a_call_belongs_to_its_first_legs_start_in_whatever_order_legs_come() -> None:
    legs = [
        leg(WELCOME, start=100, talk=13),
        leg(SALES, start=113, ring=11, talk=74),
        leg(AMARA, start=113, ring=11, talk=74),
        leg(SURVEY, start=198, talk=4),
    ]
    calls = {repr(call_of(*order)) for order in permutations(legs)}
    assert len(calls) == 1


def test_what_a_party_is_decides_and_not_its_name() -> None:
    assert WELCOME.kind is PartyKind.IVR
    assert call_of(leg(WELCOME, NO_ANSWER, ring=30)).outcome is Outcome.MENU_ONLY
