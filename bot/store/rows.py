"""What the statements of every table have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace

Value = str | int | None

OWN = "enterprise = :enterprise AND team = :team"
"""The condition that holds every statement to one workspace."""


def named(workspace: Workspace, **more: Value) -> dict[str, Value]:
    """The parameters of a statement about one workspace."""
    return {"enterprise": workspace.enterprise, "team": workspace.team, **more}
