"""The busiest: extensions and callers of an answer about calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.labels import name_text, number_text
from bot.cdr.durations import duration
from bot.cdr.seen import clean
from bot.query.request import Kind
from bot.terminal.grid import Column, grid
from bot.terminal.ink import BLANK, Ink, Piece
from bot.terminal.words import MORE_EXTENSIONS

if TYPE_CHECKING:
    from bot.answers.values import Answer
    from bot.terminal.ink import Line

_FIRST = 5
_EXTENSIONS = (
    Column(title="Extension"),
    Column(title="", most=40, least=8),
    Column(title="Answered", right=True),
    Column(title="Made", right=True),
    Column(title="Talk", right=True),
)
_CALLERS = (
    Column(title="Top caller", most=20, least=11),
    Column(title="", most=40, least=8),
    Column(title="Calls", right=True),
    Column(title="Missed", right=True),
)


def busiest(answer: Answer, width: int) -> list[Line]:
    """The first five of each; left out where one party is all there is to compare."""
    if answer.kind is not Kind.CALLS:
        return []
    return [*_extensions(answer, width), *_callers(answer, width)]


def _extensions(answer: Answer, width: int) -> list[Line]:
    if len(answer.by_extension) < 2:
        return []
    rows = [
        (
            Piece(clean(load.number)),
            Piece(name_text(load.name, load.number)),
            Piece(f"{load.answered:,}"),
            Piece(f"{load.made:,}"),
            Piece(duration(load.talk_seconds)),
        )
        for load in answer.by_extension[:_FIRST]
    ]
    left = len(answer.by_extension) - len(rows)
    more = [(Piece("  "), Piece(MORE_EXTENSIONS.format(count=f"{left:,}"), Ink.FAINT))] if left else []
    return [BLANK, *grid(_EXTENSIONS, rows, width), *more]


def _callers(answer: Answer, width: int) -> list[Line]:
    callers = [caller for caller in answer.top_callers if caller.calls > 1]
    if len(callers) < 2:
        return []
    rows = [
        (
            Piece(number_text(caller.number)),
            Piece(name_text(caller.name, caller.number)),
            Piece(f"{caller.calls:,}"),
            Piece(f"{caller.missed:,}", Ink.BAD if caller.missed else Ink.FAINT),
        )
        for caller in callers[:_FIRST]
    ]
    return [BLANK, *grid(_CALLERS, rows, width)]
