"""Calls that one of us makes, to the outside and to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.calls.scene import mailbox, numbers, person, place

if TYPE_CHECKING:
    from bot.simulator.calls.scene import Scene
    from bot.simulator.calls.truth import TrueCall


def outbound_answered(scene: Scene) -> TrueCall:
    """One row."""
    ring, talk = scene.waits(3, 25), scene.talks(10, 600)
    leg = scene.outbound("ANSWERED", ring=ring, talk=talk, recorded=True)
    return scene.our_call(
        leg,
        direction="outbound",
        talk_seconds=talk,
        waiting_seconds=ring,
        answered_by=(scene.outsider.number,),
        reached=(scene.outsider.number,),
    )


def outbound_unanswered(scene: Scene) -> TrueCall:
    """One row, nobody there."""
    ring = scene.waits(10, 40)
    leg = scene.outbound("NO ANSWER", ring=ring, reason="src hangup")
    return scene.our_call(
        leg,
        direction="outbound",
        outcome="no_answer",
        waiting_seconds=ring,
        reached=(scene.outsider.number,),
    )


def outbound_busy(scene: Scene) -> TrueCall:
    """Engaged outside."""
    return _in_vain(scene, "BUSY", "busy")


def outbound_busy_mislabelled(scene: Scene) -> TrueCall:
    """Engaged outside, and the PBX calls it Inbound, as a capture of firmware 37.23 shows."""
    return _in_vain(scene, "BUSY", "busy", call_type="Inbound")


def outbound_failed(scene: Scene) -> TrueCall:
    """The trunk refuses."""
    return _in_vain(scene, "FAILED", "failed")


def _in_vain(scene: Scene, disposition: str, outcome: str, *, call_type: str = "Outbound") -> TrueCall:
    leg = scene.outbound(disposition, call_type=call_type)
    return scene.our_call(leg, direction="outbound", outcome=outcome, reached=(scene.outsider.number,))


def internal_answered(scene: Scene) -> TrueCall:
    """One of us calls another, who answers."""
    ring, talk = scene.waits(2, 15), scene.talks(5, 300)
    leg = scene.internal(scene.start, person(scene.other), "ANSWERED", ring=ring, talk=talk)
    return scene.our_call(
        leg,
        direction="internal",
        talk_seconds=talk,
        waiting_seconds=ring,
        answered_by=numbers(scene.other),
        reached=numbers(scene.other),
    )


def internal_missed(scene: Scene) -> TrueCall:
    """One of us calls another, who does not answer: unanswered, but never a missed call."""
    ring = scene.waits(8, 30)
    leg = scene.internal(scene.start, person(scene.other), "NO ANSWER", ring=ring, reason="src hangup")
    return scene.our_call(
        leg,
        direction="internal",
        outcome="no_answer",
        waiting_seconds=ring,
        reached=numbers(scene.other),
    )


def internal_message(scene: Scene) -> TrueCall:
    """One of us calls another and speaks to the voicemail box."""
    ring = scene.waits(15, 30)
    rung = scene.internal(scene.start, person(scene.other), "NO ANSWER", ring=ring)
    message = scene.internal(rung.end, mailbox(scene.other), "VOICEMAIL", talk=scene.seconds(5, 40))
    return scene.our_call(
        rung,
        message,
        direction="internal",
        outcome="voicemail",
        waiting_seconds=ring,
        reached=numbers(scene.other),
    )


def internal_conference(scene: Scene) -> TrueCall:
    """One of us dials into a conference room."""
    room, talk = scene.office.conferences[0], scene.talks(300, 3000)
    leg = scene.internal(scene.start, place("Conference", room), "ANSWERED", talk=talk)
    return scene.our_call(
        leg,
        direction="internal",
        talk_seconds=talk,
        answered_by=numbers(room),
        reached=numbers(room),
    )
