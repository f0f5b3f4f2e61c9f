"""What stands above and below the figures: the question as understood, the notes, what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.answers.moments import zone_name
from bot.answers.telling import date_format, missing_told, windows_told
from bot.cdr.seen import clean
from bot.terminal.flow import items, paragraph
from bot.terminal.ink import Ink, Piece
from bot.terminal.words import MORE_MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.values import Answer
    from bot.query.request import Request
    from bot.terminal.ink import Line


def headline(title: str, request: Request, understood: Sequence[str], width: int) -> list[Line]:
    """What is answered, then the exact window with its zone and the filters."""
    when = f"{windows_told(request.windows, request.zone)} ({zone_name(request.zone)})"
    filters = [Piece(clean(words), Ink.FAINT) for words in understood[1:]]
    return [
        *items([Piece(title, Ink.STRONG), Piece(clean(request.words), Ink.STRONG)], width),
        *items([Piece(when, Ink.FAINT), *filters], width),
    ]


def missing_parts(answer: Answer, width: int) -> list[Line]:
    """What could not be read, before any figure that lacks it."""
    told = missing_told(answer, MORE_MISSING)
    return [line for text in told for line in paragraph(text, width, ink=Ink.BAD)]


def readings(request: Request, width: int) -> list[Line]:
    """Every other way to read the question, with what to type for it."""
    lines: list[Line] = []
    for reading in request.readings:
        times = windows_told(reading.windows, request.zone)
        lines += paragraph(f"It can also mean {times}: type “{reading.text}”.", width, first="· ", indent=2)
    return lines


def notes(texts: Sequence[str], width: int) -> list[Line]:
    """The notes, one paragraph each."""
    return [line for text in texts for line in paragraph(text, width, first="· ", indent=2)]


def coverage(answer: Answer, width: int) -> list[Line]:
    """What was read for the answer, from which PBX."""
    covered, pbx = answer.coverage, answer.profile
    read = f"{counted(covered.legs, 'record')} read in {counted(covered.requests, 'request')}"
    pieces = [
        Piece(f"{read}, complete", Ink.FAINT) if covered.complete else Piece(f"{read}, incomplete", Ink.BAD),
        Piece(clean(date_format(answer)) + (", proved" if covered.proved else ""), Ink.FAINT),
        Piece(f"PBX clock {clean(pbx.timezone_name)}", Ink.FAINT),
    ]
    if pbx.firmware:
        pieces.append(Piece(f"firmware {clean(pbx.firmware)}", Ink.FAINT))
    return items(pieces, width)
