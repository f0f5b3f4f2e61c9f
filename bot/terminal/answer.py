"""An answer as a page of terminal text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.answers.values import Nothing
from bot.terminal import frame
from bot.terminal.busiest import busiest
from bot.terminal.callers import callers
from bot.terminal.calls import calls
from bot.terminal.figures import figures
from bot.terminal.flow import paragraph
from bot.terminal.ink import BLANK, Ink, rendered
from bot.terminal.loads import charts
from bot.terminal.words import (
    ASKED,
    HEADLINES,
    NO_CALL,
    NOTHING_HEADLINES,
    PROVED_BY_CANARY,
    PROVED_BY_ROWS,
    WHY_NOTHING,
)

if TYPE_CHECKING:
    from bot.answers.values import Answer
    from bot.terminal.ink import Line


def page(answer: Answer, *, width: int, colour: bool, whole: bool = False) -> str:
    """The page, at most ``width`` cells wide (60 to 160); ``whole`` lists every call and caller.

    Nothing in it is interpreted as markup, and without ``colour`` there is no escape sequence in it.
    """
    nothing = answer.nothing
    title = HEADLINES[answer.kind] if nothing is None else NOTHING_HEADLINES[answer.kind, nothing]
    lines = [
        *frame.headline(title, answer.request, answer.understood, width),
        BLANK,
        *(figures(answer, width) if answer.totals.calls else _why_nothing(answer, width)),
        *charts(answer, width),
        *callers(answer, width, whole=whole),
        *busiest(answer, width),
        *calls(answer, width, whole=whole),
        BLANK,
        *frame.notes(answer.notes, width),
        *frame.understood_as(answer.request, answer.understood, width),
        *frame.coverage(answer, width),
    ]
    return rendered(lines, colour=colour)


def _why_nothing(answer: Answer, width: int) -> list[Line]:
    """Why there is no call, and why that can be believed."""
    nothing, covered = answer.nothing, answer.coverage
    if nothing is not None and nothing in WHY_NOTHING:
        ink = Ink.BAD if nothing is Nothing.NOT_ALL_READ else Ink.PLAIN
        return paragraph(WHY_NOTHING[nothing], width, first="  ", indent=2, ink=ink)
    if covered.legs:
        records = counted(covered.legs, "record")
        why = PROVED_BY_ROWS.format(records=records, no_call=NO_CALL[answer.kind])
    else:
        why = PROVED_BY_CANARY.format(form=frame.date_format(answer))
    lines = paragraph(why, width, first="  ", indent=2)
    for sent in covered.sent[:1]:
        lines += paragraph(
            ASKED.format(start=sent.start, end=sent.end), width, first="  ", indent=2, ink=Ink.FAINT
        )
    return lines
