from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from answers.scene import (
    AMARA,
    BUSY,
    JONAS,
    NO_ANSWER,
    SUPPORT,
    WELCOME,
    asked,
    leg,
    missed,
    out,
    taken,
    window,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from bot.answers.as_json import answer_json
from bot.cdr.leg import Direction
from bot.query.request import Kind
from bot.terminal import page
from terminal import pages
from terminal.pages import told

if TYPE_CHECKING:
    from bot.answers.values import Answer
    from bot.cdr.leg import Leg

TIMES = "\u00d7"
SHAPES = ("missed", "short", "taken", "busy", "menu", "tried", "returned", "internal")
shapes = st.lists(
    st.tuples(
        st.sampled_from(SHAPES), st.integers(0, 2 * 86_400 // 60 - 1), st.integers(1, 4), st.integers(0, 4000)
    ),
    max_size=40,
)


def legs_of(key: str, shape: str, minute: int, who: int, talk: int) -> list[Leg]:
    when = f"2026-11-{21 + minute // 1440} {minute // 60 % 24:02}:{minute % 60:02}"
    number = f"0770090000{who}"
    return {
        "missed": [missed(key, when, number, ring=5 + talk % 90)],
        "short": [missed(key, when, number, SUPPORT, ring=talk % 5)],
        "taken": taken(key, when, number, talk=talk),
        "busy": [leg(key, when, JONAS, BUSY, caller=number)],
        "menu": [leg(key, when, WELCOME, caller=number, talk=talk % 60)],
        "tried": [out(key, when, number, by=JONAS, talk=0)],
        "returned": [out(key, when, number, by=AMARA, talk=talk)],
        "internal": [leg(key, when, JONAS, NO_ANSWER, caller=AMARA, ring=9, direction=Direction.INTERNAL)],
    }[shape]


def weekend(kind: Kind, drawn: list[tuple[str, int, int, int]]) -> Answer:
    legs = [row for n, shape in enumerate(drawn) for row in legs_of(f"c{n:03}", *shape)]
    return told(asked(kind, window("2026-11-21 00:00", "2026-11-23 00:00")), legs)


def counts(shown: str) -> dict[str, int]:
    """The counts in the lines of figures, by their words."""
    figures = re.split(r"\n\n", shown)[1]
    items = [item for item in re.split(r" · |\n", figures) if not re.search("of talk|up to|waited", item)]
    found = [re.fullmatch(r"\s*([\d,]+) (\D+?)(?: of .*| \(.*)?", item) for item in items]
    return {match[2]: int(match[1].replace(",", "")) for match in found if match}


def chart(shown: str, title: str) -> dict[str, dict[str, int]]:
    """The counts of a chart: label of the line -> title of the bar -> count."""
    part = next((part for part in shown.split("\n\n") if part.startswith(f"  {title} ")), "")
    titles = re.findall("Missed|Answered|Menu only|Other", part.partition("\n")[0])
    lines = [re.sub("[▏▎▍▌▋▊▉█]+", "", line).split() for line in part.splitlines()[1:]]
    most = len(titles)
    return {" ".join(line[:-most]): dict(zip(titles, map(int, line[-most:]), strict=True)) for line in lines}


@settings(max_examples=60, deadline=None)
@given(shapes)
def test_every_figure_about_calls_is_that_of_the_json(drawn: list[tuple[str, int, int, int]]) -> None:
    got = weekend(Kind.CALLS, drawn)
    figures, read = counts(page(got, width=160, colour=False)), answer_json(got)
    states = [caller["state"].replace("_", " ") for caller in read["missed_callers"]]
    totals: dict[str, Any] = read["totals"]
    others = totals["calls"] - totals["answered"] - totals["missed"] - totals["menu_only"]
    expected = {
        **{name: totals[name] for name in ("inbound", "outbound", "internal", "answered", "missed")},
        "call" if totals["calls"] == 1 else "calls": totals["calls"],
        "other unanswered": others,
        "menu only": totals["menu_only"],
        **{state: states.count(state) for state in states},
        "missed caller" if len(states) == 1 else "missed callers": len(states),
    }
    if drawn:
        assert {**dict.fromkeys(expected, 0), **figures} == expected


@settings(max_examples=60, deadline=None)
@given(shapes)
def test_every_figure_about_missed_calls_is_that_of_the_json(drawn: list[tuple[str, int, int, int]]) -> None:
    got = weekend(Kind.MISSED, drawn)
    figures, read = counts(page(got, width=160, colour=False)), answer_json(got)
    states = [caller["state"].replace("_", " ") for caller in read["missed_callers"]]
    totals: dict[str, Any] = read["totals"]
    expected = {
        **{name.replace("_", " "): totals[name] for name in ("missed", "no_answer", "busy", "menu_only")},
        "answered": totals["inbound_answered"],
        **{state: states.count(state) for state in states},
        "missed caller" if len(states) == 1 else "missed callers": len(states),
    }
    if drawn:
        assert {**dict.fromkeys(expected, 0), **figures} == expected


@settings(max_examples=60, deadline=None)
@given(shapes, st.sampled_from(Kind), st.sampled_from(pages.WIDTHS))
def test_every_bar_is_that_of_the_json(
    drawn: list[tuple[str, int, int, int]], kind: Kind, width: int
) -> None:
    got = weekend(kind, drawn)
    shown, read = page(got, width=width, colour=False), answer_json(got)
    hours = {f"{load['hour']:02}": load for load in read["per_hour"]}
    drawn_hours = chart(shown, "Hour")
    for label, bars in drawn_hours.items():
        for title, count in bars.items():
            assert count == (sum_of(title, hours[label]) if label in hours else 0)
    told_calls = sum(sum(bars.values()) for bars in drawn_hours.values())
    busy_hours = [load for load in read["per_hour"] if load["calls"]]
    assert told_calls == (sum(load["calls"] for load in busy_hours) if len(busy_hours) > 1 else 0)
    for date, load in zip(("Sat 21 Nov", "Sun 22 Nov"), by_day(read), strict=True):
        for title, count in chart(shown, "Day").get(date, {}).items():
            assert count == sum_of(title, load)


def sum_of(title: str, load: dict[str, int]) -> int:
    if title in ("Missed", "Answered"):
        return load[title.lower()]
    return load["calls"] - load["answered"] - load["missed"]


def by_day(read: dict[str, Any]) -> list[dict[str, int]]:
    days = {load["date"]: load for load in read["per_day"]}
    none = {"calls": 0, "answered": 0, "missed": 0}
    return [days.get(f"2026-11-{day}", none) for day in (21, 22)]


@settings(max_examples=60, deadline=None)
@given(shapes, st.sampled_from(Kind), st.sampled_from(pages.WIDTHS))
def test_every_call_stands_in_the_table_with_its_time_and_outcome(
    drawn: list[tuple[str, int, int, int]], kind: Kind, width: int
) -> None:
    got = weekend(kind, drawn)
    shown, read = page(got, width=width, colour=False, whole=True), answer_json(got)
    rows = re.findall(r"^  (\d\d:\d\d) .*?(answered|no answer|busy|menu only|voicemail)", shown, re.MULTILINE)
    assert rows == [(call["start"][11:16], call["outcome"].replace("_", " ")) for call in read["calls"]]


@settings(max_examples=60, deadline=None)
@given(shapes, st.sampled_from(pages.WIDTHS))
def test_every_missed_caller_stands_in_the_list_with_its_count_and_state(
    drawn: list[tuple[str, int, int, int]], width: int
) -> None:
    got = weekend(Kind.MISSED, drawn)
    shown, read = page(got, width=width, colour=False, whole=True), answer_json(got)
    rows = re.findall(
        r"^  (0\d{10}) .*? Nov (\d\d:\d\d)(?: +(\d+)\u00d7)? +(open|tried|returned|got through)",
        shown,
        re.MULTILINE,
    )
    assert sorted(rows) == sorted(
        (
            caller["number"],
            caller["last"][11:16],
            str(caller["count"]) if caller["count"] > 1 and TIMES in shown else "",
            caller["state"].replace("_", " "),
        )
        for caller in read["missed_callers"]
    )


def test_the_figures_of_the_busy_day_are_those_counted_by_hand() -> None:
    figures = page(pages.busy(), width=160, colour=False).split("\n\n")[1]
    assert figures.splitlines() == [
        "  13 calls · 10 inbound · 2 outbound · 1 internal",
        (
            "  6 answered · 5 missed · 1 menu only · 1 other unanswered · 1 h 12 min of talk"
            " · half of inbound waited up to 11 s · nine in ten up to 1 min 21 s"
        ),
        "  4 missed callers · 3 open · 1 tried",
    ]


def test_the_figures_of_the_missed_calls_are_those_counted_by_hand() -> None:
    figures = page(pages.states(), width=160, colour=False).split("\n\n")[1]
    assert figures.splitlines() == [
        "  7 missed of 13 inbound · 5 no answer (1 short ring) · 1 busy · 1 voicemail",
        "  6 missed callers · 2 open · 1 tried · 2 returned · 1 got through",
        "  5 answered · 1 menu only · half of inbound waited up to 11 s · nine in ten up to 47 s",
    ]


@pytest.mark.parametrize(("kind", "calls"), [(Kind.MISSED, 2500), (Kind.CALLS, 5000)])
def test_a_long_list_is_cut_and_says_how_much_is_left(kind: Kind, calls: int) -> None:
    got = pages.many(kind)
    shown = page(got, width=100, colour=False)
    assert f"  … and {calls - 20:,} more calls: --all or --json" in shown.splitlines()
    assert len(shown.splitlines()) < 90
    whole = page(got, width=100, colour=False, whole=True)
    assert " more calls" not in whole
    assert len(re.findall(r"^  \d\d:\d\d  ", whole, re.MULTILINE)) == calls


def test_a_long_list_of_callers_is_cut_and_says_how_many_are_left() -> None:
    shown = page(pages.many(), width=100, colour=False)
    assert "  Open, 2,500 callers" in shown.splitlines()
    assert "  … and 2,470 more callers: --all or --json" in shown.splitlines()
    assert " more callers" not in page(pages.many(), width=100, colour=False, whole=True)


@pytest.mark.parametrize("width", [60, 100])
def test_rows_of_one_caller_say_which_did_was_dialled_and_count_once(width: int) -> None:
    second = structs.replace(missed("b", "2026-11-22 11:00", "07700900081"), did="+442079460199")
    legs = [
        missed("a", "2026-11-22 10:00", "07700900081"),
        second,
        missed("c", "2026-11-22 12:00", "07700900082"),
    ]
    lines = page(told(asked(Kind.MISSED), legs), width=width, colour=False, whole=False).splitlines()
    assert any("2 missed callers" in line for line in lines)
    assert "  Open, 2 callers" in lines
    rows = [line for line in lines if line.startswith("  0770")]
    assert ["+442079460100" in line for line in rows] == [True, False, False]
    assert ["+442079460199" in line for line in rows] == [False, True, False]
