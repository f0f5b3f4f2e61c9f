"""The missed callers: open, tried, and those who were reached."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.answers.durations import duration
from bot.answers.moments import clock, short_date
from bot.cdr.missed import CallerState
from bot.query.request import Kind
from bot.terminal.cells import clean
from bot.terminal.grid import Column, grid
from bot.terminal.ink import BLANK, Ink, Piece
from bot.terminal.parties import name_text, number_text
from bot.terminal.words import CALLER_GROUPS, MORE_CALLERS, TIMES, VOICEMAIL

if TYPE_CHECKING:
    from datetime import tzinfo

    from bot.answers.values import Answer
    from bot.cdr.missed import MissedCaller
    from bot.terminal.grid import Row
    from bot.terminal.ink import Line

_FIRST = 30
_INKS = {CallerState.OPEN: Ink.BAD, CallerState.TRIED: Ink.WARNING}
_COLUMNS = (
    Column(title="Caller", least=16),
    Column(title="Name", least=8, yields=3),
    Column(title="Rang", least=8, yields=1),
    Column(title="Waited", right=True, yields=4),
    Column(title="Last", right=True),
    Column(title="", right=True, yields=2),
    Column(title="What became of it", least=26),
)


def callers(answer: Answer, width: int, *, whole: bool) -> list[Line]:
    """The missed callers in their groups, in one grid; the first of each group where there are many."""
    everyone = answer.missed_callers
    if not everyone or answer.kind is not Kind.MISSED:
        return []
    zone = answer.request.zone
    one_day = len({datetime.fromtimestamp(caller.last, zone).date() for caller in everyone}) == 1
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
        lines.append((Piece("  "), Piece(MORE_CALLERS.format(count=len(everyone) - shown), Ink.FAINT)))
    return lines


def _row(caller: MissedCaller, zone: tzinfo, *, one_day: bool) -> Row:
    last = datetime.fromtimestamp(caller.last, zone)
    return (
        Piece(number_text(caller.number), _INKS.get(caller.state, Ink.PLAIN)),
        Piece(name_text(caller.name, caller.number)),
        Piece(", ".join(clean(name) for name in caller.rang)),
        Piece(duration(caller.waiting)),
        Piece(clock(last) if one_day else f"{short_date(last)} {clock(last)}"),
        Piece(f"{caller.count:,}{TIMES}" if caller.count > 1 else ""),
        Piece(_became(caller, last, zone)),
    )


def _became(caller: MissedCaller, last: datetime, zone: tzinfo) -> str:
    words = [VOICEMAIL] if caller.voicemail else []
    if caller.state is not CallerState.OPEN and caller.at is not None:
        words.insert(0, _settled(caller, datetime.fromtimestamp(caller.at, zone), last))
    return ", ".join(words)


def _settled(caller: MissedCaller, at: datetime, last: datetime) -> str:
    """``returned 14:20 by Amara Osei``; the date only where it is another day's."""
    when = clock(at) if at.date() == last.date() else f"{short_date(at)} {clock(at)}"
    party = f" by {clean(caller.by.label)}" if caller.by is not None else ""
    if caller.state is CallerState.TRIED:
        times = f"{caller.tries} times, last " if caller.tries > 1 else ""
        return f"tried {times}{when}{party}"
    if caller.state is CallerState.GOT_THROUGH:
        return f"got through {when}{party.replace(' by ', ' to ', 1)}"
    return f"returned {when}{party}"
