"""An office in which people set digests up."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import time
from typing import TYPE_CHECKING, Any

from answers.scene import NOW, at
from fakes.acme import TOKEN, client, served
from fakes.store import MemoryStore
from slack_edge.given import answer_to
from slack_edge.office import ACME, office

from bot.digest.digest import Digest
from bot.digest.recurrence import Every, Recurrence
from bot.slack.app import slack_app
from bot.slack.authorizing import Authorizer
from bot.slack.occasion import Occasion
from bot.slack.people import People
from bot.slack.underway import Underway
from bot.workspace.installation import Installation
from bot.workspace.settings import PersonSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from fakes.slack import FakeSlack
    from fakes.slack.model import Message

    from bot.slack.desk import Desk

EVERY_DAY = Recurrence(every=Every.DAILY, at=time(8, 30), days=frozenset(range(7)))
MONDAY_NEXT = int(at("2026-11-24 08:30").timestamp())
"""Half past eight on the day after ``NOW``, which is Monday 23 November 2026, 14:20 in London."""


@dataclass
class Clock:
    """A clock that a test sets, in London."""

    moment: str = NOW

    def now(self) -> datetime:
        return at(self.moment)


@asynccontextmanager
async def desks(**how: Any) -> AsyncIterator[tuple[FakeSlack, Desk]]:  # noqa: ANN401 - as ``office`` has it
    """The office, with Cleo and Dora in it, who are no admins: Cleo has extension 4010, Dora's nobody knows."""
    async with office(**how) as (slack, _, desk):
        slack.add_user("T1", "U3", name="cleo")
        slack.add_user("T1", "U4", name="dora")
        slack.add_channel("T1", "C5", name="support", members=["U1", "U3"])
        await desk.store.save_person(ACME, "U3", PersonSettings(extensions=(("p1", "4010"),)))
        yield slack, desk


async def calls(slack: FakeSlack, desk: Desk, text: str, **how: Any) -> Message:  # noqa: ANN401 - as a command has it
    """What ``/calls digest …`` of Cleo in the channel sales is answered with."""
    return await answer_to(slack, desk, f"digest {text}".strip(), **{"name": "/calls", "user": "U3", **how})


async def only(desk: Desk) -> Digest:
    """The one digest there is."""
    (digest,) = await desk.digests.digests(ACME)
    return digest


async def put(desk: Desk, number: int = 1, **fields: Any) -> Digest:  # noqa: ANN401 - the fields of a digest
    """A digest that is there already, Cleo's in the channel sales unless told otherwise."""
    for _ in range(number):
        given = await desk.digests.new_number(ACME)
        if given >= number:
            break
    plain = Digest(
        id=f"d{number}",
        number=number,
        owner="U3",
        channel="C1",
        own=False,
        recurrence=EVERY_DAY,
        zone="Europe/London",
        locale="en-GB",
        created=int(at(NOW).timestamp()),
    )
    digest = replace(plain, **fields)
    await desk.digests.save_digest(ACME, digest, MONDAY_NEXT)
    return digest


def occasion(slack: FakeSlack, user: str = "U3", channel: str = "C1") -> Occasion:
    """Somebody does something."""
    team = slack.users[user].team
    return Occasion(workspace=ACME, user=user, team=team, channel=channel, client=client(slack))


@asynccontextmanager
async def restarted(slack: FakeSlack, desk: Desk, **changes: Any) -> AsyncIterator[Desk]:  # noqa: ANN401 - fields of a desk
    """The app of another process over what is kept; presses go there."""
    installed = Installation(bot_token=TOKEN, bot_user=slack.teams["T1"].bot_user)
    anew = replace(
        desk,
        people=People(desk.clock),
        authorizer=Authorizer(MemoryStore(), desk.clock, (ACME, installed)),
        underway=Underway(),
        **changes,
    )
    async with served(slack_app(anew, api_url=slack.api_url)) as url:
        before, slack.app_url = slack.app_url, url
        yield anew
        await anew.underway.finish(5)
        slack.app_url = before
