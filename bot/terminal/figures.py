"""The key numbers of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.callers import became, callers_in
from bot.answers.counts import counted
from bot.answers.words import WAITED, WAITED_MOST, WAITED_ONE
from bot.cdr.durations import duration
from bot.cdr.missed import CallerState
from bot.query.request import Kind
from bot.terminal.flow import items
from bot.terminal.ink import Ink, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.values import Answer
    from bot.cdr.totals import Totals
    from bot.terminal.ink import Line

_STATE_INKS = {
    CallerState.OPEN: Ink.BAD,
    CallerState.TRIED: Ink.WARNING,
    CallerState.RETURNED: Ink.GOOD,
    CallerState.GOT_THROUGH: Ink.GOOD,
}


def figures(answer: Answer, width: int) -> list[Line]:
    """What was asked about first, then what became of the missed callers, then the rest."""
    totals, became = answer.totals, [*_callers(answer)]
    if answer.kind is Kind.MISSED:
        parts = [[*_missed(totals)], became, [*_not_missed(totals), *_waiting(totals)]]
    else:
        parts = [[*_directions(totals)], [*_outcomes(totals), *_waiting(totals)], became]
    return [line for part in parts for line in items(part, width, first="  ", indent=2)]


def _missed(totals: Totals) -> Iterator[Piece]:
    """The missed calls and what they are made of; a short ring is one of the unanswered."""
    yield Piece(f"{totals.missed:,} missed of {totals.inbound:,} inbound", Ink.STRONG)
    short = f" ({totals.short_ring:,} short ring)" if totals.short_ring else ""
    yield from _counts(
        (totals.no_answer, f"no answer{short}"),
        (totals.busy, "busy"),
        (totals.failed, "failed"),
        (totals.voicemail, "voicemail"),
    )


def _not_missed(totals: Totals) -> Iterator[Piece]:
    yield Piece(f"{totals.inbound_answered:,} answered")
    yield from _counts((totals.menu_only, "menu only"))


def _directions(totals: Totals) -> Iterator[Piece]:
    yield Piece(counted(totals.calls, "call"), Ink.STRONG)
    yield from _counts(
        (totals.inbound, "inbound"), (totals.outbound, "outbound"), (totals.internal, "internal")
    )


def _outcomes(totals: Totals) -> Iterator[Piece]:
    yield Piece(f"{totals.answered:,} answered")
    if totals.missed:
        yield Piece(f"{totals.missed:,} missed", Ink.BAD)
    others = totals.calls - totals.answered - totals.missed - totals.menu_only
    yield from _counts((totals.menu_only, "menu only"), (others, "other unanswered"))
    if totals.talk_seconds:
        yield Piece(f"{duration(totals.talk_seconds)} of talk")


def _counts(*counts: tuple[int, str]) -> Iterator[Piece]:
    """Counts that are not nothing."""
    for count, words in counts:
        if count:
            yield Piece(f"{count:,} {words}")


def _callers(answer: Answer) -> Iterator[Piece]:
    """How many missed callers there are, and what became of them."""
    if not answer.missed_callers:
        return
    yield Piece(counted(callers_in(answer.missed_callers), "missed caller"))
    for state, count in became(answer.missed_callers):
        yield Piece(f"{count:,} {state.words}", _STATE_INKS[state])


def _waiting(totals: Totals) -> Iterator[Piece]:
    """The waiting time of inbound calls that reached somebody; of one call it is no statistic."""
    half, most = totals.waiting_p50, totals.waiting_p90
    if half is None or most is None:
        return
    if totals.inbound - totals.menu_only == 1:
        yield Piece(WAITED_ONE.format(half=duration(half)))
    else:
        yield Piece(WAITED.format(half=duration(half)))
        yield Piece(WAITED_MOST.format(most=duration(most)))
