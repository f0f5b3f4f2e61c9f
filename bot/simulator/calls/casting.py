"""Who takes part in a call: nobody talks on two telephones at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.calls.scene import Scene
from bot.simulator.calls.truth import Who
from bot.simulator.office import outside_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from bot.simulator.calls.truth import TrueCall
    from bot.simulator.office import Extension, Office, Trunk

_NUMBERS = 1800
_FAMILIAR = 120
"""How many numbers make most of the calls; the fewer, the more call again."""

_WITHHELD = (Who("anonymous"), Who("anonymous", "Anonymous"), Who("Unavailable"), Who())
_LINES = (6, 3, 1)
"""How often the first, second and third line is dialled."""


class Cast:
    """The people of an office, and until when each is talking."""

    def __init__(self, office: Office, *, rings_each_member: bool) -> None:
        self._office, self._rings_each_member = office, rings_each_member
        self._talks_until: dict[str, int] = {}

    def outsider(self, chance: Random) -> Who:
        """Somebody outside; a few withhold their number, a few have their carrier show something hostile."""
        draw = chance.random()
        if draw < 0.02:
            return chance.choice(_WITHHELD)
        number = self.outside_number(chance)
        if draw < 0.035 and self._office.hostile_names:
            return Who(number, chance.choice(self._office.hostile_names))
        return Who(number, self._office.names.get(number, ""))

    def outside_number(self, chance: Random) -> str:
        """A number outside; some come again and again."""
        return outside_number(min(int(chance.expovariate(1 / _FAMILIAR)), _NUMBERS - 1))

    def line(self, chance: Random) -> Trunk:
        """One of our lines."""
        trunks = self._office.trunks
        return chance.choices(trunks, (*_LINES, *(1 for _ in trunks))[: len(trunks)])[0]

    def scene(self, start: int, chance: Random, outsider: Who, trunk: Trunk) -> tuple[Scene, set[str]]:
        """A scene with people who are free, and which roles of it nobody free could take."""
        office = self._office
        people = self._free(office.extensions, start)
        extension, other = chance.sample(people if len(people) > 1 else office.extensions, 2)
        queue, group = chance.choice(office.queues), chance.choice(office.ring_groups)
        agents = self._free((office.by_number[number] for number in queue.members), start)
        members = self._free((office.by_number[number] for number in group.members), start)
        scene = Scene(
            start=start,
            chance=chance,
            office=office,
            outsider=outsider,
            trunk=trunk,
            queue=queue,
            agent=chance.choice(agents or [extension]),
            ring_group=group,
            member=chance.choice(members or [extension]),
            extension=extension,
            other=other,
            rings_each_member=self._rings_each_member,
        )
        return scene, {role for role, free in (("agent", agents), ("member", members)) if not free}

    def engage(self, call: TrueCall) -> None:
        """Those who talk in this call are busy until its end."""
        for number in (call.caller, *call.answered_by) if call.talk_seconds else ():
            if number in self._office.by_number:
                self._talks_until[number] = max(call.end, self._talks_until.get(number, 0))

    def _free(self, people: Iterable[Extension], at: int) -> list[Extension]:
        return [person for person in people if self._talks_until.get(person.number, 0) <= at]
