"""A workspace's name: everything that is kept is kept under it, and nothing is read under another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Workspace:
    """A Slack workspace.

    Attributes:
        enterprise: the id of its Enterprise organisation, ``E…``; empty outside of one.
        team: its own id, ``T…``; empty only for what belongs to a whole organisation (an installation).
    """

    enterprise: str = ""
    team: str

    def __str__(self) -> str:
        return f"{self.enterprise}/{self.team}" if self.enterprise else self.team

    @property
    def organisation(self) -> Workspace:
        """Where an installation for the whole organisation is kept."""
        return Workspace(enterprise=self.enterprise, team="")
