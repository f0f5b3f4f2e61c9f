"""When the calls came: a bar chart per day where there are several, and per hour of the day."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answers.moments import TO, day_date, month
from bot.cdr.load import Load
from bot.query.request import Kind
from bot.terminal.bars import Series, chart
from bot.terminal.ink import BLANK, Ink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from bot.answers.values import Answer
    from bot.query.request import Request
    from bot.terminal.ink import Line

_DAY = timedelta(days=1)
_FEW = 2

_GRAINS: tuple[tuple[int, str, Callable[[date], date], Callable[[date], str]], ...] = (
    (31, "Day", lambda day: day, day_date),
    (26 * 7, "Week of", lambda day: day - timedelta(days=day.weekday()), day_date),
    (3 * 366, "Month", lambda day: day.replace(day=1), month),
)
"""Up to how many days, the title, the first day of a day's stretch, and how that is written."""
_LONGEST_GRAIN = ("Year", lambda day: day.replace(month=1, day=1), lambda day: str(day.year))


def charts(answer: Answer, width: int) -> list[Line]:
    """The charts that say something: one with a single bar does not."""
    return [*_by_day(answer, width), *_by_hour(answer, width)]


def _by_day(answer: Answer, width: int) -> list[Line]:
    days = _loads_by_day(answer)
    if len(days) < 2:
        return []
    title, first, written = next(
        ((title, first, written) for most, title, first, written in _GRAINS if len(days) <= most),
        _LONGEST_GRAIN,
    )
    stretches: dict[date, list[Load]] = {}
    for day, load in days.items():
        stretches.setdefault(first(day), []).append(load)
    labels = [written(day) for day in stretches]
    return _drawn(answer, title, labels, [_sum(loads) for loads in stretches.values()], width)


def _by_hour(answer: Answer, width: int) -> list[Line]:
    used = [hour for hour, load in enumerate(answer.by_hour) if load.calls]
    if len(used) < 2:
        return []
    rows = list(_hours(answer.by_hour, used))
    return _drawn(answer, "Hour", [label for label, _ in rows], [load for _, load in rows], width)


def _hours(loads: Sequence[Load], used: Sequence[int]) -> Iterator[tuple[str, Load]]:
    """The hours from the first in use to the last; where more than two in a row are idle, they are one line."""
    for hour, following in pairwise((*used, used[-1] + 1)):
        yield f"{hour:02}", loads[hour]
        idle = range(hour + 1, following)
        if len(idle) > _FEW:
            yield f"{idle[0]:02}{TO}{idle[-1]:02}", Load()
        else:
            yield from ((f"{each:02}", Load()) for each in idle)


def _drawn(
    answer: Answer, title: str, labels: Sequence[str], loads: Sequence[Load], width: int
) -> list[Line]:
    others = tuple(load.calls - load.answered - load.missed for load in loads)
    series = (
        Series(title="Missed", ink=Ink.BAD, counts=tuple(load.missed for load in loads)),
        Series(title="Answered", ink=Ink.GOOD, counts=tuple(load.answered for load in loads)),
        Series(title="Menu only" if answer.kind is Kind.MISSED else "Other", ink=Ink.FAINT, counts=others),
    )
    return [BLANK, *chart(labels, series, title, width)]


def _loads_by_day(answer: Answer) -> Mapping[date, Load]:
    """The load of every day asked for up to now: a day without calls tells something, too."""
    if not answer.by_day:
        return {}
    asked = dict.fromkeys(_days_asked(answer.request, min(answer.by_day)), Load())
    return dict(sorted((asked | dict(answer.by_day)).items()))


def _days_asked(request: Request, first: date) -> Iterator[date]:
    for window in request.windows:
        day = first if window.start is None else window.start.astimezone(request.zone).date()
        last = (min(window.end, request.now) - timedelta(microseconds=1)).astimezone(request.zone).date()
        while day <= last:
            yield day
            day += _DAY


def _sum(loads: Iterable[Load]) -> Load:
    every = list(loads)
    return Load(
        calls=sum(load.calls for load in every),
        answered=sum(load.answered for load in every),
        missed=sum(load.missed for load in every),
    )
