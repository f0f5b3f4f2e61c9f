"""The group a question names, and whether a whole call came to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.names import folded, hint, listed, meant, near
from bot.cdr.party import PartyKind
from bot.cdr.roster_trouble import AmbiguousGroup, UnknownGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cdr.call import Call
    from bot.cdr.party import Party
    from bot.cdr.roster import Group, Roster

_RINGING = {PartyKind.QUEUE: "queue", PartyKind.RING_GROUP: "ring group"}
_MEMBERS = frozenset({PartyKind.EXTENSION, PartyKind.VOICEMAIL})
"""A member takes part as a person, or by the voicemail box that has the person's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMatch:
    """Which calls are "in" a group.

    Attributes:
        words: how it was understood: ``Sales (queue 6400)``.
        places: numbers of the queues and ring groups meant.
        names: their folded names, for records that do not carry the number.
        members: numbers of the members of the extension groups meant.
        from_records: the PBX did not tell its groups, so only its records decide.
    """

    words: str
    places: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    from_records: bool = False

    def fits(self, call: Call) -> bool:
        """Whether the call touched a queue or ring group meant, or any member of an extension group meant."""
        if any(party.kind in _RINGING and self._is_place(party) for party in call.touched):
            return True
        members = self.members
        return bool(members) and any(
            party.kind in _MEMBERS and party.number in members for party in call.parties
        )

    def _is_place(self, party: Party) -> bool:
        return party.number in self.places or folded(party.name) in self.names


def find_group(typed: str, roster: Roster) -> GroupMatch:
    """The group meant, by number or name; a queue and an extension group of one name are both meant.

    Where the PBX did not tell all of its groups, one that is not among them is looked for in the records.

    Raises:
        AmbiguousGroup: the name begins several names.
        UnknownGroup: no group has it.
    """
    groups = [group for group in roster.groups if group.number == typed]
    groups = groups or meant(typed, ((group.name, group) for group in roster.groups))
    if len({folded(group.name) for group in groups}) > 1:
        raise AmbiguousGroup(name=typed, candidates=listed(map(_told, groups), last="or"))
    if groups:
        return _match(groups, roster)
    if not roster.known or roster.notes:
        return GroupMatch(
            words=typed, places=frozenset({typed}), names=frozenset({folded(typed)}), from_records=True
        )
    raise UnknownGroup(name=typed, hint=_hint(typed, roster))


def _match(groups: Sequence[Group], roster: Roster) -> GroupMatch:
    others = {folded(group.name) for group in roster.groups if group not in groups}
    ringing = [group for group in groups if group.kind in _RINGING]
    members = [group.members for group in groups if group.kind is PartyKind.EXTENSION]
    return GroupMatch(
        words=_told(*groups),
        places=frozenset(group.number for group in ringing if group.number),
        names=frozenset(name for group in ringing if (name := folded(group.name)) and name not in others),
        members=frozenset().union(*members),
    )


def _told(*groups: Group) -> str:
    return f"{groups[0].name or groups[0].number} ({', '.join(map(_kind, groups))})"


def _kind(group: Group) -> str:
    if group.kind is PartyKind.EXTENSION:
        return f"group of {len(group.members)} extension{'s' * (len(group.members) != 1)}"
    return f"{_RINGING[group.kind]} {group.number}".strip()


def _hint(typed: str, roster: Roster) -> str:
    persons = meant(typed, ((name, name) for name in roster.extensions.values()))
    if len(persons) == 1:
        return f"{persons[0]} is an extension: write with {persons[0]}."
    names = list(dict.fromkeys(group.name or group.number for group in roster.groups))
    return hint(near(typed, names), names, "Groups")
