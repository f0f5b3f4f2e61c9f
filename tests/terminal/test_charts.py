from __future__ import annotations

import pytest
from answers.scene import DASH, asked, missed, taken, window
from hypothesis import given
from hypothesis import strategies as st

from bot.query.request import Kind
from bot.terminal import page
from bot.terminal.bars import Series, bar, chart
from bot.terminal.grid import Column, grid
from bot.terminal.ink import Ink, Piece, rendered
from terminal.measure import cells
from terminal.pages import told


def labels(kind: Kind, start: str | None, end: str, *days: str) -> list[list[str]]:
    """Titles and labels of the charts of an answer with one missed call on each of the days."""
    legs = [missed(day, f"{day} {9 + n:02}:00", f"0770090000{n}") for n, day in enumerate(days)]
    shown = page(told(asked(kind, window(start, end), now=end), legs), width=100, colour=False)
    charts = [part.splitlines() for part in shown.split("\n\n") if "█" in part]
    return [[line[2:].split("  ")[0] for line in lines] for lines in charts]


def test_a_single_hour_needs_no_chart() -> None:
    assert labels(Kind.MISSED, "2026-11-21 00:00", "2026-11-22 00:00", "2026-11-21") == []


def test_hours_between_are_shown_and_long_idle_ones_are_one_line() -> None:
    legs = [missed(f"m{hour}", f"2026-11-22 {hour:02}:30") for hour in (7, 10, 14)]
    shown = page(told(asked(Kind.MISSED), legs), width=100, colour=False)
    hours = [line[2:7].strip() for line in shown.splitlines() if "█" in line or line[7:].split() == ["0"]]
    assert hours == ["07", "08", "09", "10", f"11{DASH}13", "14"]


def test_days_without_calls_are_shown_too() -> None:
    days, _ = labels(Kind.CALLS, "2026-11-19 00:00", "2026-11-23 00:00", "2026-11-19", "2026-11-21")
    assert days == ["Day", "Thu 19 Nov", "Fri 20 Nov", "Sat 21 Nov", "Sun 22 Nov"]


def test_days_that_have_not_come_yet_are_not_shown() -> None:
    legs = [missed("a", "2026-11-20 09:00"), missed("b", "2026-11-21 10:00")]
    week = window("2026-11-20 00:00", "2026-11-27 00:00")
    shown = page(told(asked(Kind.MISSED, week, now="2026-11-22 12:00"), legs), width=100, colour=False)
    assert "Sun 22 Nov  0" in shown
    assert "Mon 23 Nov  0" not in shown


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(
            "2026-10-05 00:00", "2026-11-23 00:00", ["Week of", "Mon 5 Oct", "Mon 12 Oct"], id="weeks"
        ),
        pytest.param("2026-01-01 00:00", "2026-11-23 00:00", ["Month", "Jan 2026", "Feb 2026"], id="months"),
        pytest.param("2020-01-01 00:00", "2026-11-23 00:00", ["Year", "2020", "2021"], id="years"),
        pytest.param(None, "2026-11-23 00:00", ["Day", "Sun 1 Nov", "Mon 2 Nov"], id="from the first call"),
    ],
)
def test_a_long_time_is_told_in_longer_stretches(start: str | None, end: str, expected: list[str]) -> None:
    stretches, _ = labels(Kind.CALLS, start, end, "2026-11-02", "2026-11-20")
    assert stretches[:3] == expected
    assert len(stretches) <= 32


def test_a_chart_of_missed_calls_names_the_rest_menu_only() -> None:
    legs = [missed("m", "2026-11-22 09:00"), *taken("a", "2026-11-22 10:00")]
    shown = page(told(asked(Kind.MISSED), legs), width=100, colour=False)
    assert "  Hour  Missed  Answered\n" in shown, "a series without any call is left out"


@given(st.integers(min_value=0, max_value=10_000), st.floats(min_value=1e-6, max_value=4))
def test_a_bar_is_as_long_as_its_count_and_whatever_is_not_nothing_is_seen(count: int, scale: float) -> None:
    drawn = bar(count, scale)
    assert abs(len(drawn) - count * scale) <= 1
    assert bool(drawn) == bool(count)


counts = st.lists(st.integers(min_value=0, max_value=10**7), min_size=3, max_size=3).map(tuple)


@given(counts, counts, counts, st.integers(min_value=60, max_value=160))
def test_a_chart_fits_and_one_scale_serves_all_its_bars(
    one: tuple[int, ...], two: tuple[int, ...], three: tuple[int, ...], width: int
) -> None:
    series = [
        Series(title=title, ink=Ink.PLAIN, counts=each)
        for title, each in (("Missed", one), ("Answered", two), ("Menu only", three))
    ]
    if not any(each.most for each in series):
        return
    shown = rendered(chart(["08", "09", "10"], series, "Hour", width), colour=False)
    assert max(map(cells, shown.splitlines())) <= width
    longest = max(*one, *two, *three)
    bars = [len(run) for line in shown.splitlines()[1:] for run in line.split() if run[0] in "█▏▎▍▌▋▊▉"]
    counted = [count for row in zip(one, two, three, strict=True) for count in row if count]
    assert len(bars) == len(counted)
    for cells_, count in zip(bars, counted, strict=True):
        assert abs(cells_ - max(bars) * count / longest) <= 2


words = st.text(alphabet="abcdefgh 李é", min_size=1, max_size=60).map(lambda text: text.strip() or "a")


@given(st.lists(st.tuples(words, words, words, words), min_size=1, max_size=5), st.integers(60, 160))
def test_a_grid_fits_and_its_columns_are_aligned(rows: list[tuple[str, ...]], width: int) -> None:
    columns = (
        Column(title="One", least=8),
        Column(title="Two", least=8, yields=1),
        Column(title="Three", least=8, most=20),
        Column(title="Four", right=True, least=8, spare=True),
    )
    lines = grid(columns, [tuple(map(Piece, row)) for row in rows], width)
    assert len(lines) == 1 + len(rows)
    assert len({len(line) for line in lines}) == 1
    for line in lines:
        assert sum(cells(piece.text) for piece in line) <= width
    for column in zip(*lines, strict=True):
        assert len({cells(piece.text) for piece in column}) == 1


def test_a_column_without_text_is_left_out() -> None:
    columns = (Column(title="One"), Column(title="Two"))
    lines = grid(columns, [(Piece("a"), Piece(""))], 60)
    assert rendered(lines, colour=False) == "  One\n  a\n"


def test_a_column_that_can_be_spared_goes_before_another_is_clipped() -> None:
    columns = (Column(title="One", least=8), Column(title="Two", spare=True))
    long = "a" * 57
    assert rendered(grid(columns, [(Piece(long), Piece("b"))], 60), colour=False) == f"  One\n  {long}\n"
    short = "a" * 50
    assert "Two" in rendered(grid(columns, [(Piece(short), Piece("b"))], 60), colour=False)
