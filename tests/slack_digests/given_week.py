"""One office for a week: process after process over one file, a simulated PBX, the strict fake Slack, and one clock."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from fakes.acme import TOKEN, furnished, served
from fakes.slack import FakeSlack
from pbx.yeastar.given import PbxClock
from slack_edge.given import settled, text_of
from slack_edge.office import ACME
from store.given import K1, opened

from bot.assemble import open_rounds
from bot.blocks.validate import Surface, faults
from bot.config import read_config
from bot.simulator import SettableClock, Settings, Simulator
from bot.slack.app import slack_app
from bot.workspace.pbx import WorkspacePbx
from slack_digests.killed import SAID_OK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from fakes.slack.model import Message

    from bot.assemble import Opened

LONDON = ZoneInfo("Europe/London")
ROOT = Path(__file__).parents[2]
KILLED = Path(__file__).parent / "killed.py"
AN_HOUR = 3600


def at(text: str) -> datetime:
    """``2026-10-25 08:30`` in London, unless an offset is given; of an hour that comes twice the first."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=moment.tzinfo or LONDON)


@dataclass(frozen=True)
class Week:
    """What lasts from one process to the next."""

    slack: FakeSlack
    pbx: Simulator
    clock: SettableClock
    path: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a process is started with."""
        return {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": self.slack.signing_secret,
            "SLACK_API_URL": self.slack.api_url,
            "RINGBACK_DATABASE": str(self.path),
            "RINGBACK_KEYS": K1,
        }

    @asynccontextmanager
    async def process(self, start: str) -> AsyncIterator[Process]:
        """A new process over the file, from a moment on; it ends in order."""
        self.clock.set(at(start))
        async with open_rounds(read_config(self.environment), PbxClock(self.clock)) as has:
            app = slack_app(has.desk, api_url=self.slack.api_url)
            async with served(app) as self.slack.app_url:
                here = Process(self, has)
                await here.turn()
                yield here
                await has.rounds.finish()
                await has.desk.underway.finish(5)

    async def killed_process(self, moment: str) -> None:
        """A process that is killed between Slack's ok and its note of it."""
        self.clock.set(at(moment))
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(KILLED), at(moment).isoformat(), cwd=ROOT, env=self.environment,
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        async with asyncio.timeout(30):
            line = (await process.stdout.readline()).decode().strip()
        if process.returncode is None:
            process.kill()
        code = await process.wait()
        assert (line, code) == (SAID_OK, -signal.SIGKILL)

    async def listed(self) -> dict[int, dict[str, Any]]:
        """What ``ringback digest list`` says of each digest, by its number."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "digest", "list", "--team", "T1", "--slots", "50", "--json",
            cwd=ROOT, env=self.environment, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, _ = await process.communicate()
        assert process.returncode == 0
        return {each["number"]: each for each in json.loads(out)["digests"]}

    def posts(self, channel: str) -> Iterator[tuple[str, str]]:
        """When by Greenwich something was posted, and what, oldest first."""
        for shown in self.slack.messages(channel):
            yield f"{datetime.fromtimestamp(float(shown.ts), UTC):%a %d %H:%M}", text_of(shown)

    def direct(self, user: str) -> list[Message]:
        """A person's direct messages from the app."""
        return self.slack.messages(self.slack.direct("T1", user).id)


@dataclass(frozen=True)
class Process:
    """One process and what it works with."""

    week: Week
    has: Opened

    async def until(self, end: str) -> None:
        """Time goes on; whenever the ledger has something to do, and every hour, the rounds take their turn."""
        last = at(end).timestamp()
        while (now := self.week.clock.now()) < last:
            moment = await self.has.store.digests.next_moment()
            following = now + AN_HOUR if moment is None else max(moment, now + 1)
            self.week.clock.set(min(following, now + AN_HOUR, last))
            await self.turn()

    async def turn(self) -> None:
        """All that follows of this moment."""
        while await self.has.rounds.turn():
            await self.has.rounds.idle()
        await self.has.rounds.idle()
        await settled(self.has.desk)

    async def outage(self, start: str, end: str) -> None:
        """Nobody listens at the PBX's address from one moment to another."""
        pbx = self.week.pbx
        await self.until(start)
        await pbx.__aexit__()
        await self.until(end)
        port = urlsplit(pbx.base_url).port
        assert port is not None
        pbx.settings = replace(pbx.settings, port=port)
        await pbx.__aenter__()

    async def command(self, text: str, channel: str) -> str:
        """What ``/calls …`` of Cleo is answered with."""
        given = await self.week.slack.command("/calls", text, team="T1", user="U3", channel=channel)
        await settled(self.has.desk)
        return text_of(self.week.slack.shown(given)[-1])

    async def press(self, where: Message, action: str) -> str:
        """What Cleo's press of a button is answered with, once the rounds have taken their turn."""
        press = await self.week.slack.press(where, action, user="U3")
        await settled(self.has.desk)
        await self.turn()
        return text_of(self.week.slack.shown(press)[-1])


@asynccontextmanager
async def office(path: Path, start: str) -> AsyncIterator[Week]:
    """An office whose PBX is connected, with Cleo in it; nothing that Slack would refuse is sent."""
    clock = SettableClock(at(start))
    async with (
        FakeSlack(validate=lambda blocks, surface: faults(blocks, Surface(surface)), now=clock.now) as slack,
        Simulator(Settings(days=0), clock) as pbx,
    ):
        furnished(slack)
        slack.add_user("T1", "U3", name="cleo")
        slack.channels["T1", "C1"].members.add("U3")
        slack.add_channel("T1", "C5", name="support", members=["U3"])
        async with opened(path) as store:
            await store.save_pbx(
                ACME,
                WorkspacePbx(
                    id="p1",
                    name="Office",
                    base_url=pbx.base_url,
                    client_id=pbx.client_id,
                    client_secret=pbx.client_secret,
                ),
            )
        yield Week(slack, pbx, clock, path)
        assert slack.faults == []
