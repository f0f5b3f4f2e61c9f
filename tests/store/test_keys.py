"""The keys and what is sealed with them in a database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.store.store import SqliteStore
from bot.store.vault import Vault
from bot.workspace.settings import Settings
from bot.workspace.store_trouble import KeysMissing, KeysWrong
from bot.workspace.tokens import Tokens
from store.given import (
    BERLIN,
    BOT_TOKEN,
    DRAFT,
    INSTALLED,
    K1,
    K2,
    OTHER_K1,
    OURS,
    PARIS,
    SECRET,
    THEIRS,
    everything_in,
    opened,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TOKENS = Tokens(access="access-WxYz", access_until=10, refresh="refresh-WxYz", refresh_until=20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ringback.db"


async def fill(store: SqliteStore) -> None:
    await store.save_pbx(OURS, BERLIN)
    await store.save_installation(OURS, INSTALLED)
    await store.keep_draft(OURS, "d1", DRAFT, until=100)
    tokens = await store.tokens(OURS, "p1")
    tokens.save("key", TOKENS)
    await tokens.flush()


async def is_whole(store: SqliteStore) -> bool:
    return (
        await store.pbxs(OURS) == (BERLIN,)
        and await store.installation(OURS) == INSTALLED
        and await store.draft(OURS, "d1", now=1) == DRAFT
        and (await store.tokens(OURS, "p1")).load("key") == TOKENS
    )


def run(path: Path, statement: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement).fetchall()


def key_names(path: Path) -> set[str]:
    columns = (
        "client_secret FROM pbx",
        "bot_token FROM installation",
        "content FROM draft",
        "tokens FROM pbx_token",
    )
    return {sealed.partition(":")[0] for column in columns for (sealed,) in run(path, f"SELECT {column}")}


def found_in(path: Path, secrets: Iterable[str]) -> list[str]:
    content = everything_in(path)
    return [secret for secret in secrets if secret.encode() in content]


async def test_no_secret_is_in_the_files(path: Path) -> None:
    secrets = (SECRET, BOT_TOKEN, DRAFT, TOKENS.access, TOKENS.refresh)
    async with opened(path) as store:
        await fill(store)
        assert path.with_name("ringback.db-wal").stat().st_size
        assert found_in(path, (*secrets, "Berlin")) == ["Berlin"]
    assert found_in(path, (*secrets, "Berlin")) == ["Berlin"]


async def test_all_that_is_sealed_opens_again_with_the_same_keys(path: Path) -> None:
    async with opened(path) as store:
        await fill(store)
    async with opened(path) as store:
        assert await is_whole(store)


@pytest.mark.parametrize("keys", [K2, OTHER_K1])
async def test_with_wrong_keys_nothing_is_opened_or_overwritten(path: Path, keys: str) -> None:
    async with opened(path) as store:
        await fill(store)
    with pytest.raises(KeysWrong) as raised:
        await SqliteStore.open(path, Vault.read(keys))
    assert raised.value.facts == {"sealed": "k1"}
    async with opened(path) as store:
        assert await is_whole(store)


async def test_without_keys_nothing_sealed_is_opened(path: Path) -> None:
    async with opened(path) as store:
        await fill(store)
    with pytest.raises(KeysMissing):
        await SqliteStore.open(path, Vault.read(""))


async def test_without_keys_what_is_no_secret_can_be_kept(path: Path) -> None:
    async with opened(path, "") as store:
        await store.save_settings(OURS, Settings(short_ring=9))
        with pytest.raises(KeysMissing):
            await store.save_pbx(OURS, BERLIN)
        assert await store.pbxs(OURS) == ()
    async with opened(path) as store:
        assert (await store.settings(OURS)).short_ring == 9


async def test_another_key_under_a_known_name_is_refused_before_it_seals(path: Path) -> None:
    async with opened(path):
        pass
    with pytest.raises(KeysWrong):
        await SqliteStore.open(path, Vault.read(OTHER_K1))


async def test_a_new_key_in_front_leaves_the_old_secrets_readable_until_they_are_rotated(path: Path) -> None:
    async with opened(path) as store:
        await fill(store)
    async with opened(path, f"{K2},{K1}") as store:
        assert await is_whole(store)
        assert key_names(path) == {"k1"}
        assert await store.rotate() == 4
        assert await is_whole(store)
    assert key_names(path) == {"k2"}
    async with opened(path, K2) as store:
        assert await is_whole(store)


async def test_a_rotation_that_fails_changes_nothing(path: Path) -> None:
    async with opened(path) as store:
        await fill(store)
        await store.save_pbx(THEIRS, PARIS)
    async with opened(path, f"{K2},{K1}") as store:
        run(path, "UPDATE pbx SET client_secret = client_secret || 'A' WHERE id = 'p2'")
        with pytest.raises(KeysWrong):
            await store.rotate()
    assert key_names(path) == {"k1"}


@pytest.mark.parametrize(
    "move",
    [
        "UPDATE pbx SET client_secret = (SELECT client_secret FROM pbx WHERE enterprise = 'E2')",
        "UPDATE pbx SET client_secret = (SELECT client_secret FROM pbx WHERE id = 'p2') WHERE id = 'p1'",
        "UPDATE pbx SET client_secret = (SELECT bot_token FROM installation)",
        "UPDATE pbx SET client_secret = (SELECT content FROM draft)",
    ],
)
async def test_a_sealed_secret_that_was_moved_does_not_open(path: Path, move: str) -> None:
    async with opened(path) as store:
        await fill(store)
        await store.save_pbx(OURS, PARIS)
        await store.save_pbx(THEIRS, replace(BERLIN, client_secret="theirs"))
        run(path, move)
        moved, *_ = await store.pbxs(OURS)
        assert moved == replace(BERLIN, client_secret="")


async def test_tokens_moved_under_another_key_are_not_found(path: Path) -> None:
    async with opened(path) as store:
        await fill(store)
    run(path, "UPDATE pbx_token SET key = 'other'")
    async with opened(path) as store:
        tokens = await store.tokens(OURS, "p1")
        assert tokens.load("other") is tokens.load("key") is None


async def test_one_damaged_secret_keeps_nobody_else_out(path: Path) -> None:
    async with opened(path) as store:
        await fill(store)
        await store.save_pbx(THEIRS, BERLIN)
        await store.save_pbx(THEIRS, PARIS)
    run(path, "UPDATE pbx SET client_secret = 'k1:AAAA' WHERE id = 'p2'")
    async with opened(path) as store:
        assert await is_whole(store)
        damaged = replace(PARIS, client_secret="")
        assert await store.pbxs(THEIRS) == (BERLIN, damaged)
        await store.mark_refused(THEIRS, "p2", 7)
        assert run(path, "SELECT client_secret FROM pbx WHERE id = 'p2'") == [("k1:AAAA",)]
        await store.save_pbx(THEIRS, PARIS)
        assert await store.pbxs(THEIRS) == (BERLIN, PARIS)


async def test_secrets_whose_key_was_never_noted_are_tried_themselves(path: Path) -> None:
    async with opened(path) as store:
        await fill(store)
    run(path, "DELETE FROM key_check")
    with pytest.raises(KeysWrong):
        await SqliteStore.open(path, Vault.read(OTHER_K1))
    async with opened(path) as store:
        assert await is_whole(store)
