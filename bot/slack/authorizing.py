"""Whose token speaks for a workspace: from the sealed installations, or the one token of the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slack_bolt.authorization import AuthorizeResult

from bot.slack.people import NO_ANSWER, Remembered
from bot.slack.slack_trouble import SlackUnreachable
from bot.workspace.installation import Installation
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.ports import Clock, InstallationStore

_LASTS = 600.0
"""Seconds. Removing an installation forgets it at once."""


class Authorizer:
    """Finds the installation of a workspace.

    Args:
        installations: who installed.
        single: the workspace of the environment's token, and its installation; None where there is none.
    """

    def __init__(
        self, installations: InstallationStore, clock: Clock, single: tuple[Workspace, Installation] | None
    ) -> None:
        self._installations, self._single = installations, single
        self._known: Remembered[Installation | None] = Remembered(clock, _LASTS)

    async def installation(self, workspace: Workspace) -> Installation | None:
        """What speaks for a workspace; None where the app is not installed."""
        found = await self._known.of(workspace, lambda: self._installations.installation(workspace))
        if found is not None:
            return found
        self._known.drop(workspace)
        return self._single[1] if self._single and self._single[0].team == workspace.team else None

    def forget(self, workspace: Workspace) -> None:
        """Its installation has changed, or ended; an organisation's may have served any team of it."""
        if workspace.team or not workspace.enterprise:
            self._known.drop(workspace)
        else:
            self._known.drop_all(
                lambda key: isinstance(key, Workspace) and key.enterprise == workspace.enterprise
            )

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        """What Bolt asks with every request, before the ack: a look into memory but for the first time."""
        workspace = Workspace(enterprise=enterprise_id or "", team=team_id or "")
        found = await self.installation(workspace)
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user,
            bot_token=found.bot_token,
            user_id=user_id,
        )


async def installation_of(token: str, client: AsyncWebClient) -> tuple[Workspace, Installation]:
    """The workspace a token belongs to.

    Raises:
        SlackApiError: Slack does not know the token.
        SlackUnreachable: what answers says of nobody that it is theirs.
    """
    told = await client.auth_test(token=token)
    team, user = told.get("team_id"), told.get("user_id")
    if not team or not user:
        raise SlackUnreachable(reason=NO_ANSWER)
    workspace = Workspace(enterprise=str(told.get("enterprise_id") or ""), team=str(team))
    return workspace, Installation(bot_token=token, bot_user=str(user), bot_id=str(told.get("bot_id") or ""))
