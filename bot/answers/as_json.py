"""An answer as JSON: the keys that others rely on, always all of them, and further ones after those.

Times are ISO 8601 with offset in the window's zone, lists ordered by start. A party always has number and name as
text, empty where unknown; whatever else is not known, or not there, is null.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.answers.moments import zone_name
from bot.query.explain import filters_json

if TYPE_CHECKING:
    from datetime import tzinfo

    from bot.answers.values import Answer
    from bot.cdr.call import Call
    from bot.cdr.load import Load
    from bot.cdr.missed import MissedCaller
    from bot.cdr.party import Party
    from bot.cdr.search import Coverage

_TOTALS = (
    "calls",
    "inbound",
    "outbound",
    "internal",
    "answered",
    "missed",
    "no_answer",
    "busy",
    "failed",
    "voicemail",
    "menu_only",
    "short_ring",
    "talk_seconds",
    "waiting_p50",
    "waiting_p90",
)


def answer_json(answer: Answer) -> dict[str, Any]:
    """The whole answer, every call and caller included."""
    zone = answer.request.zone
    return {
        "kind": answer.kind.value,
        "window": _window(answer),
        "filters": filters_json(answer.request.filters),
        "complete": answer.coverage.complete,
        "notes": list(answer.notes),
        "totals": _totals(answer),
        "missed_callers": [_caller(caller, zone) for caller in answer.missed_callers],
        "calls": [_call(call, zone) for call in answer.calls],
        "pbx": _pbx(answer),
        "understood": list(answer.understood),
        "nothing": None if answer.nothing is None else answer.nothing.value,
        "per_hour": [{"hour": hour, **_load(load)} for hour, load in enumerate(answer.by_hour)],
        "per_day": [{"date": day.isoformat(), **_load(load)} for day, load in answer.by_day.items()],
        "per_extension": [asdict(load) for load in answer.by_extension],
        "top_callers": [asdict(caller) for caller in answer.top_callers],
        "coverage": _coverage(answer.coverage, zone),
    }


def _window(answer: Answer) -> dict[str, Any]:
    request = answer.request
    parts = [
        [None if window.start is None else _iso(window.start, request.zone), _iso(window.end, request.zone)]
        for window in request.windows
    ]
    return {
        "start": parts[0][0],
        "end": parts[-1][1],
        "timezone": zone_name(request.zone),
        "words": request.words,
        "parts": parts,
    }


def _totals(answer: Answer) -> dict[str, int | None]:
    """In the order others rely on, then the rest."""
    totals = asdict(answer.totals)
    return {name: totals.pop(name) for name in _TOTALS} | totals


def _caller(caller: MissedCaller, zone: tzinfo) -> dict[str, Any]:
    return {
        "number": caller.number,
        "name": caller.name,
        "did": caller.did or None,
        "count": caller.count,
        "first": _moment(caller.first, zone),
        "last": _moment(caller.last, zone),
        "rang": list(caller.rang),
        "voicemail": caller.voicemail,
        "state": caller.state.value,
        "by": _number(caller.by),
        "at": None if caller.at is None else _moment(caller.at, zone),
        "by_name": None if caller.by is None else caller.by.label,
        "tries": caller.tries,
        "waiting_seconds": caller.waiting,
        "short_rings": caller.short_rings,
    }


def _call(call: Call, zone: tzinfo) -> dict[str, Any]:
    return {
        "uid": call.key,
        "start": _moment(call.start, zone),
        "direction": call.direction.word,
        "outcome": call.outcome.value,
        "from": _party(call.caller),
        "to": _party(call.to),
        "did": call.did or None,
        "answered_by": _number(call.answered_by[0]) if call.answered_by else None,
        "waiting_seconds": call.waiting,
        "talk_seconds": call.talk,
        "legs": call.legs,
        "recording": call.recording or None,
        "end": _moment(call.end, zone),
        "short_ring": call.short_ring,
        "talked": [_party(party) for party in call.answered_by],
        "reached": [_party(party) for party in call.reached],
    }


def _pbx(answer: Answer) -> dict[str, Any]:
    pbx = answer.profile
    return {
        "firmware": pbx.firmware,
        "date_format": pbx.date_format,
        "clock": pbx.clock,
        "timezone": pbx.timezone_name,
        "api": pbx.api,
        "format_proved": pbx.format_proved or answer.coverage.proved,
        "requests": answer.coverage.requests,
        "model": pbx.model,
        "timezone_source": pbx.timezone_source,
    }


def _coverage(covered: Coverage, zone: tzinfo) -> dict[str, Any]:
    return {
        "records": covered.legs,
        "proved": covered.proved,
        "empty_pbx": covered.empty_pbx,
        "oldest": None if covered.oldest is None else _iso(covered.oldest, zone),
        "gaps": [
            {
                "start": None if gap.window.start is None else _iso(gap.window.start, zone),
                "end": _iso(gap.window.end, zone),
                "reason": gap.reason,
            }
            for gap in covered.gaps
        ],
        "sent": [{"start": sent.start, "end": sent.end, "page": sent.page} for sent in covered.sent],
    }


def _load(load: Load) -> dict[str, int]:
    return {"calls": load.calls, "answered": load.answered, "missed": load.missed}


def _party(party: Party) -> dict[str, str]:
    return {"number": party.number, "name": party.name}


def _number(party: Party | None) -> str | None:
    """Who, for a script: the number, or the name of a place without one."""
    return None if party is None else party.number or party.name or None


def _moment(second: int, zone: tzinfo) -> str:
    return datetime.fromtimestamp(second, zone).isoformat()


def _iso(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat()
