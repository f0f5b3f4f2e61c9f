"""The buttons under a digest, and what they remember."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from bot.answers.callers import became
from bot.blocks import digest_words as words
from bot.blocks.elements import button
from bot.blocks.state import Question
from bot.cdr.missed import CallerState
from bot.query.request import Kind
from bot.query.shifting import shifted

if TYPE_CHECKING:
    from bot.answers.digest import DigestAnswer
    from bot.blocks.message import Block

FRESH = "digest:"
"""Action ids of buttons that ask begin so; their value is a ``Question`` whose dates are written out, so that it may
be asked as of the press: a list of who is still open must not be this morning's."""
OPEN, CALLS, RETURN, CSV = f"{FRESH}open", f"{FRESH}calls", f"{FRESH}return", f"{FRESH}csv"
"""``RETURN`` asks for the calls of whoever presses: ``me`` in its text stands for them."""
AGAIN, LEAVE = f"{FRESH}again", f"{FRESH}leave"
"""Their value is a ``Repost``."""

_OWN = "me"
_MOMENT = timedelta(seconds=1)


class Repost(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A slot that may be posted once more.

    Attributes:
        mark: of whose workspace it is: no other one posts it.
        digest: its id.
        slot: wall clock of the digest's zone.
    """

    mark: str
    digest: str
    slot: str

    def written(self) -> str:
        """As a button's value."""
        return msgspec.json.encode(self).decode()


def read_repost(value: str, mark: str) -> Repost | None:
    """A button's value as a slot; None for what is none, or another workspace's."""
    try:
        repost = msgspec.json.decode(value, type=Repost)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    return repost if repost.mark == mark else None


def buttons(told: DigestAnswer, mark: str, pbx: str) -> list[Block]:
    """Those that show something; none of a window that cannot be written as a question."""
    answer = told.answer
    missed = _question(told, Kind.MISSED, mark, pbx)
    calls = _question(told, Kind.CALLS, mark, pbx)
    if not missed.text or not calls.text:
        return []
    count = _counted(told)
    row = []
    if answer.missed_callers:
        label = words.OPEN_LISTED.format(count=count) if count else words.OPEN_LIST
        row.append(button(label, OPEN, missed.written(), style="primary" if count else ""))
    row += [
        button(words.ALL_CALLS, CALLS, msgspec.structs.replace(calls, calls=True).written()),
        button(words.CSV, CSV, calls.written()),
    ]
    if count and not answer.request.filters.either:
        own = _question(told, Kind.MISSED, mark, pbx, own=True)
        row.append(button(words.TO_RETURN, RETURN, own.written()))
    return row


def _counted(told: DigestAnswer) -> str:
    """Whom the list shows first, as the words over it count them: ``3``, or ``2 open, 1 tried``; empty for nobody."""
    states = became(told.still_open)
    if [state for state, _ in states] == [CallerState.OPEN]:
        return f"{states[0][1]:,}"
    return ", ".join(f"{count:,} {state.words}" for state, count in states)


def _question(told: DigestAnswer, kind: Kind, mark: str, pbx: str, *, own: bool = False) -> Question:
    """The question as one would type it; empty text where nobody can."""
    request = told.answer.request
    typed = " ".join(filter(None, (kind.value, f"with {_OWN}" if own else "", request.typed)))
    after = max(request.now, request.windows[0].end + _MOMENT)
    return Question(
        mark=mark,
        text=shifted(replace(request, typed=typed, now=after), 0),
        now=int(request.now.timestamp()),
        zone=told.digest.zone,
        locale=told.digest.locale,
        pbx=pbx,
    )
