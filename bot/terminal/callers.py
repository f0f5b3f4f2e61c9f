"""The missed callers: open, tried, and those who were reached."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.answers.durations import duration
from bot.answers.moments import clock, short_date
from bot.cdr.missed import CallerState
from bot.cdr.outcome import Outcome
from bot.query.request import Kind
from bot.terminal import frame
from bot.terminal.cells import clean
from bot.terminal.grid import Column, grid
from bot.terminal.ink import BLANK, Ink, Piece
from bot.terminal.parties import name_text, number_text
from bot.terminal.words import CALLER_GROUPS, MORE_CALLERS, TIMES

if TYPE_CHECKING:
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
    Column(title="Waited", right=True, yields=5, spare=True),
    Column(title="Last", right=True),
    Column(title="", right=True, yields=2),
    Column(title="", yields=4),
    Column(title="Since then", most=60, least=28),
)


def callers(answer: Answer, width: int, *, whole: bool) -> list[Line]:
    """The missed callers in their groups, in one grid; the first of each group where there are many."""
    everyone = answer.missed_callers
    if not everyone or answer.kind is not Kind.MISSED:
        return []
    zone, one_day = answer.request.zone, frame.one_day(answer.request)
    rows: list[Row] = []
    shown = 0
    for title, states in CALLER_GROUPS:
        group = [caller for caller in everyone if caller.state in states]
        if not group:
            continue
        part = group if whole else group[: max(_FIRST - shown, 0)]
        shown += len(part)
        rows.append((Piece(f"{title}, {counted(len(group), 'caller')}", Ink.STRONG),))
        rows += [_row(caller, zone, one_day=one_day) for caller in part]
    lines = [BLANK, *grid(_COLUMNS, rows, width)]
    if shown < len(everyone):
        lines.append((Piece("  "), Piece(MORE_CALLERS.format(count=f"{len(everyone) - shown:,}"), Ink.FAINT)))
    return lines


def _row(caller: MissedCaller, zone: tzinfo, *, one_day: bool) -> Row:
    last = datetime.fromtimestamp(caller.last, zone)
    ink = _INKS.get(caller.state, Ink.PLAIN)
    return (
        Piece(number_text(caller.number), ink),
        Piece(name_text(caller.name, caller.number)),
        Piece(", ".join(clean(name) for name in caller.rang)),
        Piece(duration(caller.waiting)),
        Piece(clock(last) if one_day else f"{short_date(last)} {clock(last)}"),
        Piece(f"{caller.count:,}{TIMES}" if caller.count > 1 else ""),
        Piece(Outcome.VOICEMAIL.words if caller.voicemail else ""),
        Piece(_since(caller, last, zone), ink),
    )


def _since(caller: MissedCaller, last: datetime, zone: tzinfo) -> str:
    """``returned 14:20 by Amara Osei``; the date only where it is another day's."""
    if caller.at is None or caller.by is None:
        return caller.state.words
    at = datetime.fromtimestamp(caller.at, zone)
    when = clock(at) if at.date() == last.date() else f"{short_date(at)} {clock(at)}"
    tries = f" {caller.tries}{TIMES}, last" if caller.state is CallerState.TRIED and caller.tries > 1 else ""
    by = "to" if caller.state is CallerState.GOT_THROUGH else "by"
    return f"{caller.state.words}{tries} {when} {by} {clean(caller.by.label)}"
