from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from answers.scene import DASH, asked, window

from bot.cdr.leg import Direction
from bot.query.request import Kind, Reading
from bot.terminal import explain_page
from terminal.measure import cells, unseen
from terminal.pages import HOSTILE, WIDTHS, uncoloured

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

JUNE = window("2026-06-05 00:00", "2026-06-06 00:00")
MAY = window("2026-05-06 00:00", "2026-05-07 00:00")
AMBIGUOUS = replace(
    asked(Kind.MISSED, JUNE, words="5/6, Friday 5 June 2026", either="4005", direction=Direction.INBOUND),
    readings=(Reading(text="missed 2026-05-06 with 4005", windows=(MAY,)),),
    notes=("5/6 was read day first.",),
)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_as_it_was_looked_at(width: int, snapshot: SnapshotAssertion) -> None:
    shown = explain_page(AMBIGUOUS, width=width, colour=False)
    assert shown == snapshot
    assert max(map(cells, shown.splitlines())) <= width
    assert uncoloured(explain_page(AMBIGUOUS, width=width, colour=True)) == shown


def test_the_window_the_filters_the_notes_and_the_other_reading_are_said() -> None:
    assert explain_page(AMBIGUOUS, width=160, colour=False).splitlines() == [
        "Missed calls · 5/6, Friday 5 June 2026",
        f"Fri 5 Jun 2026, 00:00{DASH}24:00 (Europe/London) · inbound · with 4005",
        "",
        "· 5/6 was read day first.",
        f"· It can also mean Wed 6 May 2026, 00:00{DASH}24:00: type “missed 2026-05-06 with 4005”.",
    ]


def test_of_many_windows_the_first_three_are_told_and_the_rest_counted() -> None:
    days = [window(f"2026-11-{day:02} 00:00", f"2026-11-{day + 1:02} 00:00") for day in (2, 9, 16, 23)]
    shown = explain_page(asked(Kind.CALLS, *days, words="Mondays in November"), width=160, colour=False)
    assert shown.splitlines()[1].endswith(f"Mon 16 Nov 2026, 00:00{DASH}24:00; and 1 more (Europe/London)")


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_what_was_typed_cannot_harm_the_page(typed: str) -> None:
    request = asked(words=typed, either=typed, group=typed, note=typed)
    request = replace(request, readings=(Reading(text=typed, windows=(MAY,)),), notes=(typed,))
    shown = explain_page(request, width=60, colour=False)
    assert not unseen(shown)
    assert max(map(cells, shown.splitlines())) <= 60
