"""How often each course is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator import inbound, outgoing

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.scene import Scene
    from bot.simulator.truth import TrueCall

SCRIPTS: tuple[tuple[int, Callable[[Scene], TrueCall]], ...] = (
    (20, inbound.menu_only),
    (16, inbound.queue_answered),
    (5, inbound.queue_missed),
    (1, inbound.queue_abandoned_music),
    (2, inbound.short_ring),
    (10, inbound.direct_answered),
    (3, inbound.direct_missed),
    (1, inbound.direct_busy),
    (2, inbound.voicemail),
    (4, inbound.ring_group_answered),
    (2, inbound.ring_group_missed),
    (2, inbound.transferred),
    (2, inbound.forwarded),
    (1, inbound.prompt_then_missed),
    (16, outgoing.outbound_answered),
    (5, outgoing.outbound_unanswered),
    (1, outgoing.outbound_failed),
    (1, outgoing.outbound_busy_mislabelled),
    (4, outgoing.internal_answered),
    (2, outgoing.internal_missed),
)
"""How often each course is taken, of a hundred calls."""
