"""Calls from outside that meet a menu, a queue or an announcement first.

Shapes from a published capture of firmware 37.23: queue and agent rows start in the same second and repeat ring, talk
and recording; an agent has a row only if that agent answered; menus are ANSWERED. A script states the call's outcome,
talk and waiting from what it makes happen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.calls.scene import mailbox, menus, numbers, person, place
from bot.simulator.calls.truth import Who

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.simulator.calls.scene import Scene
    from bot.simulator.calls.truth import TrueCall, TrueLeg

SURVEY = Who(prefix="Satisfaction Survey")
CLOSED = Who(name="closed.wav", prefix="Play Prompt")
WELCOME = Who(name="welcome.wav", prefix="Play Prompt")


def menu_only(scene: Scene) -> TrueCall:
    """The caller hangs up in the menu."""
    legs = menus(scene, scene.seconds(1, 3))
    return scene.call(*legs, outcome="menu_only")


def after_hours(scene: Scene) -> TrueCall:
    """The office is closed: an announcement, and that was all."""
    leg = scene.inbound(scene.start, CLOSED, "ANSWERED", talk=scene.seconds(5, 12))
    return scene.call(leg, outcome="menu_only")


def queue_answered(scene: Scene) -> TrueCall:
    """A menu, a queue, an agent."""
    return _served(scene, menus(scene, 1), surveyed=False)


def queue_answered_and_surveyed(scene: Scene) -> TrueCall:
    """Three menus, a queue, an agent, a survey: six rows."""
    return _served(scene, menus(scene, 3), surveyed=True)


def _served(scene: Scene, way: Sequence[TrueLeg], *, surveyed: bool) -> TrueCall:
    queue, agent, at = scene.queue, scene.agent, way[-1].end
    wait, talk = scene.waits(3, 70), scene.talks(20, 700)
    legs = [
        scene.inbound(at, callee, "ANSWERED", ring=wait, talk=talk, recorded=True)
        for callee in (place("Queue", queue), person(agent))
    ]
    if surveyed:
        legs.append(scene.inbound(at + wait + talk, SURVEY, "ANSWERED", talk=scene.seconds(3, 20)))
    return scene.call(
        *way,
        *legs,
        talk_seconds=talk,
        waiting_seconds=wait,
        answered_by=numbers(agent),
        reached=numbers(queue, agent),
    )


def queue_missed(scene: Scene) -> TrueCall:
    """Nobody in the queue answers; agents that rang leave no row."""
    way = menus(scene, scene.seconds(1, 3))
    wait = scene.waits(8, 120)
    leg = scene.inbound(way[-1].end, place("Queue", scene.queue), "NO ANSWER", ring=wait, reason="src hangup")
    return scene.call(*way, leg, outcome="no_answer", waiting_seconds=wait, reached=numbers(scene.queue))


def mailbox_from_menu(scene: Scene) -> TrueCall:
    """The menu leads straight to somebody's voicemail box."""
    way = menus(scene, 1)
    leg = scene.inbound(way[-1].end, mailbox(scene.extension), "VOICEMAIL", talk=scene.seconds(5, 60))
    return scene.call(*way, leg, outcome="voicemail", reached=numbers(scene.extension))


def conference_joined(scene: Scene) -> TrueCall:
    """The menu leads into a conference room."""
    way, room, talk = menus(scene, 1), scene.office.conferences[0], scene.talks(60, 1800)
    leg = scene.inbound(way[-1].end, place("Conference", room), "ANSWERED", talk=talk)
    return scene.call(*way, leg, talk_seconds=talk, answered_by=numbers(room), reached=numbers(room))


def prompt_answered(scene: Scene) -> TrueCall:
    """An announcement, then an extension that answers: the announcement is no waiting."""
    prompt = scene.inbound(scene.start, WELCOME, "ANSWERED", talk=scene.seconds(3, 10))
    wait, talk = scene.waits(3, 25), scene.talks(20, 400)
    leg = scene.inbound(prompt.end, person(scene.extension), "ANSWERED", ring=wait, talk=talk)
    return scene.call(
        prompt,
        leg,
        talk_seconds=talk,
        waiting_seconds=wait,
        answered_by=numbers(scene.extension),
        reached=numbers(scene.extension),
    )


def prompt_missed(scene: Scene) -> TrueCall:
    """An announcement, then an extension that does not answer."""
    prompt = scene.inbound(scene.start, WELCOME, "ANSWERED", talk=scene.seconds(3, 10))
    wait = scene.waits(8, 30)
    leg = scene.inbound(prompt.end, person(scene.extension), "NO ANSWER", ring=wait, reason="src hangup")
    return scene.call(
        prompt, leg, outcome="no_answer", waiting_seconds=wait, reached=numbers(scene.extension)
    )
