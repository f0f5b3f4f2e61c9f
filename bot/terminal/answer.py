"""An answer as a page of terminal text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.telling import headline, other_notes, proof
from bot.answers.values import Nothing
from bot.answers.words import ASKED, WHY_NOTHING
from bot.cdr.seen import clean
from bot.query.request import Kind
from bot.terminal import frame
from bot.terminal.busiest import busiest
from bot.terminal.callers import callers
from bot.terminal.calls import calls
from bot.terminal.figures import figures
from bot.terminal.flow import paragraph
from bot.terminal.ink import BLANK, Ink, rendered
from bot.terminal.loads import charts

if TYPE_CHECKING:
    from bot.answers.values import Answer
    from bot.terminal.ink import Line


def page(answer: Answer, *, width: int, colour: bool, whole: bool = False) -> str:
    """The page, at most ``width`` cells wide (60 to 160); ``whole`` lists every call and caller.

    What was asked about comes first: what is missing, the figures, then who was missed or when the calls came.
    Nothing in it is interpreted as markup, and without ``colour`` there is no escape sequence in it.
    """
    people = callers(answer, width, whole=whole) if answer.kind is Kind.MISSED else busiest(answer, width)
    when = charts(answer, width)
    lines = [
        *frame.headline(headline(answer), answer.request, answer.understood, width),
        *frame.missing_parts(answer, width),
        BLANK,
        *_nothing(answer, width),
        *(figures(answer, width) if answer.totals.calls else []),
        *([*people, *when] if answer.kind is Kind.MISSED else [*when, *people]),
        *calls(answer, width, whole=whole),
        BLANK,
        *frame.notes(other_notes(answer), width),
        *frame.readings(answer.request, width),
        *frame.coverage(answer, width),
    ]
    return rendered(lines, colour=colour)


def _nothing(answer: Answer, width: int) -> list[Line]:
    """Why there is no call, and why that can be believed; where there are figures, they are the proof."""
    nothing, covered = answer.nothing, answer.coverage
    if nothing in WHY_NOTHING:
        ink = Ink.BAD if nothing is Nothing.NOT_ALL_READ else Ink.PLAIN
        return paragraph(WHY_NOTHING[nothing], width, first="  ", indent=2, ink=ink)
    if answer.totals.calls:
        return []
    lines = paragraph(clean(proof(answer)), width, first="  ", indent=2)
    for sent in covered.sent[:1]:
        asked = ASKED.format(start=sent.start, end=sent.end)
        lines += paragraph(asked, width, first="  ", indent=2, ink=Ink.FAINT)
    return lines
