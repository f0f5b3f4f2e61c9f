"""A request: a question, wholly understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from bot.cdr.leg import Direction
    from bot.cdr.outcome import Outcome
    from bot.cdr.window import Window


class Kind(StrEnum):
    """Which answer is asked for."""

    CALLS = "calls"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which calls count. Empty means unset; parties are a number or a name, as typed.

    Attributes:
        caller: ``from``: who called.
        callee: ``to``: any party the call reached, the dialled DID included.
        either: ``with``: caller or reached.
        group: ``in``: a queue, a ring group or an extension group, by name or number.
        outcomes: the call's outcome is one of these.
        direction: the call's direction.
        longer_than: talk time above this, seconds.
        shorter_than: talk time below this, seconds.
        fuzzy: numbers match when they contain the digits given.
        did: the number that was dialled from outside.
        pin_code: the PIN code the caller used.
        note: text in the call note.
        disposition_codes: codes agents gave the call.
    """

    caller: str = ""
    callee: str = ""
    either: str = ""
    group: str = ""
    outcomes: frozenset[Outcome] = frozenset()
    direction: Direction | None = None
    longer_than: int | None = None
    shorter_than: int | None = None
    fuzzy: bool = False
    did: str = ""
    pin_code: str = ""
    note: str = ""
    disposition_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Another way the same words can be read: its text as one would type it, and its windows."""

    text: str
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question, wholly understood.

    Attributes:
        windows: in order, disjoint; several for a set ("Mondays in May").
        words: the time as it was read, for a person: ``Yesterday, Sunday 22 November 2026``.
        now: the moment the question was asked.
        zone: the asker's zone, in which ``windows`` and ``words`` are meant.
        readings: other readings, the likeliest first.
        notes: what was assumed, as sentences.
        typed: the words that are not about time, as they were typed: the same question about another time begins so.
    """

    kind: Kind
    windows: tuple[Window, ...]
    words: str
    now: datetime
    zone: tzinfo
    filters: Filters = field(default_factory=Filters)
    readings: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()
    typed: str = ""
