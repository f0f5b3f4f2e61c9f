"""Raises processes that post digests, and kills them: ``nursery.py PATH PORT ROUNDS SEED``.

It has everything imported before it forks, so a process costs milliseconds. Each round is a day. At the day's slot two
processes begin, and are killed at any moment; then a third one, a few minutes later by its clock, finds what they left
and ends by itself. What was seen is printed as one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import mmap
import os
import random
import signal
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answers.rounds import Rounds
from bot.answers.rounds_figures import Limits
from bot.ports_of_digests import Found, Made
from bot.store.database import Database
from bot.store.ledger import SqliteDigestStore

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any, NoReturn

    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.digest.slots import Slot
    from bot.ports_of_digests import Notice
    from bot.ports_of_ledger import Claimed
    from bot.workspace.workspace import Workspace

FIRST_DAY = datetime(2026, 1, 1, 8, 30, tzinfo=UTC)
LIMITS = Limits(posts=1, channel_seconds=0)
"""One post at a time: a killed process leaves at most one of which nobody knows."""


@dataclass
class Clock:
    """Goes on from a moment."""

    start: datetime
    began: float

    def now(self) -> datetime:
        return self.start + timedelta(seconds=time.monotonic() - self.began)


class Maker:
    """Makes nothing much."""

    async def pbx(self, workspace: Workspace, digest: Digest) -> str:  # noqa: ARG002 - one for all
        return "p1"

    async def make(
        self,
        workspace: Workspace,  # noqa: ARG002 - as above
        digest: Digest,
        slot: Slot,
        *,
        late: bool,  # noqa: ARG002 - as above
        skipped: tuple[str, ...],  # noqa: ARG002 - as above
    ) -> Made:
        return Made(empty=False, payload=f"{digest.id} {slot.wall}")

    async def excuse(self, *_: object, **__: object) -> object:
        raise AssertionError("nothing fails here")


@dataclass
class Slack:
    """Posts and tells by HTTP."""

    port: int

    async def ready(
        self,
        workspace: Workspace,
        digest: Digest,  # noqa: ARG002 - the payload says it
        delivery: Delivery,  # noqa: ARG002 - as above
        payload: object,
    ) -> object:
        return workspace, str(payload)

    async def post(self, ready: object) -> tuple[str, str]:
        assert isinstance(ready, tuple)
        return "C1", await self._said("post", *ready)

    async def find(self, workspace: Workspace, digest: Digest, delivery: Delivery) -> Found:  # noqa: ARG002 - it may not look
        return Found()

    async def tell(self, workspace: Workspace, user: str, notice: Notice) -> None:  # noqa: ARG002 - there is one
        await self._said("tell", workspace, f"{notice.delivery.digest} {notice.delivery.slot}")

    async def _said(self, what: str, workspace: Workspace, text: str) -> str:
        body = json.dumps([what, workspace.team, text]).encode()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        answer = await reader.read()
        writer.close()
        if not answer.startswith(b"HTTP/1.1 200"):
            raise ConnectionError
        return answer.rpartition(b"\r\n\r\n")[2].decode()


class Watched(SqliteDigestStore):
    """Says, for whoever kills this process, whether it is in the gap: from just before “posting” to “posted”."""

    def __init__(self, database: Database, gap: mmap.mmap, place: int) -> None:
        super().__init__(database)
        self._gap, self._place = gap, place

    async def posting(self, held: Claimed, now: int, until: int) -> bool:
        self._gap[self._place] = 1
        return await super().posting(held, now, until)

    async def posted(self, held: Claimed, channel: str, ts: str, at: int) -> None:
        await super().posted(held, channel, ts, at)
        self._gap[self._place] = 0


@dataclass
class Nursery:
    """Where the file is, where Slack is, and what was seen; ``gap`` is shared: who is in the gap, and who has begun."""

    path: Path
    port: int
    gap: mmap.mmap
    killed: int = 0
    in_gap: int = 0

    def day(self, number: int, chance: random.Random) -> None:
        slot = FIRST_DAY + timedelta(days=number)
        self.gap[0:4] = bytes(4)
        children = [self._child(place, slot, f"{number}.{place}", ends=False) for place in (0, 1)]
        self._wait_until_begun()
        began = time.monotonic()
        for place, after in sorted(
            enumerate(chance.uniform(0, 0.05) for _ in children), key=lambda one: one[1]
        ):
            time.sleep(max(0.0, began + after - time.monotonic()))
            os.kill(children[place], signal.SIGKILL)
            os.waitpid(children[place], 0)
            self.killed += 1
            self.in_gap += self.gap[place]
        _, status = os.waitpid(self._child(0, slot + timedelta(minutes=6), f"{number}.end", ends=True), 0)
        if status:
            raise SystemExit(f"the process that was not killed ended with {status}")

    def _wait_until_begun(self) -> None:
        """On a busy machine a process may take long to begin: killed before, it would prove nothing."""
        given_up = time.monotonic() + 20
        while bytes(self.gap[2:4]) != b"\1\1" and time.monotonic() < given_up:
            time.sleep(0.001)

    def _child(self, place: int, at: datetime, worker: str, *, ends: bool) -> int:
        pid = os.fork()
        if not pid:
            _live(self._post(place, at, worker, ends=ends))
        return pid

    async def _post(self, place: int, at: datetime, worker: str, *, ends: bool) -> None:
        database = await Database.open(self.path)
        slack = Slack(self.port)
        self.gap[2 + place] = 1
        rounds = Rounds(
            store=Watched(database, self.gap, place),
            maker=Maker(),
            poster=slack,
            teller=slack,
            clock=Clock(at, time.monotonic()),
            worker=worker,
            limits=LIMITS,
        )
        while True:
            await rounds.turn()
            await rounds.idle()
            if ends:
                break
            await asyncio.sleep(0.002)
        await database.close()


def _live(life: Coroutine[Any, Any, None]) -> NoReturn:
    """A child's whole life; it must not go back into the nursery."""
    try:
        asyncio.run(life)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the nursery is told
        sys.stderr.write(f"{error!r}\n")
        os._exit(1)
    os._exit(0)


def run(path: Path, port: int, rounds: int, seed: int) -> None:
    """Live through so many days."""
    nursery, chance = Nursery(path, port, mmap.mmap(-1, 4)), random.Random(seed)
    for number in range(rounds):
        nursery.day(number, chance)
    print(json.dumps({"killed": nursery.killed, "in_gap": nursery.in_gap}))


if __name__ == "__main__":
    run(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:5]))
