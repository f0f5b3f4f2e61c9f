"""The courses a call can take, and how often each is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from msgspec.structs import replace as with_changes

from bot.simulator.calls import from_us, to_a_person, to_a_queue

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from bot.simulator.calls.scene import Scene
    from bot.simulator.calls.truth import TrueCall


@dataclass(frozen=True, slots=True)
class Shape:
    """One course.

    Attributes:
        by_day, by_night: how often, of about a thousand calls within and outside business hours.
        needs: who must be free for it.
        instead: the shape it becomes when nobody is.
    """

    name: str
    script: Callable[[Scene], TrueCall]
    by_day: int
    by_night: int = 0
    needs: Literal["", "agent", "member"] = ""
    instead: str = ""

    def play(self, scene: Scene, **identity: Any) -> TrueCall:  # noqa: ANN401 - fields of the call
        """The call, as it goes in this scene; ``identity`` is its ``uid`` and ``sequence``."""
        return with_changes(self.script(scene), shape=self.name, **identity)


SHAPES = {
    shape.name: shape
    for shape in (
        Shape("menu only", to_a_queue.menu_only, 170, 200),
        Shape("after hours", to_a_queue.after_hours, 0, 500),
        Shape("queue answered", to_a_queue.queue_answered, 90, 0, "agent", "queue missed"),
        Shape(
            "queue answered and surveyed",
            to_a_queue.queue_answered_and_surveyed,
            90,
            0,
            "agent",
            "queue missed",
        ),
        Shape("queue missed", to_a_queue.queue_missed, 45),
        Shape("mailbox from menu", to_a_queue.mailbox_from_menu, 8, 120),
        Shape("conference joined", to_a_queue.conference_joined, 4),
        Shape("prompt answered", to_a_queue.prompt_answered, 10),
        Shape("prompt missed", to_a_queue.prompt_missed, 6),
        Shape("direct answered", to_a_person.direct_answered, 110),
        Shape("direct missed", to_a_person.direct_missed, 32, 60),
        Shape("short ring", to_a_person.short_ring, 16, 40),
        Shape("direct busy", to_a_person.direct_busy, 10),
        Shape("left a message", to_a_person.left_a_message, 16, 60),
        Shape("ring group answered", to_a_person.ring_group_answered, 40, 0, "member", "ring group missed"),
        Shape("ring group missed", to_a_person.ring_group_missed, 14),
        Shape("transferred", to_a_person.transferred, 20),
        Shape("forwarded", to_a_person.forwarded, 14),
        Shape("forwarded missed", to_a_person.forwarded_missed, 6),
        Shape("outbound answered", from_us.outbound_answered, 150, 20),
        Shape("outbound unanswered", from_us.outbound_unanswered, 45),
        Shape("outbound busy", from_us.outbound_busy, 10),
        Shape("outbound busy mislabelled", from_us.outbound_busy_mislabelled, 10),
        Shape("outbound failed", from_us.outbound_failed, 8),
        Shape("internal answered", from_us.internal_answered, 45),
        Shape("internal missed", from_us.internal_missed, 12),
        Shape("internal message", from_us.internal_message, 6),
        Shape("internal conference", from_us.internal_conference, 5),
    )
}
"""All courses by name."""

_ALL = tuple(SHAPES.values())
_BY_DAY = tuple(shape.by_day for shape in _ALL)
_BY_NIGHT = tuple(shape.by_night for shape in _ALL)


def any_shape(chance: Random, *, open_now: bool) -> Shape:
    """A course by chance."""
    return chance.choices(_ALL, _BY_DAY if open_now else _BY_NIGHT)[0]
