"""What is kept for a while only: what was claimed, drafts with secrets, states of installations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.rows import named

if TYPE_CHECKING:
    from sqlite3 import Connection

    from bot.store.vault import Vault
    from bot.workspace.workspace import Workspace

_CLAIMS_LAST = 7 * 86400
"""Seconds. Slack repeats a press within minutes; a week is more than any message stays in use."""

# The table is named after the presses that were its first use.
_CLAIM = """
    INSERT INTO press (enterprise, team, press, at) VALUES (:enterprise, :team, :name, :at)
    ON CONFLICT (enterprise, team, press) DO NOTHING RETURNING press"""
_UNCLAIM = "DELETE FROM press WHERE enterprise = :enterprise AND team = :team AND press = :name"

_KEEP = """
    INSERT INTO draft (enterprise, team, draft, content, ends) VALUES (:enterprise, :team, :draft, :content, :ends)
    ON CONFLICT (enterprise, team, draft) DO UPDATE SET content = excluded.content, ends = excluded.ends"""
_DRAFT = """
    SELECT content FROM draft
    WHERE enterprise = :enterprise AND team = :team AND draft = :draft AND ends > :now"""
_DROP = "DELETE FROM draft WHERE enterprise = :enterprise AND team = :team AND draft = :draft"

_USE = "INSERT INTO oauth_state (state, ends) VALUES (:state, :ends) ON CONFLICT (state) DO NOTHING RETURNING state"


def claim(connection: Connection, workspace: Workspace, name: str, at: int) -> bool:
    """Whether nobody has claimed this before."""
    return bool(connection.execute(_CLAIM, named(workspace, name=name, at=at)).fetchall())


def unclaim(connection: Connection, workspace: Workspace, name: str) -> None:
    """Let it be claimed again."""
    connection.execute(_UNCLAIM, named(workspace, name=name))


def keep_draft(
    connection: Connection, vault: Vault, workspace: Workspace, draft: tuple[str, str, int]
) -> None:
    """Keep a draft's text under its id until it ends.

    Raises:
        KeysMissing: there is no key to seal it with.
    """
    id_, text, ends = draft
    content = vault.seal(text, table="draft", workspace=workspace, field="content", row=(id_,))
    connection.execute(_KEEP, named(workspace, draft=id_, content=content, ends=ends))


def draft(connection: Connection, vault: Vault, workspace: Workspace, draft: str, now: int) -> str | None:
    """A draft's text, unless its time is over.

    Raises:
        StoreTrouble: the keys do not open it.
    """
    found = connection.execute(_DRAFT, named(workspace, draft=draft, now=now)).fetchone()
    if found is None:
        return None
    return vault.open(found[0], table="draft", workspace=workspace, field="content", row=(draft,))


def drop_draft(connection: Connection, workspace: Workspace, draft: str) -> None:
    """Keep nothing of a draft."""
    connection.execute(_DROP, named(workspace, draft=draft))


def use_state(connection: Connection, state: str, ends: int) -> bool:
    """Whether no installation was finished with this state before."""
    return bool(connection.execute(_USE, {"state": state, "ends": ends}).fetchall())


def sweep(connection: Connection, now: int) -> None:
    """Keep nothing whose time is over."""
    connection.execute("DELETE FROM draft WHERE ends <= :now", {"now": now})
    connection.execute("DELETE FROM oauth_state WHERE ends <= :now", {"now": now})
    connection.execute("DELETE FROM press WHERE at < :oldest", {"oldest": now - _CLAIMS_LAST})
