from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cdr.seen import clean
from bot.query.request import Kind
from bot.terminal import page
from bot.terminal.cells import clipped, padded, width_of
from terminal.measure import cells, unseen
from terminal.pages import HOSTILE, SCRIPTS, named, uncoloured

# Scripts whose widths Unicode settles; terminals differ on flags, joined emoji and spacing marks.
SETTLED = "".join(SCRIPTS) + "Aaäß0 <!*_~`>[]{}%\\/|\u0301\u0308\u064b日本語カナ한국ქართულიאבגדไทย😀🦀"
names = st.one_of(
    st.text(alphabet=SETTLED, max_size=40), st.sampled_from((*HOSTILE, *SCRIPTS)), st.text(max_size=12)
)
settled_names = st.text(alphabet=SETTLED, max_size=60)
widths = st.integers(min_value=60, max_value=160)


@settings(max_examples=60, deadline=None)
@given(st.lists(settled_names, min_size=1, max_size=4), widths, st.sampled_from(Kind))
def test_no_line_is_wider_than_the_page_whatever_the_names(them: list[str], width: int, kind: Kind) -> None:
    for line in page(named(them, kind), width=width, colour=False).splitlines():
        assert cells(line) <= width


@settings(max_examples=60, deadline=None)
@given(st.lists(names, min_size=1, max_size=4), widths, st.sampled_from(Kind), st.booleans())
def test_no_page_holds_a_sign_that_is_not_seen(them: list[str], width: int, kind: Kind, colour: bool) -> None:  # noqa: FBT001 - drawn
    shown = page(named(them, kind), width=width, colour=colour, whole=True)
    assert not unseen(uncoloured(shown) if colour else shown)


@pytest.mark.parametrize("width", [60, 100, 160])
def test_markup_is_shown_as_it_came(width: int) -> None:
    shown = page(named(["<!channel> *bold*", "[red]x[/red]"]), width=width, colour=False)
    assert "[red]x[/red]" in shown
    if width > 60:
        assert "<!channel> *bold*" in shown


def test_a_name_of_ten_thousand_signs_costs_one_cell_of_ellipsis() -> None:
    shown = page(named(["A" * 10_000]), width=100, colour=False)
    assert "A…" in shown
    assert shown.count("A" * 61) == 0


def test_a_name_without_letters_is_still_a_name() -> None:
    assert page(named(["🦀🎉"]), width=100, colour=False).count("🦀🎉") >= 4


@given(st.text(), st.integers(min_value=0, max_value=40))
def test_a_padded_text_takes_exactly_its_cells(text: str, width: int) -> None:
    assert width_of(padded(clean(text), width)) == width
    assert width_of(clipped(clean(text), width)) <= width


@given(st.text(alphabet=SETTLED), st.integers(min_value=1, max_value=40))
def test_what_is_cut_ends_in_an_ellipsis_and_what_is_not_stays(text: str, width: int) -> None:
    seen = clean(text)
    cut = clipped(seen, width)
    assert cut == seen if cells(seen) <= width else cut.endswith("…")
    assert cells(cut) <= width


@given(st.text())
def test_cleaning_leaves_one_line_without_anything_unseen_and_is_done_once(text: str) -> None:
    seen = clean(text)
    assert not unseen(seen)
    assert "\n" not in seen
    assert clean(seen) == seen
    assert seen == seen.strip()
