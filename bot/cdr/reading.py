"""Reading a party from the text of a row: ``Kristin Hale<2005>``, ``Queue Sales<6400>``, ``07700900146``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.cdr.number import digits_of, like_a_number
from bot.cdr.party import Party, PartyKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cdr.roster import Roster

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNSEEN = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_PLAIN_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_LONGEST_NAME = 120
_LONGEST_NUMBER = 64
_LONGEST_EXTENSION = 7
"""The PBX's extension, queue and IVR numbers have at most seven digits."""

_REMEMBERED = 1 << 16
"""Texts remembered per side; then the memory starts anew, so that no PBX can grow it for ever."""

_PREFIXES: tuple[tuple[str, PartyKind], ...] = (
    (r"IVR", PartyKind.IVR),
    (r"Dial by Name|DISA", PartyKind.IVR),
    (r"Queue", PartyKind.QUEUE),
    (r"Ring ?Group", PartyKind.RING_GROUP),
    (r"(?:Extension |Group )?Voice ?mail", PartyKind.VOICEMAIL),
    (r"Play Prompt|Custom Prompt|Play Greeting|Announcement|Callback|Hang ?up", PartyKind.PROMPT),
    (r"Satisfaction Survey", PartyKind.SURVEY),
    (r"Conference|Paging(?:/Intercom| Group)?|Intercom|Parking|Park|Fax(?: to E-?mail)?", PartyKind.FEATURE),
)
_PREFIXED = re.compile("|".join(f"({words})" for words, _ in _PREFIXES), re.IGNORECASE)
_WHOLE_WORD = re.compile(r"(?:[\s:]\s*|$)")
_BORROWS_A_NUMBER = frozenset({PartyKind.VOICEMAIL, PartyKind.PROMPT, PartyKind.SURVEY})
"""Places that are written with the number of an extension or queue they belong to."""


_Place = tuple[PartyKind, str]
_Memory = dict[tuple[str, bool], Party]


def cleaned(text: str) -> str:
    """One line without control, direction or unpaired characters; otherwise as it came, markup included."""
    if text.isprintable():
        return text.strip()
    return _UNSEEN.sub("", _CONTROLS.sub(" ", text)).strip()


def split_party(text: str) -> tuple[str, str]:
    """Name and number of ``Name<number>`` or of a bare number; either may be empty.

    The number is in the last angle brackets, which end the text (a missing closing one is forgiven
    where digits stand in it); words in them are no number: ``Survey<Satisfaction Survey>``. A text that
    cannot hold a number is all name: ``<!channel> *bold*``.
    """
    text = cleaned(text)
    name, opened, rest = text.rpartition("<")
    inner = rest.rstrip("> ")
    closed = ">" in rest or any(map(str.isdecimal, inner))
    if opened and closed and (not inner or like_a_number(inner)):
        return _clipped(name.rstrip("< ")), inner[:_LONGEST_NUMBER]
    if opened and closed and _PLAIN_WORDS.fullmatch(inner):
        return _clipped(name.rstrip("< ") or inner), ""
    bare = text.strip("<> ")
    if like_a_number(bare) and "<" not in text:
        return "", bare[:_LONGEST_NUMBER]
    return _clipped(text) if bare else "", ""


def _clipped(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def split_prefix(name: str) -> tuple[PartyKind | None, str]:
    """The kind that a destination's type prefix tells, and the name without it: ``IVR Main`` is IVR, Main."""
    found = _PREFIXED.match(name)
    ended = found and _WHOLE_WORD.match(name, found.end())
    if not (found and ended):
        return None, name
    return _PREFIXES[(found.lastindex or 1) - 1][1], name[ended.end() :]


def kind_by_length(number: str) -> PartyKind:
    """EXTENSION for up to seven digits without a leading ``0`` or ``+``, else EXTERNAL."""
    short = number.isdecimal() and len(number) <= _LONGEST_EXTENSION
    return PartyKind.EXTENSION if short and int(number[0]) else PartyKind.EXTERNAL


class PartyReader:
    """Reads parties with what a roster knows; remembers each text, a PBX has few.

    Equal texts give the very same ``Party``, which keeps a year of legs small.
    """

    def __init__(self, roster: Roster) -> None:
        self._places = _places(roster)
        self._callees: _Memory = {}
        self._callers: _Memory = {}

    def callee(self, text: str, *, outside: bool) -> Party:
        """The party a leg went to; ``outside`` when the leg left through a trunk."""
        party = self._callees.get((text, outside))
        if party is None:
            party = self._read_callee(text, outside=outside)
            _remember(self._callees, (text, outside), party)
        return party

    def caller(self, text: str, *, outside: bool) -> Party:
        """The party a leg came from; ``outside`` when the leg came in through a trunk."""
        party = self._callers.get((text, outside))
        if party is None:
            party = self._read_caller(text, outside=outside)
            _remember(self._callers, (text, outside), party)
        return party

    def _read_caller(self, text: str, *, outside: bool) -> Party:
        name, number = split_party(text)
        if outside:
            return Party(number, name, PartyKind.EXTERNAL)
        kind, known_name = self._places.get(number, (kind_by_length(number), ""))
        return Party(number, name or known_name, kind)

    def _read_callee(self, text: str, *, outside: bool) -> Party:
        name, number = split_party(text)
        if outside:
            return Party(number, name, PartyKind.EXTERNAL)
        prefix, rest = split_prefix(name or number)
        if prefix is None:
            rest = name
        elif not name or not number:
            # "Voicemail", "Queue 6400", "Satisfaction Survey": without brackets the rest may be the number.
            name, number = name or number, rest if digits_of(rest) else ""
            rest = "" if number else rest
        place = self._places.get(number)
        if place is not None and not _borrowed(prefix, name, place):
            kind, known_name = place
            return Party(number, (rest if kind is prefix else name) or known_name, kind)
        if prefix is not None:
            # A place without a name of its own is called what it is: "Satisfaction Survey".
            return Party(number, rest or ("" if number else name), prefix)
        return Party(number, name, _kind_of_bare_callee(number))


def _remember(memory: _Memory, key: tuple[str, bool], party: Party) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    if len(key[0]) <= _LONGEST_NAME + _LONGEST_NUMBER:
        memory[key] = party


def _places(roster: Roster) -> Mapping[str, _Place]:
    """Number -> kind and name of every place; a name that only repeats the number is none."""
    places = {number: (PartyKind.EXTENSION, name) for number, name in roster.extensions.items()}
    places |= {number: (PartyKind.IVR, name) for number, name in roster.ivrs.items()}
    places |= {group.number: (group.kind, group.name) for group in roster.groups if group.number}
    return {number: (kind, "" if name == number else name) for number, (kind, name) in places.items()}


def _borrowed(prefix: PartyKind | None, name: str, place: _Place) -> bool:
    """Whether the number only says whose voicemail box it is, not that this person was rung."""
    return prefix in _BORROWS_A_NUMBER and name.casefold() != place[1].casefold()


def _kind_of_bare_callee(number: str) -> PartyKind:
    """A star code, or a place without any number, is something in the PBX that we have no word for."""
    return PartyKind.FEATURE if number[:1] in ("*", "#", "") else kind_by_length(number)
