"""The adapters of the digests' rounds in front of the strict fake Slack, and a PBX that holds five Wednesdays."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING, Any

from answers.digest_month import DIGEST, MONTH, SLOT
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER, at
from slack_edge.office import ACME, OnePbx, office

from bot.answers.rounds import Rounds
from bot.answers.rounds_figures import Limits
from bot.blocks.message import Message
from bot.digest.delivery import Delivery, State
from bot.digest.slots import Slot
from bot.slack.app import web_client
from bot.slack.digests.making import SlackDigestMaker
from bot.slack.digests.post import Post
from bot.slack.digests.posting import SlackDigestPoster
from bot.slack.digests.speaking import Speaking
from bot.slack.digests.stretches import Stretches
from bot.slack.digests.telling import SlackDigestTeller

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from fakes.slack import FakeSlack
    from fakes.slack.model import Message as Shown

    from bot.digest.digest import Digest
    from bot.slack.desk import Desk

MORNING = Slot(wall=SLOT, at=at("2026-11-26 08:30").astimezone(UTC))
DUE = Delivery(
    digest=DIGEST.id, slot=SLOT, due=int(MORNING.at.timestamp()), state=State.POSTING, worker="w1", tries=1
)
HELLO = Post(lambda _: Message(text="Calls yesterday: 13", blocks=()))


@dataclass
class Clock:
    """A clock that a test sets, in London."""

    moment: str = "2026-11-26 08:30"

    def now(self) -> datetime:
        return at(self.moment)


@dataclass
class Side:
    """Everything one process posts digests with."""

    slack: FakeSlack
    desk: Desk
    clock: Clock
    stretches: Stretches = field(init=False)
    speaking: Speaking = field(init=False)

    def __post_init__(self) -> None:
        self.stretches = Stretches(self.clock)
        self.speaking = Speaking(self.desk.authorizer, lambda: web_client(self.slack.api_url))

    @property
    def maker(self) -> SlackDigestMaker:
        return SlackDigestMaker(self.desk, self.speaking, self.stretches)

    @property
    def poster(self) -> SlackDigestPoster:
        return SlackDigestPoster(self.desk, self.speaking)

    @property
    def teller(self) -> SlackDigestTeller:
        return SlackDigestTeller(self.desk, self.speaking)

    async def post(self, digest: Digest = DIGEST, what: Post = HELLO) -> tuple[str, str]:
        """Post something for the digest's slot."""
        poster = self.poster
        return await poster.post(await poster.ready(ACME, digest, DUE, what))

    async def message(self, digest: Digest = DIGEST, slot: Slot = MORNING) -> str:
        """The digest of a slot as it is shown."""
        made = await self.maker.make(ACME, digest, slot, late=False, skipped=())
        assert isinstance(made.payload, Post)
        return str(made.payload.rich().blocks)

    def rounds(self, worker: str = "w1") -> Rounds:
        return Rounds(
            store=self.desk.digests,
            maker=self.maker,
            poster=self.poster,
            teller=self.teller,
            clock=self.clock,
            worker=worker,
            limits=Limits(channel_seconds=0, grace=1),
        )

    def direct(self, user: str = "U1") -> list[Shown]:
        """The direct messages that a person has."""
        return self.slack.messages(self.slack.direct("T1", user).id)


@asynccontextmanager
async def side(**how: Any) -> AsyncIterator[Side]:  # noqa: ANN401 - as ``office`` has it
    """At half past eight on Thursday; U3 is a member who is nothing else."""
    clock = how.pop("clock", None) or Clock()
    pbxs = how.pop("pbxs", None) or OnePbx(how.pop("pbx", None) or FakePbx(MONTH, ROSTER))
    async with office(pbxs=pbxs, clock=clock, **how) as (slack, _, desk):
        slack.add_user("T1", "U3", name="cleo")
        slack.channels["T1", "C1"].members.add("U3")
        yield Side(slack, desk, clock)


async def go(rounds: Rounds) -> None:
    """Everything that follows of this moment."""
    while await rounds.turn():
        await rounds.idle()
    await rounds.idle()
