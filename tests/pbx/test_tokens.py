"""Where tokens are kept: the same facts of every store, and what holds of files alone."""

from __future__ import annotations

import asyncio
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from bot.cli.tokens import FileTokenStore
from bot.pbx.tokens import MemoryTokenStore, Tokens

if TYPE_CHECKING:
    from pathlib import Path

    from bot.pbx.tokens import TokenStore

TOKENS = Tokens(access="one", access_until=100.5, refresh="two", refresh_until=200)


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TokenStore:
    return MemoryTokenStore() if request.param == "memory" else FileTokenStore(tmp_path / "cache")


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


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"access": 5}', b"\xff\xfe", b'{"refresh": "x"}'])
def test_a_broken_file_counts_as_absent(tmp_path: Path, content: bytes) -> None:
    store = FileTokenStore(tmp_path)
    store.save("a", TOKENS)
    (tmp_path / "a.json").write_bytes(content)
    assert store.load("a") is None
    store.save("a", TOKENS)
    assert store.load("a") == TOKENS


def test_a_link_in_the_cache_folder_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "a.json").symlink_to(victim)
    FileTokenStore(folder).save("a", TOKENS)
    assert victim.read_text(encoding="utf-8") == "mine"
    assert FileTokenStore(folder).load("a") == TOKENS


async def test_another_process_waits_its_turn(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys\nfrom pathlib import Path\nfrom bot.cli.tokens import FileTokenStore\n"
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
