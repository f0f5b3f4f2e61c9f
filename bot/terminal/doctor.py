"""The doctor's findings as terminal text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.answers.doctor import Verdict, healthy
from bot.answers.words import BROKEN, HEALTHY, VERDICTS
from bot.cdr.seen import clean
from bot.terminal.cells import padded, width_of
from bot.terminal.flow import paragraph
from bot.terminal.ink import BLANK, Ink, Piece, rendered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answers.doctor import Finding
    from bot.terminal.ink import Line

_VERDICT_INKS = {Verdict.PASS: Ink.GOOD, Verdict.SKIP: Ink.FAINT, Verdict.FAIL: Ink.VERY_BAD}

_MEND = 4
"""Cells before a mend: few, so that a fingerprint stands whole in a line of 100."""


def doctor_page(findings: Sequence[Finding], *, width: int, colour: bool) -> str:
    """Each link with its verdict, its finding and, where it is broken, the mend."""
    widest = max((width_of(clean(finding.name)) for finding in findings), default=0)
    names = min(widest, width // 3)
    lines: list[Line] = [line for finding in findings for line in _finding(finding, names, width)]
    broken = [finding for finding in findings if finding.verdict is Verdict.FAIL]
    last = HEALTHY if healthy(findings) else BROKEN.format(count=counted(len(broken), "link"))
    return rendered([*lines, BLANK, *paragraph(last, width, ink=Ink.STRONG)], colour=colour)


def _finding(finding: Finding, names: int, width: int) -> Iterable[Line]:
    verdict = VERDICTS[finding.verdict]
    indent = len(verdict) + 2
    name = padded(clean(finding.name), names)
    ink = Ink.PLAIN if finding.verdict is Verdict.PASS else _VERDICT_INKS[finding.verdict]
    sentence = paragraph(finding.sentence, width, first=" " * (indent + names + 2), indent=indent + names + 2)
    yield (
        Piece(verdict, _VERDICT_INKS[finding.verdict]),
        Piece("  "),
        Piece(name, ink),
        Piece("  "),
        *sentence[0][1:],
    )
    yield from sentence[1:]
    if finding.mend:
        yield from paragraph(finding.mend, width, first=" " * _MEND, indent=_MEND, ink=Ink.STRONG)
