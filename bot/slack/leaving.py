"""A workspace that leaves, or a whole organisation; and a channel that changes its id."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.slack.letting_go import let_go
from bot.slack.occasion import occasion_of

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.desk import Desk
    from bot.workspace.workspace import Workspace


def listen(app: AsyncApp, desk: Desk) -> None:
    """Delete what belongs to a workspace that leaves; let a channel's settings go along with its id."""

    async def uninstalled(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        desk.underway.start(forget(desk, _leaving(body, context, client)))

    async def revoked(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        if (body["event"].get("tokens") or {}).get("bot"):
            desk.underway.start(forget(desk, _leaving(body, context, client)))

    async def renamed(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        event = body["event"]
        old, new = str(event.get("old_channel_id") or ""), str(event.get("new_channel_id") or "")
        if old and new:
            await desk.store.rename_channel(occasion_of(body, context, client).workspace, old, new)

    app.event("app_uninstalled")(uninstalled)
    app.event("tokens_revoked")(revoked)
    app.event("channel_id_changed")(renamed)


def _leaving(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> Workspace:
    """The workspace; the whole organisation where it is its installation that ends."""
    workspace = occasion_of(body, context, client).workspace
    return workspace.organisation if workspace.enterprise and context.is_enterprise_install else workspace


async def forget(desk: Desk, workspace: Workspace) -> None:
    """Keep nothing of a workspace; of a whole organisation, nothing of those that its installation served alone."""
    if workspace.team:
        await _forget(desk, workspace)
        return
    if not workspace.enterprise:  # neither: it would stand for everybody
        return
    served = [each for each in await desk.store.workspaces() if each.enterprise == workspace.enterprise]
    await _forget(desk, workspace)
    for each in served:
        desk.authorizer.forget(each)
        if await desk.authorizer.installation(each) is None:
            await _forget(desk, each)


async def _forget(desk: Desk, workspace: Workspace) -> None:
    """What is being asked for it ends first, then the PBXs' tokens are given back, then nothing of it is kept."""
    try:
        await desk.underway.drop(workspace)
        pbxs = await desk.store.pbxs(workspace)
        await asyncio.gather(*(let_go(desk, workspace, pbx) for pbx in pbxs))
    finally:
        await desk.store.forget(workspace)
        desk.authorizer.forget(workspace)
        desk.people.forget_all(workspace)
