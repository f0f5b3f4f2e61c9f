"""Digests: ten thousand workspaces at one minute, a thousand digests of one PBX, and the ledger by itself.

The rounds run in a process of their own, the PBXs and Slack in another; on two cores they disturb each other a little.
``python -m benchmarks.digests [WORKSPACES]``.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.digest_given import DIGEST, opened, set_up
from benchmarks.digest_ledger import operations
from benchmarks.digest_sides import CDR_FETCHES, OF_SLACK
from benchmarks.slack_side import CLIENT_SECRET, SECRET
from bot.store.vault import new_key

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKSPACES = 10_000
PACE = 0.2
"""Seconds that each answer of a PBX takes."""
OF_ONE = 1_000


@dataclass(frozen=True)
class Sides:
    """Where the PBXs and Slack are."""

    pbx_port: int
    slack: str

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[Sides]:
        """Both, for as long as the block lasts."""
        with subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "benchmarks.digest_sides", str(PACE)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            try:
                port, slack = process.stdout.readline().split()
                yield cls(int(port), slack)
            finally:
                process.terminate()

    def counts(self) -> dict[str, int]:
        """What both were asked so far."""
        with urllib.request.urlopen(f"{self.slack}/counts") as answer:  # noqa: S310 - our own process
            counts: dict[str, int] = json.load(answer)
            return counts


async def filled(path: Path, keys: str, sides: Sides, workspaces: int, each: int) -> None:
    """A database with so many workspaces, each with so many digests in channels of their own."""
    digests = [replace(DIGEST, id=f"d{n}", number=n, channel=f"C{n}") for n in range(1, each + 1)]
    async with opened(path, keys) as store:
        for number in range(workspaces):
            await set_up(store, number, sides.pbx_port, digests)


def posted(sides: Sides, folder: Path, workspaces: int, each: int = 1) -> dict[str, Any]:
    """What a process that posted all of them tells, and what it asked."""
    keys, path = new_key(), folder / f"{workspaces}-{each}.db"
    asyncio.run(filled(path, keys, sides, workspaces, each))
    environment = {
        "PATH": os.environ["PATH"],
        "SLACK_API_URL": f"{sides.slack}/api/",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": CLIENT_SECRET,
        "RINGBACK_DATABASE": str(path),
        "RINGBACK_KEYS": keys,
        "RINGBACK_PRIVATE_PBX": "allow",
    }
    before = sides.counts()
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "benchmarks.digest_rounds", str(workspaces * each)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told | {"asked": {name: n - before.get(name, 0) for name, n in sides.counts().items()}}


def of_many(sides: Sides, folder: Path, workspaces: int) -> None:
    """One digest each of many workspaces, all of one minute, each with a PBX of its own that nobody has asked yet."""
    found = posted(sides, folder, workspaces)
    seconds, makes = found["seconds"], found["makes"]
    asked = sum(n for name, n in found["asked"].items() if name not in OF_SLACK)
    name = f"{workspaces:,} digests of {workspaces:,} workspaces at one minute"
    print(f"{name}, seconds until the last is posted: {seconds:.0f}")
    print(f"{name}, / {PACE:g} s each of {makes} at once: {seconds / (workspaces * PACE / makes):.2f}")
    print(f"{name}, requests to each PBX: {asked / workspaces:.1f}")
    print(f"{name}, / {PACE:g} s each request, {makes} at once: {seconds / (asked * PACE / makes):.2f}")
    print(f"{name}, processor ms each: {1000 * found['busy'] / workspaces:.1f}")
    print(f"{name}, peak memory, MB: {found['peak'] / 1024:.0f}")


def of_one(sides: Sides, folder: Path) -> None:
    """Many digests of one PBX and one window."""
    found = posted(sides, folder, 1, OF_ONE)
    name = f"{OF_ONE:,} digests of one PBX and one window"
    print(f"{name}, CDR fetches: {found['asked'][CDR_FETCHES]}")
    print(f"{name}, seconds until the last is posted: {found['seconds']:.1f}")


def of_the_ledger(folder: Path, digests: int) -> None:
    """What the ledger does, where making and posting cost nothing."""
    count, seconds = asyncio.run(operations(folder / "ledger.db", digests))
    print(f"ledger, operations per second: {count / seconds:,.0f}")
    print(f"ledger, digests per second: {digests / seconds:,.0f}")


def main() -> None:
    """Print every figure."""
    workspaces = int(sys.argv[1]) if len(sys.argv) > 1 else WORKSPACES
    with tempfile.TemporaryDirectory() as folder, Sides.running() as sides:
        of_many(sides, Path(folder), workspaces)
        of_one(sides, Path(folder))
        of_the_ledger(Path(folder), workspaces)


if __name__ == "__main__":
    main()
