"""A workspace that leaves, and a channel that changes its id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.occasion import occasion_of

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion


def listen(app: AsyncApp, desk: Desk) -> None:
    """Delete what belongs to a workspace that leaves; let a channel's settings go along with its id."""

    async def uninstalled(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        desk.underway.start(_forget(desk, occasion_of(body, context, client)))

    async def revoked(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        if (body["event"].get("tokens") or {}).get("bot"):
            desk.underway.start(_forget(desk, occasion_of(body, context, client)))

    async def renamed(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        event = body["event"]
        workspace = occasion_of(body, context, client).workspace
        old, new = str(event["old_channel_id"]), str(event["new_channel_id"])
        await desk.store.rename_channel(workspace, old, new)

    app.event("app_uninstalled")(uninstalled)
    app.event("tokens_revoked")(revoked)
    app.event("channel_id_changed")(renamed)


async def _forget(desk: Desk, occasion: Occasion) -> None:
    """Everything: the PBXs' tokens are given back first, then nothing of the workspace is kept."""
    for pbx in await desk.store.pbxs(occasion.workspace):
        await desk.pbxs.forget(occasion.workspace, pbx)
    await desk.store.forget(occasion.workspace)
    desk.authorizer.forget(occasion.workspace)
