"""The busiest: which extensions talk most, and which callers call most."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

import msgspec

from bot.cdr.number import number_key
from bot.cdr.party import PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.cdr.call import Call
    from bot.cdr.party import Party

_EXTENSION = PartyKind.EXTENSION  # bound once: Python 3.11 takes 80 ns to look an enum's member up


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionLoad:
    """One extension's calls: ``answered`` by it, ``made`` by it, and its seconds of talk in both."""

    number: str
    name: str
    answered: int
    made: int
    talk_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopCaller:
    """One outside number's inbound calls, the ``missed`` ones among them."""

    number: str
    name: str
    calls: int
    missed: int


class _Extension(msgspec.Struct, gc=False):
    name: str
    answered: int = 0
    made: int = 0
    talk: int = 0


class _Caller(msgspec.Struct, gc=False):
    number: str
    name: str
    calls: int = 0
    missed: int = 0
    last: int = 0


class RunningExtensions:
    """Every extension's load in the making. Names as last seen."""

    def __init__(self) -> None:
        self._loads: dict[str, _Extension] = {}

    def count(self, call: Call) -> None:
        """One more call."""
        caller, talkers = call.caller, call.answered_by
        if caller.kind is _EXTENSION:
            load = self._load(caller)
            load.made += 1
            load.talk += call.talk
        if talkers and (call.shares or talkers[0].kind is _EXTENSION):
            for party, seconds in call.talk_by_party():
                if party.kind is _EXTENSION:
                    load = self._load(party)
                    load.answered += 1
                    load.talk += seconds

    def _load(self, party: Party) -> _Extension:
        load = self._loads.get(party.number)
        if load is None:
            load = self._loads[party.number] = _Extension(party.name)
        elif party.name:
            load.name = party.name
        return load

    def loads(self) -> tuple[ExtensionLoad, ...]:
        """All of them: most answered first, then most made, then by number."""
        busiest = sorted(self._loads.items(), key=lambda item: (-item[1].answered, -item[1].made, item[0]))
        return tuple(
            ExtensionLoad(
                number=number, name=load.name, answered=load.answered, made=load.made, talk_seconds=load.talk
            )
            for number, load in busiest
        )


class RunningCallers:
    """Every caller's calls in the making, folded by number. Number and name as last seen."""

    def __init__(self) -> None:
        self._written: dict[str, _Caller] = {}
        """By the number as written: each writing is folded once, not with every call."""

    def count(self, call: Call) -> None:
        """One more inbound call."""
        party = call.caller
        caller = self._written.get(party.number)
        if caller is None:
            caller = self._written[party.number] = _Caller(party.number, party.name)
        if party.name:
            caller.name = party.name
        caller.last = call.start
        caller.calls += 1
        caller.missed += call.missed

    def most(self, top: int) -> tuple[TopCaller, ...]:
        """The ``top`` callers by calls, then by missed calls, then by number; nobody withheld is named."""
        busiest = nsmallest(
            top, self._folded(), key=lambda caller: (-caller.calls, -caller.missed, caller.number)
        )
        return tuple(
            TopCaller(number=caller.number, name=caller.name, calls=caller.calls, missed=caller.missed)
            for caller in busiest
        )

    def _folded(self) -> Iterable[_Caller]:
        folded: dict[str, _Caller] = {}
        for written, caller in sorted(self._written.items(), key=lambda item: item[1].last):
            key = number_key(written)
            if not key:
                continue
            into = folded.setdefault(key, _Caller(written, ""))
            into.number, into.name = written, caller.name or into.name
            into.calls += caller.calls
            into.missed += caller.missed
        return folded.values()
