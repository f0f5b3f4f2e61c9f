"""What Home shows of digests."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks.home_digests import Group, HomeDigests
from bot.digest.delivery import State
from bot.slack.digests import keeping
from bot.slack.slack_trouble import SlackRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion

_OWNERS = 20
"""So many owners are looked up for one Home: each is a call of Slack's."""
_SHOWN = 50
"""Home has no room for more of a group."""
_FAILS = frozenset({State.FAILED, State.UNKNOWN})
_GONE = frozenset({"user_not_found", "user_not_visible"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A digest, and its newest delivery where there has been one."""

    digest: Digest
    last: tuple[Delivery, ...]

    @property
    def fails(self) -> bool:
        """Whether somebody should look at it."""
        return bool(self.digest.paused_because) or any(each.state in _FAILS for each in self.last)


async def digests_at_home(desk: Desk, occasion: Occasion, *, asks: bool, admin: bool) -> HomeDigests:
    """What Home shows to a person: their own digests; for who may set up also those of others that need somebody.

    Args:
        desk: what every listener works with.
        occasion: whose Home it is.
        asks: whether they may ask about calls, and so make a digest.
        admin: whether they may set up.

    Raises:
        StoreTrouble: it cannot be read.
    """
    every = await desk.digests.digests(occasion.workspace)
    mine = [digest for digest in every if digest.owner == occasion.user]
    others = [digest for digest in every if digest.owner != occasion.user] if admin else []
    own = sorted(await _runs(desk, occasion, mine), key=lambda run: not run.fails)
    gone, unseen = await _gone(desk, occasion, [digest.owner for digest in others])
    ran = await _runs(desk, occasion, others)
    return HomeDigests(
        mark=occasion.mark,
        asks=asks,
        mine=await _group(desk, occasion, own),
        failing=await _group(desk, occasion, [run for run in ran if run.fails and not _in(gone, run)]),
        ownerless=await _group(desk, occasion, [run for run in ran if _in(gone, run)]),
        unseen=unseen,
    )


def _in(owners: frozenset[str], run: _Run) -> bool:
    return run.digest.owner in owners


async def _group(desk: Desk, occasion: Occasion, runs: Sequence[_Run]) -> Group:
    shown = [await keeping.status(desk, occasion, run.digest) for run in runs[:_SHOWN]]
    return Group(shown=shown, count=len(runs))


async def _runs(desk: Desk, occasion: Occasion, digests: Iterable[Digest]) -> list[_Run]:
    ledger, workspace = desk.digests, occasion.workspace
    return [_Run(digest=digest, last=await ledger.deliveries(workspace, digest.id, 1)) for digest in digests]


async def _gone(desk: Desk, occasion: Occasion, owners: Iterable[str]) -> tuple[frozenset[str], int]:
    """Owners who are not there any more, and of how many nobody knows; so many are looked up and no more."""
    known = list(dict.fromkeys(owners))
    asked = known[:_OWNERS]
    found = await asyncio.gather(*(_is_gone(desk, occasion, owner) for owner in asked))
    unknown = sum(gone is None for gone in found) + len(known) - len(asked)
    return frozenset(owner for owner, gone in zip(asked, found, strict=True) if gone), unknown


async def _is_gone(desk: Desk, occasion: Occasion, owner: str) -> bool | None:
    """Whether somebody's account has ended; None where Slack does not tell."""
    try:
        person = await desk.people.person(occasion, owner)
    except SlackRefused as refusal:
        return True if refusal.facts.get("error") in _GONE else None
    return person.actor.deactivated
