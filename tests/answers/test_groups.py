from __future__ import annotations

from dataclasses import replace

import pytest

from answers.fake_pbx import FakePbx
from answers.scene import (
    AMARA,
    FRONT_DESK,
    JONAS,
    NO_ANSWER,
    PRIYA,
    ROSTER,
    SALES,
    SUPPORT,
    VOICEMAIL,
    WELCOME,
    asked,
    keys,
    leg,
    missed,
    out,
    taken,
)
from bot.answers.asking import answer
from bot.answers.groups import find_group
from bot.cdr.party import Party, PartyKind
from bot.cdr.roster import Group, Roster
from bot.cdr.roster_trouble import AmbiguousGroup, UnknownGroup
from bot.query.request import Kind

SALES_TEAM = Group(number="", name="Sales", members=frozenset({"4010"}), kind=PartyKind.EXTENSION)


def with_groups(*groups: Group) -> Roster:
    return replace(ROSTER, groups=(*ROSTER.groups, *groups))


LEGS = [
    *taken("sales", "2026-11-22 09:00", by=AMARA),
    leg("support", "2026-11-22 10:00", SUPPORT, ring=20),
    leg("desk", "2026-11-22 11:00", FRONT_DESK, NO_ANSWER, ring=20),
    leg("desk", "2026-11-22 11:00", JONAS, NO_ANSWER, ring=20),
    leg("direct", "2026-11-22 12:00", PRIYA, ring=4, talk=60),
    out("out", "2026-11-22 13:00", "07700900009", by=PRIYA),
    leg("menu", "2026-11-22 14:00", WELCOME, talk=9),
]


@pytest.mark.parametrize(
    ("group", "found", "words"),
    [
        pytest.param("Sales", ["sales"], "Sales (queue 6400)", id="a queue by name"),
        pytest.param("6400", ["sales"], "Sales (queue 6400)", id="a queue by number"),
        pytest.param("sAlEs", ["sales"], "Sales (queue 6400)", id="in any case"),
        pytest.param("supp", ["support"], "Support (queue 6401)", id="by how it begins"),
        pytest.param("front desk", ["desk"], "Front desk (ring group 6300)", id="a ring group"),
        pytest.param("desk", ["desk"], "Front desk (ring group 6300)", id="by one of its words"),
        pytest.param(
            "Head Office", ["direct", "out"], "Head Office (group of 2 extensions)", id="an extension group"
        ),
    ],
)
async def test_in_a_group(group: str, found: list[str], words: str) -> None:
    got = await answer(asked(group=group), FakePbx(LEGS, ROSTER))
    assert keys(got.calls) == found
    assert got.understood == ("calls", f"in {words}")


async def test_a_name_of_a_queue_and_of_an_extension_group_means_both() -> None:
    got = await answer(asked(group="Sales"), FakePbx(LEGS, with_groups(SALES_TEAM)))
    assert keys(got.calls) == ["sales", "direct", "out"]
    assert got.understood[1] == "in Sales (queue 6400, group of 1 extension)"


async def test_a_call_is_in_the_queue_it_left_again() -> None:
    legs = [
        leg("moved", "2026-11-22 09:00", SALES, ring=30),
        leg("moved", "2026-11-22 09:00:30", SUPPORT, ring=5, talk=50),
        leg("moved", "2026-11-22 09:00:30", PRIYA, ring=5, talk=50),
    ]
    for group in ("Sales", "Support"):
        got = await answer(asked(group=group), FakePbx(legs, ROSTER))
        assert keys(got.calls) == ["moved"]
        assert got.totals.answered == 1


async def test_a_member_takes_part_with_the_voicemail_box_of_the_number() -> None:
    box = Party("4010", "Priya Nair", PartyKind.VOICEMAIL)
    legs = [leg("vm", "2026-11-22 09:00", box, VOICEMAIL, talk=9)]
    got = await answer(asked(Kind.MISSED, group="Head Office"), FakePbx(legs, ROSTER))
    assert keys(got.calls) == ["vm"]


async def test_an_outside_number_like_a_members_is_no_member() -> None:
    legs = [missed("m", "2026-11-22 09:00", caller="4010")]
    got = await answer(asked(group="Head Office"), FakePbx(legs, ROSTER))
    assert got.calls == ()


async def test_a_missed_caller_of_a_group_is_returned_by_anybody() -> None:
    legs = [missed("m1", "2026-11-22 09:00"), out("o1", "2026-11-22 10:00", "07700900146", by=PRIYA)]
    got = await answer(asked(Kind.MISSED, group="Sales"), FakePbx(legs, ROSTER))
    assert [caller.state.value for caller in got.missed_callers] == ["returned"]
    assert got.totals.calls == 1


def test_an_unknown_group_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(UnknownGroup) as refused:
        find_group("Salse", ROSTER)
    assert str(refused.value) == (
        "There is no group “Salse”. Did you mean Sales? Groups: Sales, Support, Front desk and Head Office."
    )


def test_an_unknown_group_that_is_like_none_is_told_what_there_is() -> None:
    with pytest.raises(UnknownGroup) as refused:
        find_group("Zebra", ROSTER)
    assert refused.value.next_step == "Groups: Sales, Support, Front desk and Head Office."


def test_a_person_is_no_group_and_the_word_to_use_is_named() -> None:
    with pytest.raises(UnknownGroup) as refused:
        find_group("amara", ROSTER)
    assert refused.value.next_step == "Amara Osei is an extension: write with Amara Osei."


def test_a_pbx_without_groups_says_so() -> None:
    with pytest.raises(UnknownGroup) as refused:
        find_group("Sales", replace(ROSTER, groups=()))
    assert refused.value.next_step == "This PBX has no groups."


def test_a_beginning_of_several_names_is_refused_with_all_of_them() -> None:
    roster = with_groups(
        Group(number="6402", name="Sales Berlin", members=frozenset(), kind=PartyKind.QUEUE),
        Group(number="6302", name="Sales Oslo", members=frozenset(), kind=PartyKind.RING_GROUP),
    )
    with pytest.raises(AmbiguousGroup) as refused:
        find_group("sal", roster)
    assert refused.value.sentence == (
        "“sal” can be Sales (queue 6400), Sales Berlin (queue 6402) or Sales Oslo (ring group 6302)."
    )
    assert find_group("Sales", roster).words == "Sales (queue 6400)", "a whole name is not ambiguous"


async def test_the_group_is_refused_before_any_record_is_read() -> None:
    pbx = FakePbx(LEGS, ROSTER)
    with pytest.raises(UnknownGroup):
        await answer(asked(group="Salse"), pbx)
    assert pbx.searches == []


@pytest.mark.parametrize(
    "roster",
    [
        pytest.param(Roster(), id="no lists at all"),
        pytest.param(
            Roster(extensions={"4005": "Amara Osei"}, known=True, notes=("No queues.",)), id="not all"
        ),
    ],
)
async def test_without_the_lists_the_records_decide_and_the_answer_says_so(roster: Roster) -> None:
    for typed in ("sales", "6400"):
        got = await answer(asked(group=typed), FakePbx(LEGS, roster))
        assert keys(got.calls) == ["sales"]
        assert (
            f"The PBX did not tell its groups, so “{typed}” was looked for in the records alone." in got.notes
        )


async def test_a_queue_that_records_name_without_its_number_is_found() -> None:
    legs = [leg("q", "2026-11-22 09:00", Party("", "Sales", PartyKind.QUEUE), ring=20)]
    got = await answer(asked(group="Sales"), FakePbx(legs, ROSTER))
    assert keys(got.calls) == ["q"]
