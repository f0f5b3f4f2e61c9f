"""The whole service in a process of its own: how fast it acks, how much it adds to the PBX's own time, what it takes.

Slack's side and the load are in this process, the PBX in a third one; on two cores they disturb each other a little.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.answering import served
from benchmarks.slack_side import CLIENT_SECRET, SECRET, TOKEN, SlackSide, bare_fetch
from bot.store.store import SqliteStore
from bot.store.vault import Vault, new_key
from bot.workspace.installation import Installation
from bot.workspace.pbx import WorkspacePbx
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

AT_ONCE = 200
WORKSPACES = 10_000
QUESTION = "2 January 2026"
SLOW, PACE = 5.0, 1.0
"""Seconds that a page of the PBX takes: for acks, and for the way from command to answer."""
ROUNDS = 7


@asynccontextmanager
async def service(environment: Mapping[str, str]) -> AsyncIterator[tuple[str, int]]:
    """``ringback serve``: where it takes commands, and its process id."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "serve",
        env={**kept, **environment},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    line = ""
    while "Health:" not in line:
        line = (await process.stdout.readline()).decode()
        assert line, "it ended by itself"
    try:
        yield f"{line.split()[1].removesuffix('/healthz')}/slack/events", process.pid
    finally:
        process.kill()
        await process.wait()


def resident(pid: int) -> float:
    """Megabytes that a process holds in memory."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(text.partition("VmRSS:")[2].split()[0]) / 1024


async def filled(path: Path, keys: str, url: str, workspaces: int) -> None:
    """A database in which workspaces installed the app and connected a PBX."""
    store = await SqliteStore.open(path, Vault.read(keys))
    try:
        for number in range(workspaces):
            workspace = Workspace(team=f"T{number}")
            installed = Installation(bot_token=f"{TOKEN}-{number}", bot_user="UBOT", bot_id="B1")
            await store.save_installation(workspace, installed)
            await store.save_pbx(workspace, _pbx(url))
    finally:
        await store.close()


def _pbx(url: str) -> WorkspacePbx:
    return WorkspacePbx(
        id="p1",
        name="Office",
        base_url=url,
        client_id="bench",
        client_secret="bench",  # noqa: S106 - it opens nothing
    )


async def acks(side: SlackSide, url: str, teams: int) -> list[float]:
    """Milliseconds until each of many commands at once was acked, from as many workspaces as there are."""
    given = [(f"{teams}-{number}", QUESTION, f"T{number % teams}") for number in range(AT_ONCE)]
    return sorted(1000 * seconds for seconds in await side.commands(url, given))


def told(name: str, found: list[float]) -> None:
    """Half of the acks, and all but the last of a hundred."""
    print(f"ack, {name}, {AT_ONCE} commands at once, p50 ms: {median(found):.0f}")
    print(f"ack, {name}, {AT_ONCE} commands at once, p99 ms: {quantiles(found, n=100)[98]:.0f}")


async def ack_and_memory(folder: Path) -> None:
    """Acks and memory with one workspace, and with ten thousand."""
    with served(SLOW, 500) as url:
        figures: dict[int, float] = {}
        for workspaces in (1, WORKSPACES):
            keys, path = new_key(), folder / f"{workspaces}.db"
            await filled(path, keys, url, workspaces)
            async with SlackSide.open() as side, service(_environment(side, path, keys)) as (where, pid):
                figures[workspaces] = idle = resident(pid)
                told(f"{workspaces:,} workspaces", await acks(side, where, min(workspaces, AT_ONCE)))
                await asyncio.sleep(SLOW / 2)
                waiting = resident(pid)
                print(f"memory, {workspaces:,} workspaces, idle, MB: {idle:.0f}")
                print(f"memory, {workspaces:,} workspaces, {AT_ONCE} questions waiting, MB: {waiting:.0f}")
        print(f"memory that 10,000 workspaces add, MB: {figures[WORKSPACES] - figures[1]:.0f}")


async def to_answer(folder: Path) -> None:
    """From the command to its answer, against the bare fetch of the same page, turn by turn."""
    keys, path = new_key(), folder / "answer.db"
    with served(PACE, 2_000) as url:
        await filled(path, keys, url, 1)
        async with SlackSide.open() as side, service(_environment(side, path, keys)) as (where, _):
            ours, bare = [], []
            for number in range(ROUNDS + 1):  # the first discovers the PBX
                began = asyncio.get_running_loop().time()
                await side.command(where, f"a{number}", QUESTION, "T0")
                await side.answered(f"a{number}")
                ours.append(asyncio.get_running_loop().time() - began)
                bare.append(await bare_fetch(url, 1))
    print(
        f"command to answer / bare fetch, a page taking {PACE:g} s: {median(ours[1:]) / median(bare[1:]):.2f}"
    )


def _environment(side: SlackSide, path: Path, keys: str) -> dict[str, str]:
    return {
        "PORT": "0",
        "SLACK_API_URL": f"{side.base_url}/api/",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": CLIENT_SECRET,
        "RINGBACK_DATABASE": str(path),
        "RINGBACK_KEYS": keys,
        "RINGBACK_PRIVATE_PBX": "allow",
    }


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(ack_and_memory(Path(folder)))
        asyncio.run(to_answer(Path(folder)))


if __name__ == "__main__":
    main()
