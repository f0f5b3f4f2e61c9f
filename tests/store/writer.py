"""Programs that use a store in a process of their own: ``writer.py loop|open|hold|wait PATH``."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import time
from pathlib import Path

from bot.store.store import SqliteStore
from bot.store.vault import Vault
from bot.workspace.workspace import Workspace

US = Workspace(team="T1")


async def loop(path: Path) -> None:
    """Claim one press after the other, and tell each that was acknowledged."""
    store = await SqliteStore.open(path, Vault.read(""))
    number = 0
    while True:
        assert await store.claim(US, f"press {number}", number)
        print(number, flush=True)
        number += 1


async def open_once(path: Path) -> None:
    """Open as soon as a line comes in, write, close."""
    print("ready", flush=True)
    sys.stdin.readline()
    store = await SqliteStore.open(path, Vault.read("k1:" + "A" * 43))
    await store.claim(US, str(time.monotonic_ns()), 1)
    await store.close()


def hold(path: Path) -> None:
    """Hold the write lock until a line comes in."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    print("held", flush=True)
    sys.stdin.readline()
    connection.execute("ROLLBACK")
    connection.close()


def wait(path: Path) -> None:
    """Hold the write lock from one line to the next."""
    print("ready", flush=True)
    sys.stdin.readline()
    hold(path)


if __name__ == "__main__":
    what, where = sys.argv[1], Path(sys.argv[2])
    if what == "wait":
        wait(where)
    elif what == "hold":
        hold(where)
    else:
        asyncio.run({"loop": loop, "open": open_once}[what](where))
