"""Where a script begins, and the legs and the call it writes down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator.calls.truth import TrueCall, TrueLeg, Who

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from bot.simulator.office import Extension, Office, Place, Trunk


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything a script may need: who calls, who is there, which line, and the chance it draws from.

    Attributes:
        outsider: the party outside, who calls or is called.
        extension, other: two of us who are free.
        agent: the member of ``queue`` who takes the call, ``member`` that of ``ring_group``.
        rings_each_member: ring group members that did not answer leave a row.
        wait, talk: seconds, instead of what chance would say.
    """

    start: int
    chance: Random
    office: Office
    outsider: Who
    trunk: Trunk
    queue: Place
    agent: Extension
    ring_group: Place
    member: Extension
    extension: Extension
    other: Extension
    rings_each_member: bool = False
    wait: int | None = None
    talk: int | None = None

    def waits(self, low: int, high: int) -> int:
        """Seconds somebody rings or queues."""
        return self.seconds(low, high) if self.wait is None else self.wait

    def talks(self, low: int, high: int) -> int:
        """Seconds somebody talks."""
        return self.seconds(low, high) if self.talk is None else self.talk

    def seconds(self, low: int, high: int) -> int:
        """A chance length."""
        return self.chance.randint(low, high)

    def inbound(self, start: int, to: Who, disposition: str, **rest: Any) -> TrueLeg:  # noqa: ANN401 - fields of the leg
        """A leg of a call from outside."""
        line = {"src_trunk": self.trunk.name, "did": self.trunk.number}
        return _leg(start, self.outsider, to, disposition, call_type="Inbound", **line, **rest)

    def outbound(self, disposition: str, **rest: Any) -> TrueLeg:  # noqa: ANN401 - fields of the leg
        """The one row of a call to the outside."""
        line = {"dst_trunk": self.trunk.name, "number_shown": self.trunk.number}
        to = Who(self.outsider.number)
        return _leg(self.start, person(self.extension), to, disposition, **(line | rest))

    def internal(self, start: int, to: Who, disposition: str, **rest: Any) -> TrueLeg:  # noqa: ANN401 - fields of the leg
        """A leg of a call from one of us to another."""
        return _leg(start, person(self.extension), to, disposition, call_type="Internal", **rest)

    def call(self, *legs: TrueLeg, **truth: Any) -> TrueCall:  # noqa: ANN401 - fields of the call
        """An inbound call of these legs; ``truth`` says what it came to."""
        usual = {
            "direction": "inbound",
            "outcome": "answered",
            "caller": self.outsider.number,
            "caller_name": self.outsider.name,
            "did": self.trunk.number,
        }
        end = max(leg.end for leg in legs)
        return TrueCall(start=self.start, end=end, legs=legs, **(usual | truth))

    def our_call(self, *legs: TrueLeg, **truth: Any) -> TrueCall:  # noqa: ANN401 - fields of the call
        """A call that ``extension`` made; ``truth`` says what it came to."""
        ours = {"caller": self.extension.number, "caller_name": self.extension.name, "did": ""}
        return self.call(*legs, **(ours | truth))


def _leg(start: int, caller: Who, callee: Who, disposition: str, **rest: Any) -> TrueLeg:  # noqa: ANN401 - fields of the leg
    return TrueLeg(start=start, caller=caller, callee=callee, disposition=disposition, **rest)


def person(extension: Extension) -> Who:
    """One of us, as rows write it."""
    return Who(extension.number, extension.name)


def place(prefix: str, where: Place) -> Who:
    """A queue, ring group, menu or conference, as rows write it."""
    return Who(where.number, where.name, prefix)


def mailbox(extension: Extension) -> Who:
    """Somebody's voicemail box, as rows write it."""
    return Who(extension.number, extension.name, "Voicemail")


def numbers(*parties: Extension | Place) -> tuple[str, ...]:
    """Their numbers."""
    return tuple(party.number for party in parties)


def menus(scene: Scene, count: int) -> Sequence[TrueLeg]:
    """Legs of ``count`` menus one after the other, from the start of the call."""
    legs: list[TrueLeg] = []
    at = scene.start
    for menu in scene.office.ivrs[:count]:
        leg = scene.inbound(at, place("IVR", menu), "ANSWERED", talk=scene.seconds(4, 30))
        legs.append(leg)
        at = leg.end
    return legs
