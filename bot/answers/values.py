"""What an answer is made of: typed, complete, and saying what it covers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.answers.reach import PAD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.cdr.busiest import ExtensionLoad, TopCaller
    from bot.cdr.call import Call
    from bot.cdr.load import Load
    from bot.cdr.missed import MissedCaller
    from bot.cdr.profile import PbxProfile
    from bot.cdr.search import Coverage
    from bot.cdr.totals import Totals
    from bot.query.request import Kind, Request


class Nothing(StrEnum):
    """Why an answer lists no call. Only NO_CALLS and EMPTY_PBX mean that there was none."""

    NO_CALLS = "no_calls"
    EMPTY_PBX = "empty_pbx"
    NO_RECORDS_SO_OLD = "no_records_so_old"
    NOT_ALL_READ = "not_all_read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to one request.

    Attributes:
        request: the question, as it was understood.
        understood: kind and filters in words, names as the PBX knows them.
        totals: of every call that fits the filters; for ``missed`` that includes the calls that were not missed.
        calls: the calls asked about, ordered by start: all that fit, or the missed ones among them.
        missed_callers: the missed calls folded by caller, and what became of each until ``request.now``.
        by_hour: 24 loads, by hour of the day; of inbound calls only for ``missed``.
        by_day: the load of each date that has calls, likewise.
        by_extension: every extension that made or answered one of the calls counted, most answered first.
        top_callers: who called in most.
        coverage: what was read for it.
        notes: what a person must know to read the figures, as sentences.
        profile: the PBX that answered.
    """

    request: Request
    understood: tuple[str, ...]
    totals: Totals
    calls: tuple[Call, ...]
    missed_callers: tuple[MissedCaller, ...]
    by_hour: tuple[Load, ...]
    by_day: Mapping[date, Load]
    by_extension: tuple[ExtensionLoad, ...]
    top_callers: tuple[TopCaller, ...]
    coverage: Coverage
    notes: tuple[str, ...]
    profile: PbxProfile

    @property
    def kind(self) -> Kind:
        """Which answer this is."""
        return self.request.kind

    @property
    def calls_complete(self) -> bool:
        """Whether every call of the window was seen; gaps may still hide what became of a missed caller."""
        return not any(
            gap.window.first_second < window.last_second + PAD.total_seconds()
            and window.first_second - PAD.total_seconds() < gap.window.last_second
            for gap in self.coverage.gaps
            for window in self.request.windows
        )

    @property
    def nothing(self) -> Nothing | None:
        """Why no call is listed; None when some are. Without a record read or a proof nothing is known."""
        covered = self.coverage
        if self.calls:
            return None
        if not (self.calls_complete and (covered.legs or covered.proved or covered.empty_pbx)):
            return Nothing.NOT_ALL_READ
        if covered.empty_pbx:
            return Nothing.EMPTY_PBX
        oldest = covered.oldest
        if oldest is not None and all(window.end <= oldest for window in self.request.windows):
            return Nothing.NO_RECORDS_SO_OLD
        return Nothing.NO_CALLS
