"""The missed callers: open, tried, and those who were reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.answers.callers import callers_in, did_texts
from bot.answers.counts import counted
from bot.answers.labels import name_text, number_text
from bot.answers.moments import clock, short_date
from bot.answers.telling import one_day, since
from bot.answers.words import CALLER_GROUPS, TIMES
from bot.cdr.durations import duration
from bot.cdr.missed import CallerState
from bot.cdr.outcome import Outcome
from bot.cdr.seen import clean
from bot.query.request import Kind
from bot.terminal.grid import Column, grid
from bot.terminal.ink import BLANK, Ink, Piece
from bot.terminal.words import MORE_CALLERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from bot.answers.values import Answer
    from bot.cdr.missed import MissedCaller
    from bot.terminal.grid import Row
    from bot.terminal.ink import Line

_FIRST = 30
_INKS = {CallerState.OPEN: Ink.BAD, CallerState.TRIED: Ink.WARNING}
_COLUMNS = (
    Column(title="Caller", most=20, least=11),
    Column(title="Name", most=30, least=8, yields=3),
    Column(title="Rang", most=30, least=8, yields=1),
    Column(title="Dialled", most=20, yields=1),
    Column(title="Waited", right=True, yields=5, spare=True),
    Column(title="Last", right=True),
    Column(title="", right=True, yields=2),
    Column(title="", yields=4),
    Column(title="Since then", most=60, least=28),
)
_COUNT = 6
"""Which of them tells how often."""


def callers(answer: Answer, width: int, *, whole: bool) -> list[Line]:
    """The missed callers in their groups, in one grid; the first of each group where there are many."""
    everyone = answer.missed_callers
    if not everyone or answer.kind is not Kind.MISSED:
        return []
    zone, same_day = answer.request.zone, one_day(answer.request)
    rows: list[Row] = []
    shown = 0
    with_dids = [*zip(everyone, did_texts(everyone), strict=True)]
    for title, states in CALLER_GROUPS:
        group = [(caller, did) for caller, did in with_dids if caller.state in states]
        if not group:
            continue
        part = group if whole else group[: max(_FIRST - shown, 0)]
        shown += len(part)
        count = callers_in(caller for caller, _ in group)
        rows.append((Piece(f"{title}, {counted(count, 'caller')}", Ink.STRONG),))
        rows += [_row(caller, did, zone, same_day=same_day) for caller, did in part]
    lines = [BLANK, *grid(_columns(everyone), rows, width)]
    if shown < len(everyone):
        lines.append((Piece("  "), Piece(MORE_CALLERS.format(count=f"{len(everyone) - shown:,}"), Ink.FAINT)))
    return lines


def _columns(everyone: Sequence[MissedCaller]) -> tuple[Column, ...]:
    """The columns; how often somebody called stays on the narrowest page where anybody called twice."""
    several = any(caller.count > 1 for caller in everyone)
    return tuple(
        replace(column, yields=0) if several and at == _COUNT else column
        for at, column in enumerate(_COLUMNS)
    )


def _row(caller: MissedCaller, did: str, zone: tzinfo, *, same_day: bool) -> Row:
    last = datetime.fromtimestamp(caller.last, zone)
    ink = _INKS.get(caller.state, Ink.PLAIN)
    return (
        Piece(number_text(caller.number), ink),
        Piece(name_text(caller.name, caller.number)),
        Piece(", ".join(clean(name) for name in caller.rang)),
        Piece(did),
        Piece(duration(caller.waiting)),
        Piece(clock(last) if same_day else f"{short_date(last)} {clock(last)}"),
        Piece(f"{caller.count:,}{TIMES}" if caller.count > 1 else ""),
        Piece(Outcome.VOICEMAIL.words if caller.voicemail else ""),
        Piece(clean(since(caller, zone)), ink),
    )
