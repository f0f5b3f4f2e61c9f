"""A digest as a page of terminal text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers import digest_telling as telling
from bot.answers.telling import other_notes
from bot.answers.words import WHY_NOTHING
from bot.terminal import frame
from bot.terminal.callers import callers
from bot.terminal.flow import items, paragraph
from bot.terminal.ink import BLANK, Ink, Piece, rendered
from bot.terminal.loads import charts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.digest import DigestAnswer
    from bot.terminal.ink import Line


def digest_page(told: DigestAnswer, *, width: int, colour: bool, whole: bool = False) -> str:
    """The page, at most ``width`` cells wide (60 to 160); ``whole`` lists every caller who is still open."""
    answer = told.answer
    lines = [
        *frame.headline(telling.what(told), answer.request, answer.understood, width),
        *_each(telling.late(told), width, Ink.WARNING, indent=0),
        *frame.missing_parts(answer, width),
        BLANK,
        *_body(told, width, whole=whole),
        BLANK,
        *frame.notes(other_notes(answer), width),
        *frame.coverage(answer, width),
    ]
    return rendered(lines, colour=colour)


def _body(told: DigestAnswer, width: int, *, whole: bool) -> list[Line]:
    answer = told.answer
    if told.empty:
        said = (telling.no_calls(told), telling.believed(told))
        return [*_each(said[:1], width, Ink.STRONG), *_each(said[1:], width)]
    if not answer.totals.calls:
        why = "" if answer.nothing is None else WHY_NOTHING[answer.nothing]
        return _each([why], width, Ink.BAD)
    still_open = replace(answer, missed_callers=told.still_open)
    compared, people = telling.comparisons(told), telling.people(told)
    return [
        *_each([telling.day_line(told)], width, Ink.STRONG),
        *items([Piece(each) for each in telling.figures(told)], width, first="  ", indent=2),
        *([BLANK, *_each(compared, width)] if compared else []),
        *callers(still_open, width, whole=whole),
        *charts(answer, width),
        *([BLANK, *_each(people, width)] if people else []),
    ]


def _each(texts: Iterable[str], width: int, ink: Ink = Ink.PLAIN, *, indent: int = 2) -> list[Line]:
    """A paragraph each."""
    first = " " * indent
    return [line for text in texts for line in paragraph(text, width, ink=ink, first=first, indent=indent)]
