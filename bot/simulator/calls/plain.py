"""Many plain calls at once, for tests of volume; and one call of a chosen shape, for tests of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING, Any

from bot.simulator.calls.casting import Cast
from bot.simulator.calls.scene import person
from bot.simulator.calls.shapes import SHAPES
from bot.simulator.calls.truth import TrueCall, TrueLeg, Who
from bot.simulator.office import outside_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from zoneinfo import ZoneInfo

    from bot.simulator.calls.scene import Scene
    from bot.simulator.office import Office

_RING, _TALK = 5, 30
_LINES = 2000


def plain_calls(  # noqa: PLR0913 - a filling is said in one line
    office: Office, zone: ZoneInfo, rows: int, start: float, end: float, *, first: int = 0
) -> Iterator[TrueCall]:
    """``rows`` answered calls of one leg each, evenly spread over ``[start, end)``.

    ``first`` keeps the identities of several such fillings apart.
    """
    step, trunk = (end - start) / max(rows, 1), office.trunks[0]
    people = [person(extension) for extension in office.extensions]
    callers = [Who(outside_number(index)) for index in range(_LINES)]
    for index in range(rows):
        at = int(start + index * step)
        caller, callee = callers[index % _LINES], people[index % len(people)]
        leg = TrueLeg(
            start=at,
            caller=caller,
            callee=callee,
            disposition="ANSWERED",
            call_type="Inbound",
            ring=_RING,
            talk=_TALK,
            src_trunk=trunk.name,
            did=trunk.number,
        )
        yield TrueCall(
            uid=f"{datetime.fromtimestamp(at, zone):%Y%m%d%H%M%S}{first + index:06X}",
            sequence=first + index,
            shape="plain",
            start=at,
            end=leg.end,
            direction="inbound",
            outcome="answered",
            caller=caller.number,
            did=trunk.number,
            talk_seconds=_TALK,
            waiting_seconds=_RING,
            answered_by=(callee.number,),
            reached=(callee.number,),
            legs=(leg,),
        )


def one_call(  # noqa: PLR0913 - what a call needs to be itself
    office: Office,
    zone: ZoneInfo,
    shape: str,
    start: float,
    *,
    order: int,
    rings_each_member: bool,
    given: Mapping[str, Any],
) -> TrueCall:
    """One call of a shape by name. ``given`` overrules chance, as ``Simulator.play`` says.

    Raises:
        ValueError: an unknown shape, or something given that is not there.
    """
    if shape not in SHAPES:
        raise ValueError(f"shape: {shape!r} is not one of {', '.join(SHAPES)}")
    chance = Random(f"{shape}/{int(start)}/{order}")  # noqa: S311 - a simulation, not a secret
    cast = Cast(office, rings_each_member=rings_each_member)
    scene, _ = cast.scene(int(start), chance, Who(cast.outside_number(chance)), office.trunks[0])
    uid = f"{datetime.fromtimestamp(int(start), zone):%Y%m%d%H%M%S}{order:06X}"
    return SHAPES[shape].play(_as_given(scene, dict(given)), uid=uid, sequence=order)


def _as_given(scene: Scene, given: dict[str, Any]) -> Scene:
    """The scene with what the tester wants: people and places by number, the outsider by number and name."""
    office = scene.office
    outsider = Who(given.pop("number", scene.outsider.number), given.pop("name", ""))
    changes: dict[str, Any] = {"outsider": outsider}
    places = {
        "extension": office.extensions,
        "other": office.extensions,
        "agent": office.extensions,
        "member": office.extensions,
        "queue": office.queues,
        "ring_group": office.ring_groups,
        "trunk": office.trunks,
    }
    for role, known in places.items():
        if role in given:
            changes[role] = _by_number(known, role, given.pop(role))
    changes |= {name: int(given.pop(name)) for name in ("wait", "talk") if name in given}
    if given:
        raise ValueError(f"unknown: {', '.join(given)}")
    if "other" not in changes:
        chosen = changes.get("extension", scene.extension)
        changes["other"] = next(each for each in office.extensions if each is not chosen)
    return replace(scene, **changes)


def _by_number(known: tuple[Any, ...], role: str, number: object) -> Any:  # noqa: ANN401 - extension, place or trunk
    for each in known:
        if each.number == number:
            return each
    raise ValueError(f"{role}: there is no {number!r}")
