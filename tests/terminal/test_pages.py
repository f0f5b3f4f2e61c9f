from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.query.request import Kind
from bot.terminal import page
from terminal import pages
from terminal.pages import HOSTILE, SCRIPTS, WIDTHS, uncoloured

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from bot.answers.values import Answer

CASES: dict[str, Callable[[], Answer]] = {
    "busy": pages.busy,
    "states": pages.states,
    "week": pages.week,
    "one": pages.one,
    "many": pages.many,
    "many calls": lambda: pages.many(Kind.CALLS),
    "incomplete": pages.incomplete,
    "in pieces": pages.in_pieces,
    "none, all answered": pages.none_answered_away,
    "none, by records": pages.none_proved_by_records,
    "none missed, by records": lambda: pages.none_proved_by_records(Kind.MISSED),
    "none, by canary": pages.none_proved_by_canary,
    "none so old": pages.none_so_old,
    "none at all": pages.none_at_all,
    "not known": pages.not_known,
    "not known, with figures": pages.not_known_with_figures,
    "scripts": lambda: pages.named(SCRIPTS),
    "hostile": lambda: pages.named(HOSTILE),
    "hostile calls": lambda: pages.named(HOSTILE, Kind.CALLS),
}


@pytest.fixture(scope="module", params=CASES)
def answer(request: pytest.FixtureRequest) -> Answer:
    return CASES[request.param]()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_as_it_was_looked_at(answer: Answer, width: int, snapshot: SnapshotAssertion) -> None:
    assert page(answer, width=width, colour=False) == snapshot


@pytest.mark.parametrize("width", WIDTHS)
def test_colour_changes_nothing_but_colour(answer: Answer, width: int) -> None:
    coloured = page(answer, width=width, colour=True)
    assert "\x1b[" in coloured
    assert uncoloured(coloured) == page(answer, width=width, colour=False)


@pytest.mark.parametrize(
    "make", [pages.states, pages.busy, pages.not_known], ids=["states", "busy", "not known"]
)
def test_the_colours_are_as_they_were_looked_at(
    make: Callable[[], Answer], snapshot: SnapshotAssertion
) -> None:
    assert page(make(), width=100, colour=True).replace("\x1b", "ESC") == snapshot
