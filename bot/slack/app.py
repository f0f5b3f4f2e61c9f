"""The Bolt app: every listener, and everything it depends on handed over explicitly."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import actions, commands, conversing, forms, home, leaving
from bot.slack.retrying import retrying

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_bolt.authorization import AuthorizeResult

    from bot.slack.desk import Desk

NOT_INSTALLED = "Ringback is not installed in this workspace any more. An admin can install it again."
_TIMEOUT = 30


def web_client(api_url: str) -> AsyncWebClient:
    """Speaks to Slack's Web API at a base address; waits where Slack says 429."""
    return AsyncWebClient(base_url=api_url, timeout=_TIMEOUT, retry_handlers=retrying())


def slack_app(desk: Desk, *, api_url: str) -> AsyncApp:
    """The app. Whoever calls it has taken ``SLACK_*`` out of the environment: Bolt reads some of them by itself.

    It believes whatever it is handed: signatures are checked before, by ``Door``. A delivery that waits for its turn
    would be too old for a second check.
    """

    async def authorize(
        enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        return await desk.authorizer.authorize(enterprise_id, team_id, user_id)

    app = AsyncApp(
        name="ringback",
        signing_secret="",
        client=web_client(api_url),
        # Bolt takes None for "not installed" here; its type does not say so.
        authorize=cast("Callable[..., Awaitable[AuthorizeResult]]", authorize),
        user_facing_authorize_error_message=NOT_INSTALLED,
        request_verification_enabled=False,
        ssl_check_enabled=False,
    )
    for room in (commands, actions, forms, conversing, home, leaving):
        room.listen(app, desk)
    return app
