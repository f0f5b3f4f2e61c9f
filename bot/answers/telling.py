"""What every page of an answer tells in the same words: its windows, its proof, what became of a caller."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.answers.moments import clock, short_date, window_words
from bot.answers.notes import NO_RECORD_AT_ALL, missing
from bot.answers.words import HEADLINES, NO_CALL, NOTHING_HEADLINES, PROVED_BY_CANARY, PROVED_BY_ROWS, TIMES
from bot.cdr.missed import CallerState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from bot.answers.values import Answer
    from bot.cdr.missed import MissedCaller
    from bot.cdr.window import Window
    from bot.query.request import Request

_WINDOWS_TOLD, _MISSING_TOLD = 3, 5
_MOMENT = timedelta(microseconds=1)


def headline(answer: Answer) -> str:
    """What is answered: ``Missed calls``, or what there is to say where none is listed."""
    nothing = answer.nothing
    return HEADLINES[answer.kind] if nothing is None else NOTHING_HEADLINES[answer.kind, nothing]


def windows_told(windows: Sequence[Window], zone: tzinfo) -> str:
    """Windows, the first three of many."""
    told = [window_words(window, zone) for window in windows[:_WINDOWS_TOLD]]
    left = len(windows) - len(told)
    return "; ".join(told) + (f"; and {left:,} more" if left else "")


def one_day(request: Request) -> bool:
    """Whether a request is about a single date, so that clocks need none."""
    first, last = request.windows[0].start, request.windows[-1].end - _MOMENT
    return first is not None and (
        first.astimezone(request.zone).date() == last.astimezone(request.zone).date()
    )


def missing_told(answer: Answer, more: str) -> list[str]:
    """What could not be read; of many parts the first five, and ``more`` with the count of the others."""
    told = list(missing(answer.coverage, answer.request.zone))
    if len(told) > _MISSING_TOLD:
        told[_MISSING_TOLD:] = [more.format(count=f"{len(told) - _MISSING_TOLD:,}")]
    return told


def other_notes(answer: Answer) -> tuple[str, ...]:
    """The notes besides what is missing and what the headline says, which pages show in places of their own."""
    told = {*missing(answer.coverage, answer.request.zone), NO_RECORD_AT_ALL}
    return tuple(note for note in answer.notes if note not in told)


def proof(answer: Answer) -> str:
    """Why a zero can be believed, where nothing was found."""
    covered = answer.coverage
    if covered.legs:
        records = counted(covered.legs, "record")
        return PROVED_BY_ROWS.format(records=records, no_call=NO_CALL[answer.kind])
    return PROVED_BY_CANARY.format(form=date_format(answer))


def date_format(answer: Answer) -> str:
    """``DD/MM/YYYY, 12-hour``."""
    return f"{answer.profile.date_format}, {answer.profile.clock}-hour"


def since(caller: MissedCaller, zone: tzinfo) -> str:
    """What became of a missed caller: ``returned 14:20 by Amara Osei``; the date only where it is another day's."""
    if caller.at is None or caller.by is None:
        return caller.state.words
    at, last = datetime.fromtimestamp(caller.at, zone), datetime.fromtimestamp(caller.last, zone)
    when = clock(at) if at.date() == last.date() else f"{short_date(at)} {clock(at)}"
    tries = f" {caller.tries}{TIMES}, last" if caller.state is CallerState.TRIED and caller.tries > 1 else ""
    by = "to" if caller.state is CallerState.GOT_THROUGH else "by"
    return f"{caller.state.words}{tries} {when} {by} {caller.by.label}"
