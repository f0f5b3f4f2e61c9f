"""``ringback keys``: a new key, and everything sealed anew with it."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from readied import RINGBACK, ROOT

from bot.store.vault import Vault
from bot.workspace.installation import Installation
from bot.workspace.pbx import WorkspacePbx
from bot.workspace.tokens import Tokens
from bot.workspace.workspace import Workspace
from cli.keeping import K1, K2, OTHER_K1, Keeping

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.ports import Store
    from cli.commands import Pbx, Ran

ORDER = (
    "put a new one (ringback keys new) in front of the old one in RINGBACK_KEYS, with a comma between; "
    "restart Ringback; run ringback keys rotate; then drop the old one and restart again."
)
T1 = Workspace(team="T1")


@pytest.fixture
def keeping(ringback: Callable[..., Ran], tmp_path: Path) -> Keeping:
    return Keeping(ringback, tmp_path / "ringback.db")


def add(keeping: Keeping, team: str = "T1", name: str = "Office") -> None:
    office = WorkspacePbx(
        id=name,
        name=name,
        base_url="https://pbx.example.com:8088",
        client_id="id",
        client_secret="secret-WxYz",
    )
    keeping.inside(lambda store: store.save_pbx(Workspace(team=team), office))


def new_key(environment: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [*RINGBACK, "keys", "new"], cwd=ROOT, capture_output=True, text=True, check=True, env=environment
    )
    assert done.stderr == ""
    return done.stdout


def test_a_new_key_is_one_line_that_can_be_set_as_it_is_and_differs_each_time() -> None:
    one, two = new_key({}), new_key({})
    assert re.fullmatch(r"k[0-9a-f]{8}:[A-Za-z0-9_-]{43}\n", one)
    assert len(Vault.read(f"{one.strip()},{two.strip()}").names) == 2


def test_a_new_key_minds_nothing_in_the_environment() -> None:
    broken = {
        "RINGBACK_KEYS": "no key",
        "RINGBACK_LOG": "loud",
        "PORT": "-1",
        "RINGBACK_DATABASE": "/dev/null/db",
    }
    assert new_key(broken).startswith("k")


@pytest.mark.parametrize("command", ["keys new", "--help", "keys --help", "workspace --help"])
def test_what_needs_neither_database_nor_network_starts_without_them(command: str) -> None:
    loaded = subprocess.run(  # noqa: S603 - our own command
        [RINGBACK[0], "-X", "importtime", *RINGBACK[1:], *command.split()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert "bot.cli.root" in loaded
    assert re.findall(r"\b(sqlite_utils|slack_sdk|slack_bolt|httpx|dateparser)$", loaded, re.MULTILINE) == []


def test_after_a_rotation_the_old_key_is_not_needed_any_more(keeping: Keeping) -> None:
    add(keeping)
    add(keeping, team="T2", name="Berlin")
    ran = keeping.run("keys", "rotate", keys=f"{K2},{K1}")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Sealed 2 secrets with k2.\n")
    assert "drop it from RINGBACK_KEYS" in ran.out
    assert "Nothing is sealed with k1 any more" in ran.out
    pbxs = keeping.inside(lambda store: store.pbxs(T1), K2)
    assert [(pbx.name, pbx.client_secret) for pbx in pbxs] == [("Office", "secret-WxYz")]
    ran = keeping.run("workspace", "list", keys=K1)
    assert ran.code == 1
    assert "sealed with k2" in ran.said


def test_with_one_key_the_order_of_a_change_is_told(keeping: Keeping) -> None:
    add(keeping)
    ran = keeping.run("keys", "rotate")
    assert ran.out.startswith("Sealed 1 secret with k1.\n")
    assert f"To change it: {ORDER}" in " ".join(ran.out.split())


@pytest.mark.parametrize("command", [("keys",), ("keys", "rotate")])
def test_help_tells_the_order_of_a_change(ringback: Callable[..., Ran], command: tuple[str, ...]) -> None:
    assert ORDER in " ".join(ringback(*command, "--help").out.split())


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("", "RINGBACK_KEYS is not set"),
        (
            K2,
            "No key in RINGBACK_KEYS opens the secrets in the database, sealed with k1. Nothing was changed.",
        ),
        (
            OTHER_K1,
            "No key in RINGBACK_KEYS opens the secrets in the database, sealed with k1. Nothing was changed.",
        ),
        ("k1:short", "RINGBACK_KEYS cannot be read: the key of entry 1 is not 32 bytes"),
    ],
    ids=["none", "another", "another of that name", "broken"],
)
def test_without_the_right_key_nothing_is_opened_or_overwritten(
    keeping: Keeping, keys: str, words: str
) -> None:
    add(keeping)
    before = keeping.rows("SELECT * FROM pbx")
    for command in (
        ("keys", "rotate"),
        ("workspace", "list"),
        ("workspace", "remove", "--team", "T1", "--yes"),
    ):
        ran = keeping.run(*command, keys=keys)
        assert ran.code == 1
        assert words in ran.said
        assert "short" not in ran.said
    assert keeping.rows("SELECT * FROM pbx") == before
    assert keeping.rows("SELECT name FROM key_check") == [("k1",)]


DAMAGED = {
    "pbx SET client_secret": (
        "client_secret of the PBX “Berlin” in workspace T1 (table pbx)",
        "connect its PBXs anew",
    ),
    "pbx_token SET tokens": ("tokens of the PBX “Berlin” in workspace T1 (table pbx_token)", "workspace add"),
    "draft SET content": ("content of a form that was begun in workspace T1 (table draft)", "ends by itself"),
    "installation SET bot_token": (
        "bot_token of the installation in workspace T1 (table installation)",
        "Install the app in that workspace again",
    ),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_secret_stops_the_rotation_and_is_named(keeping: Keeping, what: str) -> None:
    add(keeping)
    add(keeping, name="Berlin")

    async def fill(store: Store) -> None:
        berlin = (await store.pbxs(T1))[1]
        (await store.tokens(T1, berlin.id)).save("key", Tokens(access="token-WxYz"))
        await store.keep_draft(T1, "d1", "draft-WxYz", until=4_000_000_000)
        await store.save_installation(T1, Installation(bot_token="xoxb-WxYz", bot_user="U1"))

    keeping.inside(fill)
    column = what.rpartition(" ")[2]
    last = " WHERE name = 'Berlin'" if what.startswith("pbx ") else ""
    keeping.rows(f"UPDATE {what} = 'k1:AAAA' || substr({column}, 8){last}")
    secrets = "SELECT client_secret FROM pbx"
    before = keeping.rows(secrets)
    ran = keeping.run("keys", "rotate", keys=f"{K2},{K1}")
    assert ran.code == 1
    assert all(words in ran.said for words in DAMAGED[what])
    assert "WxYz" not in ran.said
    assert keeping.rows(secrets) == before


def test_what_has_ended_does_not_stop_a_rotation(keeping: Keeping) -> None:
    add(keeping)
    keeping.inside(lambda store: store.keep_draft(T1, "d1", "draft", until=1))
    keeping.rows("UPDATE draft SET content = 'k1:AAAA'")
    assert keeping.run("keys", "rotate").out.startswith("Sealed 1 secret with k1.\n")


def test_where_there_is_no_database_none_is_made(keeping: Keeping) -> None:
    ran = keeping.run("keys", "rotate")
    assert ran.code == 1
    assert f"There is no database at {keeping.path}." in ran.said
    assert not keeping.path.exists()


def test_a_token_that_nobody_can_open_is_mended_by_connecting_the_pbx_again(
    keeping: Keeping, pbx: Pbx
) -> None:
    keeping.seed(pbx)
    keeping.ask("T1", "Office")
    keeping.rows("UPDATE pbx_token SET tokens = 'k1:AAAA'")
    assert keeping.run("keys", "rotate").code == 1
    assert keeping.add(pbx, "--no-check").code == 0
    assert keeping.run("keys", "rotate").code == 0
