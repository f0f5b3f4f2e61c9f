"""Where sealed secrets stand: whether the keys at hand open them, and how they come under a new key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.vault import key_name
from bot.workspace.store_trouble import KeysMissing, KeysWrong
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from bot.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column of sealed texts; ``row`` are the columns that tell its rows apart within a workspace."""

    table: str
    field: str
    row: tuple[str, ...] = ()

    @property
    def select(self) -> str:
        names = ", ".join((self.field, "enterprise", "team", *self.row))
        return f"SELECT {names} FROM {self.table}"  # noqa: S608 - the names stand below

    @property
    def update(self) -> str:
        own = " AND ".join(f"{name} = :{name}" for name in ("enterprise", "team", *self.row))
        return f"UPDATE {self.table} SET {self.field} = :sealed WHERE {own}"  # noqa: S608 - the names stand below


_COLUMNS = (
    _Column(table="pbx", field="client_secret", row=("id",)),
    _Column(table="pbx_token", field="tokens", row=("pbx", "key")),
    _Column(table="draft", field="content", row=("draft",)),
    _Column(table="installation", field="bot_token"),
)

_CHECKS = "SELECT name, sealed FROM key_check"
_KEEP_CHECK = "INSERT INTO key_check (name, sealed) VALUES (:name, :sealed)"
_NOBODY = Workspace(team="")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Secret:
    """A sealed text and its place."""

    column: _Column
    sealed: str
    workspace: Workspace
    row: tuple[str, ...]

    def open(self, vault: Vault) -> str:
        column = self.column
        return vault.open(
            self.sealed, table=column.table, workspace=self.workspace, field=column.field, row=self.row
        )

    def seal(self, vault: Vault) -> str:
        column = self.column
        return vault.seal(
            self.open(vault), table=column.table, workspace=self.workspace, field=column.field, row=self.row
        )


def check(connection: Connection, vault: Vault) -> None:
    """Hold the keys against what is sealed, and remember the one that seals when it is first used.

    Raises:
        KeysMissing: secrets are sealed, and there is no key.
        KeysWrong: no key opens them, or a key has the name of another one that was used before.
    """
    samples = {key_name(secret.sealed): secret for secret in _secrets(connection)}
    if samples and not vault.names:
        raise KeysMissing
    known = dict(connection.execute(_CHECKS).fetchall())
    # What was sealed to know a key by goes before a sample: one damaged secret says nothing of the others.
    wrong = [name for name in samples if name not in vault.names]
    wrong += [name for name in vault.names if name in known and not _recognises(vault, known[name])]
    wrong += [name for name in samples if name not in known and not _opens(vault, samples[name])]
    if wrong:
        raise KeysWrong(sealed=", ".join(sorted(set(wrong))))
    for name in vault.names[:1]:
        if name not in known:
            sealed = vault.seal(name, table="key_check", workspace=_NOBODY, field="sealed")
            connection.execute(_KEEP_CHECK, {"name": name, "sealed": sealed})


def rotate(connection: Connection, vault: Vault) -> int:
    """Seal every secret anew with the first key: how many there are.

    Raises:
        StoreTrouble: one of them is not opened by any key.
    """
    secrets = list(_secrets(connection))
    for secret in secrets:
        workspace = secret.workspace
        values = dict(zip(secret.column.row, secret.row, strict=True))
        values |= {"enterprise": workspace.enterprise, "team": workspace.team, "sealed": secret.seal(vault)}
        connection.execute(secret.column.update, values)
    return len(secrets)


def _secrets(connection: Connection) -> Iterator[_Secret]:
    for column in _COLUMNS:
        for sealed, enterprise, team, *row in connection.execute(column.select):
            workspace = Workspace(enterprise=enterprise, team=team)
            yield _Secret(column=column, sealed=sealed, workspace=workspace, row=tuple(row))


def _opens(vault: Vault, secret: _Secret) -> bool:
    try:
        secret.open(vault)
    except KeysWrong:
        return False
    return True


def _recognises(vault: Vault, sealed: str) -> bool:
    try:
        vault.open(sealed, table="key_check", workspace=_NOBODY, field="sealed")
    except KeysWrong:
        return False
    return True
