"""The party a question names: a number, or a name that the roster or the calls know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.names import folded, hint, listed, meant, near
from bot.cdr.number import contains_digits, digits_of, number_key, withheld
from bot.cdr.party import Party, PartyKind
from bot.cdr.roster_trouble import AmbiguousParty, GroupIsNoParty, UnknownExtension, UnknownParty

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.cdr.roster import Roster

KIND_WORDS = {PartyKind.EXTENSION: "extension", PartyKind.QUEUE: "queue", PartyKind.RING_GROUP: "ring group"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMatch:
    """Who is meant. A party fits by any of these.

    Attributes:
        words: how it was understood: ``Amara Osei (4005)``.
        key: the ``number_key`` of the one number meant.
        digits: digits that the number contains.
        name: the folded whole name (a SIP user's number is one).
        withheld: whoever does not tell the number.
    """

    words: str
    key: str = ""
    digits: str = ""
    name: str = ""
    withheld: bool = False

    def fits(self, party: Party) -> bool:
        """Whether this party is meant."""
        if self.withheld:
            return party.kind is PartyKind.EXTERNAL and withheld(party.number)
        return self.fits_number(party.number) or (bool(self.name) and folded(party.label) == self.name)

    def fits_number(self, number: str) -> bool:
        """Whether this number is meant, without regard to who has it."""
        if self.digits:
            return contains_digits(number, self.digits)
        return bool(self.key) and number_key(number) == self.key


def is_number(typed: str) -> bool:
    """Whether a party was typed as a number: digits, however grouped, and no letters."""
    return bool(digits_of(typed)) and not any(sign.isalpha() for sign in typed)


def named_in_roster(typed: str, roster: Roster, *, fuzzy: bool) -> PartyMatch | None:
    """Who is meant as far as the roster can tell; None for a name that only the calls may know.

    Raises:
        AmbiguousParty: the name fits several.
        GroupIsNoParty: the name is that of an extension group alone.
    """
    typed = _without_mark(typed)
    if is_number(typed):
        return _by_number(typed, roster, fuzzy=fuzzy)
    found = meant(typed, ((place.name, place) for place in _places(roster)))
    parties = [place for place in found if place.number]
    if found and not parties:
        raise GroupIsNoParty(name=found[0].name)
    if len(parties) > 1:
        raise AmbiguousParty(name=typed, candidates=listed(map(_told, parties), last="or"))
    if parties:
        party = parties[0]
        return PartyMatch(words=_told(party), key=number_key(party.number), name=folded(party.name))
    nobody = any(map(str.isalnum, typed)) and withheld(typed)
    return PartyMatch(words="withheld number", withheld=True) if nobody else None


def _without_mark(typed: str) -> str:
    """A name without the sign that people put before it in Slack: ``@amara``, where nobody there is meant by it."""
    return typed.removeprefix("@")


def named_in_calls(typed: str, parties: Iterable[Party], roster: Roster, *, all_read: bool) -> PartyMatch:
    """Who is meant among the parties of calls: names that the PBX's lists do not hold.

    Unless all calls were read, a name that nobody has may still be somebody's.

    Raises:
        AmbiguousParty: the name fits several names.
        UnknownParty: it fits none.
    """
    typed = _without_mark(typed)
    names = {folded(label): label for label in sorted({party.label for party in parties})}
    found = meant(typed, ((label, label) for label in names.values()))
    if len(found) > 1:
        raise AmbiguousParty(name=typed, candidates=listed(found, last="or"))
    if found:
        return PartyMatch(words=found[0], name=folded(found[0]))
    if not all_read:
        return PartyMatch(words=typed, name=folded(typed))
    known = [place.name for place in _places(roster) if place.number]
    spoken = [label for label in names.values() if not is_number(label)]
    raise UnknownParty(name=typed, hint=_spelling(near(typed, (*known, *spoken))))


def check_extension(typed: str, roster: Roster, parties: Collection[Party]) -> None:
    """Refuse a number that could only be an extension and is none; other unknown numbers are somebody's outside.

    An extension that was deleted is still in old records, so those are asked first.

    Raises:
        UnknownExtension: it is as long as this PBX's extensions, and nobody has it.
    """
    key = number_key(typed)
    known = {place.number for place in _places(roster)}
    lengths = {len(number) for number in roster.extensions}
    if not roster.known or not key.isdecimal() or len(key) not in lengths or key in known:
        return
    if any(number_key(party.number) == key for party in parties):
        return
    nearest = near(key, roster.extensions)
    told = [_told(Party(number, roster.extensions[number], PartyKind.EXTENSION)) for number in nearest]
    raise UnknownExtension(number=key, hint=hint(told, sorted(roster.extensions), "Extensions"))


def _by_number(typed: str, roster: Roster, *, fuzzy: bool) -> PartyMatch:
    if fuzzy:
        return PartyMatch(words=f"a number with {typed}", digits=typed)
    place = next((place for place in _places(roster) if place.number == typed), None)
    return PartyMatch(words=typed if place is None else _told(place), key=number_key(typed))


def _places(roster: Roster) -> list[Party]:
    """Everything with a name; extension groups have no number."""
    return [
        *(Party(number, name, PartyKind.EXTENSION) for number, name in roster.extensions.items()),
        *(Party(number, name, PartyKind.IVR) for number, name in roster.ivrs.items()),
        *(Party(group.number, group.name, group.kind) for group in roster.groups),
    ]


def _told(party: Party) -> str:
    if not party.name or party.name == party.number:
        return party.number
    kind = KIND_WORDS.get(party.kind, "") if party.kind is not PartyKind.EXTENSION else ""
    return f"{party.name} ({kind} {party.number})" if kind else f"{party.name} ({party.number})"


def _spelling(nearest: Collection[str]) -> str:
    asked = f"Did you mean {listed(nearest, last='or')}? " if nearest else ""
    return f"{asked}Check the spelling, or use the number."
