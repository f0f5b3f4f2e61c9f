"""What was found of a PBX when it was looked at, as named facts for whoever connects it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.cdr.party import PartyKind
from bot.cdr.profile import CLOCK_OFF

if TYPE_CHECKING:
    from bot.cdr.profile import PbxProfile
    from bot.cdr.roster import Roster

_ZONES = {"given": "as given here", "clock": "from its clock; only the offset is known"}
"""Where a zone comes from, where ``from its …`` does not say it."""


def known_facts(profile: PbxProfile, roster: Roster) -> dict[str, str]:
    """Model, date format with its proof, zone, lists; and a clock that is wrong."""
    zone = _ZONES.get(profile.timezone_source, f"from its {profile.timezone_source}")
    facts = {
        "Model": f"{profile.model or 'not told'}, firmware {profile.firmware or 'not told'}",
        "Dates": f"{profile.date_format}, {profile.clock}-hour, {_proof(profile)}",
        "Zone": f"{profile.timezone_name} ({zone})",
        "Extensions": _lists(roster),
    }
    if profile.skew_seconds is not None and abs(profile.skew_seconds) >= CLOCK_OFF:
        minutes = counted(abs(profile.skew_seconds) // 60, "minute")
        facts["Clock"] = f"off by {minutes}: set it right on the PBX"
    return facts


def _proof(profile: PbxProfile) -> str:
    if profile.format_proved:
        return "proved: a record that it has was found in this format"
    return "not proved yet: it holds no record to look for"


def _lists(roster: Roster) -> str:
    if not roster.known:
        return "not told; parties are classified by prefix and number length"
    queues = sum(group.kind is PartyKind.QUEUE for group in roster.groups)
    return f"{counted(len(roster.extensions), 'extension')}, {counted(queues, 'queue')}"
