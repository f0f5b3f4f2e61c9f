"""The PBX's lists as a roster: extensions, queues, ring groups, extension groups, menus."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count, zip_longest
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from bot.cdr.party import PartyKind
from bot.cdr.pbx_trouble import AccessDenied, PbxRefused, UnknownInterface
from bot.cdr.roster import Group, Roster
from bot.pbx.yeastar.envelope import Envelope
from bot.pbx.yeastar.lanes import beside
from bot.pbx.yeastar.shape import LIST, Overfull, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.pbx.yeastar.api import Errand

_PAGE = 1000

MOST_ITEMS = 20_000
"""Of one list. The largest editions have some 10,000 extensions."""

MOST_MEMBERS = 200_000
"""Of all queues and groups together: an extension may be in twenty of them."""

_REFUSALS = (AccessDenied, PbxRefused, UnknownInterface)
"""What a list may come to without the question having to fail."""

EXTENSIONS = "extension/list"

_WORDS = {
    EXTENSIONS: "extensions",
    "queue/list": "queues",
    "ringgroup/list": "ring groups",
    "ivr/list": "menus",
    "extensiongroup/list": "extension groups",
    "extensiongroup/get": "members of some extension groups",
}


_Text = Annotated[str, msgspec.Meta(max_length=300)]
"""A name, number or address; what is longer is none, and would be kept for an hour."""


class Member(msgspec.Struct, kw_only=True):
    """One member of a queue or group; ``text2`` is the extension's number."""

    text2: _Text | None = None


class Item(msgspec.Struct, kw_only=True):
    """One element of any of the lists, as far as it matters."""

    id: int | _Text | None = None
    number: _Text | None = None
    name: _Text | None = None
    caller_id_name: _Text | None = None
    email_addr: _Text | None = None
    timezone: _Text | None = None
    static_agent_list: list[Member] | None = None
    dynamic_agent_list: list[Member] | None = None
    member_list: list[Member] | None = None

    @property
    def members(self) -> list[Member]:
        """All of them; an agent of a queue may be static or dynamic."""
        lists = (self.static_agent_list, self.dynamic_agent_list, self.member_list)
        return [member for each in lists for member in each or ()]


class Listing(Envelope, kw_only=True):
    """A list; ``queue/list`` calls its array otherwise than all the others (capture)."""

    total_number: int | None = None
    data: list[Item] | None = None
    queue_list: list[Item] | None = None

    @property
    def items(self) -> list[Item]:
        """What is on this page."""
        return self.data or self.queue_list or []


class Single(Envelope, kw_only=True):
    """One group with its members."""

    data: Item | None = None


_LISTING = Shape(msgspec.json.Decoder(Listing, strict=False).decode, LIST)
_SINGLE = Shape(msgspec.json.Decoder(Single, strict=False).decode, LIST)


