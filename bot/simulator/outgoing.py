"""The courses an outbound or internal call can take, each as the PBX would write it down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.scene import written
from bot.simulator.truth import TrueLeg

if TYPE_CHECKING:
    from bot.simulator.scene import Scene
    from bot.simulator.truth import TrueCall


def outbound_answered(scene: Scene) -> TrueCall:
    """One row, answered outside."""
    ring, talk = scene.seconds(3, 25), scene.seconds(10, 500)
    legs = [scene.outbound(scene.caller, "ANSWERED", ring=ring, talk=talk, recorded=True)]
    return _outbound(scene, "outbound answered", legs, "answered", talk=talk, waiting=ring)


def outbound_unanswered(scene: Scene) -> TrueCall:
    """One row, nobody there."""
    ring = scene.seconds(10, 40)
    legs = [scene.outbound(scene.caller, "NO ANSWER", ring=ring)]
    return _outbound(scene, "outbound no answer", legs, "no_answer", waiting=ring)


def outbound_failed(scene: Scene) -> TrueCall:
    """One row, the trunk refused."""
    return _outbound(scene, "outbound failed", [scene.outbound(scene.caller, "FAILED")], "failed")


def outbound_busy_mislabelled(scene: Scene) -> TrueCall:
    """Engaged outside; the PBX calls it Inbound, as the capture shows."""
    legs = [scene.outbound(scene.caller, "BUSY", call_type="Inbound")]
    return _outbound(scene, "outbound busy mislabelled", legs, "busy")


def _outbound(  # noqa: PLR0913 - what an outbound call is made of
    scene: Scene, shape: str, legs: list[TrueLeg], outcome: str, *, talk: int = 0, waiting: int = 0
) -> TrueCall:
    return written(
        scene,
        shape,
        legs,
        direction="outbound",
        outcome=outcome,
        caller=scene.extension.number,
        did="",
        talk_seconds=talk,
        waiting_seconds=waiting,
        answered_by=(scene.caller,) if outcome == "answered" else (),
        reached=(scene.caller,),
    )


def internal_answered(scene: Scene) -> TrueCall:
    """One extension calls another, which answers."""
    ring, talk = scene.seconds(2, 15), scene.seconds(5, 300)
    leg = TrueLeg(
        start=scene.start,
        call_from=scene.extension.party,
        call_to=scene.other.party,
        disposition="ANSWERED",
        call_type="Internal",
        ring=ring,
        talk=talk,
    )
    return written(
        scene,
        "internal answered",
        [leg],
        direction="internal",
        caller=scene.extension.number,
        did="",
        talk_seconds=talk,
        waiting_seconds=ring,
        answered_by=(scene.other.number,),
        reached=(scene.other.number,),
    )


def internal_missed(scene: Scene) -> TrueCall:
    """One extension calls another, which does not answer: never a missed call of ours."""
    ring = scene.seconds(8, 30)
    leg = TrueLeg(
        start=scene.start,
        call_from=scene.extension.party,
        call_to=scene.other.party,
        disposition="NO ANSWER",
        call_type="Internal",
        ring=ring,
    )
    return written(
        scene,
        "internal missed",
        [leg],
        direction="internal",
        outcome="no_answer",
        caller=scene.extension.number,
        did="",
        waiting_seconds=ring,
        reached=(scene.other.number,),
    )
