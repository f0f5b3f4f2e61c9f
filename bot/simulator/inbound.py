"""The courses an inbound call can take, each as the PBX would write it down.

Shapes from a published capture of firmware 37.23 and the vendor's examples. A script states the call's outcome,
talk and waiting from what it makes happen, never by reading its own rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.office import BY_NUMBER, IVRS, RING_GROUPS, TRUNKS
from bot.simulator.scene import written

if TYPE_CHECKING:
    from bot.simulator.scene import Scene
    from bot.simulator.truth import TrueCall, TrueLeg


def _menus(scene: Scene, count: int) -> tuple[list[TrueLeg], int]:
    """Legs of ``count`` menus one after the other, and when the last one ends."""
    legs, at = [], scene.start
    for menu in IVRS[:count]:
        stay = scene.seconds(4, 30)
        legs.append(scene.inbound(at, f"IVR {menu.name}<{menu.number}>", "ANSWERED", talk=stay))
        at += stay
    return legs, at


def menu_only(scene: Scene) -> TrueCall:
    """The caller hangs up in the menu."""
    legs, _ = _menus(scene, scene.seconds(1, 2))
    return written(scene, "menu only", legs, outcome="menu_only")


def queue_answered(scene: Scene) -> TrueCall:
    """Three menus, a queue, an agent, a survey: queue and agent repeat ring, talk and recording."""
    legs, at = _menus(scene, 3)
    wait, talk = scene.seconds(3, 70), scene.seconds(20, 700)
    agent = BY_NUMBER[scene.chance.choice(scene.queue.members)]
    legs += [
        scene.inbound(
            at,
            f"Queue {scene.queue.name}<{scene.queue.number}>",
            "ANSWERED",
            ring=wait,
            talk=talk,
            recorded=True,
        ),
        scene.inbound(at, agent.party, "ANSWERED", ring=wait, talk=talk, recorded=True),
        scene.inbound(at + wait + talk, "Satisfaction Survey", "ANSWERED", talk=scene.seconds(3, 20)),
    ]
    return written(
        scene,
        "queue answered",
        legs,
        talk_seconds=talk,
        waiting_seconds=wait,
        answered_by=(agent.number,),
        reached=(scene.queue.number, agent.number),
    )


def queue_missed(scene: Scene) -> TrueCall:
    """A menu and a queue in which nobody answers; agents that rang leave no row."""
    legs, at = _menus(scene, 1)
    wait = scene.seconds(8, 120)
    legs.append(scene.inbound(at, f"Queue {scene.queue.name}<{scene.queue.number}>", "NO ANSWER", ring=wait))
    return written(
        scene, "queue missed", legs, outcome="no_answer", waiting_seconds=wait, reached=(scene.queue.number,)
    )


def queue_abandoned_music(scene: Scene) -> TrueCall:
    """The queue "answers" with music, no agent does: missed, whatever the row says."""
    wait = scene.seconds(10, 60)
    legs = [
        scene.inbound(scene.start, f"Queue {scene.queue.name}<{scene.queue.number}>", "ANSWERED", talk=wait)
    ]
    return written(
        scene, "queue music", legs, outcome="no_answer", waiting_seconds=wait, reached=(scene.queue.number,)
    )


def short_ring(scene: Scene) -> TrueCall:
    """The caller gives up within seconds."""
    wait = scene.seconds(1, 4)
    legs = [scene.inbound(scene.start, scene.extension.party, "NO ANSWER", ring=wait)]
    return written(
        scene,
        "short ring",
        legs,
        outcome="no_answer",
        waiting_seconds=wait,
        reached=(scene.extension.number,),
    )


def direct_answered(scene: Scene) -> TrueCall:
    """Straight to an extension that answers."""
    wait, talk = scene.seconds(2, 20), scene.seconds(15, 500)
    legs = [
        scene.inbound(scene.start, scene.extension.party, "ANSWERED", ring=wait, talk=talk, recorded=True)
    ]
    return written(
        scene,
        "direct answered",
        legs,
        talk_seconds=talk,
        waiting_seconds=wait,
        answered_by=(scene.extension.number,),
        reached=(scene.extension.number,),
    )


def direct_missed(scene: Scene) -> TrueCall:
    """Straight to an extension that does not answer."""
    wait = scene.seconds(8, 45)
    legs = [scene.inbound(scene.start, scene.extension.party, "NO ANSWER", ring=wait)]
    return written(
        scene,
        "direct missed",
        legs,
        outcome="no_answer",
        waiting_seconds=wait,
        reached=(scene.extension.number,),
    )


def direct_busy(scene: Scene) -> TrueCall:
    """Straight to an extension that is engaged."""
    legs = [scene.inbound(scene.start, scene.extension.party, "BUSY")]
    return written(scene, "direct busy", legs, outcome="busy", reached=(scene.extension.number,))


def voicemail(scene: Scene) -> TrueCall:
    """An extension rings out and its voicemail box takes a message: a further leg."""
    wait, message = scene.seconds(15, 30), scene.seconds(5, 60)
    box = f"Voicemail {scene.extension.party}"
    legs = [
        scene.inbound(scene.start, scene.extension.party, "NO ANSWER", ring=wait),
        scene.inbound(scene.start + wait, box, "VOICEMAIL", talk=message),
    ]
    return written(
        scene, "voicemail", legs, outcome="voicemail", waiting_seconds=wait, reached=(scene.extension.number,)
    )


def ring_group_answered(scene: Scene) -> TrueCall:
    """All members ring, one answers; older firmware writes a row for each of the others."""
    group = RING_GROUPS[0]
    wait, talk = scene.seconds(2, 25), scene.seconds(15, 400)
    answering = scene.chance.choice(group.members)
    legs = [
        scene.inbound(
            scene.start, f"RingGroup {group.name}<{group.number}>", "ANSWERED", ring=wait, talk=talk
        )
    ]
    for number in group.members:
        if number == answering:
            legs.append(scene.inbound(scene.start, BY_NUMBER[number].party, "ANSWERED", ring=wait, talk=talk))
        elif scene.rings_each_member:
            legs.append(scene.inbound(scene.start, BY_NUMBER[number].party, "NO ANSWER", ring=wait))
    return written(
        scene,
        "ring group answered",
        legs,
        talk_seconds=talk,
        waiting_seconds=wait,
        answered_by=(answering,),
        reached=(group.number, answering),
    )


def ring_group_missed(scene: Scene) -> TrueCall:
    """All members ring, nobody answers."""
    group = RING_GROUPS[0]
    wait = scene.seconds(12, 40)
    legs = [scene.inbound(scene.start, f"RingGroup {group.name}<{group.number}>", "NO ANSWER", ring=wait)]
    if scene.rings_each_member:
        legs += [
            scene.inbound(scene.start, BY_NUMBER[n].party, "NO ANSWER", ring=wait) for n in group.members
        ]
    return written(
        scene, "ring group missed", legs, outcome="no_answer", waiting_seconds=wait, reached=(group.number,)
    )


def transferred(scene: Scene) -> TrueCall:
    """One extension answers and hands the caller over: two answered legs, each with its own talk."""
    wait, first, ring, second = scene.seconds(2, 15), scene.seconds(10, 60), 0, scene.seconds(20, 300)
    legs = [
        scene.inbound(scene.start, scene.extension.party, "ANSWERED", ring=wait, talk=first),
        scene.inbound(scene.start + wait + first, scene.other.party, "ANSWERED", ring=ring, talk=second),
    ]
    return written(
        scene,
        "transferred",
        legs,
        talk_seconds=first + second,
        waiting_seconds=wait,
        answered_by=(scene.extension.number, scene.other.number),
        reached=(scene.extension.number, scene.other.number),
    )


def forwarded(scene: Scene) -> TrueCall:
    """An extension rings out and forwards to a mobile outside, which answers."""
    wait, ring, talk = scene.seconds(8, 20), scene.seconds(3, 12), scene.seconds(15, 300)
    mobile = "07700900990"
    legs = [
        scene.inbound(scene.start, scene.extension.party, "NO ANSWER", ring=wait),
        scene.inbound(scene.start + wait, mobile, "ANSWERED", ring=ring, talk=talk, dst_trunk=TRUNKS[1]),
    ]
    return written(
        scene,
        "forwarded",
        legs,
        talk_seconds=talk,
        waiting_seconds=wait + ring,
        answered_by=(mobile,),
        reached=(scene.extension.number, mobile),
    )


def prompt_then_missed(scene: Scene) -> TrueCall:
    """An announcement, then an extension that does not answer: the announcement is no waiting."""
    spoken, wait = scene.seconds(3, 10), scene.seconds(8, 30)
    legs = [
        scene.inbound(scene.start, "Play Prompt welcome.wav", "ANSWERED", talk=spoken),
        scene.inbound(scene.start + spoken, scene.extension.party, "NO ANSWER", ring=wait),
    ]
    return written(
        scene,
        "prompt missed",
        legs,
        outcome="no_answer",
        waiting_seconds=wait,
        reached=(scene.extension.number,),
    )
