"""The app in front of the strict fake Slack, with a PBX that holds a day of calls."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import NOW, ROSTER, at
from fakes.acme import TOKEN, furnished, served
from fakes.slack import FakeSlack
from fakes.store import MemoryStore

from bot.blocks.validate import Surface, faults
from bot.pbx.workspace_connection import leads_elsewhere
from bot.slack.app import slack_app
from bot.slack.authorizing import Authorizer
from bot.slack.desk import Desk
from bot.slack.people import People
from bot.slack.underway import Underway
from bot.workspace.installation import Installation
from bot.workspace.pbx import WorkspacePbx
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime

    from bot.ports import Clock, Pbxs, Store

ACME = Workspace(team="T1")
OFFICE = WorkspacePbx(
    id="p1", name="Office", base_url="https://pbx.example.com:8088", client_id="id", client_secret="s3cret"
)


class StillClock:
    def now(self) -> datetime:
        return at(NOW)


class MovingClock(StillClock):
    """Goes on where a test says."""

    passed = timedelta()

    def now(self) -> datetime:
        return super().now() + self.passed


@dataclass
class OnePbx:
    """Every workspace's PBX is this one."""

    pbx: FakePbx = field(default_factory=lambda: FakePbx(LEGS, ROSTER))
    forgotten: list[str] = field(default_factory=list)
    checks_certificates: bool = False
    leased: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def lease(self, workspace: Workspace, pbx: WorkspacePbx) -> AsyncIterator[FakePbx]:  # noqa: ARG002 - the port's signature
        self.leased.append(pbx.id)
        yield self.pbx

    def leads_elsewhere(self, kept: WorkspacePbx, wanted: WorkspacePbx) -> bool:
        return leads_elsewhere(kept, wanted)

    async def forget(self, workspace: Workspace, pbx: WorkspacePbx) -> None:  # noqa: ARG002 - the port's signature
        self.forgotten.append(pbx.id)

    async def parting(self, workspace: Workspace, pbx: WorkspacePbx) -> Callable[[], Awaitable[None]]:
        return partial(self.forget, workspace, pbx)


@asynccontextmanager
async def office(
    *,
    connected: bool = True,
    pbxs: Pbxs | None = None,
    clock: Clock | None = None,
    store: Store | None = None,
    single: bool = True,
    patience: float = 1.0,
    now: Callable[[], float] = time.time,
) -> AsyncIterator[tuple[FakeSlack, str, Desk]]:
    """The app in front of Acme.

    Args:
        connected: whether the PBX ``OFFICE`` is set up.
        pbxs: what opens PBXs, where it is not one that holds a day of calls.
        clock: the present moment, where it is not always the same.
        store: what is kept already.
        single: whether the app has Acme's token from its environment; else only who is installed in ``store`` may.
        patience: seconds until a person is told that the PBX is being asked.
        now: the clock of Slack's response URLs.
    """
    async with FakeSlack(validate=lambda blocks, surface: faults(blocks, Surface(surface)), now=now) as slack:
        furnished(slack)
        store, clock, ids, nudges = store or MemoryStore(), clock or StillClock(), count(), list[bool]()
        if connected:
            await store.save_pbx(ACME, OFFICE)
        installed = Installation(bot_token=TOKEN, bot_user=slack.teams["T1"].bot_user)
        desk = Desk(
            store=store,
            digests=store.digests,
            pbxs=pbxs or OnePbx(),
            clock=clock,
            people=People(clock),
            authorizer=Authorizer(store, clock, (ACME, installed) if single else None),
            underway=Underway(),
            new_id=lambda: f"id-{next(ids)}",
            nudge=lambda: nudges.append(True),
            patience=patience,
        )
        app = slack_app(desk, api_url=slack.api_url)
        async with served(app) as url:
            slack.app_url = url
            yield slack, url, desk
            await desk.underway.finish(5)
        assert slack.faults == []
