"""The key numbers of an answer in one line, what was asked about first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.cdr.durations import duration
from bot.cdr.missed import CallerState
from bot.query.request import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.values import Answer
    from bot.cdr.totals import Totals

BETWEEN = " · "


def figures(answer: Answer) -> tuple[str, str]:
    """The weightiest figure, and the line of all others."""
    first, *rest = _missed(answer) if answer.kind is Kind.MISSED else _calls(answer)
    return first, BETWEEN.join(rest)


def _missed(answer: Answer) -> Iterator[str]:
    totals, callers = answer.totals, answer.missed_callers
    yield f"{totals.missed:,} missed" + (f" from {counted(len(callers), 'caller')}" if callers else "")
    yield from _became(answer)
    if totals.voicemail:
        yield counted(totals.voicemail, "voicemail")
    yield f"{totals.inbound:,} inbound, {totals.inbound_answered:,} answered"
    yield from _waiting(totals)


def _calls(answer: Answer) -> Iterator[str]:
    totals = answer.totals
    directions = [
        f"{count:,} {word}"
        for count, word in (
            (totals.inbound, "inbound"),
            (totals.outbound, "outbound"),
            (totals.internal, "internal"),
        )
        if count
    ]
    yield counted(totals.calls, "call")
    if directions:
        yield ", ".join(directions)
    yield f"{totals.answered:,} answered"
    if totals.missed:
        yield f"{totals.missed:,} missed"
    yield from _became(answer)
    if totals.talk_seconds:
        yield f"{duration(totals.talk_seconds)} of talk"
    yield from _waiting(totals)


def _became(answer: Answer) -> Iterator[str]:
    """How many callers still wait to be reached: the number that people act on."""
    states = Counter(caller.state for caller in answer.missed_callers)
    if answer.missed_callers:
        unsettled = states[CallerState.OPEN] + states[CallerState.TRIED]
        yield f"{unsettled:,} still open" if unsettled else "none still open"


def _waiting(totals: Totals) -> Iterator[str]:
    half, most = totals.waiting_p50, totals.waiting_p90
    if half is None or most is None:
        return
    if totals.inbound - totals.menu_only == 1:
        yield f"waited {duration(half)}"
    else:
        yield f"waited {duration(half)} (half), {duration(most)} (9 in 10)"
