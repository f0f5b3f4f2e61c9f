"""What the real ledger does beyond the contract: mixed versions, sweeping, channels with new ids."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest
from fakes.digests import MORNING, delivery

from bot.store.database import Database
from bot.store.ledger import SqliteDigestStore
from bot.workspace.store_trouble import StoreTrouble
from store.given import OURS, THEIRS, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

DAY = 86_400
SECOND = replace(MORNING, id="d2", number=2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ringback.db"


def run(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement).fetchall()


async def test_a_digest_of_a_newer_version_is_read_as_far_as_it_is_known(path: Path) -> None:
    async with opened(path) as store:
        await store.digests.save_digest(OURS, MORNING, 100)
        run(path, "UPDATE schedule SET content = '{\"later\": [1], ' || substr(content, 2)")
        assert await store.digests.digests(OURS) == (MORNING,)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"id": 5}'])
async def test_a_digest_that_cannot_be_read_is_told_and_keeps_no_other_from_being_posted(
    path: Path, content: str
) -> None:
    async with opened(path) as store:
        digests = store.digests
        for digest in (MORNING, SECOND):
            await digests.save_digest(OURS, digest, 100)
            await digests.begin(OURS, delivery(100, digest.id))
        run(path, f"UPDATE schedule SET content = '{content}' WHERE id = 'd1'")  # noqa: S608 - values from above
        with pytest.raises(StoreTrouble):
            await digests.digests(OURS)
        with pytest.raises(StoreTrouble):
            await digests.digest(OURS, "d1")
        assert [each.digest for each in await digests.planned(100, 1)] == []
        assert [each.digest for each in await digests.planned(100, 1)] == [SECOND]
        assert [each.digest for each in await digests.claim(100, "w1", 220, 9)] == [SECOND]
        assert [each.digest for each in await digests.ahead(99, None, 9)] == [SECOND]
        assert run(path, "SELECT next_due FROM schedule WHERE id = 'd1'") == [(3700,)]
        assert (await digests.deliveries(OURS, "d1", 1))[0].state.value == "due"


async def test_a_channel_with_a_new_id_takes_its_digests_along(path: Path) -> None:
    async with opened(path) as store:
        await store.digests.save_digest(OURS, MORNING, 100)
        await store.digests.save_digest(OURS, replace(SECOND, channel="C2"), 100)
        await store.digests.save_digest(THEIRS, MORNING, 100)
        await store.digests.pause(OURS, ["d1"], 50, "is_archived")
        await store.digests.save_digest(OURS, replace(SECOND, id="d3", number=3, channel="C1"), 300)
        run(path, "UPDATE schedule SET content = '' WHERE id = 'd2'")
        await store.rename_channel(OURS, "C1", "C9")
        first = await store.digests.digest(OURS, "d1")
        assert first == replace(MORNING, channel="C9", paused=50, paused_because="is_archived")
        assert await store.digests.digest(OURS, "d3") == replace(SECOND, id="d3", number=3, channel="C9")
        assert await store.digests.digests(THEIRS) == (MORNING,)
        assert [each.next_due for each in await store.digests.planned(300, 9) if each.workspace == OURS] == [
            300
        ]


async def test_a_sweep_takes_deliveries_that_are_months_old(path: Path) -> None:
    now = 1_000 * DAY
    async with opened(path) as store:
        await store.digests.save_digest(OURS, MORNING, None)
        for due in (now - 92 * DAY - 1, now - 92 * DAY, now):
            await store.digests.begin(OURS, delivery(due))
        await store.sweep(now)
        kept = [each.due for each in await store.digests.deliveries(OURS, "d1", 9)]
        assert kept == [now, now - 92 * DAY]


class Levels(Database):
    """Keeps how durable each write was: SQLite's 1 is NORMAL, 2 is FULL."""

    def __init__(self, path: Path, patience: float) -> None:
        super().__init__(path, patience)
        self.levels: list[int] = []

    async def write(self, function: Callable[[sqlite3.Connection], T], *, durable: bool = False) -> T:
        def noted(connection: sqlite3.Connection) -> T:
            self.levels.append(connection.execute("PRAGMA synchronous").fetchone()[0])
            return function(connection)

        return await super().write(noted, durable=durable)


async def test_that_it_is_about_to_be_posted_outlives_a_power_cut_and_what_costs_no_double_need_not(
    path: Path,
) -> None:
    database = await Levels.open(path)
    assert isinstance(database, Levels)
    try:
        digests = SqliteDigestStore(database)
        await digests.save_digest(OURS, MORNING, None)
        await digests.begin(OURS, delivery(100))
        (held,) = await digests.claim(100, "w1", 220, 9)
        database.levels.clear()
        assert await digests.posting(held, 100, 220)
        await digests.posted(held, "C1", "1.5", 101)
    finally:
        await database.close()
    assert database.levels == [2, 1]
