"""Day after day of a busy office, the same for the same seed."""

from __future__ import annotations

import heapq
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec.structs import replace as with_changes

from bot.simulator.calls.aftermath import Intent, aftermath, open_at
from bot.simulator.calls.casting import Cast
from bot.simulator.calls.shapes import SHAPES, any_shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.simulator.calls.truth import TrueCall
    from bot.simulator.office import Office
    from bot.simulator.settings import Settings

_HOURS = {0: 1, 6: 2, 7: 6, 8: 40, 9: 85, 10: 100, 11: 95, 12: 50, 13: 60, 14: 90, 15: 80, 16: 65, 17: 35}
_HOURS |= {18: 9, 19: 6, 20: 4, 21: 3, 22: 2, 23: 1}
"""Share of a day's calls by hour: two humps around lunch, and somebody in the night."""

_WEEKDAYS = (1.15, 1.05, 1.0, 1.0, 0.9, 0.25, 0.08)
MOST_DAYS_AHEAD = 400
"""How long the office goes on after the simulation began, so that no leap of the clock makes calls for ever."""


class Generation:
    """Plays the days in order. Each call has chance of its own from the seed, its day and its place in it.

    So a day is the same however many days come before it, but for the few calls back that reach into it.
    """

    def __init__(self, settings: Settings, office: Office, since: float) -> None:
        self._settings = settings
        self._zone = ZoneInfo(settings.timezone)
        self._cast = Cast(office, rings_each_member=settings.rings_each_member)
        self._next_day = self._date(since) - timedelta(days=settings.days)
        self._last_day = self._date(since) + timedelta(days=MOST_DAYS_AHEAD)
        self._due: list[tuple[int, int, Intent]] = []
        self._order, self._sequence = count(), 0

    def through(self, until: float) -> list[TrueCall]:
        """The calls of all days up to that of ``until`` that were not made before."""
        last = min(self._date(until), self._last_day) if self._settings.days else None
        calls: list[TrueCall] = []
        while last is not None and self._next_day <= last:
            calls += self._day(self._next_day)
            self._next_day += timedelta(days=1)
        return calls

    def _date(self, moment: float) -> date:
        return datetime.fromtimestamp(moment, self._zone).date()

    def _day(self, day: date) -> Iterator[TrueCall]:
        for index in range(round(self._settings.calls_per_day * _WEEKDAYS[day.weekday()])):
            chance = Random(f"{self._settings.seed}/{day}/{index}")  # noqa: S311 - a simulation, not a secret
            outsider, trunk = self._cast.outsider(chance), self._cast.line(chance)
            self._plan(self._some_time(day, chance), Intent(chance=chance, outsider=outsider, trunk=trunk))
        midnight = self._epoch(day + timedelta(days=1), time())
        while self._due and self._due[0][0] < midnight:
            at, _, intent = heapq.heappop(self._due)
            call = self._play(at, intent)
            yield call
            for moment, next_intent in aftermath(call, intent, self._zone):
                self._plan(moment, next_intent)

    def _plan(self, at: int, intent: Intent) -> None:
        heapq.heappush(self._due, (at, next(self._order), intent))

    def _some_time(self, day: date, chance: Random) -> int:
        hour = chance.choices(list(_HOURS), list(_HOURS.values()))[0]
        return self._epoch(day, time(hour, chance.randrange(60), chance.randrange(60)))

    def _epoch(self, day: date, at: time) -> int:
        return int(datetime.combine(day, at, self._zone).timestamp())

    def _play(self, at: int, intent: Intent) -> TrueCall:
        chance = intent.chance
        shape = SHAPES.get(intent.shape) or any_shape(chance, open_now=open_at(at, self._zone))
        scene, lacking = self._cast.scene(at, chance, intent.outsider, intent.trunk)
        if shape.needs in lacking:
            shape = SHAPES[shape.instead]
        if shape.name.startswith("outbound") and not intent.follows:
            outsider = with_changes(scene.outsider, number=self._cast.outside_number(chance), name="")
            scene = replace(scene, outsider=outsider)
        self._sequence += chance.randint(1, 9)
        uid = self._uid(at, chance)
        call = shape.play(scene, uid=uid, sequence=self._sequence, follows=intent.follows)
        self._cast.engage(call)
        return _noted(call, scene.office, chance)

    def _uid(self, at: int, chance: Random) -> str:
        local = datetime.fromtimestamp(at, self._zone)
        return f"{local:%Y%m%d%H%M%S}{chance.randrange(16**5):05X}"


def _noted(call: TrueCall, office: Office, chance: Random) -> TrueCall:
    """Some calls out need a PIN, on some calls in an agent leaves a note."""
    draw = chance.random()
    if call.shape == "outbound answered" and office.pin_codes and draw < 0.15:
        return with_changes(call, pin_code=chance.choice(office.pin_codes))
    if call.direction == "inbound" and call.talk_seconds and office.notes and draw < 0.1:
        code = chance.choice(office.disposition_codes)
        return with_changes(call, note=chance.choice(office.notes), disposition_code=code)
    return call
