"""When the calls came, in stretches that fit a chart: days, weeks, months or years, and hours of the day."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answers.moments import TO, day_date, month
from bot.cdr.load import Load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from bot.answers.values import Answer
    from bot.query.request import Request

Stretches = tuple[tuple[str, Load], ...]
"""Each stretch's label and load, in order."""

_DAY = timedelta(days=1)
_FEW = 2

_GRAINS: tuple[tuple[int, str, Callable[[date], date], Callable[[date], str]], ...] = (
    (31, "Day", lambda day: day, day_date),
    (26 * 7, "Week of", lambda day: day - timedelta(days=day.weekday()), day_date),
    (3 * 366, "Month", lambda day: day.replace(day=1), month),
)
"""Up to how many days, the title, the first day of a day's stretch, and how that is written."""
_LONGEST_GRAIN = ("Year", lambda day: day.replace(month=1, day=1), lambda day: str(day.year))


def by_day(answer: Answer) -> tuple[str, Stretches]:
    """The title of the stretches, and those of every day asked for up to now; none of a single day."""
    days = _loads_by_day(answer)
    if len(days) < 2:
        return "", ()
    title, first, written = next(
        ((title, first, written) for most, title, first, written in _GRAINS if len(days) <= most),
        _LONGEST_GRAIN,
    )
    stretches: dict[date, list[Load]] = {}
    for day, load in days.items():
        stretches.setdefault(first(day), []).append(load)
    return title, tuple((written(day), added(loads)) for day, loads in stretches.items())


def by_hour(answer: Answer) -> Stretches:
    """The hours from the first in use to the last; where more than two in a row are idle, they are one."""
    used = [hour for hour, load in enumerate(answer.by_hour) if load.calls]
    return tuple(_hours(answer.by_hour, used)) if len(used) > 1 else ()


def added(loads: Iterable[Load]) -> Load:
    """Loads as one."""
    every = list(loads)
    return Load(
        calls=sum(load.calls for load in every),
        answered=sum(load.answered for load in every),
        missed=sum(load.missed for load in every),
    )


def _hours(loads: Sequence[Load], used: Sequence[int]) -> Iterator[tuple[str, Load]]:
    for hour, following in pairwise((*used, used[-1] + 1)):
        yield f"{hour:02}", loads[hour]
        idle = range(hour + 1, following)
        if len(idle) > _FEW:
            yield f"{idle[0]:02}{TO}{idle[-1]:02}", Load()
        else:
            yield from ((f"{each:02}", Load()) for each in idle)


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