@dataclass(slots=True)
class Lists:
    """All lists of one PBX, read once.

    Attributes:
        items: endpoint -> what is in it; an endpoint that was refused is missing.
        members: id of an extension group -> its members' numbers.
        refused: endpoints that were.
        counted: members of queues and groups so far.
    """

    items: dict[str, list[Item]] = field(default_factory=dict)
    members: dict[str, frozenset[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    counted: int = 0

    def count(self, members: int) -> None:
        """So many members more.

        Raises:
            Overfull: they are more than a PBX has.
        """
        self.counted += members
        if self.counted > MOST_MEMBERS:
            raise Overfull(MOST_MEMBERS, "members of queues and groups")

    def roster(self) -> Roster:
        """What classification and questions need of it."""
        extensions = self.items.get(EXTENSIONS)
        return Roster(
            extensions={item.number: item.caller_id_name or "" for item in extensions or () if item.number},
            ivrs={item.number: item.name or "" for item in self.items.get("ivr/list", ()) if item.number},
            groups=tuple(self._groups()),
            emails={
                item.email_addr.strip().lower(): item.number
                for item in extensions or ()
                if item.email_addr and item.number
            },
            known=extensions is not None,
            notes=tuple(_notes(self.refused)),
        )

    def _groups(self) -> Iterator[Group]:
        for queue in self.items.get("queue/list", ()):
            yield _group(queue, numbers(queue.members), PartyKind.QUEUE)
        for ring_group in self.items.get("ringgroup/list", ()):
            yield _group(ring_group, numbers(ring_group.members), PartyKind.RING_GROUP)
        for group in self.items.get("extensiongroup/list", ()):
            yield _group(group, self.members.get(str(group.id), frozenset()), PartyKind.EXTENSION)


def numbers(members: Iterable[Member]) -> frozenset[str]:
    """The extensions' numbers among members."""
    return frozenset(member.text2 for member in members if member.text2)


def _group(item: Item, members: frozenset[str], kind: PartyKind) -> Group:
    return Group(number=item.number or "", name=item.name or "", members=members, kind=kind)


def _notes(refused: Sequence[str]) -> Iterator[str]:
    if refused:
        yield f"The PBX did not tell its {' or '.join(_WORDS[endpoint] for endpoint in dict.fromkeys(refused))}."


@dataclass(frozen=True, slots=True)
class Extensions:
    """The list of extensions; ``items`` is None where the PBX refuses to tell it."""

    items: Sequence[Item] | None

    @property
    def zone_label(self) -> str:
        """The label of the PBX's zone, as its extensions show it; empty where none does."""
        return next((item.timezone for item in self.items or () if item.timezone), "")


async def read_extensions(errand: Errand) -> Extensions:
    """The extensions, which everything else about a PBX begins with.

    Raises:
        Trouble: it cannot be reached, or refuses us altogether.
    """
    lists = Lists()
    try:
        await _read(errand, lists, EXTENSIONS)
    except Overfull as overfull:
        raise errand.trouble_of(overfull) from None
    return Extensions(lists.items.get(EXTENSIONS))


async def read_lists(errand: Errand, extensions: Extensions) -> Lists:
    """Every other list, as far as the PBX lets us.

    Raises:
        Trouble: it cannot be reached, or refuses us altogether.
    """
    lists = Lists()
    if extensions.items is None:
        lists.refused.append(EXTENSIONS)
    else:
        lists.items[EXTENSIONS] = list(extensions.items)
    try:
        for endpoint in ("queue/list", "ringgroup/list", "ivr/list", "extensiongroup/list"):
            await _read(errand, lists, endpoint)
        groups = lists.items.get("extensiongroup/list", ())
        for one, other in zip_longest(groups[::2], groups[1::2]):
            await beside(_read_members(errand, lists, one), _read_members(errand, lists, other))
    except Overfull as overfull:
        raise errand.trouble_of(overfull) from None
    return lists


async def _read(errand: Errand, lists: Lists, endpoint: str) -> None:
    try:
        lists.items[endpoint] = await _all_pages(errand, endpoint, lists)
    except _REFUSALS:
        lists.refused.append(endpoint)


async def _all_pages(errand: Errand, endpoint: str, lists: Lists) -> list[Item]:
    items: list[Item] = []
    for page in count(1):
        answer = await errand.get(endpoint, {"page": str(page), "page_size": str(_PAGE)}, _LISTING)
        items += answer.items
        if len(items) > MOST_ITEMS:
            raise Overfull(MOST_ITEMS, _WORDS[endpoint])
        lists.count(sum(len(item.members) for item in answer.items))
        if len(items) >= (answer.total_number or 0) or not answer.items:
            break
    return items


async def _read_members(errand: Errand, lists: Lists, group: Item | None) -> None:
    if group is None:
        return
    query: dict[str, Any] = {"id": str(group.id)}
    try:
        answer = await errand.get("extensiongroup/get", query, _SINGLE)
    except _REFUSALS:
        lists.refused.append("extensiongroup/get")
    else:
        members = answer.data.members if answer.data else []
        lists.count(len(members))
        lists.members[str(group.id)] = numbers(members)
