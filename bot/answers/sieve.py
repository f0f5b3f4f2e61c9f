"""Which calls a question is about: its filters, decided on whole calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.names import folded
from bot.cdr.number import contains_digits, same_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bot.answers.parties import PartyMatch
    from bot.answers.resolving import Names
    from bot.cdr.call import Call
    from bot.cdr.party import Party
    from bot.query.request import Filters


class Parties:
    """Remembers which parties and numbers fit a match: a year of calls has few of either."""

    def __init__(self, match: PartyMatch) -> None:
        self._match = match
        self._known: dict[Party, bool] = {}
        self._numbers: dict[str, bool] = {}

    def any(self, parties: Iterable[Party]) -> bool:
        """Whether one of the parties is meant."""
        return any(map(self.one, parties))

    def one(self, party: Party) -> bool:
        """Whether this party is meant."""
        fits = self._known.get(party)
        if fits is None:
            fits = self._known[party] = self._match.fits(party)
        return fits

    def number(self, number: str) -> bool:
        """Whether this number is meant."""
        fits = self._numbers.get(number)
        if fits is None:
            fits = self._numbers[number] = self._match.fits_number(number)
        return fits


class Sieve:
    """Keeps the calls that fit every filter.

    Args:
        filters: what was asked.
        names: who and what is meant by the names in it.
        coded: keys of the calls with the disposition codes asked for; None where none are.
    """

    def __init__(self, filters: Filters, names: Names, coded: frozenset[str] | None = None) -> None:
        self._tests = [*_of_the_row(filters), *_of_parties(names.parties)]
        if names.group is not None:
            self._tests.append(names.group.fits)
        if coded is not None:
            self._tests.append(lambda call: call.key in coded)

    def keeps(self, call: Call) -> bool:
        """Whether a call fits."""
        return all(test(call) for test in self._tests)


def _of_parties(parties: Mapping[str, PartyMatch]) -> Iterator[Callable[[Call], bool]]:
    if (caller := parties.get("caller")) is not None:
        yield _from(Parties(caller))
    if (callee := parties.get("callee")) is not None:
        yield _to(Parties(callee))
    if (either := parties.get("either")) is not None:
        called, reached = _from(Parties(either)), _to(Parties(either))
        yield lambda call: called(call) or reached(call)


def _from(meant: Parties) -> Callable[[Call], bool]:
    return lambda call: meant.one(call.caller)


def _to(meant: Parties) -> Callable[[Call], bool]:
    """Any party the call came to, and the number of ours that was dialled."""
    return lambda call: meant.any(call.touched) or meant.number(call.did)


def _of_the_row(filters: Filters) -> Iterator[Callable[[Call], bool]]:
    outcomes, direction = filters.outcomes, filters.direction
    longer, shorter = filters.longer_than, filters.shorter_than
    if outcomes:
        yield lambda call: call.outcome in outcomes
    if direction is not None:
        yield lambda call: call.direction is direction
    if longer is not None:
        yield lambda call: call.talk > longer
    if shorter is not None:
        yield lambda call: call.answered and call.talk < shorter  # else there was no talk to be short
    if filters.did:
        fits = contains_digits if filters.fuzzy else same_number
        yield lambda call: fits(call.did, filters.did)
    if filters.pin_code:
        yield lambda call: call.pin_code == filters.pin_code
    if filters.note:
        note = folded(filters.note)
        yield lambda call: note in folded(call.note)
