"""The key numbers of an answer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.answers.durations import duration
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
    """One line of them, wrapped between figures where it must."""
    told = _missed if answer.kind is Kind.MISSED else _calls
    pieces = [*told(answer.totals), *_waiting(answer.totals)]
    return [*items(pieces, width, first="  ", indent=2), *_callers(answer, width)]


def _missed(totals: Totals) -> Iterator[Piece]:
    yield Piece(f"{totals.missed:,} missed of {totals.inbound:,} inbound", Ink.STRONG)
    yield Piece(f"{totals.inbound_answered:,} answered")
    if totals.menu_only:
        yield Piece(f"{totals.menu_only:,} menu only")
    for count, words in (
        (totals.voicemail, "left a voicemail"),
        (totals.busy, "busy"),
        (totals.failed, "failed"),
        (totals.short_ring, "short ring"),
    ):
        if count:
            yield Piece(f"{count:,} {words}")


def _calls(totals: Totals) -> Iterator[Piece]:
    yield Piece(counted(totals.calls, "call"), Ink.STRONG)
    for count, words in (
        (totals.inbound, "inbound"),
        (totals.outbound, "outbound"),
        (totals.internal, "internal"),
        (totals.answered, "answered"),
    ):
        if count:
            yield Piece(f"{count:,} {words}")
    if totals.missed:
        yield Piece(f"{totals.missed:,} missed", Ink.BAD)
    if totals.menu_only:
        yield Piece(f"{totals.menu_only:,} menu only")
    if totals.talk_seconds:
        yield Piece(f"{duration(totals.talk_seconds)} of talk")


def _callers(answer: Answer, width: int) -> list[Line]:
    """What became of the missed callers, where they are not listed one by one."""
    if answer.kind is Kind.MISSED or not answer.missed_callers:
        return []
    states = Counter(caller.state for caller in answer.missed_callers)
    pieces = [Piece(counted(len(answer.missed_callers), "missed caller"))]
    pieces += [
        Piece(f"{states[state]:,} {state.words}", _STATE_INKS[state])
        for state in CallerState
        if states[state]
    ]
    return items(pieces, width, first="  ", indent=2)


def _waiting(totals: Totals) -> Iterator[Piece]:
    if totals.waiting_p50 is not None and totals.waiting_p90 is not None:
        half, most = duration(totals.waiting_p50), duration(totals.waiting_p90)
        yield Piece(f"half waited up to {half}, nine in ten up to {most}")
