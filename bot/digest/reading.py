"""What a person writes of a digest: ``daily 08:30 weekdays in Sales skip empty``."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time
from typing import TYPE_CHECKING, Any

from bot.digest import option_words, schedule_words
from bot.digest.digest import About
from bot.digest.digest_trouble import (
    DigestTooLong,
    NoDay,
    NothingOfToday,
    NoTimeOfDay,
    NotScheduled,
    SaidTwice,
)
from bot.digest.draft import Draft
from bot.digest.found import Part, Place
from bot.digest.pieces import joined, pieces_of
from bot.digest.recurrence import Every, Recurrence
from bot.digest.schedule_words import ALL_DAYS

if TYPE_CHECKING:
    from bot.digest.found import Found
    from bot.digest.pieces import Piece, Pieces

MOST_CHARACTERS = 2_000

_WORDS = (
    option_words.channel,
    option_words.about,
    option_words.skip,
    option_words.zone,
    option_words.me,
    schedule_words.month_day,
    schedule_words.days,
    schedule_words.another_kind,
)
_FILTER_LEADS = frozenset({"from", "to", "with", "by", "in", "of", "called"})
"""What follows them is a name or a number, whatever else it could be: ``in Zone 3``, ``from Mon Abri``."""
_TIME_LEADS = _FILTER_LEADS | {
    "than",
    "over",
    "under",
    "between",
    "and",
    "or",
    "before",
    "after",
    "until",
    "since",
}
"""A time after one of them belongs to what is asked: ``longer than 1:30``."""
_EXAMPLES = {
    Every.DAILY: "daily 08:30 weekdays",
    Every.WEEKLY: "weekly monday 09:00",
    Every.MONTHLY: "monthly first workday 08:00",
}


def read_digest(text: str, *, zone: str) -> Draft:
    """Read a digest: how often first, all the rest in any order. What is not understood stays in the draft's text.

    Args:
        text: ``daily``, ``weekly`` or ``monthly``, a time and the days, and what else is wished.
        zone: IANA name of the zone that is meant where none is written.

    Raises:
        NotScheduled, NoTimeOfDay, NoDay, NoDayOfMonth: it is not said when.
        SaidTwice: of something there are two.
        OptionUnclear, NoDate, UnknownZone, ChannelNotLinked: an option that is not understood.
        NothingOfToday: about today, at midnight.
        DigestTooLong: more than 2,000 characters.
    """
    if len(text) > MOST_CHARACTERS:
        raise DigestTooLong(length=len(text), most=MOST_CHARACTERS)
    pieces = pieces_of(text)
    kind = schedule_words.kind(pieces)
    if kind is None:
        raise NotScheduled
    every, start = kind
    said = _read(pieces, every, start)
    about = said.value(Part.ABOUT, About.AUTO)
    recurrence = _recurrence(every, said)
    if about is About.TODAY and recurrence.at == time():
        raise NothingOfToday
    where = said.value(Part.WHERE, None)
    return Draft(
        recurrence=recurrence,
        zone=said.value(Part.ZONE, zone),
        channel=where or "",
        own=where == "",
        about=about,
        text=joined(tuple(said.left)),
        skip_empty=Part.SKIP_EMPTY in said.parts,
        skip_on=said.value(Part.SKIP_ON, frozenset()),
    )


@dataclass(slots=True)
class _Said:
    """What was said so far: of each part its value and its words; and the pieces that say none of it."""

    parts: dict[Part, tuple[Any, str]]
    left: list[Piece] = field(default_factory=list)

    def note(self, found: Found, typed: str) -> None:
        """Take a part.

        Raises:
            SaidTwice: it was said already, and otherwise.
        """
        value, (before, words) = found.value, self.parts.get(found.part, (found.value, typed))
        if found.part is Part.SKIP_ON:
            value |= before
        elif value != before:
            raise SaidTwice(one=words, other=typed)
        self.parts[found.part] = (value, typed)

    def leave(self, pieces: list[Piece], *, apart: bool) -> None:
        """Keep what says no part; ``apart``: a part stood between it and what was left before."""
        first, *others = pieces
        self.left += [replace(first, glued=first.glued and not apart), *others]

    def value(self, part: Part, otherwise: Any) -> Any:  # noqa: ANN401 - each part has a type of its own
        """The value of a part, where it was said."""
        return self.parts[part][0] if part in self.parts else otherwise


def _read(pieces: Pieces, every: Every, start: int) -> _Said:
    said = _Said({Part.EVERY: (every, pieces.typed(0, start or 2))})
    at = start
    before: list[Piece] = []  # what was left just before, and a comma after it
    while at < len(pieces):
        piece = pieces.all[at]
        found = _found(Place(pieces=pieces, at=at, every=every, head=not said.left), before)
        if found is not None:
            said.note(found, pieces.typed(at, found.end))
            at, before = found.end, []
            continue
        if piece.plain != ",":
            said.leave([*before[1:], piece], apart=not before)
            before = [piece]
        elif before:
            before = [before[0], piece]
        at += 1
    return said


def _found(place: Place, before: list[Piece]) -> Found | None:
    """What stands there, unless the word before takes it for a filter."""
    lead = before[0].plain if len(before) == 1 else ""
    if lead in _FILTER_LEADS:
        return None
    words = _WORDS if lead in _TIME_LEADS else (*_WORDS, schedule_words.time_of_day)
    return next((found for word in words if (found := word(place)) is not None), None)


def _recurrence(every: Every, said: _Said) -> Recurrence:
    at = said.value(Part.AT, None)
    days = said.value(Part.DAYS, ALL_DAYS if every is Every.DAILY else frozenset())
    month_day = said.value(Part.MONTH_DAY, None)
    if not days and month_day is None:
        raise NoDay(kind=every.value, example=_EXAMPLES[every])
    if at is None:
        raise NoTimeOfDay(example=_EXAMPLES[every])
    return Recurrence(every=every, at=at, days=days, month_day=month_day)
