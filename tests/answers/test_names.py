from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.names import folded, hint, listed, meant, near

PEOPLE = [(name, name) for name in ("Amara Osei", "Jonas Weber", "Zoë Müller", "Søren Ærø", "Amara Diallo")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("amara osei", ["Amara Osei"]),
        ("AMARA", ["Amara Osei", "Amara Diallo"]),
        ("osei", ["Amara Osei"]),
        ("amara o", ["Amara Osei"]),
        ("sei", []),
        ("zoe", ["Zoë Müller"]),
        ("soren aero", ["Søren Ærø"]),
        ("", []),
        ("  ", []),
    ],
)
def test_a_typed_name_means(typed: str, found: list[str]) -> None:
    assert meant(typed, PEOPLE) == found


def test_a_whole_name_wins_over_names_that_begin_so() -> None:
    assert meant("sales", [("Sales", 1), ("Sales Berlin", 2)]) == [1]


@given(st.text())
def test_folding_again_changes_nothing(name: str) -> None:
    once = folded(name)
    assert folded(once) == once
    assert folded(f"  {name} ") == once


def test_names_as_a_list() -> None:
    assert [listed("ABC"[:many]) for many in range(4)] == ["", "A", "A and B", "A, B and C"]
    assert listed("AB", last="or") == "A or B"
    assert listed("ABCDEFGHIJ") == "A, B, C, D, E, F, G, H and 2 more"


def test_near_names_are_the_likest_and_at_most_three() -> None:
    assert near("osie", [name for name, _ in PEOPLE]) == ("Amara Osei",)
    assert len(near("sales", ["Sale", "Salas", "Salsa", "Sables"])) == 3
    assert near("zebra", ["Sales"]) == ()


def test_a_hint_asks_and_tells_what_there_is() -> None:
    assert hint(["Sales"], ["Sales", "Support"], "Groups") == "Did you mean Sales? Groups: Sales and Support."
    assert hint([], [], "Groups") == "This PBX has no groups."
