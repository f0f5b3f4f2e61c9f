"""Who and what the filters of a question mean: first by the roster, the rest by the calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.answers.groups import find_group
from bot.answers.parties import check_extension, is_number, named_in_calls, named_in_roster

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.answers.groups import GroupMatch
    from bot.answers.parties import PartyMatch
    from bot.cdr.call import Call
    from bot.cdr.party import Party
    from bot.cdr.roster import Roster
    from bot.query.request import Filters

PARTY_FIELDS = ("caller", "callee", "either")
"""The filters that mean a party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who is meant by each party filter, and by ``in``.

    Attributes:
        parties: by the filter's field.
        left: names that the roster does not know, by the filter's field; the calls may.
        group: None where no group was asked for.
    """

    parties: Mapping[str, PartyMatch] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    group: GroupMatch | None = None


def by_roster(filters: Filters, roster: Roster) -> Names:
    """What the roster can tell, before anything is fetched.

    Raises:
        QuestionTrouble: a group that does not exist, or a name that fits several.
    """
    parties: dict[str, PartyMatch] = {}
    left: dict[str, str] = {}
    for name, typed in _typed(filters):
        match = named_in_roster(typed, roster, fuzzy=filters.fuzzy)
        if match is None:
            left[name] = typed
        else:
            parties[name] = match
    return Names(
        parties=parties, left=left, group=find_group(filters.group, roster) if filters.group else None
    )


def by_calls(names: Names, calls: Sequence[Call], roster: Roster, *, all_read: bool) -> Names:
    """What the calls of the window tell of the names that are left.

    Raises:
        QuestionTrouble: a name that nobody has, or several have.
    """
    if not names.left:
        return names
    everybody = _everybody(calls)
    found = {
        name: named_in_calls(typed, everybody, roster, all_read=all_read)
        for name, typed in names.left.items()
    }
    return Names(parties={**names.parties, **found}, group=names.group)


def check_numbers(filters: Filters, calls: Sequence[Call], roster: Roster) -> None:
    """Where no call fits: whether it is because an extension asked for does not exist.

    Raises:
        UnknownExtension: it does not, and never did in these calls.
    """
    for _, typed in _typed(filters):
        if is_number(typed) and not filters.fuzzy:
            check_extension(typed, roster, _everybody(calls))


def _typed(filters: Filters) -> Iterator[tuple[str, str]]:
    for name in PARTY_FIELDS:
        if typed := getattr(filters, name):
            yield name, typed


def _everybody(calls: Sequence[Call]) -> set[Party]:
    return {party for call in calls for party in call.parties}
