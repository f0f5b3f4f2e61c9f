"""Processes that are killed at any moment lose nothing and post nothing twice."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from store.given import opened

from bot.workspace.workspace import Workspace
from digest_rounds.given import moment, numbered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports import Store

ROOT = Path(__file__).absolute().parents[2]
WORKSPACES = [Workspace(team=team) for team in ("T1", "T2")]
DIGESTS = [replace(digest, zone="Etc/UTC") for digest in numbered(5)]


@dataclass
class SlackServer:
    """Counts what is said to it by HTTP, before it answers."""

    port: int = 0
    said: dict[str, Counter[tuple[str, str]]] = field(
        default_factory=lambda: {"post": Counter(), "tell": Counter()}
    )

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].split()[0])
            what, team, text = json.loads(await reader.readexactly(length))
            self.said[what][team, text] += 1
            await asyncio.sleep(0.001)  # the way back: a process that is killed now never knows
            writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n1.5")
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):  # whoever asked was killed
            return
        finally:
            writer.close()

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[SlackServer]:
        slack = cls()
        server = await asyncio.start_server(slack.answer, "127.0.0.1", 0)
        slack.port = server.sockets[0].getsockname()[1]
        async with server:
            yield slack


async def live_through(path: Path, port: int, rounds: int, seed: int) -> dict[str, int]:
    """What the nursery saw."""
    words = (str(path), str(port), str(rounds), str(seed))
    program = ROOT / "tests" / "digest_rounds" / "nursery.py"
    nursery = await asyncio.create_subprocess_exec(
        sys.executable,
        str(program),
        *words,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await nursery.communicate()
    assert nursery.returncode == 0
    seen: dict[str, int] = json.loads(out)
    return seen


async def ledger(store: Store) -> dict[tuple[str, str], str]:
    """The state of each digest's slot in each workspace."""
    return {
        (workspace.team, f"{digest.id} {each.slot}"): each.state.value
        for workspace in WORKSPACES
        for digest in DIGESTS
        for each in await store.digests.deliveries(workspace, digest.id, 1000)
    }


async def killed_for(rounds: int, path: Path, seed: int) -> None:
    async with opened(path) as store:
        for workspace in WORKSPACES:
            for digest in DIGESTS:
                await store.digests.save_digest(workspace, digest, moment("2026-01-01 08:30"))
    async with SlackServer.open() as slack:
        seen = await live_through(path, slack.port, rounds, seed)
    async with opened(path) as store:
        kept = await ledger(store)
    posts, told = slack.said["post"], slack.said["tell"]
    unknown = {slot for slot, state in kept.items() if state == "unknown"}
    posted = {slot for slot, state in kept.items() if state == "posted"}
    print(rounds, seen, "unknown", len(unknown), "of these posted", len(unknown & posts.keys()))
    assert len(kept) == rounds * len(WORKSPACES) * len(DIGESTS)
    assert posted | unknown == kept.keys(), "a slot was lost"
    assert {slot: n for slot, n in posts.items() if n > 1} == {}, "a slot was posted twice"
    assert posted <= posts.keys() <= posted | unknown
    assert told == Counter(unknown), "who has to know was not told, or twice"
    assert len(unknown) <= seen["in_gap"]
    assert seen["killed"] == 2 * rounds
    assert seen["in_gap"] > rounds / 20, "the gap was hardly ever met: this proves little"


@pytest.mark.timeout(300)
async def test_two_hundred_times_two_processes_on_one_file_are_killed_at_any_moment(tmp_path: Path) -> None:
    await killed_for(200, tmp_path / "ringback.db", seed=20261126)
