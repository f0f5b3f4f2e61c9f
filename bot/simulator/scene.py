"""Where a script begins, and the legs and the call it writes down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.simulator.office import TRUNKS
from bot.simulator.truth import TrueCall, TrueLeg

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from bot.simulator.office import Extension, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where a script begins: when, who calls, which of our numbers, and the chance it draws from."""

    start: int
    chance: Random
    caller: str
    did: str
    queue: Place
    extension: Extension
    other: Extension
    rings_each_member: bool = False

    def inbound(self, start: int, to: str, disposition: str, **rest: Any) -> TrueLeg:  # noqa: ANN401 - fields of the leg
        """A leg of an inbound call."""
        leg = TrueLeg(
            start=start,
            call_from=self.caller,
            call_to=to,
            disposition=disposition,
            call_type="Inbound",
            src_trunk=TRUNKS[0],
            did=self.did,
        )
        return replace(leg, **rest)

    def outbound(self, to: str, disposition: str, **rest: Any) -> TrueLeg:  # noqa: ANN401 - fields of the leg
        """The one row of an outbound call."""
        leg = TrueLeg(
            start=self.start,
            call_from=self.extension.party,
            call_to=to,
            disposition=disposition,
            call_type="Outbound",
            dst_trunk=TRUNKS[0],
            dod=self.did,
        )
        return replace(leg, **rest)

    def seconds(self, low: int, high: int) -> int:
        """A chance length."""
        return self.chance.randint(low, high)


def written(scene: Scene, shape: str, legs: Sequence[TrueLeg], **truth: Any) -> TrueCall:  # noqa: ANN401 - fields of the call
    """A call of these legs; ``truth`` overrules what an answered inbound call would be."""
    call = TrueCall(
        uid="",
        shape=shape,
        start=scene.start,
        end=max(leg.start + leg.seconds for leg in legs),
        direction="inbound",
        outcome="answered",
        caller=scene.caller,
        did=scene.did,
        legs=tuple(legs),
    )
    return replace(call, **truth)
