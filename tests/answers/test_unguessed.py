from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from answers.fake_pbx import LONDON, FakePbx
from answers.scene import AMARA, NO_ANSWER, NOW, ROSTER, at, leg, outside
from bot.answers.masking_trouble import NameMasked, NoteMasked, PartsMasked
from bot.answers.unguessed import refuse_guessing, unguessed_answer
from bot.cdr.roster_trouble import AmbiguousParty, UnknownParty
from bot.query.asker import Asker
from bot.query.read import read_request
from bot.query.request import Filters

ROOM = replace(ROSTER, extensions={**ROSTER.extensions, "4101": "Room 101"})


@pytest.mark.parametrize(
    ("filters", "trouble"),
    [
        ({"caller": "077009", "fuzzy": True}, PartsMasked),
        ({"callee": "4005", "fuzzy": True}, PartsMasked),
        ({"either": "+44 77", "fuzzy": True, "did": "0101"}, PartsMasked),
        ({"note": "call 0770"}, NoteMasked),
        ({"note": "\N{ARABIC-INDIC DIGIT SEVEN}"}, NoteMasked),
        ({"note": "①"}, NoteMasked),
        ({"caller": "anna 0770"}, NameMasked),
        ({"callee": "sip07"}, NameMasked),
        ({"either": "anna \N{ARABIC-INDIC DIGIT ZERO}7"}, NameMasked),
    ],
)
def test_what_finds_a_part_of_a_number_is_refused(
    filters: dict[str, Any], trouble: type[PartsMasked]
) -> None:
    with pytest.raises(PartsMasked) as raised:
        refuse_guessing(Filters(**filters), ROOM)
    assert type(raised.value) is trouble


@pytest.mark.parametrize(
    "filters",
    [
        {"caller": "07700 900146"},
        {"callee": "4005"},
        {"either": "room 101"},
        {"caller": "anna"},
        {"did": "0101", "fuzzy": True},
        {"note": "wants a quote"},
        {"pin_code": "4711", "disposition_codes": ("7",)},
        {"group": "6400"},
    ],
)
def test_whole_numbers_our_own_names_and_plain_words_stay_allowed(filters: dict[str, Any]) -> None:
    refuse_guessing(Filters(**filters), ROOM)


async def told(text: str, *names: str) -> str:
    """The trouble of a question about callers of these names, as a reader sees it from whom numbers are masked."""
    legs = [
        leg(f"c{at}", "2026-11-22 10:00", AMARA, NO_ANSWER, caller=outside(f"0770090014{at}", name))
        for at, name in enumerate(names)
    ]
    request = read_request(text, Asker.of(now=at(NOW), zone=LONDON, locale="en-GB"))
    with pytest.raises((AmbiguousParty, UnknownParty)) as raised:
        await unguessed_answer(request, FakePbx(legs, ROSTER), short_ring=5)
    return str(raised.value)


async def test_a_trouble_that_names_callers_hides_the_numbers_in_their_names() -> None:
    said = await told("from anna yesterday", "Anna 07700 900146", "Anna 07700 900147")
    assert said.count("Anna 07700 90••••") == 2
    said = await told("from annna yesterday", "Anna 07700 900146")
    assert "Did you mean Anna 07700 90••••?" in said
