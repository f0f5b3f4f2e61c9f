"""Load: how many calls per hour of the day and per date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.cdr.local import LocalHours

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from bot.cdr.call import Call

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The calls that started in one stretch of time; ``answered`` is of every direction."""

    calls: int = 0
    answered: int = 0
    missed: int = 0


class RunningLoad:
    """Loads in the making, kept per wall-clock hour of a zone."""

    def __init__(self, zone: tzinfo) -> None:
        self._hour = LocalHours(zone).hour
        self._hours: dict[int, list[int]] = {}

    def count(self, call: Call) -> None:
        """One more call."""
        hour = self._hour(call.start)
        counts = self._hours.get(hour)
        if counts is None:
            counts = self._hours[hour] = [0, 0, 0]
        counts[0] += 1
        if call.answered:
            counts[1] += 1
        elif call.missed:
            counts[2] += 1

    def by_hour(self) -> tuple[Load, ...]:
        """24 loads, by hour of the day."""
        loads = self._summed(lambda hour: hour % 24)
        return tuple(loads.get(hour, Load()) for hour in range(24))

    def by_day(self) -> dict[date, Load]:
        """The load of each date that has calls, in order."""
        loads = self._summed(lambda hour: hour // 24)
        return {date.fromordinal(_EPOCH + day): loads[day] for day in sorted(loads)}

    def _summed(self, part: Callable[[int], int]) -> dict[int, Load]:
        sums: dict[int, list[int]] = {}
        for hour, counts in self._hours.items():
            into = sums.setdefault(part(hour), [0, 0, 0])
            into[:] = (have + more for have, more in zip(into, counts, strict=True))
        return {
            key: Load(calls=calls, answered=answered, missed=missed)
            for key, (calls, answered, missed) in sums.items()
        }
