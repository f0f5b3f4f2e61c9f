"""Looking for the post of a delivery in Slack, where the app may read what was posted."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from bot.ports_of_digests import Found
from bot.slack.people import reason

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.slack.digests.speaking import Speaking
    from bot.workspace.installation import Installation
    from bot.workspace.workspace import Workspace

_log = logging.getLogger(__name__)

_EVENT = "ringback_digest"
_SCOPES = frozenset({"im:history", "channels:history", "groups:history"})
_CLOCKS = 300
"""Seconds that our clock may be ahead of Slack's."""
_PAGE, _PAGES = 200, 20
_WITHIN = 30.0
"""Seconds. Slack lets some apps read history once a minute only: better not to know."""


def mark_on(delivery: Delivery, *, excuse: bool) -> dict[str, Any]:
    """The metadata of a post, which people do not see."""
    payload = {"delivery": _name(delivery), "excuse": excuse}
    return {"event_type": _EVENT, "event_payload": payload}


async def found(
    desk: Desk, speaking: Speaking, workspace: Workspace, digest: Digest, delivery: Delivery
) -> Found:
    """What can be found out; nothing is sure that was not read to its end. Never raises but a cancellation."""
    try:
        async with asyncio.timeout(_WITHIN):
            return await _found(desk, speaking, workspace, digest, delivery)
    except Exception as error:  # noqa: BLE001 - then nobody knows, which is what its owner is told
        if reason(error) != "missing_scope":
            _log.warning("it could not be looked for a post: %s", type(error).__name__)
        return Found()


async def _found(
    desk: Desk, speaking: Speaking, workspace: Workspace, digest: Digest, delivery: Delivery
) -> Found:
    installed = await desk.authorizer.installation(workspace)
    # The installation of a token from the environment does not say what it may do: then Slack does.
    if installed is None or (installed.scopes and not installed.scopes & _SCOPES):
        return Found()
    client = (await speaking.occasion(workspace, digest.owner)).client
    channel = digest.channel
    if not channel:
        channel = str((await client.conversations_open(users=digest.owner))["channel"]["id"])
    pages = 0
    async for messages, more in _history(client, channel, delivery.due - _CLOCKS):
        for message in messages:
            if _is_it(message, delivery, installed):
                return Found(sure=True, channel=channel, ts=str(message["ts"]))
        pages += 1
        if more and pages == _PAGES:
            return Found()
    return Found(sure=True)


async def _history(
    client: AsyncWebClient, channel: str, oldest: int
) -> AsyncIterator[tuple[list[dict[str, Any]], bool]]:
    """Page by page, the newest first, and whether there are more."""
    cursor = ""
    while True:
        answer = await client.conversations_history(
            channel=channel,
            oldest=str(oldest),
            inclusive=True,
            include_all_metadata=True,
            limit=_PAGE,
            **({"cursor": cursor} if cursor else {}),
        )
        cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        more = bool(answer.get("has_more"))
        if more and not cursor:
            raise LookupError("a page that has a next one does not name it")
        yield list(answer["messages"]), more
        if not more:
            return


def _is_it(message: dict[str, Any], delivery: Delivery, installed: Installation) -> bool:
    """Whether it is ours, and the digest itself: other apps may write any metadata."""
    ours = message.get("user") == installed.bot_user or (
        bool(installed.bot_id) and message.get("bot_id") == installed.bot_id
    )
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return (
        ours
        and metadata.get("event_type") == _EVENT
        and payload.get("delivery") == _name(delivery)
        and not payload.get("excuse")
    )


def _name(delivery: Delivery) -> str:
    return f"{delivery.digest} {delivery.slot}"
