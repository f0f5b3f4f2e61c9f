"""Speaking for a workspace where nobody has asked for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.digests.running_trouble import AppNotInstalled
from bot.slack.occasion import Occasion

if TYPE_CHECKING:
    from collections.abc import Callable

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.authorizing import Authorizer
    from bot.workspace.workspace import Workspace


class Speaking:
    """Makes occasions that nobody's request began.

    Args:
        authorizer: whose token speaks for a workspace.
        connect: makes a client of Slack's Web API that has no token yet.
    """

    def __init__(self, authorizer: Authorizer, connect: Callable[[], AsyncWebClient]) -> None:
        self._authorizer, self._connect = authorizer, connect

    async def occasion(self, workspace: Workspace, user: str, channel: str = "") -> Occasion:
        """As if this user of the workspace did something, in a channel or nowhere.

        Raises:
            AppNotInstalled: nothing speaks for the workspace.
            StoreTrouble: who installed it cannot be read.
        """
        found = await self._authorizer.installation(workspace)
        if found is None:
            raise AppNotInstalled
        client = self._connect()
        client.token = found.bot_token
        return Occasion(workspace=workspace, user=user, team=workspace.team, channel=channel, client=client)
