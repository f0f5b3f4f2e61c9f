"""Where tokens are kept: the same facts of every store, and what holds of files alone."""

from __future__ import annotations

import asyncio
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from store.given import BERLIN, OURS, opened

from bot.pbx.token_files import FileTokenStore
from bot.pbx.tokens import MemoryTokenStore
from bot.workspace.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.workspace.tokens import TokenStore

TOKENS = Tokens(access="one", access_until=100.5, refresh="two", refresh_until=200)


@pytest.fixture(params=["memory", "file", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[TokenStore]:
    if request.param == "memory":
        yield MemoryTokenStore()
    elif request.param == "file":
        yield FileTokenStore(tmp_path / "cache")
    else:
        async with opened(tmp_path / "ringback.db") as database:
            await database.save_pbx(OURS, BERLIN)
            yield await database.tokens(OURS, "p1")


@pytest.fixture(params=["file", "sqlite"])
async def two(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[TokenStore, TokenStore]]:
    """What two processes have that share one folder or one database."""
    if request.param == "file":
        yield FileTokenStore(tmp_path / "cache"), FileTokenStore(tmp_path / "cache")
        return
    async with opened(tmp_path / "ringback.db") as ours, opened(tmp_path / "ringback.db") as others:
        await ours.save_pbx(OURS, BERLIN)
        yield await ours.tokens(OURS, "p1"), await others.tokens(OURS, "p1")


async def test_what_is_kept_comes_back(store: TokenStore) -> None:
    assert store.load("a") is None
    async with store.exclusive("a"):
        store.save("a", TOKENS)
    assert store.load("a") == TOKENS
    assert store.load("b") is None
    other = Tokens(access="three")
    store.save("a", other)
    assert store.load("a") == other
    store.clear("a")
    store.clear("a")
    assert store.load("a") is None


async def in_turn(store: TokenStore, name: str, told: list[str]) -> None:
    async with store.exclusive("a"):
        told.append(f"{name} in")
        await asyncio.sleep(0.02)
        told.append(f"{name} out")


async def test_one_logs_in_at_a_time(store: TokenStore) -> None:
    told: list[str] = []
    await asyncio.gather(*(in_turn(store, name, told) for name in "xyz"))
    turns = [(told[at], told[at + 1]) for at in range(0, len(told), 2)]
    assert sorted(turns) == [("x in", "x out"), ("y in", "y out"), ("z in", "z out")]


async def test_of_two_processes_one_logs_in_at_a_time_and_has_what_the_other_kept(
    two: tuple[TokenStore, TokenStore],
) -> None:
    ours, others = two
    told: list[str] = []
    async with ours.exclusive("a"):
        waiting = asyncio.ensure_future(in_turn(others, "other", told))
        await asyncio.sleep(0.3)
        assert told == []
        ours.save("a", TOKENS)
    await waiting
    assert told == ["other in", "other out"]
    assert others.load("a") == TOKENS


async def test_a_login_that_fails_or_is_given_up_leaves_the_turn_to_the_next(
    two: tuple[TokenStore, TokenStore],
) -> None:
    ours, others = two
    with pytest.raises(ValueError, match="failed"):
        async with ours.exclusive("a"):
            raise ValueError("failed")
    giving_up = asyncio.ensure_future(in_turn(ours, "given up", []))
    await asyncio.sleep(0.01)
    giving_up.cancel()
    async with asyncio.timeout(3), others.exclusive("a"):
        pass


def test_tokens_show_themselves_to_nobody() -> None:
    assert "one" not in repr(TOKENS)
    assert "two" not in str(TOKENS)


def test_the_file_and_its_folder_are_their_owners_alone(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path / "deep" / "cache")
    store.save("a", TOKENS)
    (kept,) = (tmp_path / "deep" / "cache").glob("*.json")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"access": 5}',
        b"\xff\xfe",
        b'{"refresh": "x"}',
        b'{"access": "\xff"}',
        b"null",
        b'{"access": "x", "access_until": NaN}',
    ],
)
def test_a_broken_file_counts_as_absent(tmp_path: Path, content: bytes) -> None:
    store = FileTokenStore(tmp_path)
    store.save("a", TOKENS)
    (tmp_path / "a.json").write_bytes(content)
    assert store.load("a") is None
    store.save("a", TOKENS)
    assert store.load("a") == TOKENS


async def test_links_in_the_cache_folder_are_not_written_through(tmp_path: Path) -> None:
    """Whoever could write there before us foresees each name that can be foreseen."""
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o777)
    for name in ("a.json", f"a.{os.getpid()}.new", "a.new", "a.json.new", "a.tmp"):
        (folder / name).symlink_to(victim)
    store = FileTokenStore(folder)
    store.save("a", TOKENS)
    assert victim.read_text(encoding="utf-8") == "mine"
    assert store.load("a") == TOKENS
    (folder / "a.lock").symlink_to(victim)
    with pytest.raises(OSError, match="symbolic link"):
        async with store.exclusive("a"):
            pass
    assert victim.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o755)
    FileTokenStore(folder).save("a", TOKENS)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_tokens_that_cannot_be_kept_leave_no_draft_behind(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(OSError, match="directory"):
        FileTokenStore(tmp_path).save("a", TOKENS)
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def test_a_file_is_never_seen_half_written(tmp_path: Path) -> None:
    """A reader that looks all the time, in another process, while 300 pairs are kept."""
    store = FileTokenStore(tmp_path)
    store.save("a", Tokens(access="x" * 5000))
    program = (
        "import sys\nfrom pathlib import Path\nfrom bot.pbx.token_files import FileTokenStore\n"
        "store, seen = FileTokenStore(Path(sys.argv[1])), set()\n"
        "print('looking', flush=True)\n"
        "while 'end' not in seen:\n"
        "    kept = store.load('a')\n"
        "    seen.add(kept and kept.access[-3:])\n"
        "print(sorted(map(str, seen)))\n"
    )
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "looking\n"
        for _ in range(300):
            store.save("a", Tokens(access="x" * 5000))
        store.save("a", Tokens(access="end"))
        assert reader.stdout.readline() == "['end', 'xxx']\n"


async def test_whoever_stops_waiting_for_a_turn_leaves_it_to_the_next(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path)

    async def turn() -> None:
        async with store.exclusive("a"):
            await asyncio.sleep(0.002)

    for number in range(40):
        waiting = [asyncio.create_task(turn()) for _ in range(3)]
        await asyncio.sleep(number % 7 * 0.0005)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
    async with asyncio.timeout(2):
        await turn()


async def test_another_process_waits_its_turn(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys\nfrom pathlib import Path\nfrom bot.pbx.token_files import FileTokenStore\n"
        "async def main():\n"
        "    async with FileTokenStore(Path(sys.argv[1])).exclusive('a'):\n"
        "        print('in', flush=True)\n"
        "asyncio.run(main())\n"
    )
    async with FileTokenStore(tmp_path).exclusive("a"):
        other = await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, str(tmp_path), stdout=asyncio.subprocess.PIPE
        )
        assert other.stdout is not None
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(other.stdout.readline(), 1.5)
    assert await asyncio.wait_for(other.stdout.readline(), 10) == b"in\n"
    assert await other.wait() == 0
