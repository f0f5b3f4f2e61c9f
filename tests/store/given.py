"""Two workspaces' worth of things to keep, and a store to keep them in."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.store.store import SqliteStore
from bot.store.vault import Vault
from bot.workspace.installation import Installation
from bot.workspace.pbx import Checking, WorkspacePbx
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

K1 = "k1:" + "A" * 43
K2 = "k2:" + "B" * 42 + "A"
OTHER_K1 = "k1:" + "C" * 42 + "A"

SECRET = "pbx-secret-WxYz"
BOT_TOKEN = "xoxb-bot-token-WxYz"
DRAFT = "draft-text-WxYz"

US = Workspace(team="T1")
OURS = Workspace(enterprise="E1", team="T1")
THEIRS = Workspace(enterprise="E2", team="T1")

BERLIN = WorkspacePbx(
    id="p1",
    name="Berlin",
    base_url="https://berlin.example.com:8088",
    client_id="client-1",
    client_secret=SECRET,
)
PARIS = WorkspacePbx(
    id="p2",
    name="Paris",
    base_url="https://paris.example.com:8088",
    client_id="client-2",
    client_secret="other-secret",
    checking=Checking.PIN,
    pin="ab" * 32,
    timezone="Europe/Paris",
    refused=1_700_000_000,
)
INSTALLED = Installation(
    bot_token=BOT_TOKEN,
    bot_user="U0BOT",
    bot_id="B0BOT",
    scopes=frozenset({"commands", "chat:write"}),
    installed_by="U1",
    app="A1",
)


@asynccontextmanager
async def opened(path: Path, keys: str = K1, *, patience: float = 5.0) -> AsyncIterator[SqliteStore]:
    """The store in a file, closed at the end."""
    store = await SqliteStore.open(path, Vault.read(keys), patience=patience)
    try:
        yield store
    finally:
        await store.close()


def everything_in(path: Path) -> bytes:
    """Every byte of the database and of the files beside it."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
