"""What becomes of a caller who was missed: called back, tried in vain, rang again, or left open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.simulator.calls.truth import Who

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random
    from zoneinfo import ZoneInfo

    from bot.simulator.calls.truth import TrueCall
    from bot.simulator.office import Trunk

OPENS, CLOSES, SATURDAY = 8, 18, 5

_FATES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (45, ("outbound answered",)),
    (20, ("outbound unanswered",)),
    (10, ("outbound unanswered", "outbound answered")),
    (12, ("direct answered",)),
    (13, ()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A call that somebody is going to make.

    ``shape`` empty means that its course is left to ``chance``, ``follows`` names the missed call behind it.
    """

    chance: Random
    outsider: Who
    trunk: Trunk
    shape: str = ""
    follows: str = ""


def open_at(moment: int, zone: ZoneInfo) -> bool:
    """Whether the office is open."""
    local = datetime.fromtimestamp(moment, zone)
    return local.weekday() < SATURDAY and OPENS <= local.hour < CLOSES


def aftermath(call: TrueCall, intent: Intent, zone: ZoneInfo) -> Iterator[tuple[int, Intent]]:
    """The calls that follow a missed one, with their moments. Nobody can call back a withheld number."""
    if not call.missed or not any(map(str.isdigit, call.caller)):
        return
    weights, fates = zip(*_FATES, strict=True)
    at, chance = call.end, intent.chance
    for shape in chance.choices(fates, weights)[0]:
        at = _when_open(at + chance.randint(120, 5400), chance, zone)
        ours = shape.startswith("outbound")
        outsider = Who(_as_dialled(call.caller, chance)) if ours else intent.outsider
        yield at, replace(intent, outsider=outsider, shape=shape, follows=call.uid)


def _as_dialled(number: str, chance: Random) -> str:
    """People dial the number they see, or one with the country code from their address book."""
    national = number.startswith("0") and chance.random() < 0.25
    return f"+44{number[1:]}" if national else number


def _when_open(moment: int, chance: Random, zone: ZoneInfo) -> int:
    """The moment itself, or an early one of the next business day."""
    if open_at(moment, zone):
        return moment
    local = datetime.fromtimestamp(moment, zone)
    if local.hour >= CLOSES:
        local += timedelta(days=1)
    while local.weekday() >= SATURDAY:
        local += timedelta(days=1)
    morning = local.replace(hour=OPENS, minute=chance.randrange(60), second=chance.randrange(60), fold=0)
    return int(morning.timestamp())
