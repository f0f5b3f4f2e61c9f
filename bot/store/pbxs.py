"""The PBXs of a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.preferences import without_pbx
from bot.store.rows import named
from bot.workspace.pbx import Checking, WorkspacePbx
from bot.workspace.store_trouble import KeysWrong, PbxNameTaken

if TYPE_CHECKING:
    from sqlite3 import Connection

    from bot.store.rows import Value
    from bot.store.vault import Vault
    from bot.workspace.workspace import Workspace

_ALL = """
    SELECT id, name, base_url, client_id, client_secret, checking, pin, timezone, refused, set_up_by, vendor FROM pbx
    WHERE enterprise = :enterprise AND team = :team ORDER BY place"""

_NAMESAKE = """
    SELECT name FROM pbx
    WHERE enterprise = :enterprise AND team = :team AND name_key = :name_key AND id <> :id"""

_SAVE = """
    INSERT INTO pbx (enterprise, team, id, place, name, name_key, base_url, client_id, client_secret, checking, pin,
        timezone, refused, set_up_by, vendor)
    VALUES (:enterprise, :team, :id,
        (SELECT coalesce(max(place), 0) + 1 FROM pbx WHERE enterprise = :enterprise AND team = :team),
        :name, :name_key, :base_url, :client_id, :client_secret, :checking, :pin, :timezone, :refused,
        :set_up_by, :vendor)
    ON CONFLICT (enterprise, team, id) DO UPDATE SET
        name = excluded.name, name_key = excluded.name_key, base_url = excluded.base_url,
        client_id = excluded.client_id, client_secret = excluded.client_secret, checking = excluded.checking,
        pin = excluded.pin, timezone = excluded.timezone, refused = excluded.refused, set_up_by = excluded.set_up_by,
        vendor = excluded.vendor"""

_UPDATE = """
    UPDATE pbx SET name = :name, name_key = :name_key, base_url = :base_url, client_id = :client_id,
        client_secret = :client_secret, checking = :checking, pin = :pin, timezone = :timezone, refused = :refused,
        set_up_by = :set_up_by, vendor = :vendor
    WHERE enterprise = :enterprise AND team = :team AND id = :id RETURNING id"""

_MARK = "UPDATE pbx SET refused = :refused WHERE enterprise = :enterprise AND team = :team AND id = :id"

_REMOVE = "DELETE FROM pbx WHERE enterprise = :enterprise AND team = :team AND id = :id"


def read(connection: Connection, vault: Vault, workspace: Workspace) -> tuple[WorkspacePbx, ...]:
    """Every PBX of a workspace, in the order they were added; one whose secret is damaged is there without it.

    Raises:
        KeysMissing: there is no key to open a secret with.
    """
    return tuple(_pbx(row, vault, workspace) for row in connection.execute(_ALL, named(workspace)))


def save(connection: Connection, vault: Vault, workspace: Workspace, pbx: WorkspacePbx) -> None:
    """Keep a PBX, in place of the one with its id.

    Raises:
        PbxNameTaken: another one has its name, whatever the case.
        KeysMissing: there is no key to seal its secret with.
    """
    connection.execute(_SAVE, _values(connection, vault, workspace, pbx))


def update(connection: Connection, vault: Vault, workspace: Workspace, pbx: WorkspacePbx) -> bool:
    """Keep a PBX in place of the one with its id; whether there was one, else nothing is kept.

    Raises:
        PbxNameTaken, KeysMissing: as ``save``.
    """
    return bool(connection.execute(_UPDATE, _values(connection, vault, workspace, pbx)).fetchall())


def _values(
    connection: Connection, vault: Vault, workspace: Workspace, pbx: WorkspacePbx
) -> dict[str, Value]:
    values = named(
        workspace,
        id=pbx.id,
        name=pbx.name,
        name_key=pbx.name.casefold(),
        base_url=pbx.base_url,
        client_id=pbx.client_id,
        client_secret=vault.seal(
            pbx.client_secret, table="pbx", workspace=workspace, field="client_secret", row=(pbx.id,)
        ),
        checking=pbx.checking.value,
        pin=pbx.pin,
        timezone=pbx.timezone,
        refused=pbx.refused,
        set_up_by=pbx.set_up_by,
        vendor=pbx.vendor,
    )
    for (name,) in connection.execute(_NAMESAKE, values):
        raise PbxNameTaken(name=name)
    return values


def mark_refused(connection: Connection, workspace: Workspace, pbx: str, since: int | None) -> None:
    """Keep since when a PBX refuses its secret, and change nothing else: a damaged secret may yet be restored."""
    connection.execute(_MARK, named(workspace, id=pbx, refused=since))


def remove(connection: Connection, workspace: Workspace, pbx: str) -> None:
    """Keep nothing of a PBX: neither its tokens nor where it is the one that is meant."""
    connection.execute(_REMOVE, named(workspace, id=pbx))  # its tokens go along by their foreign key
    without_pbx(connection, workspace, pbx)


def _pbx(row: tuple[str, ...], vault: Vault, workspace: Workspace) -> WorkspacePbx:
    id_, name, base_url, client_id, sealed, checking, pin, timezone, refused, set_up_by, vendor = row
    return WorkspacePbx(
        id=id_,
        name=name,
        base_url=base_url,
        client_id=client_id,
        client_secret=_opened(sealed, vault, workspace, id_),
        checking=Checking(checking),
        pin=pin,
        timezone=timezone,
        refused=None if refused is None else int(refused),
        set_up_by=set_up_by,
        vendor=vendor,
    )


def _opened(sealed: str, vault: Vault, workspace: Workspace, id_: str) -> str:
    """The secret; empty where it is damaged: the keys are right, they were tried when the store was opened."""
    try:
        return vault.open(sealed, table="pbx", workspace=workspace, field="client_secret", row=(id_,))
    except KeysWrong:
        return ""
