"""An answer with the last four digits of outside numbers hidden: what the masking setting shows and exports.

Our own numbers stay: places of the PBX and DIDs. What the question was typed as stays, too: buttons ask it again.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from bot.answers.hiding import HIDDEN, digits_in
from bot.answers.notes import missing
from bot.answers.outside import Outside, masked_number
from bot.answers.parties import is_number
from bot.cdr.party import Party, PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from bot.answers.values import Answer
    from bot.cdr.call import Call
    from bot.cdr.missed import MissedCaller
    from bot.cdr.search import Coverage
    from bot.query.request import Filters, Request

__all__ = ["HIDDEN", "masked", "masked_number"]

_PLACES = frozenset({PartyKind.EXTENSION, PartyKind.QUEUE, PartyKind.RING_GROUP, PartyKind.IVR})
_LONGEST_PLACE = 7
"""Digits. A longer number of another place has an outside one in it: ``*21`` and where calls are forwarded to."""

_PARTY_WORDS = ("from", "to", "with")
_PART = "a number with "


def masked(answer: Answer) -> Answer:
    """The same answer; the last four digits of no outside number in it can be read, wherever it stands.

    Not hidden is what only buttons are made of, ``request.typed`` and the texts of ``request.readings``.
    Figures, states and order stay, and two callers stay two though they may look the same.
    """
    outside = _outside(answer)
    coverage = _coverage(answer.coverage, outside)
    gaps = _gaps_told(answer.coverage, coverage, answer.request.zone)
    parties = _Parties(outside)
    return replace(
        answer,
        request=_request(answer.request, outside),
        understood=tuple(_understood(answer, outside)),
        calls=tuple(_call(call, outside, parties) for call in answer.calls),
        missed_callers=tuple(_caller(caller, outside, parties) for caller in answer.missed_callers),
        by_extension=tuple(replace(load, name=outside.text(load.name)) for load in answer.by_extension),
        top_callers=tuple(
            replace(caller, number=outside.caller(caller.number), name=outside.text(caller.name))
            for caller in answer.top_callers
        ),
        coverage=coverage,
        notes=tuple(gaps.get(note) or outside.sentence(note) for note in answer.notes),
    )


def _outside(answer: Answer) -> Outside:
    """Whose the numbers of an answer are. A caller whom the calls do not show to be ours is outside."""
    calls, callers = answer.calls, answer.missed_callers
    parties = {party for call in calls for party in (*call.parties, *call.answered_by)}
    parties |= {caller.by for caller in callers if caller.by is not None}
    places = {party.number for party in parties if party.kind in _PLACES}
    places |= {load.number for load in answer.by_extension}
    beyond = {caller.number for caller in callers} | {caller.number for caller in answer.top_callers}
    return Outside(
        numbers={party.number for party in parties if party.kind is PartyKind.EXTERNAL} | (beyond - places),
        places=places,
        dids={call.did for call in calls} | {caller.did for caller in callers} | {answer.request.filters.did},
    )


class _Parties(dict[Party, Party]):
    """Each party masked, worked out once: an answer has many calls and few parties."""

    def __init__(self, outside: Outside) -> None:
        super().__init__()
        self._outside = outside

    def __missing__(self, party: Party) -> Party:
        number = party.number
        beyond = party.kind is PartyKind.EXTERNAL
        if beyond or (party.kind not in _PLACES and len(digits_in(number)) > _LONGEST_PLACE):
            number = self._outside.number(number)
        made = self[party] = Party(number, self._outside.text(party.name), party.kind)
        return made


def _call(call: Call, outside: Outside, parties: _Parties) -> Call:
    return msgspec.structs.replace(
        call,
        key=outside.key(call.key),
        caller=parties[call.caller],
        to=parties[call.to],
        touched=tuple(parties[party] for party in call.touched),
        answered_by=tuple(parties[party] for party in call.answered_by),
        shares=_shares(call, parties),
        recording=outside.file_name(call.recording),
        pin_code=outside.text(call.pin_code),
        note=outside.text(call.note),
    )


def _shares(call: Call, parties: _Parties) -> tuple[int, ...]:
    """Talk seconds of each distinct party, as a ``Call`` has them: two that look the same now are one."""
    shares: dict[Party, int] = {}
    for party, seconds in call.talk_by_party() if call.shares else ():
        shares[parties[party]] = shares.get(parties[party], 0) + seconds
    return tuple(shares.values())


def _caller(caller: MissedCaller, outside: Outside, parties: _Parties) -> MissedCaller:
    return replace(
        caller,
        number=outside.caller(caller.number),
        name=outside.text(caller.name),
        rang=tuple(map(outside.text, caller.rang)),
        by=None if caller.by is None else parties[caller.by],
    )


def _coverage(coverage: Coverage, outside: Outside) -> Coverage:
    return replace(
        coverage,
        gaps=tuple(replace(gap, reason=outside.sentence(gap.reason)) for gap in coverage.gaps),
        notes=tuple(map(outside.sentence, coverage.notes)),
    )


def _gaps_told(before: Coverage, after: Coverage, zone: tzinfo) -> dict[str, str]:
    """The note of each gap, before and after: pages know these notes by their words."""
    told = (map(partial(_gap_told, zone=zone), replaced) for replaced in (_each(before), _each(after)))
    return dict(zip(*told, strict=True))


def _each(coverage: Coverage) -> Iterator[Coverage]:
    return (replace(coverage, gaps=(gap,)) for gap in coverage.gaps)


def _gap_told(coverage: Coverage, zone: tzinfo) -> str:
    return missing(coverage, zone)[0]


def _request(request: Request, outside: Outside) -> Request:
    return replace(
        request,
        filters=_filters(request.filters, outside),
        notes=tuple(map(outside.sentence, request.notes)),
    )


def _filters(filters: Filters, outside: Outside) -> Filters:
    typed = partial(_typed, outside=outside, fuzzy=filters.fuzzy)
    return replace(
        filters,
        caller=typed(filters.caller),
        callee=typed(filters.callee),
        either=typed(filters.either),
        group=outside.text(filters.group),
        pin_code=outside.text(filters.pin_code),
        note=outside.text(filters.note),
        disposition_codes=tuple(map(outside.text, filters.disposition_codes)),
    )


def _typed(party: str, outside: Outside, *, fuzzy: bool) -> str:
    if not is_number(party):
        return outside.text(party)
    return outside.part_asked_for(party) if fuzzy else outside.asked_for(party)


def _understood(answer: Answer, outside: Outside) -> Iterator[str]:
    """The words, a number that was typed in them as the filters have it."""
    before = answer.request.filters
    after = _filters(before, outside)
    typed = {
        f"{word} {part}{getattr(before, field)}": f"{word} {part}{getattr(after, field)}"
        for field, word in zip(("caller", "callee", "either"), _PARTY_WORDS, strict=True)
        for part in ("", _PART)
        if getattr(before, field)
    }
    for words in answer.understood:
        yield typed.get(words) or outside.text(words)
