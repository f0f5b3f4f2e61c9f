"""When the calls came: a bar chart per day where there are several, and per hour of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.stretches import by_day, by_hour
from bot.query.request import Kind
from bot.terminal.bars import Series, chart
from bot.terminal.ink import BLANK, Ink

if TYPE_CHECKING:
    from bot.answers.stretches import Stretches
    from bot.answers.values import Answer
    from bot.terminal.ink import Line


def charts(answer: Answer, width: int) -> list[Line]:
    """The charts that say something: one with a single bar does not."""
    return [*_drawn(answer, *by_day(answer), width), *_drawn(answer, "Hour", by_hour(answer), width)]


def _drawn(answer: Answer, title: str, stretches: Stretches, width: int) -> list[Line]:
    if not stretches:
        return []
    labels, loads = [label for label, _ in stretches], [load for _, load in stretches]
    others = tuple(load.calls - load.answered - load.missed for load in loads)
    series = (
        Series(title="Missed", ink=Ink.BAD, counts=tuple(load.missed for load in loads)),
        Series(title="Answered", ink=Ink.GOOD, counts=tuple(load.answered for load in loads)),
        Series(title="Menu only" if answer.kind is Kind.MISSED else "Other", ink=Ink.FAINT, counts=others),
    )
    return [BLANK, *chart(labels, series, title, width)]
