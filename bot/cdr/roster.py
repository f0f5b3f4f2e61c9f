"""The roster: which numbers of a PBX are extensions, queues, ring groups and menus."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cdr.party import PartyKind

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An extension group, queue or ring group. An extension group has no number of its own: empty."""

    number: str
    name: str
    members: frozenset[str]
    kind: PartyKind
    """QUEUE, RING_GROUP, or EXTENSION for an extension group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Number -> name for every place of the PBX. Empty maps where the PBX did not tell.

    ``known`` is False when the PBX refused its lists: then prefixes and number lengths classify,
    and answers say so.
    """

    extensions: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    ivrs: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    groups: tuple[Group, ...] = ()
    emails: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    """E-mail in lower case -> extension number."""
    known: bool = False
    notes: tuple[str, ...] = ()
    """What the PBX did not let us read, as sentences."""
