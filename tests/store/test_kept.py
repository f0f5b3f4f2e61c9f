"""What the real store does beyond the contract: mixed versions, sweeping, forgetting for good."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fakes.digests import MORNING, delivery

from bot.store.whole import OWNED
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.hold import Hold
from bot.workspace.settings import ChannelSettings, PersonSettings, Settings
from bot.workspace.store_trouble import StoreTrouble
from bot.workspace.tokens import Tokens
from store.given import BERLIN, INSTALLED, OURS, PARIS, THEIRS, opened

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ports import Store

WEEK = 7 * 86400


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ringback.db"


def run(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement).fetchall()


def tables_of_workspaces(path: Path) -> set[str]:
    named = run(path, "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE c.name = 'team'")
    return {str(name) for (name,) in named}


async def fill(store: Store) -> None:
    for workspace in (OURS, THEIRS):
        await store.save_pbx(workspace, BERLIN)
        await store.save_settings(workspace, Settings(short_ring=9))
        await store.save_person(workspace, "U1", PersonSettings(language="de"))
        await store.save_channel(workspace, "C1", ChannelSettings(default_pbx="p1"))
        await store.note(workspace, AuditEntry(at=1, user="U1", deed=Deed.POSTED))
        await store.claim(workspace, "press", 1)
        await store.hold(workspace, "post", Hold(holder="h", until=9), 1)
        await store.keep_draft(workspace, "d1", "text", until=100)
        await store.save_installation(workspace, INSTALLED)
        async with (tokens := await store.tokens(workspace, "p1")).exclusive("key"):
            tokens.save("key", Tokens(access="a"))
        await store.digests.save_digest(workspace, MORNING, 100)
        await store.digests.begin(workspace, delivery(100))
        await store.digests.new_number(workspace)
        await store.digests.refused(workspace, "p1", 1)


async def test_no_table_holds_a_row_of_a_workspace_that_is_forgotten(path: Path) -> None:
    async with opened(path) as store:
        await fill(store)
        tables = tables_of_workspaces(path)
        assert tables == set(OWNED)
        count = "SELECT count(*) FROM {} WHERE enterprise = '{}'"
        assert all(run(path, count.format(table, "E1"))[0] > (0,) for table in tables)
        theirs = {table: run(path, count.format(table, "E2")) for table in tables}
        await store.forget(OURS)
        assert {run(path, count.format(table, "E1"))[0] for table in tables} == {(0,)}
        assert {table: run(path, count.format(table, "E2")) for table in tables} == theirs


async def test_settings_of_another_version_are_read_as_far_as_they_are_known(path: Path) -> None:
    async with opened(path) as store:
        await store.save_settings(OURS, Settings())
        run(path, """UPDATE settings SET value = '{"short_ring": 8, "later": {"more": [1]}}'""")
        assert await store.settings(OURS) == Settings(short_ring=8)


@pytest.mark.parametrize("value", ['{"masking": "later"}', '{"short_ring": "x"}', "[]", "{", ""])
async def test_settings_that_cannot_be_read_are_never_the_defaults(path: Path, value: str) -> None:
    async with opened(path) as store:
        await store.save_settings(OURS, Settings())
        await store.save_settings(THEIRS, Settings())
        run(path, f"UPDATE settings SET value = '{value}' WHERE enterprise = 'E1'")  # noqa: S608 - values from above
        with pytest.raises(StoreTrouble):
            await store.settings(OURS)
        assert await store.settings(THEIRS) == Settings()


async def test_lines_of_the_trail_that_a_newer_version_wrote_are_left_out(path: Path) -> None:
    line = AuditEntry(at=1, user="U1", deed=Deed.POSTED)
    async with opened(path) as store:
        await store.note(OURS, line)
        await store.note(OURS, AuditEntry(at=2, user="U1", deed=Deed.EXPORTED))
        run(path, "UPDATE audit SET deed = 'LATER' WHERE at = 2")
        assert await store.audit(OURS, 9) == (line,)


async def test_a_sweep_takes_what_is_over_and_nothing_else(path: Path) -> None:
    now = 10 * WEEK
    async with opened(path) as store:
        await store.keep_draft(OURS, "over", "text", until=now)
        await store.keep_draft(OURS, "good", "text", until=now + 1)
        await store.use_state("over", until=now)
        await store.use_state("good", until=now + 1)
        await store.claim(OURS, "old", now - WEEK - 1)
        await store.claim(OURS, "young", now - WEEK)
        for name, at in (("old", now - WEEK - 1), ("young", now - WEEK)):
            await store.hold(OURS, name, Hold(holder="h", until=at + 9), at)
        await store.hold(OURS, "confirmed late", Hold(holder="h", until=9), 1)
        await store.confirm(OURS, "confirmed late", "ts", now)
        await store.note(OURS, AuditEntry(at=1, user="U1", deed=Deed.POSTED))
        await store.sweep(now)
        assert run(path, "SELECT draft FROM draft") == [("good",)]
        assert run(path, "SELECT state FROM oauth_state") == [("good",)]
        assert run(path, "SELECT press FROM press") == [("young",)]
        assert run(path, "SELECT name FROM hold ORDER BY name") == [("confirmed late",), ("young",)]
        assert len(await store.audit(OURS, 9)) == 1


async def test_a_sweep_leaves_each_workspace_its_ten_thousand_newest_lines(path: Path) -> None:
    series = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {})"
    insert = "INSERT INTO audit (enterprise, team, at, member, deed, what)"
    select = "SELECT '{}', 'T1', i, '', 'POSTED', '' FROM n"
    async with opened(path) as store:
        for enterprise, count in (("E1", 10_007), ("E2", 10_000)):
            run(path, f"{series.format(count)} {insert} {select.format(enterprise)}")
        await store.sweep(0)
        bounds = (
            "SELECT enterprise, min(at), max(at), count(*) FROM audit GROUP BY enterprise ORDER BY enterprise"
        )
        assert run(path, bounds) == [("E1", 8, 10_007, 10_000), ("E2", 1, 10_000, 10_000)]


async def test_who_set_a_pbx_up_before_that_was_kept_is_read_from_the_trail(path: Path) -> None:
    async with opened(path) as store:
        for pbx in (BERLIN, PARIS):
            await store.save_pbx(OURS, pbx)
        for at, user, deed, what in (
            (1, "U1", Deed.PBX_ADDED, "Berlin"),
            (3, "U2", Deed.PBX_CHANGED, "Berlin (its secret is taken again)"),
            (4, "", Deed.PBX_CHANGED, "Berlin"),
            (5, "U3", Deed.PBX_REMOVED, "Berlin"),
            (6, "U4", Deed.PBX_CHANGED, "Rome"),
        ):
            await store.note(OURS, AuditEntry(at=at, user=user, deed=deed, what=what))
        await store.note(THEIRS, AuditEntry(at=9, user="U9", deed=Deed.PBX_ADDED, what="Berlin"))
    for column in ("set_up_by", "vendor"):
        run(path, f"ALTER TABLE pbx DROP COLUMN {column}")
    run(path, "DELETE FROM _sqlite_migrations WHERE name = 'owners'")
    async with opened(path) as store:
        assert await store.pbxs(OURS) == (replace(BERLIN, set_up_by="U2"), PARIS)


async def test_posts_that_an_older_version_had_claimed_stay_posted(path: Path) -> None:
    async with opened(path):
        pass
    run(path, "DROP TABLE hold")
    run(path, "DELETE FROM _sqlite_migrations WHERE name = 'holds'")
    run(path, "INSERT INTO press VALUES ('E1', 'T1', 'post:C1:abc', 7), ('E1', 'T1', 'setup:U1:d1', 8)")
    async with opened(path) as store:
        standing = await store.hold(OURS, "post:C1:abc", Hold(holder="h", until=900), 800, anew=True)
        assert standing == Hold(holder="", until=0, done="posted")
        assert run(path, "SELECT press FROM press") == [("setup:U1:d1",)]
