"""Calls that are going on: ``call/query``, ``queue/call_status`` and ``call/dial``.

Members and their states as in the vendor's event 30011; the fields of a queue's status as in its own page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.api.envelope import NOT_FOUND, PARAMETER, Refused, success
from bot.simulator.api.parameters import ID, check, form, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.simulator.api.envelope import Body
    from bot.simulator.calls.truth import TrueCall, TrueLeg, Who
    from bot.simulator.machine import Machine
    from bot.simulator.office import Place

_DIALLED = form("number", r"\+?[0-9*#]{2,31}")


def calls_now(machine: Machine, query: Mapping[str, str]) -> Body:
    """``call/query``: every call that is going on, with its members."""
    check(query, {})
    live = machine.live()
    if not live:
        raise Refused(NOT_FOUND)
    return success(data=[{"call_id": call.call_id, "members": _members(machine, call)} for call in live])


def queue_now(machine: Machine, query: Mapping[str, str]) -> Body:
    """``queue/call_status``: who waits, rings and talks in one queue; an idle one answers 60001.

    The guide names the parameter ``id``, clients in the wild send ``queue_id``.
    """
    check(query, {"id": ID, "queue_id": ID})
    wanted = query.get("id") or query.get("queue_id") or "0"
    queue = next((queue for queue in machine.office.queues if queue.id == int(wanted)), None)
    waiting, ringing, active = _in_queue(machine, queue) if queue else ([], [], [])
    if not waiting and not active:
        raise Refused(NOT_FOUND)
    return success(
        waiting_list=waiting,
        active_list=active,
        waiting_calls=len(waiting),
        active_calls=len(active),
        ringing_list=ringing,
        ringing_calls=len(ringing),
    )


def dial(machine: Machine, query: Mapping[str, str]) -> Body:
    """``call/dial``: one of our extensions calls a number, from now on.

    Whether anybody answers is left to chance; the row appears when the call is over.
    """
    yes_or_no = one_of("yes", "no")
    rules = {"caller": _DIALLED, "callee": _DIALLED, "dial_permission": _DIALLED, "auto_answer": yes_or_no}
    check(query, rules, "caller", "callee")
    if query["caller"] not in machine.office.by_number:
        raise Refused(NOT_FOUND)
    if query["caller"] == query["callee"]:
        raise Refused(PARAMETER)
    return success(call_id=machine.dial(query["caller"], query["callee"]).call_id)


def _members(machine: Machine, call: TrueCall) -> list[Body]:
    """Who holds a telephone: our extensions, and parties outside. A menu or queue is none of them."""
    leg = _leg_now(call, machine.clock.now())
    answered = leg.disposition == "ANSWERED" and machine.clock.now() >= leg.start + leg.ring
    caller = _member(machine, call, leg, leg.caller, "ANSWERED" if answered else "ALERT")
    callee = _member(machine, call, leg, leg.callee, "ANSWER" if answered else "RING")
    return [member for member in (caller, callee) if member]


def _leg_now(call: TrueCall, now: float) -> TrueLeg:
    """The leg that is going on; of a queue and its agent the agent's, which comes last."""
    return [leg for leg in call.legs if leg.start <= now][-1]


def _member(machine: Machine, call: TrueCall, leg: TrueLeg, who: Who, state: str) -> Body | None:
    channel = f"PJSIP/{who.split_number}-{call.sequence:08x}"
    common = {"channel_id": channel, "member_status": state, "call_path": " "}
    if who.number in machine.office.by_number and not who.prefix:
        return {"extension": {"number": who.number, **common}}
    side, trunk = ("inbound", leg.src_trunk) if who is leg.caller else ("outbound", leg.dst_trunk)
    line = {"from": leg.caller.number, "to": leg.callee.split_number, "trunk_name": trunk}
    return {side: line | common} if trunk else None


def _in_queue(machine: Machine, queue: Place) -> tuple[list[Body], list[Body], list[Body]]:
    waiting, ringing, active = [], [], []
    now = machine.clock.now()
    for call in machine.live():
        entry = next((leg for leg in call.legs if leg.callee.number == queue.number), None)
        if entry is None or not entry.start <= now < entry.end:
            continue
        answer = entry.start + entry.ring
        agent = next((leg for leg in call.legs if leg.start == entry.start and leg is not entry), None)
        if now >= answer:
            active.append(_in_line(call, agent or entry, now - answer))
            continue
        waiting.append(_in_line(call, entry, now - entry.start))
        if agent is not None:
            ringing.append(_in_line(call, agent, now - entry.start))
    return waiting, ringing, active


def _in_line(call: TrueCall, leg: TrueLeg, seconds: float) -> Body:
    return {
        "call_id": call.call_id,
        "caller_number": call.caller,
        "caller_display_name": call.caller_name,
        "callee_number": leg.callee.number,
        "callee_display_name": leg.callee.name,
        "duration": int(seconds),
    }
