from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from answers.fake_pbx import FakePbx
from answers.scene import (
    AMARA,
    JONAS,
    PRIYA,
    ROSTER,
    SALES,
    WELCOME,
    asked,
    keys,
    leg,
    missed,
    out,
    outside,
    taken,
    window,
)
from bot.answers.asking import answer
from bot.cdr.leg import Direction
from bot.cdr.roster import Roster
from bot.cdr.roster_trouble import AmbiguousParty, GroupIsNoParty, UnknownExtension, UnknownParty
from bot.cdr.search import Gap
from bot.query.request import Kind

if TYPE_CHECKING:
    from bot.answers.values import Answer

HARRIET = outside("07700900011", "Harriet Cole")
LEGS = [
    *taken("in", "2026-11-22 09:00", "02079460555"),
    out("out", "2026-11-22 10:00", "+442079460555"),
    out("other", "2026-11-22 11:00", "07700900009", by=JONAS),
    leg("inside", "2026-11-22 12:00", AMARA, caller=JONAS, ring=3, talk=20, direction=Direction.INTERNAL),
    leg("harriet", "2026-11-22 13:00", PRIYA, caller=HARRIET, ring=3, talk=20, did="+442079460101"),
    leg("hidden", "2026-11-22 14:00", SALES, caller=outside("anonymous"), ring=20),
]


async def ask(**filters: Any) -> Answer:  # noqa: ANN401 - as asked()
    return await answer(asked(**filters), FakePbx(LEGS, ROSTER))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param({"caller": "4005"}, ["out"], id="from an extension"),
        pytest.param({"caller": "Amara Osei"}, ["out"], id="from a name"),
        pytest.param({"callee": "4005"}, ["in", "inside"], id="to whoever the call reached"),
        pytest.param({"either": "4005"}, ["in", "out", "inside"], id="with"),
        pytest.param({"either": "amara"}, ["in", "out", "inside"], id="with, by first name"),
        pytest.param({"caller": "4002", "callee": "4005"}, ["inside"], id="from and to"),
        pytest.param({"caller": "020 7946 0555"}, ["in"], id="from outside, grouped digits"),
        pytest.param({"either": "0044 20 7946 0555"}, ["in", "out"], id="with outside, in any notation"),
        pytest.param({"caller": "Harriet Cole"}, ["harriet"], id="a name that only the calls know"),
        pytest.param({"caller": "cole"}, ["harriet"], id="one word of it"),
        pytest.param({"callee": "Sales"}, ["in", "hidden"], id="to a queue by name"),
        pytest.param({"callee": "+44 20 7946 0101"}, ["harriet"], id="to the number that was dialled"),
        pytest.param({"caller": "anonymous"}, ["hidden"], id="whoever does not tell the number"),
        pytest.param({"caller": "Withheld"}, ["hidden"], id="in other words"),
        pytest.param({"either": "@amara"}, ["in", "out", "inside"], id="a name with Slack's sign before it"),
        pytest.param({"caller": "0794", "fuzzy": True}, ["in"], id="fuzzy from"),
        pytest.param({"either": "0794 6055", "fuzzy": True}, ["in", "out"], id="fuzzy with, grouped"),
        pytest.param({"callee": "4005", "fuzzy": True}, ["in", "inside"], id="fuzzy finds whole numbers"),
        pytest.param({"did": "020 7946 0101"}, ["harriet"], id="the dialled number"),
        pytest.param({"did": "0101", "fuzzy": True}, ["harriet"], id="digits of the dialled number"),
    ],
)
async def test_calls_of(filters: dict[str, Any], found: list[str]) -> None:
    got = await ask(**filters)
    assert keys(got.calls) == found
    assert got.totals.calls == len(found)


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        pytest.param({"caller": "4005"}, "from Amara Osei (4005)", id="a known number"),
        pytest.param({"callee": "6400"}, "to Sales (queue 6400)", id="a queue"),
        pytest.param({"caller": "020 7946 0555"}, "from 020 7946 0555", id="an unknown number as typed"),
        pytest.param({"caller": "cole"}, "from Harriet Cole", id="a name out of the calls"),
        pytest.param({"caller": "private"}, "from withheld number", id="withheld"),
        pytest.param({"caller": "0794", "fuzzy": True}, "from a number with 0794", id="fuzzy"),
    ],
)
async def test_a_party_is_told_as_the_pbx_knows_it(filters: dict[str, Any], words: str) -> None:
    assert words in (await ask(**filters)).understood


async def test_a_number_with_a_plus_is_not_an_extension() -> None:
    assert keys((await ask(caller="+4005")).calls) == ["out"], "short digits are compared whole"
    assert (await ask(caller="70094005")).calls == ()


