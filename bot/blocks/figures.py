"""The key numbers of an answer in one line, what was asked about first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.callers import became, callers_in
from bot.answers.counts import counted
from bot.answers.words import WAITED, WAITED_MOST, WAITED_ONE
from bot.cdr.durations import duration
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
    totals, callers = answer.totals, callers_in(answer.missed_callers)
    yield f"{totals.missed:,} missed" + (f" from {counted(callers, 'caller')}" if callers else "")
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
    """What became of the missed callers, by the words that stand over their list."""
    for state, count in became(answer.missed_callers):
        yield f"{count:,} {state.words}"


def _waiting(totals: Totals) -> Iterator[str]:
    half, most = totals.waiting_p50, totals.waiting_p90
    if half is None or most is None:
        return
    if totals.inbound - totals.menu_only == 1:
        yield WAITED_ONE.format(half=duration(half))
    else:
        yield WAITED.format(half=duration(half))
        yield WAITED_MOST.format(most=duration(most))
