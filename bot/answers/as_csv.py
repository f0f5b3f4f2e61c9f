"""An answer's lists as CSV (RFC 4180), for spreadsheets: every call, or every missed caller.

A text that a spreadsheet would take for a formula gets an apostrophe in front, also a number such as ``+44 20…``:
a caller chooses their name, and ``=HYPERLINK(…)`` is one. Otherwise texts are what can be seen of them, at any length.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from bot.answers.values import Answer
    from bot.cdr.call import Call
    from bot.cdr.missed import MissedCaller

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as something else."""
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""What a formula begins with, also in full width."""
_QUOTES = "\"'`\u00ab\u00bb\u2018\u2019\u201c\u201d\u201e"
_FORMULA = re.compile(rf"^(?=[\t\n])|(^|[;\t\n])(?=(?:[{_QUOTES}]|[^\S\t\n])*[{_SIGNS}])")
"""Where a cell begins, also for a spreadsheet that separates by ``;`` or tabs, or ends rows inside of quotes."""
_DIVIDED = re.compile(r"[;\t\n]")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories: control, format (direction marks), surrogate, private, unassigned."""

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
    return _guarded(_seen(value)) if isinstance(value, str) else str(value)


def _guarded(text: str) -> str:
    """With an apostrophe wherever a formula would begin."""
    if text[:1].isalnum() and not _DIVIDED.search(text):
        return text  # most texts, three times as fast
    return _FORMULA.sub(r"\1'", text)


def _seen(text: str) -> str:
    """All that can be seen of a text, its lines included."""
    if text.isascii() and text.isprintable():
        return text
    lines = _LINE_ENDS.sub("\n", text)
    return "".join(sign for sign in lines if sign in "\t\n" or unicodedata.category(sign) not in _UNSEEN)


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