async def test_an_unknown_extension_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownExtension) as refused:
        await ask(caller="4015")
    assert refused.value.sentence == "There is no extension 4015, and no call of that time has this number."
    assert refused.value.next_step.startswith("Did you mean ")
    assert "Amara Osei (4005)" in refused.value.next_step
    assert refused.value.next_step.endswith("Extensions: 4002, 4005, 4010 and 4012.")


async def test_an_extension_that_exists_and_made_no_call_has_no_calls() -> None:
    got = await ask(either="4012")
    assert got.calls == ()
    assert got.understood[1] == "with Zoë Müller (4012)"


async def test_an_extension_that_was_deleted_is_found_in_old_records() -> None:
    gone = replace(ROSTER, extensions={"4002": "Jonas Weber", "4010": "Priya Nair"})
    got = await answer(asked(caller="4005", direction=Direction.OUTBOUND), FakePbx(LEGS, gone))
    assert keys(got.calls) == ["out"]
    none = await answer(asked(caller="4005", direction=Direction.INBOUND), FakePbx(LEGS, gone))
    assert none.calls == (), "it is in the calls of that time, so it is no mistake"


@pytest.mark.parametrize("typed", ["07700900000", "123", "*97"])
async def test_a_number_unlike_an_extension_may_be_anybodys(typed: str) -> None:
    assert (await ask(caller=typed)).calls == ()


async def test_without_the_lists_no_number_is_refused() -> None:
    got = await answer(asked(caller="4015"), FakePbx(LEGS, Roster()))
    assert got.calls == ()


async def test_a_part_of_the_records_is_not_enough_to_refuse_a_number_or_a_name() -> None:
    gap = Gap(window=window("2026-11-22 15:00", "2026-11-22 16:00"), reason="Cut.")
    pbx = FakePbx(LEGS, ROSTER, gaps=[gap])
    for typed in ("4015", "Nobody Known"):
        got = await answer(asked(caller=typed), pbx)
        assert got.calls == ()
        assert not got.coverage.complete


async def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownParty) as refused:
        await ask(caller="Hariet Cole")
    assert str(refused.value) == (
        "Nobody called “Hariet Cole” is in the PBX's lists or in the calls of that time. "
        "Did you mean Harriet Cole? Check the spelling, or use the number."
    )


async def test_a_name_like_nobodys_gets_no_suggestion() -> None:
    with pytest.raises(UnknownParty) as refused:
        await ask(caller="Xqzw")
    assert refused.value.next_step == "Check the spelling, or use the number."


async def test_a_name_of_several_is_refused_with_all_of_them() -> None:
    roster = replace(ROSTER, extensions={**ROSTER.extensions, "4020": "Amara Diallo"})
    pbx = FakePbx(LEGS, roster)
    with pytest.raises(AmbiguousParty) as refused:
        await answer(asked(caller="amara"), pbx)
    assert refused.value.sentence == "“amara” can be Amara Osei (4005) or Amara Diallo (4020)."
    assert pbx.searches == []


async def test_names_of_callers_can_be_ambiguous_too() -> None:
    legs = [
        *LEGS,
        missed("m", "2026-11-22 15:00"),
        leg("c", "2026-11-22 16:00", SALES, caller=outside("1", "Ann Cole")),
    ]
    with pytest.raises(AmbiguousParty) as refused:
        await answer(asked(caller="cole"), FakePbx(legs, ROSTER))
    assert refused.value.sentence == "“cole” can be Ann Cole or Harriet Cole."


async def test_a_group_of_extensions_is_no_party_and_the_word_to_use_is_named() -> None:
    with pytest.raises(GroupIsNoParty) as refused:
        await ask(either="head office")
    assert str(refused.value) == (
        "“Head Office” is a group of extensions, not a party of calls. "
        "Write in Head Office for the calls of its members."
    )


async def test_accents_case_and_spacing_of_a_name_do_not_count() -> None:
    legs = [leg("z", "2026-11-22 09:00", WELCOME, caller=outside("1", "  Zoë   MÜLLER "), talk=9)]
    got = await answer(asked(caller="zoe muller"), FakePbx(legs, replace(ROSTER, extensions={})))
    assert keys(got.calls) == ["z"]


async def test_a_name_stays_a_name_in_a_question_about_missed_calls() -> None:
    legs = [leg("m", "2026-11-22 09:00", SALES, caller=HARRIET, ring=20), missed("n", "2026-11-22 10:00")]
    got = await answer(asked(Kind.MISSED, caller="Harriet"), FakePbx(legs, ROSTER))
    assert [caller.number for caller in got.missed_callers] == ["07700900011"]
    assert got.totals.missed == 1


@pytest.mark.parametrize("typed", ["@nobody", "@", "***"])
async def test_a_name_that_nobody_has_is_no_withheld_number(typed: str) -> None:
    with pytest.raises(UnknownParty):
        await ask(caller=typed)
