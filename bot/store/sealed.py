"""Where sealed secrets stand: whether the keys at hand open them, and how they come under a new key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.rows import named
from bot.store.vault import key_name
from bot.workspace.store_trouble import KeysUnset, KeysWrong, SecretDamaged
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from bot.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column of sealed texts; ``row`` are the columns that tell its rows apart within a workspace.

    ``owner`` is whose secret it is, in words; ``of_pbx`` where the first column of ``row`` is a PBX's id. ``mend`` is
    what helps where one of the secrets is damaged.
    """

    table: str
    field: str
    row: tuple[str, ...] = ()
    owner: str = ""
    of_pbx: bool = False
    mend: str

    @property
    def select(self) -> str:
        names = ", ".join((self.field, "enterprise", "team", *self.row))
        return f"SELECT {names} FROM {self.table}"  # noqa: S608 - the names stand below

    @property
    def update(self) -> str:
        own = " AND ".join(f"{name} = :{name}" for name in ("enterprise", "team", *self.row))
        return f"UPDATE {self.table} SET {self.field} = :sealed WHERE {own}"  # noqa: S608 - the names stand below


_COLUMNS = (
    _Column(
        table="pbx",
        field="client_secret",
        row=("id",),
        of_pbx=True,
        mend="Restore an older copy of the database, or remove the workspace and connect its PBXs anew",
    ),
    _Column(
        table="pbx_token",
        field="tokens",
        row=("pbx", "key"),
        of_pbx=True,
        mend="Connect this PBX again with “ringback workspace add” and the same name; then rotate again",
    ),
    _Column(
        table="draft",
        field="content",
        row=("draft",),
        owner="a form that was begun",
        mend="The form ends by itself within half an hour: rotate then",
    ),
    _Column(
        table="installation",
        field="bot_token",
        owner="the installation",
        mend="Install the app in that workspace again; then rotate again",
    ),
)

_PBX_NAME = "SELECT name FROM pbx WHERE enterprise = :enterprise AND team = :team AND id = :id"

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
        KeysUnset: secrets are sealed, and there is no key.
        KeysWrong: no key opens them, or a key has the name of another one that was used before.
    """
    samples = {key_name(secret.sealed): secret for secret in _secrets(connection)}
    if samples and not vault.names:
        raise KeysUnset
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
        KeysMissing: there is no key.
        SecretDamaged: one of them is not opened by its key; naming whose it is.
    """
    secrets = list(_secrets(connection))
    for secret in secrets:
        workspace = secret.workspace
        values = dict(zip(secret.column.row, secret.row, strict=True))
        try:
            sealed = secret.seal(vault)
        except KeysWrong:
            raise _damaged(connection, secret) from None
        values |= {"enterprise": workspace.enterprise, "team": workspace.team, "sealed": sealed}
        connection.execute(secret.column.update, values)
    return len(secrets)


def _damaged(connection: Connection, secret: _Secret) -> SecretDamaged:
    """Which secret it is; nothing of it."""
    column = secret.column
    owner = _pbx(connection, secret) if column.of_pbx else column.owner
    return SecretDamaged(
        sealed=key_name(secret.sealed),
        secret=column.field,
        owner=owner,
        workspace=secret.workspace,
        table=column.table,
        mend=column.mend,
    )


def _pbx(connection: Connection, secret: _Secret) -> str:
    """The PBX that a secret belongs to, by its name; by its id where somebody has deleted it by hand."""
    found = connection.execute(_PBX_NAME, named(secret.workspace, id=secret.row[0])).fetchone()
    return f"the PBX “{found[0] if found else secret.row[0]}”"


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
