"""Rows that no PBX should write, and one day one will."""

from __future__ import annotations

from typing import Any

import msgspec

_HUGE = msgspec.Raw(b"1" + b"0" * 30)
_KEYS = (
    "id",
    "time",
    "call_from",
    "call_to",
    "timestamp",
    "uid",
    "src_addr",
    "duration",
    "ring_duration",
    "talk_duration",
    "disposition",
    "call_type",
    "call_from_number",
    "call_to_number",
    "new_id",
)


def odd_rows() -> list[dict[str, Any]]:
    """Nulls everywhere, nothing at all, unknown words, oversize and negative numbers, wrong types, lone brackets."""
    nulls = dict.fromkeys(_KEYS)
    base = {**nulls, "time": "01/01/2026 00:00:00", "timestamp": 1767225600, "call_from": "07700900001"}
    return [
        nulls,
        {},
        {**base, "uid": "odd-words", "call_to": "4001", "disposition": "PARKED", "call_type": "Sideways"},
        {**base, "uid": "odd-huge", "timestamp": _HUGE, "duration": _HUGE, "talk_duration": -5},
        {**base, "uid": 7, "timestamp": "1767225600", "duration": "12", "ring_duration": 1.5, "id": "x"},
        {**base, "uid": "odd-party", "call_from": "<<>", "call_to": ">4001<", "disposition": "answered"},
        {**base, "uid": "odd-types", "call_from": ["07700900001"], "call_to": {"number": 4001}},
        {**base, "uid": "odd-bool", "duration": True, "disposition": False, "time": "yesterday"},
    ]
