"""What the demo prints around its answers, as terminal text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.moments import TO, full_date
from bot.cli import script
from bot.terminal import page, trouble_page
from bot.terminal.flow import paragraph
from bot.terminal.ink import BLANK, Ink, Piece, rendered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.answers.values import Answer
    from bot.cdr.profile import PbxProfile
    from bot.cdr.search import Sent
    from bot.cdr.trouble import Trouble
    from bot.cli.screen import Screen
    from bot.terminal.ink import Line

_LABEL = 12
"""Cells of the words at the margin."""

_SENT_TOLD = 6


def opened(url: str, days: int, now: datetime, screen: Screen) -> str:
    """Where the demo plays."""
    moment = f"{full_date(now)}, {now:%H:%M}"
    return _flowing(script.OPENING.format(url=url, days=days, now=moment), screen)


def discovered(profile: PbxProfile, seconds: float, screen: Screen) -> str:
    """What was found out of the PBX."""
    told = script.DISCOVERED.format(
        seconds=_took(seconds),
        machine=f"{profile.model}, firmware {profile.firmware}",
        form=profile.date_format,
        clock=profile.clock,
        zone=profile.timezone_name,
    )
    return _flowing(told, screen)


def narrated(text: str, screen: Screen) -> str:
    """What the narrator says between two questions."""
    return rendered(
        [BLANK, _rule(screen), *paragraph(text, screen.width, ink=Ink.FAINT)], colour=screen.colour
    )


def typed(question: str, screen: Screen) -> str:
    """The question as if somebody had typed it."""
    line = (Piece(script.PROMPT, Ink.GOOD), Piece(question, Ink.STRONG))
    return rendered([BLANK, line, BLANK], colour=screen.colour)


def answered(answer: Answer, seconds: float, screen: Screen) -> str:
    """How it was understood, what was sent to the PBX, the answer, and how long it took."""
    lead = [
        *_labelled(script.UNDERSTOOD, _understood(answer), screen),
        *_labelled(script.SENT, list(_sent(answer.coverage.sent)), screen),
        BLANK,
    ]
    took = paragraph(script.TOOK.format(seconds=_took(seconds)), screen.width, ink=Ink.FAINT)
    return (
        rendered(lead, colour=screen.colour)
        + page(answer, width=screen.width, colour=screen.colour)
        + rendered(took, colour=screen.colour)
    )


def remarked(text: str, screen: Screen) -> str:
    """What the narrator adds to an answer."""
    return rendered(paragraph(text, screen.width, ink=Ink.GOOD), colour=screen.colour)


def refused(trouble: Trouble, screen: Screen) -> str:
    """A trouble's two sentences."""
    return trouble_page(trouble, width=screen.width, colour=screen.colour)


def helped(screen: Screen) -> str:
    """What can be typed at the prompt."""
    return rendered(
        [line for text in script.HELP for line in paragraph(text, screen.width)], colour=screen.colour
    )


def ended(text: str, screen: Screen) -> str:
    """What comes after the last scene."""
    return rendered(
        [BLANK, _rule(screen), *paragraph(text, screen.width, ink=Ink.STRONG)], colour=screen.colour
    )


def _flowing(text: str, screen: Screen) -> str:
    return rendered(paragraph(text, screen.width), colour=screen.colour)


def _rule(screen: Screen) -> Line:
    return (Piece("─" * screen.width, Ink.FAINT),)


def _understood(answer: Answer) -> list[str]:
    """Kind, filters and each exact window, as a program would need them."""
    zone = answer.request.zone
    windows = [
        f"from {'the beginning' if window.start is None else window.start.astimezone(zone).isoformat()} "
        f"to {window.end.astimezone(zone).isoformat(timespec='seconds')}"
        for window in answer.request.windows
    ]
    return [", ".join(answer.understood), *windows]


def _sent(sent: Sequence[Sent]) -> Iterator[str]:
    """The strings that went to the PBX, each pair once, in their order."""
    pairs = list(dict.fromkeys((each.start, each.end) for each in sent))
    for start, end in pairs[:_SENT_TOLD]:
        yield f"{start} {TO} {end}"
    if len(pairs) > _SENT_TOLD:
        yield f"and {len(pairs) - _SENT_TOLD:,} more"


def _labelled(label: str, texts: Sequence[str], screen: Screen) -> list[Line]:
    """Texts beside a word at the margin."""
    first = f"{label:<{_LABEL}}"
    return [
        line
        for number, text in enumerate(texts)
        for line in paragraph(
            text, screen.width, ink=Ink.FAINT, first=first if number == 0 else " " * _LABEL, indent=_LABEL
        )
    ]


def _took(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
