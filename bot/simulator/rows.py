"""A true call as the PBX's rows, in the shape of its firmware. Several ways of saying "nothing" occur."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.simulator.calls.truth import TrueCall, TrueLeg
    from bot.simulator.settings import Settings

Row = dict[str, Any]

_VANISHING = frozenset(
    {
        "src_trunk",
        "dst_trunk",
        "duration",
        "ring_duration",
        "talk_duration",
        "did_number",
        "dod_number",
        "record_file",
    }
)
"""Keys that a captured PBX leaves out where nothing applies; the others it writes empty."""

_NEVER_ABSENT = frozenset({"time", "timestamp", "uid", "call_from", "call_to", "enb_call_note"})
_RECORDING_BEGINS = 3
"""Seconds into the call, as the names of captured recordings show."""


def rows_of(call: TrueCall, *, first_id: int, settings: Settings, zone: ZoneInfo) -> list[Row]:
    """The rows of one call. Their ``time`` is left None: it depends on the display format of the moment."""
    make = _newer if settings.newer else _older
    rows = [make(call, leg, first_id + index, zone) for index, leg in enumerate(call.legs)]
    return [_omitting(row, settings.omission) for row in rows]


def recording_name(call: TrueCall, zone: ZoneInfo) -> str:
    """Such as ``20261014213720-1792010237.854-07700900146-4005-Inbound.wav``; a queue and its agent share it."""
    begun = datetime.fromtimestamp(call.start + _RECORDING_BEGINS, zone)
    to = call.answered_by[-1] if call.answered_by else call.legs[-1].callee.number
    return f"{begun:%Y%m%d%H%M%S}-{call.call_id}-{call.caller}-{to}-{call.legs[0].call_type}.wav"


def _omitting(row: Row, omission: str) -> Row:
    if omission == "absent":
        return {key: value for key, value in row.items() if value or key in _NEVER_ABSENT}
    for key in _VANISHING if omission == "captured" else ():
        if not row[key]:
            del row[key]
    return row


def _common(call: TrueCall, leg: TrueLeg, zone: ZoneInfo) -> Row:
    return {
        "time": None,
        "call_from": leg.caller.text,
        "call_to": leg.callee.text,
        "timestamp": leg.start,
        "uid": call.uid,
        "src_addr": "",
        "src_trunk": leg.src_trunk,
        "dst_trunk": leg.dst_trunk,
        "duration": leg.ring + leg.talk,
        "ring_duration": leg.ring,
        "talk_duration": leg.talk,
        "disposition": leg.disposition,
        "call_type": leg.call_type,
        "did_number": leg.did,
        "dod_number": leg.number_shown,
        "record_file": recording_name(call, zone) if leg.recorded else "",
    }


def _older(call: TrueCall, leg: TrueLeg, row_id: int, zone: ZoneInfo) -> Row:
    """Firmware up to x.21.0.66: an integer id, a reason with a trailing space (the vendor's documented example)."""
    row = {"id": row_id, **_common(call, leg, zone)}
    return row | {"src_addr": "192.0.2.25", "reason": f"{leg.reason} "}


def _newer(call: TrueCall, leg: TrueLeg, row_id: int, zone: ZoneInfo) -> Row:
    """Firmware from x.21.0.117: ``new_id``, ``call_id``, split parties, empty strings and nulls (a capture)."""
    return _common(call, leg, zone) | {
        "src_addr": "192.0.2.25:5060",
        "call_from_number": leg.caller.split_number,
        "call_from_name": leg.caller.name if leg.caller.number else "",
        "call_to_number": leg.callee.split_number,
        "call_to_name": leg.callee.name if leg.callee.number else "",
        "call_id": call.call_id,
        "call_note": call.note or None,
        "call_note_id": f"note-{call.sequence}" if call.note else "",
        "enb_call_note": int(leg.recorded),
        "did": leg.did,
        "did_name": "",
        "pin_code": call.pin_code,
        "new_id": f"{call.end:08X}-{row_id:08X}",
    }
