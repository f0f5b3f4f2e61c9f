"""Questions from words to figures, over real HTTP, against what really happened at the simulated PBX."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from pbx.yeastar.given import DAY, connected

from bot.answers.as_json import answer_json
from bot.answers.asking import answer
from bot.query.asker import Asker
from bot.query.read import read_request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.simulator import Firmware, TrueCall

NOW = 1_793_777_600
"""Wednesday 4 November 2026, nine days after Europe's clocks went back and three after America's."""

SUPPORT = {"6401", "4006", "4007", "4008", "4009"}


def touches(call: TrueCall, numbers: set[str]) -> bool:
    places = {leg.callee.number for leg in call.legs}
    return bool(numbers & {call.caller, *call.reached, *call.answered_by, *places})


QUESTIONS: tuple[tuple[str, Callable[[TrueCall], bool]], ...] = (
    ("{day}", lambda _: True),
    ("{day} 9am to 5pm", lambda _: True),
    ("from 4005 {day}", lambda call: call.caller == "4005"),
    ("to 4002 {day}", lambda call: any(leg.callee.number == "4002" for leg in call.legs)),
    ("in Support {day}", lambda call: touches(call, SUPPORT)),
    ("inbound answered longer than 2m {day}", lambda call: call.direction == "inbound" and call.talk_seconds > 120
     and call.outcome == "answered"),
    ("under 40s {day}", lambda call: call.outcome == "answered" and call.talk_seconds < 40),
)  # fmt: skip


def figures(calls: Iterable[TrueCall]) -> dict[str, int]:
    every = list(calls)
    inbound = Counter(call.outcome for call in every if call.direction == "inbound")
    return {
        "calls": len(every),
        "inbound": inbound.total(),
        "outbound": sum(call.direction == "outbound" for call in every),
        "internal": sum(call.direction == "internal" for call in every),
        "answered": sum(call.outcome == "answered" for call in every),
        "missed": sum(inbound[each] for each in ("no_answer", "busy", "failed", "voicemail")),
        "no_answer": inbound["no_answer"],
        "busy": inbound["busy"],
        "failed": inbound["failed"],
        "voicemail": inbound["voicemail"],
        "menu_only": inbound["menu_only"],
        "talk_seconds": sum(call.talk_seconds for call in every),
    }


@pytest.mark.parametrize("firmware", ["legacy", "mid", "current"])
@pytest.mark.parametrize("pbx_zone", ["Europe/London", "America/New_York"])
@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland"])
async def test_every_figure_is_what_happened(firmware: Firmware, pbx_zone: str, zone: str) -> None:
    who = Asker.of(now=datetime.fromtimestamp(NOW, ZoneInfo(zone)), zone=ZoneInfo(zone))
    counted = 0
    async with connected(at=NOW, firmware=firmware, timezone=pbx_zone, days=25, clock=12) as (simulated, pbx):
        for back in (1, 3, 9, 10, 14):
            day = (who.now - timedelta(days=back)).date()
            for text, fits in QUESTIONS:
                request = read_request(text.format(day=day.isoformat()), who)
                (window,) = request.windows
                true = figures(call for call in simulated.calls if window.holds(call.start) and fits(call))
                told = answer_json(await answer(request, pbx))
                assert {name: told["totals"][name] for name in true} == true, request.words
                assert told["complete"]
                counted += true["calls"]
    assert counted > 400


@pytest.mark.parametrize("firmware", ["legacy", "current"])
async def test_missed_callers_are_those_who_were_missed(firmware: Firmware) -> None:
    who = Asker.of(now=datetime.fromtimestamp(NOW, ZoneInfo("Europe/London")), zone=ZoneInfo("Europe/London"))
    async with connected(at=NOW, firmware=firmware, days=25) as (simulated, pbx):
        for back in range(1, 8):
            day = (who.now - timedelta(days=back)).date()
            request = read_request(f"missed {day.isoformat()}", who)
            (window,) = request.windows
            missed = [
                call
                for call in simulated.calls
                if window.holds(call.start) and call.direction == "inbound"
                and call.outcome in ("no_answer", "busy", "failed", "voicemail")
            ]  # fmt: skip
            told = answer_json(await answer(request, pbx))
            assert Counter(call["uid"] for call in told["calls"]) == Counter(call.uid for call in missed)
            assert sum(caller["count"] for caller in told["missed_callers"]) == len(missed)
            for caller in told["missed_callers"]:
                later = returns(
                    simulated.calls, caller["number"], datetime.fromisoformat(caller["last"]).timestamp()
                )
                assert (caller["state"] in ("returned", "got_through")) is bool(later), caller


def returns(calls: Iterable[TrueCall], number: str, after: float) -> list[TrueCall]:
    """Answered calls with this outside number after a moment; a withheld number is nobody's."""
    if not any(map(str.isdigit, number)):
        return []
    later = [call for call in calls if after < call.start <= min(NOW, after + 15 * DAY)]
    return [
        call
        for call in later
        if call.outcome == "answered"
        and (
            ends(call.caller, number)
            or (call.direction == "outbound" and any(ends(party, number) for party in call.answered_by))
        )
    ]


def ends(one: str, other: str) -> bool:
    """Whether two writings of an outside number agree in their last nine digits."""
    digits = ["".join(filter(str.isdigit, each))[-9:] for each in (one, other)]
    return len(digits[0]) == 9 and digits[0] == digits[1]
