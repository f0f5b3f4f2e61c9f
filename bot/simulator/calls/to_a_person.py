"""Calls from outside that come straight to an extension or a ring group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.calls.scene import mailbox, numbers, person, place
from bot.simulator.calls.truth import Who

if TYPE_CHECKING:
    from bot.simulator.calls.scene import Scene
    from bot.simulator.calls.truth import TrueCall


def direct_answered(scene: Scene) -> TrueCall:
    """Straight to an extension that answers."""
    wait, talk = scene.waits(2, 20), scene.talks(15, 500)
    leg = scene.inbound(scene.start, person(scene.extension), "ANSWERED", ring=wait, talk=talk, recorded=True)
    return scene.call(
        leg,
        talk_seconds=talk,
        waiting_seconds=wait,
        answered_by=numbers(scene.extension),
        reached=numbers(scene.extension),
    )


def direct_missed(scene: Scene) -> TrueCall:
    """Straight to an extension that does not answer."""
    return _rung_out(scene, scene.waits(8, 45))


def short_ring(scene: Scene) -> TrueCall:
    """The caller gives up within four seconds."""
    return _rung_out(scene, scene.waits(1, 4))


def _rung_out(scene: Scene, wait: int) -> TrueCall:
    leg = scene.inbound(scene.start, person(scene.extension), "NO ANSWER", ring=wait, reason="src hangup")
    return scene.call(leg, outcome="no_answer", waiting_seconds=wait, reached=numbers(scene.extension))


def direct_busy(scene: Scene) -> TrueCall:
    """Straight to an extension that is engaged."""
    leg = scene.inbound(scene.start, person(scene.extension), "BUSY", reason="dst extension_busy_no_forward")
    return scene.call(leg, outcome="busy", reached=numbers(scene.extension))


def left_a_message(scene: Scene) -> TrueCall:
    """An extension rings out and its voicemail box takes a message: a further leg."""
    wait = scene.waits(15, 30)
    rung = scene.inbound(scene.start, person(scene.extension), "NO ANSWER", ring=wait)
    message = scene.inbound(rung.end, mailbox(scene.extension), "VOICEMAIL", talk=scene.seconds(5, 60))
    return scene.call(
        rung, message, outcome="voicemail", waiting_seconds=wait, reached=numbers(scene.extension)
    )


def ring_group_answered(scene: Scene) -> TrueCall:
    """All members ring, one answers; older firmware writes a row for each of the others."""
    group, member = scene.ring_group, scene.member
    wait, talk = scene.waits(2, 25), scene.talks(15, 400)
    others = [
        scene.office.by_number[number]
        for number in group.members
        if scene.rings_each_member and number != member.number
    ]
    return scene.call(
        scene.inbound(scene.start, place("RingGroup", group), "ANSWERED", ring=wait, talk=talk),
        scene.inbound(scene.start, person(member), "ANSWERED", ring=wait, talk=talk),
        *(scene.inbound(scene.start, person(other), "NO ANSWER", ring=wait) for other in others),
        talk_seconds=talk,
        waiting_seconds=wait,
        answered_by=numbers(member),
        reached=numbers(group, member, *others),
    )


def ring_group_missed(scene: Scene) -> TrueCall:
    """All members ring, nobody answers."""
    group, wait = scene.ring_group, scene.waits(12, 40)
    rung = [scene.office.by_number[number] for number in group.members if scene.rings_each_member]
    return scene.call(
        scene.inbound(scene.start, place("RingGroup", group), "NO ANSWER", ring=wait, reason="src hangup"),
        *(scene.inbound(scene.start, person(member), "NO ANSWER", ring=wait) for member in rung),
        outcome="no_answer",
        waiting_seconds=wait,
        reached=numbers(group, *rung),
    )


def transferred(scene: Scene) -> TrueCall:
    """One extension answers and hands the caller over: two answered legs, each with its own talk."""
    wait, first, second = scene.waits(2, 15), scene.seconds(10, 60), scene.talks(20, 300)
    taken = scene.inbound(scene.start, person(scene.extension), "ANSWERED", ring=wait, talk=first)
    handed_over = scene.inbound(taken.end, person(scene.other), "ANSWERED", talk=second)
    return scene.call(
        taken,
        handed_over,
        talk_seconds=first + second,
        waiting_seconds=wait,
        answered_by=numbers(scene.extension, scene.other),
        reached=numbers(scene.extension, scene.other),
    )


def forwarded(scene: Scene) -> TrueCall:
    """An extension rings out and forwards to a mobile outside, which answers: a leg with a ``dst_trunk``."""
    wait, ring, talk = scene.waits(8, 20), scene.seconds(3, 12), scene.talks(15, 300)
    mobile = Who(scene.extension.mobile or "07700900909")
    rung = scene.inbound(scene.start, person(scene.extension), "NO ANSWER", ring=wait)
    outside = scene.inbound(
        rung.end,
        mobile,
        "ANSWERED",
        ring=ring,
        talk=talk,
        dst_trunk=scene.trunk.name,
        number_shown=scene.trunk.number,
    )
    return scene.call(
        rung,
        outside,
        talk_seconds=talk,
        waiting_seconds=wait + ring,
        answered_by=(mobile.number,),
        reached=(scene.extension.number, mobile.number),
    )


def forwarded_missed(scene: Scene) -> TrueCall:
    """An extension rings out and forwards to a mobile outside, which nobody answers either."""
    wait, ring = scene.waits(8, 20), scene.seconds(10, 25)
    mobile = Who(scene.extension.mobile or "07700900909")
    rung = scene.inbound(scene.start, person(scene.extension), "NO ANSWER", ring=wait)
    outside = scene.inbound(rung.end, mobile, "NO ANSWER", ring=ring, dst_trunk=scene.trunk.name)
    return scene.call(
        rung,
        outside,
        outcome="no_answer",
        waiting_seconds=wait + ring,
        reached=(scene.extension.number, mobile.number),
    )
