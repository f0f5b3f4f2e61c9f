"""The office: what happens in three weeks, that it is the same for the same seed, and that rows tell what happened."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from asking import DAY, NOW

from bot.cdr.grouping import CallBook
from bot.cdr.leg import Direction, Disposition, Leg
from bot.cdr.party import PartyKind
from bot.cdr.reading import PartyReader
from bot.cdr.roster import Group, Roster
from bot.simulator import OFFICE, SettableClock, Settings
from bot.simulator.calls.shapes import SHAPES
from bot.simulator.machine import Machine

if TYPE_CHECKING:
    from bot.cdr.call import Call

LONDON = ZoneInfo("Europe/London")


def machine(at: float = NOW, **settings: object) -> Machine:
    chosen: dict[str, Any] = dict(settings)
    return Machine(Settings(**chosen), SettableClock(at))


@pytest.fixture(scope="module")
def three_weeks() -> Machine:
    return machine()


ROWS_PER_SHAPE = {
    "after hours": 81,
    "conference joined": 6,
    "direct answered": 196,
    "direct busy": 13,
    "direct missed": 54,
    "forwarded": 32,
    "forwarded missed": 14,
    "internal answered": 58,
    "internal conference": 3,
    "internal message": 18,
    "internal missed": 12,
    "left a message": 56,
    "mailbox from menu": 70,
    "menu only": 611,
    "outbound answered": 337,
    "outbound busy": 15,
    "outbound busy mislabelled": 8,
    "outbound failed": 10,
    "outbound unanswered": 126,
    "prompt answered": 40,
    "prompt missed": 14,
    "queue answered": 381,
    "queue answered and surveyed": 792,
    "queue missed": 183,
    "ring group answered": 106,
    "ring group missed": 16,
    "short ring": 27,
    "transferred": 38,
}


def test_three_weeks_hold_every_shape_so_many_times(three_weeks: Machine) -> None:
    rows = Counter(record.call.shape for record in three_weeks.records.found())
    assert rows == ROWS_PER_SHAPE
    assert set(rows) == set(SHAPES)


def test_three_weeks_hold_so_many_calls(three_weeks: Machine) -> None:
    calls = three_weeks.calls
    assert len(calls) == 1773
    assert Counter(call.direction for call in calls) == {"inbound": 1195, "outbound": 496, "internal": 82}
    inbound = [call for call in calls if call.direction == "inbound"]
    assert Counter(call.outcome for call in inbound) == {
        "answered": 566,
        "menu_only": 382,
        "no_answer": 171,
        "voicemail": 63,
        "busy": 13,
    }


def test_the_same_seed_makes_the_same_calls() -> None:
    one, other = machine(days=5), machine(days=5)
    assert one.calls == other.calls
    assert machine(days=5, seed=2).calls != one.calls


def test_the_firmware_and_the_display_do_not_change_what_happened() -> None:
    def told(each: Machine) -> list[tuple[object, ...]]:
        return [
            (call.uid, call.shape, call.start, call.end, call.outcome, call.talk_seconds, call.caller)
            for call in each.calls
        ]

    old = machine(days=5, firmware="legacy", date_format="MM/DD/YYYY", clock=12)
    assert told(old) == told(machine(days=5))


def test_a_day_is_the_same_however_many_days_come_before() -> None:
    day_before = [call for call in machine(days=9).calls if call.start > NOW - DAY]
    fresh = {call.uid for call in machine(days=3).calls}
    assert len(day_before) > 80
    assert sum(call.uid in fresh for call in day_before) > len(day_before) * 0.9


def test_the_office_goes_on_as_the_clock_does() -> None:
    each = machine(days=2)
    before = len(each.calls)
    each.clock.advance(2 * DAY)
    assert len(each.calls) > before + 100
    assert each.calls[-1].end <= each.clock.now()
    steps = machine(days=2)
    for _ in range(96):
        steps.clock.advance(1800)
        assert all(call.start <= steps.clock.now() < call.end for call in steps.live())
    assert steps.calls == each.calls


def test_a_leap_of_the_clock_makes_no_calls_for_ever() -> None:
    each = machine(days=1, calls_per_day=2)
    each.clock.advance(5000 * DAY)
    assert each.calls[-1].start < NOW + 402 * DAY


def test_an_office_without_days_stays_silent() -> None:
    each = machine(days=0)
    each.clock.advance(30 * DAY)
    assert each.calls == []


def test_the_office_is_busy_by_day_and_quiet_on_sundays(three_weeks: Machine) -> None:
    local = [datetime.fromtimestamp(call.start, LONDON) for call in three_weeks.calls]
    weekdays = Counter(moment.weekday() for moment in local)
    assert min(weekdays[day] for day in range(5)) > 3 * weekdays[5] > 6 * weekdays[6]
    assert sum(9 <= moment.hour < 17 for moment in local) > 0.8 * len(local)


def test_nobody_talks_on_two_telephones_at_once(three_weeks: Machine) -> None:
    busy: dict[str, list[tuple[int, int]]] = {}
    for call in three_weeks.calls:
        people = {call.caller, *call.answered_by} & set(OFFICE.by_number) if call.talk_seconds else set()
        for number in people:
            busy.setdefault(number, []).append((call.start, call.end))
    overlaps = [
        (one, other) for spans in busy.values() for one, other in pairwise(sorted(spans)) if other[0] < one[1]
    ]
    assert len(busy) == 12
    assert len(overlaps) <= 3  # somebody handed a call while everybody was busy


def test_missed_callers_are_called_back_tried_come_again_or_stay_open(three_weeks: Machine) -> None:
    missed = {call.uid: call for call in three_weeks.calls if call.missed}
    follow_ups = [call for call in three_weeks.calls if call.follows]
    fates = Counter(call.shape for call in follow_ups)
    assert set(fates) == {"outbound answered", "outbound unanswered", "direct answered"}
    assert min(fates.values()) > 10
    assert len(missed.keys() - {call.follows for call in follow_ups}) > 20
    for call in follow_ups:
        origin = missed[call.follows]
        number = origin.caller.removeprefix("0")
        assert call.start >= origin.end + 120
        assert number in (call.caller + call.reached[0])


def test_callers_call_again_withhold_their_number_and_are_hostile(three_weeks: Machine) -> None:
    inbound = [call for call in three_weeks.calls if call.direction == "inbound"]
    callers = Counter(call.caller for call in inbound)
    assert max(callers.values()) >= 10
    assert {"anonymous", "Unavailable", ""} <= set(callers)
    names = {call.caller_name for call in inbound}
    assert {"<!channel> *bold*", "Harriet Cole"} <= names
    assert 5 < sum(call.caller_name in OFFICE.hostile_names for call in inbound) < len(inbound) * 0.05
    assert any(number.startswith("+44") for call in three_weeks.calls for number in call.reached)


def test_all_numbers_are_reserved_for_fiction(three_weeks: Machine) -> None:
    seen = {
        number.replace("+44", "0")
        for call in three_weeks.calls
        for number in (call.caller, call.did, *call.reached)
    }
    ours = {extension.number for extension in OFFICE.extensions}
    ours |= {place.number for place in (*OFFICE.queues, *OFFICE.ring_groups, *OFFICE.conferences)}
    outside = {number for number in seen if number[:1].isdigit()} - ours
    assert len(outside) > 200
    assert all(number.startswith(("07700900", "02079460", "55501")) for number in outside)


ROSTER = Roster(
    extensions={extension.number: extension.name for extension in OFFICE.extensions},
    ivrs={ivr.number: ivr.name for ivr in OFFICE.ivrs},
    groups=tuple(
        Group(number=place.number, name=place.name, members=frozenset(place.members), kind=kind)
        for kind, places in ((PartyKind.QUEUE, OFFICE.queues), (PartyKind.RING_GROUP, OFFICE.ring_groups))
        for place in places
    ),
)
WORDS = {"ANSWERED": 0, "NO ANSWER": 1, "BUSY": 2, "FAILED": 3, "VOICEMAIL": 4}


def read(each: Machine) -> dict[str, Call]:
    """The calls as somebody makes them out who has only the rows."""
    reader, book = PartyReader(ROSTER), CallBook(5)
    book.take(
        Leg(
            call_key=row["uid"],
            row_key=str(row.get("new_id") or row["id"]),
            start=row["timestamp"],
            caller=reader.caller(row["call_from"], outside=bool(row.get("src_trunk"))),
            callee=reader.callee(row["call_to"], outside=bool(row.get("dst_trunk"))),
            direction=Direction[row["call_type"].upper()],
            disposition=Disposition(WORDS[row["disposition"]]),
            duration=row.get("duration", 0),
            ring=row.get("ring_duration", 0),
            talk=row.get("talk_duration", 0),
            did=row.get("did_number", ""),
        )
        for row in (record.row for record in each.records.found())
    )
    return {call.key: call for call in book.calls()}


@pytest.mark.parametrize("firmware", ["legacy", "mid", "current"])
@pytest.mark.parametrize("omission", ["captured", "absent", "blank"])
def test_rows_tell_what_truly_happened(firmware: str, omission: str) -> None:
    compare(machine(days=30, firmware=firmware, omission=omission))


@pytest.mark.parametrize(
    ("seed", "timezone"),
    [(2, "America/New_York"), (3, "Australia/Lord_Howe"), (4, "Asia/Kathmandu"), (5, "Pacific/Auckland")],
)
def test_rows_tell_it_with_any_seed_in_any_zone(seed: int, timezone: str) -> None:
    compare(machine(at=NOW + 30 * DAY, days=40, seed=seed, timezone=timezone, ring_group_rows=True))


def compare(each: Machine) -> None:
    found = read(each)
    assert len(found) == len(each.calls) > 2000
    for call in each.calls:
        made_out = found[call.uid]
        assert (
            call.start,
            call.end,
            call.direction,
            call.outcome,
            call.caller,
            call.did,
            call.talk_seconds,
            call.waiting_seconds,
            call.answered_by,
            set(call.reached),
        ) == (
            made_out.start,
            made_out.end,
            made_out.direction.word,
            made_out.outcome.value,
            made_out.caller.number,
            made_out.did,
            made_out.talk,
            made_out.waiting,
            tuple(party.number for party in made_out.answered_by),
            {party.number for party in made_out.reached},
        ), call


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_can_be_played_by_itself(shape: str) -> None:
    each = machine(days=0)
    call = each.play(shape, NOW - DAY, wait=3, talk=40, number="07700900146", name="Somebody")
    assert each.calls == [call]
    assert call.shape == shape
    assert read(each)[call.uid].outcome.value == call.outcome
    if call.outcome == "answered" and shape != "transferred":
        assert call.talk_seconds == 40
    if call.direction == "inbound":
        assert (call.caller, call.caller_name) == ("07700900146", "Somebody")


def test_a_played_call_takes_who_it_is_given() -> None:
    each = machine(days=0)
    queue = each.play("queue answered", NOW - 900, queue="6401", agent="4008", trunk="+442079460102")
    assert queue.reached == ("6401", "4008")
    assert queue.did == "+442079460102"
    handed = each.play("transferred", NOW - 900, extension="4002", other="4003")
    assert handed.answered_by == ("4002", "4003")
    internal = each.play("internal answered", NOW - 900, extension="4001")
    assert internal.reached != ("4001",)


@pytest.mark.parametrize(
    ("shape", "given", "named"),
    [
        ("sideways", {}, "shape"),
        ("queue missed", {"queue": "9999"}, "queue"),
        ("direct missed", {"colour": "red"}, "colour"),
    ],
)
def test_what_is_not_there_cannot_be_played(shape: str, given: dict[str, str], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        machine(days=0).play(shape, NOW, **given)
