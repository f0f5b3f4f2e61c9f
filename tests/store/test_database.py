"""The file itself: whose it is, who else uses it, and what happens when it goes wrong."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import PosixPath
from typing import TYPE_CHECKING

import pytest

from bot.store.database import Database
from bot.store.faults import trouble_of
from bot.store.store import SqliteStore
from bot.store.vault import Vault
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.settings import Settings
from bot.workspace.store_trouble import StoreBusy, StoreFull, StoreTooNew, StoreTrouble
from store.given import BERLIN, OURS, PARIS, US, opened
from store.programs import go, line_from, program

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ringback.db"


class NotOurs(PosixPath):
    """A file of somebody else, whose rights only they may change."""

    def chmod(self, mode: int, *, follow_symlinks: bool = True) -> None:
        raise PermissionError(errno.EPERM, "not ours", str(self), mode, follow_symlinks)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def set_mode(path: Path, rights: int) -> None:
    path.chmod(rights)


def content_of(path: Path) -> bytes:
    return path.read_bytes()


def damage(path: Path, start: int) -> None:
    """Overwrite everything from ``start`` on."""
    content = path.read_bytes()
    path.write_bytes(content[:start] + b"\xff" * (len(content) - start))


async def test_the_files_and_their_folder_are_their_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "ringback.db"
    async with opened(path) as store:
        await store.save_pbx(OURS, BERLIN)
        files = sorted(path.parent.iterdir())
        assert [file.name for file in files] == ["ringback.db", "ringback.db-shm", "ringback.db-wal"]
        assert {mode(file) for file in files} == {0o600}
    assert mode(path.parent) == 0o700


async def test_a_file_that_was_there_for_all_to_read_is_its_owners_alone_once_it_is_opened(
    path: Path,
) -> None:
    async with opened(path) as store:
        await store.save_pbx(OURS, BERLIN)
        beside = [path.with_name("ringback.db-wal"), path.with_name("ringback.db-shm")]
        for file in (path, *beside):
            set_mode(file, 0o644)
        async with opened(path) as again:
            await again.save_pbx(OURS, PARIS)
            assert [mode(file) for file in (path, *beside)] == [0o600] * 3


async def test_a_file_whose_rights_cannot_be_changed_is_opened_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = NotOurs(tmp_path / "ringback.db")
    path.touch()
    set_mode(tmp_path / "ringback.db", 0o640)
    async with opened(path):
        assert mode(path) == 0o640
    assert "others than its owner may read" in caplog.text
    assert str(tmp_path) not in caplog.text


async def test_a_folder_that_is_there_keeps_its_rights(tmp_path: Path) -> None:
    set_mode(tmp_path, 0o750)
    async with opened(tmp_path / "ringback.db"):
        assert mode(tmp_path) == 0o750


def pragmas(connection: sqlite3.Connection) -> list[object]:
    names = ("journal_mode", "synchronous", "foreign_keys")
    return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


async def test_the_connection_is_as_durable_and_as_strict_as_it_should_be(path: Path) -> None:
    async with opened(path) as store:
        assert await store._database.run(pragmas) == ["wal", 1, 1]


async def test_a_lock_of_somebody_else_is_told_in_time_and_outlived(path: Path) -> None:
    async with opened(path, patience=0.3) as store:
        await store.save_pbx(OURS, BERLIN)
        with program("hold", path) as other:
            assert line_from(other) == "held"
            began = time.monotonic()
            with pytest.raises(StoreBusy):
                await store.save_pbx(OURS, PARIS)
            assert 0.25 < time.monotonic() - began < 1.5
            assert await store.pbxs(OURS) == (BERLIN,)
            go(other)
            assert other.wait(10) == 0
        await store.save_pbx(OURS, PARIS)
        assert await store.pbxs(OURS) == (BERLIN, PARIS)


async def test_a_queue_behind_a_lock_waits_once_and_not_in_turn(path: Path) -> None:
    async with opened(path, patience=0.3) as store:
        with program("hold", path) as other:
            assert line_from(other) == "held"
            began = time.monotonic()
            writes = (store.claim(OURS, str(number), number) for number in range(20))
            got = await asyncio.gather(*writes, return_exceptions=True)
            assert time.monotonic() - began < 2
        assert [type(each) for each in got] == [StoreBusy] * 20
        assert await store.claim(OURS, "0", 1)


async def test_a_lock_that_ends_in_time_is_waited_for(path: Path) -> None:
    async with opened(path) as store:
        with program("hold", path) as other:
            assert line_from(other) == "held"
            writing = asyncio.ensure_future(store.save_pbx(OURS, BERLIN))
            await asyncio.sleep(0.1)
            go(other)
            await writing
        assert await store.pbxs(OURS) == (BERLIN,)


async def test_a_fresh_file_that_somebody_else_holds_is_told_in_time(path: Path) -> None:
    with program("hold", path) as other:
        assert line_from(other) == "held"
        began = time.monotonic()
        with pytest.raises(StoreBusy):
            await SqliteStore.open(path, Vault.read(""), patience=0.3)
        assert 0.25 < time.monotonic() - began < 1.5
        opening = asyncio.ensure_future(SqliteStore.open(path, Vault.read("")))
        await asyncio.sleep(0.1)
        go(other)
        store = await opening
    assert await store.workspaces() == ()
    await store.close()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_room_for_the_file_or_its_folder_is_a_full_disk(number: int) -> None:
    assert isinstance(trouble_of(OSError(number, "no room", "ringback.db")), StoreFull)


async def test_a_full_disk_is_told_and_leaves_what_was_there(path: Path) -> None:
    async with opened(path) as store:
        await store.save_pbx(OURS, BERLIN)
        await store._database.run(lambda c: c.execute("PRAGMA max_page_count = 1").fetchone())
        with pytest.raises(StoreFull):
            await store.keep_draft(OURS, "d1", "long" * 50_000, until=10)
        assert await store.pbxs(OURS) == (BERLIN,)
        assert await store.draft(OURS, "d1", now=1) is None
        await store._database.run(lambda c: c.execute("PRAGMA max_page_count = 100000").fetchone())
        await store.keep_draft(OURS, "d1", "long" * 50_000, until=10)
    async with opened(path) as store:
        assert await store.pbxs(OURS) == (BERLIN,)
        assert await store.draft(OURS, "d1", now=1) == "long" * 50_000


@pytest.mark.parametrize("most", [1, 60])
async def test_every_write_that_was_acknowledged_outlives_a_kill(path: Path, most: int) -> None:
    with program("loop", path) as writer:
        acknowledged = [int(line_from(writer)) for _ in range(most)]
        writer.kill()
        assert writer.stdout is not None
        acknowledged += [int(line) for line in writer.stdout.read().splitlines()]
    assert acknowledged == list(range(len(acknowledged)))
    async with opened(path) as store:
        again = [await store.claim(US, f"press {number}", 0) for number in acknowledged]
        assert not any(again)
        whole = await store._database.run(lambda c: c.execute("PRAGMA integrity_check").fetchone()[0])
        assert whole == "ok"


async def test_several_processes_open_a_fresh_file_at_once(path: Path) -> None:
    with (
        program("open", path) as first,
        program("open", path) as second,
        program("open", path) as third,
    ):
        everyone = (first, second, third)
        assert [line_from(one) for one in everyone] == ["ready"] * 3
        for one in everyone:
            go(one)
        assert [one.wait(20) for one in everyone] == [0] * 3
    with closing(sqlite3.connect(path)) as connection:
        steps = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY name").fetchall()
        assert steps == [("digests",), ("holds",), ("installed",), ("owners",), ("workspaces",)]
        assert connection.execute("SELECT count(*) FROM press").fetchone() == (3,)


async def test_a_database_from_a_newer_version_is_refused_untouched(path: Path) -> None:
    async with opened(path):
        pass
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('ringback', 'later', '')"
        )
    before = content_of(path)
    with pytest.raises(StoreTooNew) as raised:
        await SqliteStore.open(path, Vault.read(""))
    assert raised.value.facts == {"path": path}
    assert content_of(path) == before


async def test_a_file_that_is_no_database_is_refused_untouched(path: Path) -> None:
    async with opened(path):
        pass
    damage(path, 0)
    before = content_of(path)
    with pytest.raises(StoreTrouble) as raised:
        await SqliteStore.open(path, Vault.read(""))
    assert raised.value.facts == {"path": path, "reason": "the file is not a database"}
    assert content_of(path) == before


async def test_a_damaged_file_is_told(path: Path) -> None:
    async with opened(path) as store:
        for number in range(300):
            await store.note(OURS, AuditEntry(at=number, user="U1", deed=Deed.POSTED, what="x" * 200))
    damage(path, 4096 * 3)
    with pytest.raises(StoreTrouble) as raised:
        async with opened(path) as store:
            await store.audit(OURS, 1000)
    assert raised.value.facts["reason"] == "the file is damaged"


async def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as raised:
        await SqliteStore.open(tmp_path, Vault.read(""))
    assert raised.value.facts == {"path": tmp_path, "reason": f"{tmp_path}: Is a directory"}


async def test_two_hundred_operations_at_once_keep_their_order_and_finish(path: Path) -> None:
    async with opened(path) as store:
        notes = (
            store.note(OURS, AuditEntry(at=1, user="U1", deed=Deed.POSTED, what=str(number)))
            for number in range(200)
        )
        await asyncio.gather(*notes)
        assert [int(line.what) for line in await store.audit(OURS, 500)] == list(range(199, -1, -1))


async def test_of_many_who_claim_a_press_one_has_it(path: Path) -> None:
    async with opened(path) as store, opened(path) as other:
        claims = [each.claim(OURS, "press", 1) for each in (store, other) * 20]
        assert sum(await asyncio.gather(*claims)) == 1


async def test_whoever_is_cancelled_while_waiting_breaks_nothing(path: Path) -> None:
    async with opened(path) as store:
        writes = [asyncio.ensure_future(store.claim(OURS, str(number), 1)) for number in range(50)]
        await asyncio.sleep(0)
        for write in writes[::2]:
            write.cancel()
        got = await asyncio.gather(*writes, return_exceptions=True)
        assert got[1::2] == [True] * 25
        await store.save_settings(OURS, Settings(short_ring=7))
        assert (await store.settings(OURS)).short_ring == 7


async def test_a_write_that_raises_leaves_nothing_behind(path: Path) -> None:
    def half(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO oauth_state (state, ends) VALUES ('s', 99)")
        raise ZeroDivisionError

    async with opened(path) as store:
        with pytest.raises(ZeroDivisionError):
            await store._database.write(half)
        assert await store.use_state("s", until=1)


async def test_a_text_that_cannot_be_kept_is_told(path: Path) -> None:
    async with opened(path) as store:
        with pytest.raises(StoreTrouble):
            await store.claim(OURS, "half \ud83d", 1)
        with pytest.raises(StoreTrouble):
            await store.keep_draft(OURS, "d1", "half \ud83d", until=10)


async def test_what_was_asked_before_the_end_is_finished_and_nothing_after_it(path: Path) -> None:
    store = await SqliteStore.open(path, Vault.read(""))
    asked = [asyncio.ensure_future(store.claim(OURS, str(number), 1)) for number in range(30)]
    await asyncio.sleep(0)
    await store.close()
    assert await asyncio.gather(*asked) == [True] * 30
    with pytest.raises(StoreTrouble):
        await store.settings(OURS)
    await store.close()


async def test_a_database_that_cannot_be_opened_leaves_no_thread(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble):
        await Database.open(tmp_path)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("store")]
