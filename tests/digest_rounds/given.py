"""Rounds over a store, with a maker, a poster and a teller that a test can look into and make fail."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fakes.digests import MORNING
from store.given import OURS

from bot.answers.rounds import Rounds
from bot.answers.rounds_figures import Limits
from bot.answers.rounds_planning import first_due
from bot.ports_of_digests import Found, Made

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answers.rounds_pace import Sleep
    from bot.cdr.trouble import Trouble
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.digest.slots import Slot
    from bot.ports_of_digests import Notice
    from bot.ports_of_ledger import DigestStore
    from bot.workspace.workspace import Workspace

DAY = 86_400
QUICK = Limits(channel_seconds=0, grace=1)


def moment(text: str) -> int:
    """Epoch seconds of a moment in UTC; in November 08:30 UTC is 08:30 in London."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


class Clock:
    """A clock that a test sets."""

    def __init__(self, text: str) -> None:
        self.at = float(moment(text))

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.at, UTC)

    def set(self, text: str) -> None:
        self.at = moment(text)


@dataclass(frozen=True)
class Text:
    """A payload that says what it was made of."""

    slot: str
    late: bool = False
    skipped: tuple[str, ...] = ()
    excuse: str = ""
    following: str = ""


@dataclass
class Maker:
    """Makes texts; ``trouble`` is asked for each digest whether something is wrong."""

    trouble: Callable[[Digest], Exception | None] = lambda _: None
    empty: bool = False
    seconds: float = 0
    made: list[tuple[Workspace, str, str]] = field(default_factory=list)
    underway: int = 0
    most_underway: int = 0
    default_pbx: str = "p1"

    async def pbx(self, workspace: Workspace, digest: Digest) -> str:  # noqa: ARG002 - one default for all
        return digest.pbx or self.default_pbx

    async def make(
        self, workspace: Workspace, digest: Digest, slot: Slot, *, late: bool, skipped: tuple[str, ...]
    ) -> Made:
        self.made.append((workspace, digest.id, slot.wall))
        self.underway += 1
        self.most_underway = max(self.most_underway, self.underway)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.underway -= 1
        trouble = self.trouble(digest)
        if trouble is not None:
            raise trouble
        return Made(empty=self.empty, payload=Text(slot.wall, late, skipped))

    async def excuse(
        self,
        workspace: Workspace,  # noqa: ARG002 - one way of saying it
        digest: Digest,  # noqa: ARG002 - as above
        slot: Slot,
        *,
        trouble: Trouble,
        following: Slot | None,
    ) -> object:
        return Text(slot.wall, excuse=trouble.code, following=following.wall if following else "")


@dataclass
class Poster:
    """Keeps what was posted; ``unready`` may do something before it is ready, ``before`` as it is posted."""

    unready: Callable[[Digest], Exception | None] = lambda _: None

    before: Callable[[Digest], Exception | None] = lambda _: None
    found: Found = field(default_factory=Found)
    posts: list[tuple[Workspace, str, object]] = field(default_factory=list)

    async def ready(
        self,
        workspace: Workspace,
        digest: Digest,
        delivery: Delivery,  # noqa: ARG002 - the digest says it
        payload: object,
    ) -> object:
        error = self.unready(digest)
        if error is not None:
            raise error
        return workspace, digest, payload

    async def post(self, ready: object) -> tuple[str, str]:
        assert isinstance(ready, tuple)
        workspace, digest, payload = ready
        error = self.before(digest)
        if error is not None:
            raise error
        self.posts.append((workspace, digest.id, payload))
        return digest.channel or f"D{digest.owner}", f"{len(self.posts)}.0"

    async def find(self, workspace: Workspace, digest: Digest, delivery: Delivery) -> Found:  # noqa: ARG002 - one answer
        return self.found

    @property
    def texts(self) -> list[object]:
        return [payload for *_, payload in self.posts]


@dataclass
class Teller:
    """Keeps what was told; fails while ``deaf``."""

    told: list[tuple[str, str, str]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    deaf: bool = False

    async def tell(self, workspace: Workspace, user: str, notice: Notice) -> None:  # noqa: ARG002 - one list
        if self.deaf:
            raise ConnectionError
        self.told.append((user, notice.news.value, notice.delivery.why))
        self.notices.append(notice)


@dataclass
class Scene:
    """Everything one process has, and its clock."""

    store: DigestStore
    clock: Clock
    maker: Maker = field(default_factory=Maker)
    poster: Poster = field(default_factory=Poster)
    teller: Teller = field(default_factory=Teller)
    limits: Limits = QUICK
    worker: str = "w1"
    sleep: Sleep = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self.rounds = self.started()

    def started(self, worker: str = "") -> Rounds:
        """Another process, or this one after a restart."""
        return Rounds(
            store=self.store,
            maker=self.maker,
            poster=self.poster,
            teller=self.teller,
            clock=self.clock,
            worker=worker or self.worker,
            limits=self.limits,
            sleep=self.sleep,
            monotonic=self.monotonic,
        )

    async def set_up(self, workspace: Workspace, digest: Digest = MORNING) -> None:
        """Save a digest as a person does."""
        told = await self.store.deliveries(workspace, digest.id, 10)
        await self.store.save_digest(workspace, digest, first_due(digest, self.clock.now(), told))

    async def at(self, text: str, rounds: Rounds | None = None) -> None:
        """It is that moment, and everything that follows of it is done."""
        self.clock.set(text)
        await self.go(rounds)

    async def go(self, rounds: Rounds | None = None) -> None:
        rounds = rounds or self.rounds
        while await rounds.turn():
            await rounds.idle()
        await rounds.idle()


def numbered(count: int, *, channel: str = "") -> list[Digest]:
    """So many digests, alike but for id, number and channel; the channel may be one for all."""
    return [replace(MORNING, id=f"d{n}", number=n, channel=channel or f"C{n}") for n in range(1, count + 1)]


async def states(
    store: DigestStore, digest: str = "d1", workspace: Workspace = OURS
) -> list[tuple[str, str, str]]:
    """Slot, state and why of a digest's deliveries, newest first."""
    deliveries = await store.deliveries(workspace, digest, 50)
    return [(each.slot, each.state.value, each.why) for each in deliveries]
