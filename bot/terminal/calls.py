"""The table of calls, under a heading per day where several were asked for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.answers.labels import party_text, route_text
from bot.answers.moments import clock, full_date
from bot.answers.telling import one_day
from bot.cdr.durations import duration
from bot.cdr.outcome import Outcome
from bot.query.request import Kind
from bot.terminal.grid import Column, grid
from bot.terminal.ink import BLANK, Ink, Piece
from bot.terminal.words import MORE_CALLS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from bot.answers.values import Answer
    from bot.cdr.call import Call
    from bot.terminal.grid import Row
    from bot.terminal.ink import Line

FIRST = 20
"""Calls shown unless all are asked for: a page, not a list."""

_COLUMNS = (
    Column(title="Time"),
    Column(title="Direction", yields=2),
    Column(title="From", most=40, least=11),
    Column(title="To", most=50, least=8),
    Column(title="Outcome"),
    Column(title="Waited", right=True, yields=1),
    Column(title="Talk", right=True),
)
_INKS = {Outcome.ANSWERED: Ink.GOOD, Outcome.MENU_ONLY: Ink.FAINT}


def calls(answer: Answer, width: int, *, whole: bool) -> list[Line]:
    """The calls asked about, the first of them unless the ``whole`` list is wanted."""
    if not answer.calls:
        return []
    zone = answer.request.zone
    shown = answer.calls if whole else answer.calls[:FIRST]
    rows = _by_day(shown, zone, several=not one_day(answer.request), with_direction=answer.kind is Kind.CALLS)
    lines = [BLANK, *grid(_COLUMNS, rows, width)]
    if len(shown) < len(answer.calls):
        left = len(answer.calls) - len(shown)
        lines.append((Piece("  "), Piece(MORE_CALLS.format(count=f"{left:,}"), Ink.FAINT)))
    return lines


def _by_day(shown: Sequence[Call], zone: tzinfo, *, several: bool, with_direction: bool) -> list[Row]:
    rows: list[Row] = []
    day = None
    for call in shown:
        start = datetime.fromtimestamp(call.start, zone)
        if several and start.date() != day:
            day = start.date()
            rows.append((Piece(full_date(day), Ink.STRONG),))
        rows.append(_row(call, start, with_direction=with_direction))
    return rows


def _row(call: Call, start: datetime, *, with_direction: bool) -> Row:
    ink = Ink.BAD if call.missed else _INKS.get(call.outcome, Ink.WARNING)
    rings = call.outcome is not Outcome.MENU_ONLY
    return (
        Piece(clock(start)),
        Piece(call.direction.word if with_direction else ""),
        Piece(party_text(call.caller)),
        Piece(route_text(call.to, call.answered_by)),
        Piece(call.outcome.words, ink),
        Piece(duration(call.waiting) if rings else ""),
        Piece(duration(call.talk) if call.talk else ""),
    )
