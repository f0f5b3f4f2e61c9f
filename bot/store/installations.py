"""Who installed the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.rows import named
from bot.workspace.installation import Installation

if TYPE_CHECKING:
    from sqlite3 import Connection

    from bot.store.vault import Vault
    from bot.workspace.workspace import Workspace

_ONE = """
    SELECT bot_token, bot_user, bot_id, scopes, installed_by, app, installed FROM installation
    WHERE enterprise = :enterprise AND team = :team"""
_SAVE = """
    INSERT INTO installation (enterprise, team, bot_token, bot_user, bot_id, scopes, installed_by, app, installed)
    VALUES (:enterprise, :team, :bot_token, :bot_user, :bot_id, :scopes, :installed_by, :app, :installed)
    ON CONFLICT (enterprise, team) DO UPDATE SET bot_token = excluded.bot_token, bot_user = excluded.bot_user,
        bot_id = excluded.bot_id, scopes = excluded.scopes, installed_by = excluded.installed_by, app = excluded.app,
        installed = excluded.installed"""


def save(connection: Connection, vault: Vault, workspace: Workspace, installation: Installation) -> None:
    """Keep an installation in place of any other of this workspace.

    Raises:
        KeysMissing: there is no key to seal its token with.
    """
    token = vault.seal(installation.bot_token, table="installation", workspace=workspace, field="bot_token")
    values = named(
        workspace,
        bot_token=token,
        bot_user=installation.bot_user,
        bot_id=installation.bot_id,
        scopes=" ".join(sorted(installation.scopes)),
        installed_by=installation.installed_by,
        app=installation.app,
        installed=installation.installed_at,
    )
    connection.execute(_SAVE, values)


def serving(connection: Connection, vault: Vault, workspace: Workspace) -> Installation | None:
    """A workspace's own installation, else its organisation's. Where there is no organisation, nobody else's serves.

    Raises:
        StoreTrouble: the keys do not open its token.
    """
    own = _read(connection, vault, workspace)
    if own is not None or not workspace.enterprise:
        return own
    return _read(connection, vault, workspace.organisation)


def _read(connection: Connection, vault: Vault, workspace: Workspace) -> Installation | None:
    row = connection.execute(_ONE, named(workspace)).fetchone()
    if row is None:
        return None
    sealed, bot_user, bot_id, scopes, installed_by, app, installed = row
    return Installation(
        bot_token=vault.open(sealed, table="installation", workspace=workspace, field="bot_token"),
        bot_user=bot_user,
        bot_id=bot_id,
        scopes=frozenset(scopes.split()),
        installed_by=installed_by,
        app=app,
        installed_at=installed,
    )
