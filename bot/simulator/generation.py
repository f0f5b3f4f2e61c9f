"""Weeks of calls of a busy office, the same for the same seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.simulator import inbound, outgoing
from bot.simulator.office import DIDS, EXTENSIONS, HOSTILE_NAMES, QUEUES, outside_number
from bot.simulator.scene import Scene
from bot.simulator.scripts import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.simulator.settings import Settings
    from bot.simulator.truth import TrueCall

# Share of a day's calls by hour, from 07 to 20: two humps around lunch.
_HOURS = {7: 2, 8: 6, 9: 12, 10: 14, 11: 13, 12: 7, 13: 8, 14: 12, 15: 11, 16: 9, 17: 5, 18: 2, 19: 1, 20: 1}
_WEEKDAYS = (1.15, 1.05, 1.0, 1.0, 0.9, 0.25, 0.08)
_CALLERS = 260
# What becomes of a missed caller, of ten: called back, tried in vain, rang again and got through, left open.
_FATES = (
    (outgoing.outbound_answered,) * 4
    + (outgoing.outbound_unanswered,) * 2
    + (inbound.direct_answered,)
    + (None,) * 3
)


class Generation:
    """Makes calls. Chance is drawn in one fixed order, so a seed and an end make the same calls everywhere."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._zone = ZoneInfo(settings.timezone)
        self._chance = Random(settings.seed)  # noqa: S311 - a simulation, not a secret

    def weeks(self, until: float) -> list[TrueCall]:
        """All calls that ended before ``until``, ordered by start."""
        last = datetime.fromtimestamp(until, self._zone).date()
        days = (last - timedelta(days=back) for back in range(self._settings.days, -1, -1))
        calls = [call for day in days for call in self._day(day) if call.end <= until]
        return sorted(calls, key=lambda call: (call.start, call.uid))

    def _day(self, day: date) -> Iterator[TrueCall]:
        for _ in range(round(self._settings.busyness * _WEEKDAYS[day.weekday()])):
            scene = self._scene(self._moment(day))
            call = self._named(self._play(scene))
            yield call
            yield from self._what_follows(call, scene)

    def _moment(self, day: date) -> int:
        hour = self._chance.choices(list(_HOURS), list(_HOURS.values()))[0]
        local = datetime.combine(
            day, time(hour, self._chance.randrange(60), self._chance.randrange(60)), self._zone
        )
        return int(local.timestamp())

    def _scene(self, start: int, caller: str = "") -> Scene:
        chance = self._chance
        extension, other = chance.sample(EXTENSIONS, 2)
        return Scene(
            start=start,
            chance=chance,
            caller=caller or self._caller(),
            did=chance.choice(DIDS),
            queue=chance.choice(QUEUES),
            extension=extension,
            other=other,
            rings_each_member=self._settings.rings_each_member,
        )

    def _caller(self) -> str:
        draw = self._chance.random()
        if draw < 0.02:
            return "anonymous"
        number = outside_number(int(self._chance.triangular(0, _CALLERS, 20)))
        return f"{self._chance.choice(HOSTILE_NAMES)}<{number}>" if draw < 0.03 else number

    def _play(self, scene: Scene) -> TrueCall:
        scripts = [script for _, script in SCRIPTS]
        script = self._chance.choices(scripts, [weight for weight, _ in SCRIPTS])[0]
        # Nobody can be called who has no number.
        if scene.caller == "anonymous" and script.__module__ == outgoing.__name__:
            script = inbound.direct_answered
        return script(_plain(scene) if script.__module__ == outgoing.__name__ else scene)

    def _what_follows(self, call: TrueCall, scene: Scene) -> Iterator[TrueCall]:
        missed = call.direction == "inbound" and call.outcome in ("no_answer", "busy", "voicemail")
        fate = self._chance.choice(_FATES) if missed else None
        if fate is None or scene.caller == "anonymous":
            return
        later = self._scene(call.end + self._chance.randint(120, 5400), scene.caller)
        yield self._named(fate(_plain(later)))

    def _named(self, call: TrueCall) -> TrueCall:
        """Give a call its uid: local date and time and a chance tail, the same on all legs."""
        local = datetime.fromtimestamp(call.start, self._zone)
        return replace(call, uid=f"{local:%Y%m%d%H%M%S}{self._chance.randrange(16**5):05X}")


def _plain(scene: Scene) -> Scene:
    """The scene with the caller's bare number, as one dials it."""
    return replace(scene, caller=scene.caller.rpartition("<")[2].rstrip(">"))


def simple_calls(count: int, start: int, end: int) -> list[TrueCall]:
    """Many plain answered calls, evenly spread over ``[start, end)``, for tests of volume."""
    chance = Random(count)  # noqa: S311 - a simulation, not a secret
    step = (end - start) / count
    return [
        replace(
            inbound.direct_answered(
                Scene(
                    start=start + int(index * step),
                    chance=chance,
                    caller=outside_number(index % 2000),
                    did=DIDS[0],
                    queue=QUEUES[0],
                    extension=EXTENSIONS[index % 9],
                    other=EXTENSIONS[9],
                )
            ),
            uid=f"{start:012}{index:08X}",
        )
        for index in range(count)
    ]
