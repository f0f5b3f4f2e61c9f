"""When the calls came, as Slack's own chart, and as bars of text where that is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.stretches import added, by_day, by_hour
from bot.blocks import limits
from bot.blocks.elements import clipped, rich, span
from bot.query.request import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.answers.stretches import Stretches
    from bot.answers.values import Answer
    from bot.blocks.message import Block
    from bot.cdr.load import Load

_BAR, _WIDEST = "█", 24
_PER_HOUR = "per hour of the day"


def charts(answer: Answer) -> list[Block]:
    """A chart per day where there are several, else per hour; none where it would have one bar."""
    title, stretches = _drawn(answer)
    if not stretches:
        return []
    series = [
        {"name": name, "data": [{"label": label, "value": count(load)} for label, load in stretches]}
        for name, count in _series(answer)
        if any(count(load) for _, load in stretches)
    ]
    chart: Block = {
        "type": "bar",
        "series": series,
        "axis_config": {"categories": [label for label, _ in stretches]},
    }
    return (
        [{"type": "data_visualization", "title": clipped(title, limits.CHART_TITLE), "chart": chart}]
        if series
        else []
    )


def text_bars(answer: Answer) -> list[Block]:
    """The same as bars of text, in letters of one width."""
    title, stretches = _drawn(answer)
    shown = [(name, count) for name, count in _series(answer) if any(count(load) for _, load in stretches)]
    if not stretches or not shown:
        return []
    most = max(sum(count(load) for _, count in shown) for _, load in stretches)
    wide = max(len(label) for label, _ in stretches)
    lines = [f"{title} ({' and '.join(name.lower() for name, _ in shown)})"]
    for label, load in stretches:
        counts = [count(load) for _, count in shown]
        bar = _BAR * max(round(sum(counts) * _WIDEST / max(most, 1)), 1 if sum(counts) else 0)
        lines.append(f"{label:>{wide}} {' '.join(f'{each:>4,}' for each in counts)} {bar}".rstrip())
    return [rich({"type": "rich_text_preformatted", "elements": [span("\n".join(lines))]})]


def _drawn(answer: Answer) -> tuple[str, Stretches]:
    """The title and at most as many stretches as a chart takes, their labels short and each another."""
    title, stretches = by_day(answer)
    title = f"Calls per {title.lower().removesuffix(' of')}" if stretches else f"Calls {_PER_HOUR}"
    stretches = _few(stretches or by_hour(answer))
    return title, _distinct(stretches)


def _few(stretches: Stretches) -> Stretches:
    """Neighbours together until they are few enough: two hours, two days, two weeks in one."""
    while len(stretches) > limits.CHART_CATEGORIES:
        pairs = [stretches[at : at + 2] for at in range(0, len(stretches), 2)]
        stretches = tuple((pair[0][0], added(load for _, load in pair)) for pair in pairs)
    return stretches


def _distinct(stretches: Stretches) -> Stretches:
    """No label twice, and none longer than a chart takes."""
    seen: dict[str, int] = {}
    return tuple(_labels(stretches, seen))


def _labels(stretches: Stretches, seen: dict[str, int]) -> Iterator[tuple[str, Load]]:
    for label, load in stretches:
        shown = clipped(label, limits.CHART_LABEL - 3)
        seen[shown] = seen.get(shown, 0) + 1
        yield (shown if seen[shown] == 1 else f"{shown} {seen[shown]}"), load


def _series(answer: Answer) -> tuple[tuple[str, Callable[[Load], int]], ...]:
    other = "Menu only" if answer.kind is Kind.MISSED else "Other"
    return (
        ("Missed", lambda load: load.missed),
        ("Answered", lambda load: load.answered),
        (other, lambda load: load.calls - load.answered - load.missed),
    )
