"""A party as it stands in a table or a list, in the terminal and in Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.words import WITHHELD
from bot.cdr.number import withheld
from bot.cdr.party import PartyKind
from bot.cdr.seen import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.cdr.party import Party


def number_text(number: str) -> str:
    """A number as it came, or that it was withheld."""
    return WITHHELD if withheld(number) else clean(number)


def name_text(name: str, number: str) -> str:
    """A name that tells more than the number: neither the number again nor ``Anonymous``."""
    tells_nothing = name == number or (withheld(name) and any(map(str.isalpha, name)))
    return "" if tells_nothing else clean(name)


def party_text(party: Party) -> str:
    """One of our own by name, somebody outside by number and name: what gets clipped is the lesser."""
    if party.kind is not PartyKind.EXTERNAL:
        return clean(party.label)
    return f"{number_text(party.number)} {name_text(party.name, party.number)}".rstrip()


def route_text(to: Party, answered_by: Iterable[Party]) -> str:
    """Where a call went and who answered it there: ``Sales → Amara Osei``."""
    others = names(party for party in answered_by if party != to)
    return f"{party_text(to)} → {others}" if others else party_text(to)


def names(parties: Iterable[Party]) -> str:
    """Names of parties, each once: ``Amara Osei, Jonas Weber``."""
    return ", ".join(dict.fromkeys(clean(party.label) for party in parties))
