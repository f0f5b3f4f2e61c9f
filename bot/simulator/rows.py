"""A true call as the PBX's rows, in the shape of its firmware. Both ways of saying "nothing" occur."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.simulator.truth import TrueCall, TrueLeg

Row = dict[str, Any]


def rows_of(call: TrueCall, *, first_id: int, newer: bool) -> list[Row]:
    """The rows of one call, without ``time``, which depends on the display format of the moment."""
    make = _newer if newer else _older
    return [make(call, leg, first_id + index) for index, leg in enumerate(call.legs)]


def _split(party: str) -> tuple[str, str]:
    """Number and name of ``Prefix Name<number>``; a party without a number gives its words as the number."""
    name, opened, number = party.rpartition("<")
    if not opened:
        return party, ""
    for prefix in ("IVR ", "Queue ", "RingGroup ", "Voicemail "):
        name = name.removeprefix(prefix)
    return number.rstrip(">"), name


def _common(call: TrueCall, leg: TrueLeg) -> Row:
    row: Row = {
        "call_from": leg.call_from,
        "call_to": leg.call_to,
        "timestamp": leg.start,
        "uid": call.uid,
        "src_addr": "192.0.2.10:5060",
    }
    optional: Row = {
        "src_trunk": leg.src_trunk,
        "dst_trunk": leg.dst_trunk,
        "duration": leg.seconds,
        # The PBX writes no ring_duration for a menu (capture of 37.23).
        "ring_duration": leg.ring,
        "talk_duration": leg.talk,
    }
    row |= {name: seconds for name, seconds in optional.items() if seconds}
    row |= {"disposition": leg.disposition, "call_type": leg.call_type}
    dialled = {"did_number": leg.did, "dod_number": leg.dod}
    row |= {name: number for name, number in dialled.items() if number}
    if leg.recorded:
        row["record_file"] = (
            f"{call.uid[:14]}-{call.start}-{_split(leg.call_from)[0]}-{_split(leg.call_to)[0]}.wav"
        )
    return row


def _older(call: TrueCall, leg: TrueLeg, row_id: int) -> Row:
    """Firmware up to x.21.0.66: an integer id, absent keys, a reason with a trailing space."""
    row = {"id": row_id} | _common(call, leg)
    row["reason"] = "dst hangup " if leg.disposition == "ANSWERED" else "src hangup "
    return row


def _newer(call: TrueCall, leg: TrueLeg, row_id: int) -> Row:
    """Firmware from x.21.0.117: ``new_id``, ``call_id``, split parties, empty strings and nulls."""
    from_number, from_name = _split(leg.call_from)
    to_number, to_name = _split(leg.call_to)
    return _common(call, leg) | {
        "call_from_number": from_number,
        "call_from_name": from_name,
        "call_to_number": to_number,
        "call_to_name": to_name,
        "call_id": f"{call.start}.{int(call.uid[-4:], 16)}",
        "call_note": None,
        "call_note_id": "",
        "enb_call_note": int(leg.recorded),
        "did": leg.did,
        "did_name": "",
        "pin_code": "",
        "new_id": f"{call.start:08X}-{row_id:08X}",
    }
