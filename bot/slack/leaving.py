"""A workspace that leaves, or a whole organisation; and a channel that changes its id."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from bot.slack.letting_go import in_time
from bot.slack.occasion import occasion_of
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.desk import Desk
    from bot.workspace.workspace import Workspace

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

_AGAIN = (1, 5, 15, 60, 300)
"""Seconds until the store is asked again where it cannot be used: Slack tells of this once."""


def listen(app: AsyncApp, desk: Desk) -> None:
    """Delete what belongs to a workspace that leaves; let a channel's settings go along with its id."""

    async def uninstalled(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        if desk.underway.first(str(body.get("event_id") or "")):
            desk.underway.start(forget(desk, _leaving(body, context, client), _moment(body)))

    async def revoked(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        if (body["event"].get("tokens") or {}).get("bot"):
            await uninstalled(body, context, client)

    async def renamed(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        event, workspace = body["event"], occasion_of(body, context, client).workspace
        old, new = str(event.get("old_channel_id") or ""), str(event.get("new_channel_id") or "")
        if old and new and desk.underway.first(str(body.get("event_id") or "")):
            renaming = _persistently(lambda: desk.store.rename_channel(workspace, old, new))
            desk.underway.start(renaming, workspace)

    app.event("app_uninstalled")(uninstalled)
    app.event("tokens_revoked")(revoked)
    app.event("channel_id_changed")(renamed)


def _moment(body: dict[str, Any]) -> int | None:
    """When it happened, epoch seconds; None where Slack does not say."""
    told = body.get("event_time")
    return told if isinstance(told, int) and told > 0 else None


def _leaving(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> Workspace:
    """The workspace; the whole organisation where it is its installation that ends."""
    workspace = occasion_of(body, context, client).workspace
    return workspace.organisation if workspace.enterprise and context.is_enterprise_install else workspace


async def forget(desk: Desk, workspace: Workspace, left: int | None = None) -> None:
    """Keep nothing of a workspace; of a whole organisation, nothing of those that its installation served alone.

    Args:
        desk: what listeners work with.
        workspace: who leaves.
        left: when, epoch seconds: what was installed after that stays. None for whenever that was.
    """
    if workspace.team:
        await _forget(desk, workspace, left)
        return
    if not workspace.enterprise:  # neither: it would stand for everybody
        return
    served = await _persistently(lambda: desk.store.workspaces_of(workspace))
    if not await _forget(desk, workspace, left):
        return
    for each in served:
        desk.authorizer.forget(each)
        if await _persistently(partial(desk.authorizer.installation, each)) is None:
            await _forget(desk, each, left)


async def _forget(desk: Desk, workspace: Workspace, left: int | None) -> bool:
    """Whether it has left for good: then nothing of it is kept, and last its PBXs are given their tokens back.

    They may be down: whoever installs the app again meanwhile must not lose what is set up then.
    """
    if await _is_back(desk, workspace, left):
        return False
    async with desk.underway.leaving(workspace):
        giving_back = await _parted(desk, workspace)
        try:
            gone = await _persistently(lambda: desk.store.forget(workspace, left))
        finally:
            desk.authorizer.forget(workspace)
            desk.people.forget_all(workspace)
    if gone:
        await asyncio.gather(*(in_time(give_back()) for give_back in giving_back))
    return gone


async def _is_back(desk: Desk, workspace: Workspace, left: int | None) -> bool:
    """Whether it was installed again since: Slack's event came late, or once more."""
    try:
        installation = await desk.authorizer.installation(workspace)
    except StoreTrouble:  # the store looks once more when it deletes
        return False
    back = left is not None and installation is not None and installation.installed_at > left
    if back:
        _log.info("a workspace that left was installed again since")
    return back


async def _parted(desk: Desk, workspace: Workspace) -> list[Callable[[], Awaitable[None]]]:
    """What gives the PBXs their tokens back when nothing of them is kept any more."""
    try:
        return [await desk.pbxs.parting(workspace, pbx) for pbx in await desk.store.pbxs(workspace)]
    except StoreTrouble as trouble:  # they end by themselves within half an hour
        _log.warning("access tokens are not given back: %s", trouble.code)
        return []


async def _persistently(act: Callable[[], Awaitable[_T]]) -> _T:
    """Do what Slack does not ask for again, even if the store cannot be used at the first try.

    Raises:
        StoreTrouble: nor can it be at the last.
    """
    for seconds in _AGAIN:
        try:
            return await act()
        except StoreTrouble as trouble:
            _log.warning("the store is asked again in %d s: %s", seconds, trouble.code)
            await asyncio.sleep(seconds)
    return await act()
