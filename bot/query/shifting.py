"""The same question about the stretch of time before or after: what the arrows under an answer ask."""

from __future__ import annotations

from datetime import MAXYEAR, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.query.when.typed import stretch

if TYPE_CHECKING:
    from bot.query.request import Request

_MOMENT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


def shifted(request: Request, steps: int) -> str:
    """The question one length of its time earlier (``steps`` -1) or later (1), as one would type it.

    Days are moved by whole days, so that a clock change does not move them off midnight. Empty where the question has
    no such neighbour: several stretches, one without a beginning, or one that has not begun yet.
    """
    if len(request.windows) != 1 or request.windows[0].start is None:
        return ""
    start = request.windows[0].start.astimezone(request.zone).replace(tzinfo=None)
    end = _end(request, start)
    try:
        start, end = _moved(start, end, steps)
    except OverflowError:
        return ""
    if start.replace(tzinfo=request.zone) >= request.now or start.second or end.second:
        return ""
    return f"{request.typed} {stretch(start, end)}".strip()


def single_day(request: Request) -> bool:
    """Whether the question is about one day, or a part of one: its neighbours are called days."""
    window = request.windows[0]
    if len(request.windows) != 1 or window.start is None:
        return False
    first = window.start.astimezone(request.zone).date()
    return first == (window.end - _MOMENT).astimezone(request.zone).date()


def _end(request: Request, start: datetime) -> datetime:
    """Where the stretch ends on the wall; one that goes on until now began as whole days: it ends with today."""
    end = request.windows[0].end.astimezone(request.zone).replace(tzinfo=None)
    if request.windows[0].end >= request.now and start.time() == time() and end.time() != time():
        return datetime.combine(end.date() + _DAY, time())
    return end


def _moved(start: datetime, end: datetime, steps: int) -> tuple[datetime, datetime]:
    if start.day == 1 and end.day == 1 and start.time() == end.time() == time():
        return _month(start, end, steps)
    length = _DAY if (end - _MOMENT).date() == start.date() else end - start
    return start + steps * length, end + steps * length


def _month(start: datetime, end: datetime, steps: int) -> tuple[datetime, datetime]:
    """Whole months are moved by months, however long they are."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return _months_on(start, steps * months), _months_on(end, steps * months)


def _months_on(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    if not 1 <= year < MAXYEAR:
        raise OverflowError
    return moment.replace(year=year, month=month + 1)
