"""The app in front of the strict fake Slack, with a PBX that holds a day of calls."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import NOW, ROSTER, at
from fakes.acme import TOKEN, furnished, served
from fakes.slack import FakeSlack
from fakes.store import MemoryStore

from bot.blocks.validate import Surface, faults
from bot.slack.app import slack_app
from bot.slack.authorizing import Authorizer
from bot.slack.desk import Desk
from bot.slack.people import People
from bot.slack.underway import Underway
from bot.workspace.installation import Installation
from bot.workspace.pbx import WorkspacePbx
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

ACME = Workspace(team="T1")
OFFICE = WorkspacePbx(
    id="p1", name="Office", base_url="https://pbx.example.com:8088", client_id="id", client_secret="s3cret"
)


class StillClock:
    def now(self) -> datetime:
        return at(NOW)


@dataclass
class OnePbx:
    """Every workspace's PBX is this one."""

    pbx: FakePbx = field(default_factory=lambda: FakePbx(LEGS, ROSTER))
    forgotten: list[str] = field(default_factory=list)
    hosted: bool = False

    @asynccontextmanager
    async def lease(self, workspace: Workspace, pbx: WorkspacePbx) -> AsyncIterator[FakePbx]:  # noqa: ARG002 - the port's signature
        yield self.pbx

    async def forget(self, workspace: Workspace, pbx: WorkspacePbx) -> None:  # noqa: ARG002 - the port's signature
        self.forgotten.append(pbx.id)


@asynccontextmanager
async def office(*, connected: bool = True) -> AsyncIterator[tuple[FakeSlack, str, Desk]]:
    async with FakeSlack(validate=lambda blocks, surface: faults(blocks, Surface(surface))) as slack:
        furnished(slack)
        store, clock, ids = MemoryStore(), StillClock(), count()
        if connected:
            await store.save_pbx(ACME, OFFICE)
        installed = Installation(bot_token=TOKEN, bot_user=slack.teams["T1"].bot_user)
        desk = Desk(
            store=store,
            pbxs=OnePbx(),
            clock=clock,
            people=People(clock),
            authorizer=Authorizer(store, clock, (ACME, installed)),
            underway=Underway(),
            new_id=lambda: f"id-{next(ids)}",
        )
        app = slack_app(desk, signing_secret=slack.signing_secret, api_url=slack.api_url)
        async with served(app) as url:
            yield slack, url, desk
            await desk.underway.finish(5)
        assert slack.faults == []
