"""An answer's lists as CSV (RFC 4180), for spreadsheets: every call, or every missed caller.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, also a number such as ``+44 20…``:
a caller chooses their name, and ``=HYPERLINK(…)`` is one.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

from bot.cdr.seen import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from bot.answers.values import Answer
    from bot.cdr.call import Call
    from bot.cdr.missed import MissedCaller

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as something else."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_CALLS = (
    "start", "end", "direction", "outcome", "from number", "from name", "to number", "to name", "did",
    "answered by", "waiting seconds", "talk seconds", "short ring", "note", "call id",
)  # fmt: skip
_CALLERS = (
    "number", "name", "did", "missed calls", "first", "last", "rang", "longest waiting seconds", "short rings",
    "voicemail", "state", "by", "at", "tries",
)  # fmt: skip


def calls_csv(answer: Answer) -> str:
    """A row per call, in order; moments are ISO 8601 with offset in the asker's zone."""
    return _written(_CALLS, (_call(call, answer.request.zone) for call in answer.calls))


def callers_csv(answer: Answer) -> str:
    """A row per missed caller, likewise."""
    return _written(_CALLERS, (_caller(each, answer.request.zone) for each in answer.missed_callers))


def _written(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = clean(value) if isinstance(value, str) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and isinstance(value, str) else text


def _call(call: Call, zone: tzinfo) -> tuple[object, ...]:
    return (
        _moment(call.start, zone),
        _moment(call.end, zone),
        call.direction.word,
        call.outcome.words,
        call.caller.number,
        call.caller.name,
        call.to.number,
        call.to.name,
        call.did,
        ", ".join(dict.fromkeys(party.label for party in call.answered_by)),
        call.waiting,
        call.talk,
        call.short_ring,
        call.note,
        call.key,
    )


def _caller(caller: MissedCaller, zone: tzinfo) -> tuple[object, ...]:
    return (
        caller.number,
        caller.name,
        caller.did,
        caller.count,
        _moment(caller.first, zone),
        _moment(caller.last, zone),
        ", ".join(caller.rang),
        caller.waiting,
        caller.short_rings,
        caller.voicemail,
        caller.state.words,
        "" if caller.by is None else caller.by.label,
        "" if caller.at is None else _moment(caller.at, zone),
        caller.tries,
    )


def _moment(second: int, zone: tzinfo) -> str:
    return datetime.fromtimestamp(second, zone).isoformat()
