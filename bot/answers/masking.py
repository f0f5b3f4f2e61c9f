"""An answer with the last four digits of outside numbers hidden: what the masking setting shows and exports."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from bot.cdr.party import Party, PartyKind

if TYPE_CHECKING:
    from bot.answers.values import Answer
    from bot.cdr.call import Call
    from bot.cdr.missed import MissedCaller
    from bot.query.request import Filters, Request

HIDDEN = "•"
_DIGITS_HIDDEN = 4
_LIKE_A_NUMBER = re.compile(r"\+?\d(?:[ ()./\-]{0,2}\d){5,}")
"""Six digits and more, however grouped: shorter ones are extensions, which are our own."""


def masked(answer: Answer) -> Answer:
    """The same answer; no outside number in it can be read whole, nor one that a caller put into a name."""
    return replace(
        answer,
        request=_request(answer.request),
        understood=tuple(map(masked_text, answer.understood)),
        calls=tuple(map(_call, answer.calls)),
        missed_callers=tuple(map(_caller, answer.missed_callers)),
        top_callers=tuple(
            replace(caller, number=masked_number(caller.number), name=masked_text(caller.name))
            for caller in answer.top_callers
        ),
    )


def masked_number(number: str) -> str:
    """``+44 7700 90••••``: the last four digits hidden, whatever stands between them; fewer where there are few."""
    digits = sum(sign.isdigit() for sign in number)
    left = min(_DIGITS_HIDDEN, max(digits - 1, 0)) if digits else 0
    signs = list(number)
    for at in range(len(signs) - 1, -1, -1):
        if left and signs[at].isdigit():
            signs[at] = HIDDEN
            left -= 1
    return "".join(signs)


def masked_text(text: str) -> str:
    """A text in which every telephone number is masked."""
    return _LIKE_A_NUMBER.sub(lambda found: masked_number(found[0]), text)


def _party(party: Party) -> Party:
    if party.kind is not PartyKind.EXTERNAL:
        return party
    return Party(masked_number(party.number), masked_text(party.name), party.kind)


def _call(call: Call) -> Call:
    return msgspec.structs.replace(
        call,
        caller=_party(call.caller),
        to=_party(call.to),
        touched=tuple(map(_party, call.touched)),
        answered_by=tuple(map(_party, call.answered_by)),
        recording=masked_text(call.recording),
        note=masked_text(call.note),
    )


def _caller(caller: MissedCaller) -> MissedCaller:
    return replace(
        caller,
        number=masked_number(caller.number),
        name=masked_text(caller.name),
        rang=tuple(map(masked_text, caller.rang)),
        by=None if caller.by is None else _party(caller.by),
    )


def _request(request: Request) -> Request:
    return replace(
        request,
        filters=_filters(request.filters),
        typed=masked_text(request.typed),
        readings=tuple(replace(reading, text=masked_text(reading.text)) for reading in request.readings),
    )


def _filters(filters: Filters) -> Filters:
    return replace(
        filters,
        caller=masked_text(filters.caller),
        callee=masked_text(filters.callee),
        either=masked_text(filters.either),
        note=masked_text(filters.note),
    )
