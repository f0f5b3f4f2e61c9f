"""An occasion: one thing somebody did in Slack, and where."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Who did something, where.

    Attributes:
        workspace: whose app it is: everything is read and kept under it.
        user: who acts.
        team: the team they belong to: another one is a stranger.
        channel: where; empty in the Home tab and in modals.
        client: speaks to Slack for this workspace.
    """

    workspace: Workspace
    user: str
    team: str
    channel: str
    client: AsyncWebClient

    @property
    def mark(self) -> str:
        """Marks buttons as this workspace's."""
        return mark_of(self.workspace)

    @property
    def direct(self) -> bool:
        """Whether this is a direct message, where nobody else reads along."""
        return self.channel.startswith("D")

    @property
    def postable(self) -> bool:
        """Whether there is a channel in which others could read an answer."""
        return bool(self.channel) and not self.direct


def mark_of(workspace: Workspace) -> str:
    """A short mark of a workspace that tells nothing about it."""
    return hashlib.sha256(str(workspace).encode()).hexdigest()[:10]


def occasion_of(body: Mapping[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> Occasion:
    """The occasion of a payload that Bolt has authorised."""
    team = context.team_id or ""
    user = body.get("user")
    own = str(user.get("team_id") or "") if isinstance(user, dict) else ""
    return Occasion(
        workspace=Workspace(enterprise=context.enterprise_id or "", team=team),
        user=context.user_id or "",
        team=own or context.actor_team_id or team,
        channel=context.channel_id or "",
        client=client,
    )
