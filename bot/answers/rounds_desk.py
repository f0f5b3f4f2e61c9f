"""What the rounds work with, and what they note in the ledger; every note counts in the figures."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.answers.rounds_figures import Figures
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from bot.answers.rounds_figures import Limits
    from bot.answers.rounds_pace import Gates, Pace, Sleep
    from bot.ports import Clock
    from bot.ports_of_digests import DigestMaker, DigestPoster, DigestTeller, Notice
    from bot.ports_of_ledger import Claimed, DigestStore
    from bot.workspace.workspace import Workspace

_log = logging.getLogger(__name__)

_NOTE_TRIES = 300
"""Seconds, tried once each, until a post that the store cannot note is left to be unknown."""

Key = tuple["Workspace", str, str]


@dataclass(slots=True, kw_only=True)
class RoundsDesk:
    """The ports, the limits, and what is in hand.

    Attributes:
        worker: names this process in the ledger; nobody else has the name.
        makes: lets so many digests be made at once.
        posts: lets so many be posted at once.
        pace: gives each post of a channel its second, before anything is made ready for it.
        spacing: keeps two posts of a channel a second apart, however long each took to be made ready.
        in_hand: what this process holds.
        ending: nothing new is begun any more.
    """

    store: DigestStore
    maker: DigestMaker
    poster: DigestPoster
    teller: DigestTeller
    clock: Clock
    sleep: Sleep
    worker: str
    limits: Limits
    makes: Gates
    posts: Gates
    pace: Pace
    spacing: Pace
    figures: Figures = field(default_factory=Figures)
    in_hand: dict[Key, Claimed] = field(default_factory=dict)
    ending: bool = False

    def now(self) -> int:
        """The present moment in epoch seconds."""
        return int(self.clock.now().timestamp())

    def until(self) -> int:
        """When a hold that is taken now ends."""
        return self.now() + self.limits.hold

    def take(self, held: Claimed) -> None:
        """Hold it, and have its hold renewed."""
        self.in_hand[_key(held)] = held

    def drop(self, held: Claimed) -> None:
        """Hold it no more."""
        self.in_hand.pop(_key(held), None)

    async def skipped(self, held: Claimed, why: str) -> None:
        """It will not be posted."""
        await self.store.skipped(held, why, self.now())
        self.figures.skipped += 1
        self.drop(held)

    async def posted(self, held: Claimed, channel: str, ts: str) -> None:
        """It stands in Slack. The one note that must not be missed, so a store that is locked is waited for."""
        for _ in range(_NOTE_TRIES):
            try:
                await self.store.posted(held, channel, ts, self.now())
            except StoreTrouble as trouble:
                self.stumbled(trouble)
                await self.sleep(1)
            else:
                self.figures.posted += 1
                break
        self.drop(held)

    async def failed(self, held: Claimed, why: str, next_try: int = 0) -> None:
        """It was not posted, and will be tried again or not."""
        await self.store.failed(held, why, next_try, self.now())
        self.figures.retried += bool(next_try)
        self.figures.failed += not next_try
        self.drop(held)

    async def give_back(self, held: Claimed) -> None:
        """Somebody may take it at once."""
        self.drop(held)
        await self.store.release([held])

    async def tell(self, held: Claimed, user: str, notice: Notice) -> bool:
        """Tell somebody, and whether it could be told. Whoever cannot be told sees it in Home."""
        try:
            await self.teller.tell(held.workspace, user, notice)
        except Exception as error:  # noqa: BLE001 - one who cannot be told must not stop the rounds
            _log.warning("nobody could be told of a digest (%s): %s", notice.news, type(error).__name__)
            return False
        return True

    def stumbled(self, trouble: StoreTrouble) -> None:
        """The store cannot be used for the moment."""
        self.figures.troubles += 1
        _log.warning("the digests' ledger cannot be used: %s", trouble.code)


def _key(held: Claimed) -> Key:
    return (held.workspace, held.delivery.digest, held.delivery.slot)
