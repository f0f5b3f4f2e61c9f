"""From legs to the answer: all of the processor's work, without waiting for anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers.notes import Circumstances, notes
from bot.answers.reach import inside
from bot.answers.resolving import PARTY_FIELDS, by_calls, check_numbers
from bot.answers.sieve import Sieve
from bot.answers.understood import understood
from bot.answers.values import Answer
from bot.cdr.leg import Direction
from bot.cdr.load import RunningLoad
from bot.cdr.missed import missed_callers
from bot.cdr.tally import tally
from bot.query.request import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.resolving import Names
    from bot.cdr.call import Call
    from bot.cdr.grouping import CallBook
    from bot.cdr.profile import PbxProfile
    from bot.cdr.roster import Roster
    from bot.cdr.search import Coverage
    from bot.query.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """All that was read for a request, besides the legs.

    Attributes:
        names: what the roster told of the names asked for.
        coded: keys of the calls with the disposition codes asked for; None where none are.
        short_ring: seconds; a missed call that rang less is a short ring.
    """

    request: Request
    profile: PbxProfile
    roster: Roster
    coverage: Coverage
    names: Names
    coded: frozenset[str] | None
    short_ring: int


def finished(read: Read, book: CallBook) -> Answer:
    """The answer that the legs in a book give.

    Raises:
        QuestionTrouble: a party that neither the PBX's lists nor the calls know.
    """
    return finished_of(read, book.calls())


def finished_of(read: Read, known: Sequence[Call]) -> Answer:
    """As ``finished``, of calls that are known already: ordered by start, from before the windows to the last.

    Raises:
        QuestionTrouble: as ``finished``.
    """
    within = inside(read.request.windows)
    window_calls = [call for call in known if within(call.start)]
    names = by_calls(read.names, window_calls, read.roster, all_read=read.coverage.complete)
    sieve = Sieve(read.request.filters, names, read.coded)
    counted = [call for call in window_calls if sieve.keeps(call)]
    if not counted and read.coverage.complete:
        check_numbers(read.request.filters, window_calls, read.roster)
    either_way = _either_way(read, names, window_calls, counted)
    return _told(read, names, known, counted, either_way)


def _either_way(read: Read, names: Names, calls: Sequence[Call], counted: Sequence[Call]) -> int:
    """How many calls of somebody fit whatever their direction, where none fits the one that is asked for.

    Missed calls are inbound.
    """
    filters = read.request.filters
    if not any(getattr(filters, name) for name in (*PARTY_FIELDS, "group")):
        return 0
    if read.request.kind is Kind.MISSED:
        return 0 if any(call.direction is Direction.INBOUND for call in counted) else len(counted)
    if filters.direction is None or counted:
        return 0
    sieve = Sieve(replace(filters, direction=None), names, read.coded)
    return sum(map(sieve.keeps, calls))


def _told(
    read: Read, names: Names, known: Sequence[Call], counted: Sequence[Call], either_way: int
) -> Answer:
    request = read.request
    missed = [call for call in counted if call.missed]
    callers = missed_callers(missed, _until(request.now.timestamp(), known) if missed else ())
    figures = tally(counted, request.zone)
    load = _load(request, counted)
    circumstances = Circumstances(
        request=request,
        roster=read.roster,
        profile=read.profile,
        coverage=read.coverage,
        totals=figures.totals,
        missed_callers=callers,
        group=names.group,
        short_ring=read.short_ring,
        either_way=either_way,
    )
    return Answer(
        request=request,
        understood=understood(request, names),
        totals=figures.totals,
        calls=tuple(missed if request.kind is Kind.MISSED else counted),
        missed_callers=callers,
        by_hour=load.by_hour(),
        by_day=load.by_day(),
        by_extension=figures.by_extension,
        top_callers=figures.top_callers,
        coverage=read.coverage,
        notes=notes(circumstances),
        profile=read.profile,
    )


def _until(moment: float, calls: Sequence[Call]) -> list[Call]:
    """What had happened by then: a question asked of the past does not know its future."""
    return [call for call in calls if call.start <= moment]


def _load(request: Request, counted: Sequence[Call]) -> RunningLoad:
    load = RunningLoad(request.zone)
    for call in counted:
        if request.kind is Kind.CALLS or call.direction is Direction.INBOUND:
            load.count(call)
    return load
