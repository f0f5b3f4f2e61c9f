"""The tables, and how they came to be. A migration that was released is never changed; a new one follows it.

Types are TEXT and INTEGER (epoch seconds) only, and the statements of this room are portable: named parameters,
ON CONFLICT, RETURNING, nothing newer than SQLite 3.35.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from bot.workspace.store_trouble import StoreTooNew

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_WORKSPACE = "enterprise TEXT NOT NULL, team TEXT NOT NULL"

_FIRST = (
    f"""CREATE TABLE pbx ({_WORKSPACE}, id TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL,
        name_key TEXT NOT NULL, base_url TEXT NOT NULL, client_id TEXT NOT NULL, client_secret TEXT NOT NULL,
        checking TEXT NOT NULL, pin TEXT NOT NULL, timezone TEXT NOT NULL, refused INTEGER,
        PRIMARY KEY (enterprise, team, id), UNIQUE (enterprise, team, name_key))""",
    f"""CREATE TABLE pbx_token ({_WORKSPACE}, pbx TEXT NOT NULL, key TEXT NOT NULL, tokens TEXT NOT NULL,
        PRIMARY KEY (enterprise, team, pbx),
        FOREIGN KEY (enterprise, team, pbx) REFERENCES pbx (enterprise, team, id) ON DELETE CASCADE)""",
    f"""CREATE TABLE settings ({_WORKSPACE}, kind TEXT NOT NULL, owner TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (enterprise, team, kind, owner))""",
    f"""CREATE TABLE audit (id INTEGER PRIMARY KEY, {_WORKSPACE}, at INTEGER NOT NULL, member TEXT NOT NULL,
        deed TEXT NOT NULL, what TEXT NOT NULL)""",
    "CREATE INDEX audit_newest ON audit (enterprise, team, at, id)",
    f"""CREATE TABLE press ({_WORKSPACE}, press TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (enterprise, team, press))""",
    "CREATE INDEX press_oldest ON press (at)",
    f"""CREATE TABLE draft ({_WORKSPACE}, draft TEXT NOT NULL, content TEXT NOT NULL, ends INTEGER NOT NULL,
        PRIMARY KEY (enterprise, team, draft))""",
    "CREATE INDEX draft_oldest ON draft (ends)",
    f"""CREATE TABLE installation ({_WORKSPACE}, bot_token TEXT NOT NULL, bot_user TEXT NOT NULL,
        bot_id TEXT NOT NULL, scopes TEXT NOT NULL, installed_by TEXT NOT NULL, app TEXT NOT NULL,
        PRIMARY KEY (enterprise, team))""",
    "CREATE TABLE oauth_state (state TEXT NOT NULL PRIMARY KEY, ends INTEGER NOT NULL)",
    "CREATE TABLE key_check (name TEXT NOT NULL PRIMARY KEY, sealed TEXT NOT NULL)",
)

_DIGESTS = (
    f"""CREATE TABLE schedule ({_WORKSPACE}, id TEXT NOT NULL, number INTEGER NOT NULL, revision INTEGER NOT NULL,
        content TEXT NOT NULL, paused INTEGER, because TEXT NOT NULL, next_due INTEGER,
        PRIMARY KEY (enterprise, team, id), UNIQUE (enterprise, team, number))""",
    "CREATE INDEX schedule_due ON schedule (next_due)",
    # ``ready`` is the next moment at which somebody has to look at it, whatever its state; NULL for never.
    f"""CREATE TABLE delivery ({_WORKSPACE}, digest TEXT NOT NULL, slot TEXT NOT NULL, due INTEGER NOT NULL,
        state TEXT NOT NULL, ready INTEGER, worker TEXT NOT NULL, tries INTEGER NOT NULL, changed INTEGER NOT NULL,
        channel TEXT NOT NULL, ts TEXT NOT NULL, why TEXT NOT NULL, late INTEGER NOT NULL,
        PRIMARY KEY (enterprise, team, digest, slot),
        FOREIGN KEY (enterprise, team, digest) REFERENCES schedule (enterprise, team, id) ON DELETE CASCADE)""",
    "CREATE INDEX delivery_ready ON delivery (ready)",
    f"""CREATE TABLE digest_number ({_WORKSPACE}, last INTEGER NOT NULL, PRIMARY KEY (enterprise, team))""",
    f"""CREATE TABLE pbx_refusal ({_WORKSPACE}, pbx TEXT NOT NULL, times INTEGER NOT NULL,
        at INTEGER NOT NULL, PRIMARY KEY (enterprise, team, pbx))""",
    "CREATE TABLE ledger_mark (name TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL)",
)

_HOLDS = (
    f"""CREATE TABLE hold ({_WORKSPACE}, name TEXT NOT NULL, holder TEXT NOT NULL, ends INTEGER NOT NULL,
        done TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (enterprise, team, name))""",
    "CREATE INDEX hold_oldest ON hold (at)",
    # A press that posts was claimed for good before: what became of it stays what it was taken for.
    """INSERT INTO hold (enterprise, team, name, holder, ends, done, at)
        SELECT enterprise, team, press, '', 0, 'posted', at FROM press WHERE press LIKE 'post:%'""",
    "DELETE FROM press WHERE press LIKE 'post:%'",
)


_OWNERS = (
    "ALTER TABLE pbx ADD COLUMN set_up_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE pbx ADD COLUMN vendor TEXT NOT NULL DEFAULT 'yeastar'",
    # Before, only the audit trail told who had set a PBX up, by its name.
    """UPDATE pbx SET set_up_by = coalesce((
        SELECT member FROM audit
        WHERE audit.enterprise = pbx.enterprise AND audit.team = pbx.team AND member <> ''
            AND deed IN ('PBX_ADDED', 'PBX_CHANGED')
            AND what IN (pbx.name, pbx.name || ' (its secret is taken again)')
        ORDER BY at DESC, id DESC LIMIT 1), '')""",
)

_INSTALLED = ("ALTER TABLE installation ADD COLUMN installed INTEGER NOT NULL DEFAULT 0",)


def workspaces(database: Database) -> None:
    """What is kept of workspaces."""
    for statement in _FIRST:
        database.execute(statement)


def digests(database: Database) -> None:
    """The digests' schedule and the ledger of their deliveries."""
    for statement in _DIGESTS:
        database.execute(statement)


def holds(database: Database) -> None:
    """Holds on what must not be done twice."""
    for statement in _HOLDS:
        database.execute(statement)


def owners(database: Database) -> None:
    """Who set each PBX up, and whose it is."""
    for statement in _OWNERS:
        database.execute(statement)


def installed(database: Database) -> None:
    """When each installation was given; 0 where that was before it was kept."""
    for statement in _INSTALLED:
        database.execute(statement)


_STEPS = Migrations("ringback")
_NAMES = {_STEPS()(step).__name__ for step in (workspaces, digests, holds, owners, installed)}


def migrated(connection: sqlite3.Connection, path: Path) -> None:
    """Make the steps that a database has not been through; within one transaction, so that two do not collide.

    Raises:
        StoreTooNew: it has been through steps that are unknown here.
    """
    # Without plugins: what else is installed has no business in the connection.
    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    if any(step.name not in _NAMES for step in _STEPS.applied(database)):
        raise StoreTooNew(path=path)
    _STEPS.apply(database)
