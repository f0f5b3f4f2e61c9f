"""The missed callers and the calls of an answer, a page at a time. Names and numbers are text that nothing parses."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.answers.callers import callers_in, did_texts
from bot.answers.counts import counted
from bot.answers.labels import name_text, number_text, party_text, route_text
from bot.answers.moments import TO, clock, short_date
from bot.answers.telling import one_day, since
from bot.answers.words import CALLER_GROUPS
from bot.blocks.elements import bullets, clipped, context, line, rich, span
from bot.blocks.figures import BETWEEN
from bot.blocks.words import MORE_CALLERS, MORE_CALLS
from bot.cdr.durations import duration
from bot.cdr.missed import CallerState
from bot.cdr.outcome import Outcome
from bot.cdr.seen import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.values import Answer
    from bot.blocks.message import Block
    from bot.cdr.call import Call
    from bot.cdr.missed import MissedCaller
    from bot.query.request import Request

CALLERS_A_PAGE, CALLS_A_PAGE = 15, 20
_LONGEST_NAME, _LONGEST_RANG, _LONGEST_CELL = 60, 80, 90
_NOTHING = TO
_TITLES = ("Start", "Direction", "From", "To", "Outcome", "Waited", "Talk")


def pages(answer: Answer, *, calls: bool) -> int:
    """How many pages the list has, at least one."""
    count, size = (len(answer.calls), CALLS_A_PAGE) if calls else (len(answer.missed_callers), CALLERS_A_PAGE)
    return max(-(-count // size), 1)


def callers(answer: Answer, page: int) -> list[Block]:
    """A page of the missed callers in their groups, those that are still open first."""
    first, last = page * CALLERS_A_PAGE, (page + 1) * CALLERS_A_PAGE
    blocks: list[Block] = []
    before = 0
    everyone = [*zip(answer.missed_callers, did_texts(answer.missed_callers), strict=True)]
    for title, states in CALLER_GROUPS:
        group = [(caller, did) for caller, did in everyone if caller.state in states]
        shown = group[max(first - before, 0) : max(last - before, 0)]
        before += len(group)
        if shown:
            count = callers_in(caller for caller, _ in group)
            heading = line(span(f"{title}, {counted(count, 'caller')}", "bold"))
            blocks.append(rich(heading, bullets([_caller(*each, answer.request) for each in shown])))
    return [*blocks, *_place(MORE_CALLERS, first, last, len(everyone))]


def calls(answer: Answer, page: int) -> list[Block]:
    """A page of the calls, as a table."""
    first, last = page * CALLS_A_PAGE, (page + 1) * CALLS_A_PAGE
    shown = answer.calls[first:last]
    if not shown:
        return []
    rows = [_cells(_TITLES), *(_cells(_row(call, answer.request)) for call in shown)]
    return [{"type": "table", "rows": rows}, *_place(MORE_CALLS, first, last, len(answer.calls))]


def plain_calls(answer: Answer, page: int) -> list[Block]:
    """The same page as a list, where tables are refused."""
    first, last = page * CALLS_A_PAGE, (page + 1) * CALLS_A_PAGE
    shown = answer.calls[first:last]
    rows = [_plain_row(call, answer.request) for call in shown]
    return [rich(bullets(rows)), *_place(MORE_CALLS, first, last, len(answer.calls))] if rows else []


def _plain_row(call: Call, request: Request) -> Block:
    return line(span(BETWEEN.join(clipped(each, _LONGEST_CELL) for each in _row(call, request) if each)))


def _place(words: str, first: int, last: int, count: int) -> list[Block]:
    if count <= last - first:
        return []
    return [context(words.format(first=f"{first + 1:,}", last=f"{min(last, count):,}", count=f"{count:,}"))]


def _caller(caller: MissedCaller, did: str, request: Request) -> Block:
    """``07700 900266 Name · 3 calls, last 16:42 · rang Sales 41 s · voicemail · tried once 17:05 by Jonas``.

    A ``did`` stands behind the name: another row has the same caller.
    """
    last = datetime.fromtimestamp(caller.last, request.zone)
    when = clock(last) if one_day(request) else f"{short_date(last)} {clock(last)}"
    name = clipped(name_text(caller.name, caller.number), _LONGEST_NAME)
    rang = clipped(", ".join(clean(each) for each in caller.rang), _LONGEST_RANG)
    parts = [f"{counted(caller.count, 'call')}, last {when}" if caller.count > 1 else when]
    if did:
        parts.insert(0, f"dialled {clipped(did, _LONGEST_NAME)}")
    if rang:
        parts.append(f"rang {rang} {duration(caller.waiting)}")
    if caller.voicemail:
        parts.append(Outcome.VOICEMAIL.words)
    if caller.state is not CallerState.OPEN:
        parts.append(clean(since(caller, request.zone)))
    return line(
        span(clipped(number_text(caller.number), _LONGEST_NAME), "bold"),
        span(f" {name}" if name else ""),
        span(BETWEEN + BETWEEN.join(parts)),
    )


def _row(call: Call, request: Request) -> tuple[str, ...]:
    start = datetime.fromtimestamp(call.start, request.zone)
    rings = call.outcome is not Outcome.MENU_ONLY
    return (
        clock(start) if one_day(request) else f"{short_date(start)} {clock(start)}",
        call.direction.word,
        party_text(call.caller),
        route_text(call.to, call.answered_by),
        call.outcome.words,
        duration(call.waiting) if rings else "",
        duration(call.talk) if call.talk else "",
    )


def _cells(texts: Sequence[str]) -> list[Block]:
    """A table refuses empty cells."""
    return [{"type": "raw_text", "text": clipped(text, _LONGEST_CELL) or _NOTHING} for text in texts]
