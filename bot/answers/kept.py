"""What is kept of workspaces, for whoever runs Ringback; never a secret."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.workspace.audit import AuditEntry
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.settings import Settings
    from bot.workspace.workspace import Workspace


class Installed(StrEnum):
    """Whose installation speaks in a workspace."""

    OWN = "own"
    ORGANISATION = "organisation"
    ENVIRONMENT = "environment"
    NONE = "none"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedWorkspace:
    """One line of a list; ``unreadable`` says why its PBXs cannot be told, else it is empty."""

    workspace: Workspace
    pbxs: tuple[WorkspacePbx, ...] = ()
    unreadable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWorkspace(ListedWorkspace):
    """All that may be shown of a workspace; the newest lines of its audit trail come first."""

    settings: Settings
    installed: Installed
    audit: tuple[AuditEntry, ...]

    @property
    def default(self) -> str:
        """The id of the PBX that is asked where nobody says which; empty where there is none."""
        ids = [pbx.id for pbx in self.pbxs]
        wanted = self.settings.default_pbx
        return wanted if wanted in ids else next(iter(ids), "")


def workspaces_json(listed: Sequence[ListedWorkspace]) -> dict[str, Any]:
    """The list, ready for JSON."""
    return {"workspaces": [_listed(each) for each in listed]}


def _listed(listed: ListedWorkspace) -> dict[str, Any]:
    pbxs = [{"name": pbx.name, "refused": pbx.refused is not None} for pbx in listed.pbxs]
    return {**_whose(listed), "pbxs": pbxs}


def workspace_json(kept: KeptWorkspace) -> dict[str, Any]:
    """A workspace, ready for JSON. Times are ISO 8601 in UTC; sets are lists in order."""
    settings = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(kept.settings).items()
    }
    return {
        **_whose(kept),
        "installation": kept.installed.value,
        "pbxs": [_pbx(pbx, default=pbx.id == kept.default) for pbx in kept.pbxs],
        "settings": settings,
        "audit": [_entry(entry) for entry in kept.audit],
    }


def _whose(listed: ListedWorkspace) -> dict[str, Any]:
    workspace = listed.workspace
    return {
        "team": workspace.team,
        "enterprise": workspace.enterprise,
        "unreadable": listed.unreadable or None,
    }


def _pbx(pbx: WorkspacePbx, *, default: bool) -> dict[str, Any]:
    return {
        "id": pbx.id,
        "name": pbx.name,
        "base_url": pbx.base_url,
        "client_id": pbx.client_id,
        "checking": pbx.checking.value,
        "pin": pbx.pin,
        "timezone": pbx.timezone,
        "default": default,
        "refused": None if pbx.refused is None else _moment(pbx.refused),
    }


def _entry(entry: AuditEntry) -> dict[str, Any]:
    return {
        "at": _moment(entry.at),
        "user": entry.user,
        "deed": entry.deed.name.lower(),
        "what": entry.what,
    }


def _moment(epoch: int) -> str:
    return datetime.fromtimestamp(epoch, UTC).isoformat()
