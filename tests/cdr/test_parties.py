"""Who took part: names, numbers, prefixes, and text that is meant to do harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cdr.number import contains_digits, number_key, same_number, withheld
from bot.cdr.party import Party, PartyKind
from bot.cdr.reading import PartyReader, split_party
from bot.cdr.roster import Group, Roster


def callee(text: str, roster: Roster | None = None, *, outside: bool = False) -> Party:
    return PartyReader(roster or Roster()).callee(text, outside=outside)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Kristin Hale<2005>", Party("2005", "Kristin Hale", PartyKind.EXTENSION)),
        ("2005", Party("2005", "", PartyKind.EXTENSION)),
        ("IVR Main<6201>", Party("6201", "Main", PartyKind.IVR)),
        ("Queue Sales<6400>", Party("6400", "Sales", PartyKind.QUEUE)),
        ("Ring Group Reception<6300>", Party("6300", "Reception", PartyKind.RING_GROUP)),
        ("Voicemail Amara Osei<4005>", Party("4005", "Amara Osei", PartyKind.VOICEMAIL)),
        ("Satisfaction Survey", Party("", "Satisfaction Survey", PartyKind.SURVEY)),
        ("07700900146", Party("07700900146", "", PartyKind.EXTERNAL)),
        ("+447700900146", Party("+447700900146", "", PartyKind.EXTERNAL)),
        ("*97", Party("*97", "", PartyKind.FEATURE)),
    ],
)
def test_a_destination_is_told_by_its_text(text: str, party: Party) -> None:
    assert callee(text) == party


@pytest.mark.parametrize("prefix", ["Play Prompt", "Custom Prompt", "Announcement"])
def test_prompts_are_no_persons(prefix: str) -> None:
    assert callee(f"{prefix} Closed").kind is PartyKind.PROMPT


def test_a_prefix_must_be_a_whole_word() -> None:
    assert callee("Ivrine Queueman<2005>") == Party("2005", "Ivrine Queueman", PartyKind.EXTENSION)


def test_a_roster_knows_better_than_prefix_and_length() -> None:
    roster = Roster(
        extensions={"21000": "Branch", "07700": "Odd"},
        groups=(Group(number="2005", name="Sales", members=frozenset(), kind=PartyKind.QUEUE),),
        known=True,
    )
    assert callee("Sales<2005>", roster).kind is PartyKind.QUEUE
    assert callee("07700", roster) == Party("07700", "Odd", PartyKind.EXTENSION)
    assert callee("2005", roster, outside=True).kind is PartyKind.EXTERNAL


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("<!channel> *bold*", "<!channel> *bold*", ""),
        ("<!channel> *bold*<07700900146>", "<!channel> *bold*", "07700900146"),
        ("Line\nbreak\x00<2005>", "Line break", "2005"),
        ("\u202eevil<2005>", "evil", "2005"),
        ("Name <2005", "Name", "2005"),
        ("<2005>", "", "2005"),
        ("", "", ""),
    ],
)
def test_hostile_text_stays_text(text: str, name: str, number: str) -> None:
    assert split_party(text) == (name, number)


@given(text=st.text(max_size=300), outside=st.booleans())
def test_no_text_crashes_the_reader_and_nothing_unseen_survives(text: str, *, outside: bool) -> None:
    reader = PartyReader(Roster())
    for party in (reader.callee(text, outside=outside), reader.caller(text, outside=outside)):
        shown = party.name + party.number
        assert not any(
            ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 or sign in "\u202e\u2066\u200b" for sign in shown
        )
        assert len(party.name) <= 120
        shown.encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("020 7946 0100", "+44 20 7946 0100"),
        ("020 7946 0100", "0044 20 7946 0100"),
        ("(020) 7946-0100", "02079460100"),
        ("+1 212 555 0100", "2125550100"),
        ("2005", "2005"),
    ],
)
def test_writings_of_one_number_are_the_same(one: str, other: str) -> None:
    assert same_number(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("2005", "2006"), ("97", "*97"), ("2005", "07700902005"), ("", "")]
)
def test_other_numbers_are_not(one: str, other: str) -> None:
    assert not same_number(one, other)


@pytest.mark.parametrize(
    "text", ["", "anonymous", "Anonymous", "No Caller ID", "Number Withheld", "private", "0000000000"]
)
def test_a_withheld_number_is_nobodys_not_even_its_own(text: str) -> None:
    assert withheld(text)
    assert not same_number(text, text)


def test_parts_of_numbers_are_found_however_they_are_grouped() -> None:
    assert contains_digits("+44 20 7946 0100", "794601")
    assert contains_digits("02079460100", "7946 01")
    assert not contains_digits("02079460100", "0101")
    assert not contains_digits("02079460100", "")


@given(
    number=st.from_regex(r"\+?[0-9]{3,14}", fullmatch=True),
    gaps=st.lists(st.sampled_from(" -./()"), max_size=6),
)
def test_grouping_never_changes_a_number(number: str, gaps: list[str]) -> None:
    grouped = number[:2] + "".join(gaps) + number[2:]
    assert number_key(grouped) == number_key(number)
