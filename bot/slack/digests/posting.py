"""Posting digests: once, and what is not known to have failed is never sent again."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers.digest_reasons import LIMITED, NO_CONNECTION, UNEXPECTED
from bot.cdr.trouble import Trouble
from bot.ports_of_digests import PostRefused
from bot.slack import people
from bot.slack.digests.allowing import Permits
from bot.slack.digests.looking import found, mark_on
from bot.slack.digests.post import Post
from bot.slack.digests.refusing import refused, refused_by, seconds_asked_for, status_of
from bot.slack.people import SLACK_FAILS
from bot.slack.sending import BLOCKS_REFUSED, BlocksRefused, in_ways
from bot.slack.slack_trouble import SlackRefused

if TYPE_CHECKING:
    from bot.blocks.message import Message
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.ports_of_digests import Found
    from bot.slack.desk import Desk
    from bot.slack.digests.speaking import Speaking
    from bot.slack.occasion import Occasion
    from bot.workspace.workspace import Workspace

_log = logging.getLogger(__name__)

_READY_WITHIN = 12.0
"""Seconds for everything before the post: a process that ends waits no longer for it."""
_SHORT = 5.0
"""Seconds. Who is told to wait longer is posted another time."""
_TRIES = 3
_MAY_BE_POSTED = frozenset({people.NO_ANSWER, "fatal_error", "internal_error"})
"""Slack's page of chat.postMessage says of the last two that some of it may have succeeded."""


class PostUnknown(Exception):  # noqa: N818 - as PostRefused
    """Slack did not say whether it posted it; the message is a word for what happened, and holds nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Everything that is needed but the one call that posts; ``payload`` builds the plainer message."""

    client: AsyncWebClient
    channel: str
    rich: Message
    payload: Post
    mark: dict[str, Any]


class SlackDigestPoster:
    """Posts digests as the port says; what it takes is a ``Post``."""

    def __init__(self, desk: Desk, speaking: Speaking) -> None:
        self._desk, self._speaking, self._permits = desk, speaking, Permits(desk)

    async def ready(self, workspace: Workspace, digest: Digest, delivery: Delivery, payload: object) -> Ready:
        """As the port says.

        Raises:
            PostRefused: it cannot be posted.
        """
        if not isinstance(payload, Post):
            raise TypeError("a digest is posted as a Post")
        try:
            async with asyncio.timeout(_READY_WITHIN):
                return await self._ready(workspace, digest, delivery, payload)
        except PostRefused:
            raise
        except Trouble as trouble:
            raise PostRefused(trouble.code, permanent=False) from None
        except TimeoutError:
            raise refused(people.NO_ANSWER) from None
        except Exception:  # noqa: BLE001 - whatever it is, it is told and tried again as a refusal for now
            _log.exception("a digest could not be made ready to be posted")
            raise PostRefused(UNEXPECTED, permanent=False) from None

    async def post(self, ready: object) -> tuple[str, str]:
        """As the port says.

        Raises:
            PostRefused: it is surely not posted.
            PostUnknown: it may be.
        """
        if not isinstance(ready, Ready):
            raise TypeError("a digest is posted when it is ready")
        sent: list[tuple[str, str]] = []

        async def send(message: Message) -> None:
            sent.append(await _sent(ready, message))

        try:
            await in_ways(send, ready.rich, lambda: asyncio.to_thread(ready.payload.plainer))
        except SlackRefused:  # not even as text
            raise PostRefused("invalid_blocks", permanent=False) from None
        return sent[-1]

    async def find(self, workspace: Workspace, digest: Digest, delivery: Delivery) -> Found:
        """As the port says."""
        return await found(self._desk, self._speaking, workspace, digest, delivery)

    async def _ready(self, workspace: Workspace, digest: Digest, delivery: Delivery, payload: Post) -> Ready:
        occasion = await self._speaking.occasion(workspace, digest.owner, digest.channel)
        await self._permits.demand(occasion, digest)
        rich = await asyncio.to_thread(payload.rich)
        client = occasion.client
        return Ready(
            client=AsyncWebClient(
                token=client.token, base_url=client.base_url, timeout=client.timeout, retry_handlers=[]
            ),
            channel=digest.channel or await direct(occasion),
            rich=rich,
            payload=payload,
            mark=mark_on(delivery, excuse=payload.excuse),
        )


async def direct(occasion: Occasion) -> str:
    """The direct message with the person of an occasion.

    Raises:
        PostRefused: Slack does not open it.
    """
    try:
        opened = await occasion.client.conversations_open(users=occasion.user)
    except SLACK_FAILS as error:
        raise refused_by(error) from None
    return str(opened["channel"]["id"])


async def _sent(ready: Ready, message: Message) -> tuple[str, str]:
    """Send it once, again only where Slack says that it took nothing; its channel and Slack's name for it."""
    for left in reversed(range(_TRIES)):
        try:
            answer = await ready.client.chat_postMessage(
                channel=ready.channel,
                text=message.text,
                blocks=list(message.blocks),
                metadata=ready.mark,
                unfurl_links=False,
            )
        except aiohttp.ClientConnectorError:  # nothing was sent
            raise PostRefused(NO_CONNECTION, permanent=False) from None
        except SLACK_FAILS as error:
            await _may_go_on(error, left)
        else:
            return str(answer.get("channel") or ready.channel), str(answer.get("ts") or "")
    raise PostRefused(LIMITED, permanent=False)


async def _may_go_on(error: Exception, left: int) -> None:
    """Wait where Slack asks for a moment.

    Raises:
        BlocksRefused, PostRefused, PostUnknown: as the answer says.
    """
    why, status = people.reason(error), status_of(error)
    if status == 429:
        after = seconds_asked_for(error) or 1.0
        if after > _SHORT or not left:
            raise refused(LIMITED, after) from None
        await asyncio.sleep(after)
        return
    if why in BLOCKS_REFUSED:
        raise BlocksRefused from None
    if why in _MAY_BE_POSTED or status >= 500:
        raise PostUnknown(why if status else type(error).__name__) from None
    raise refused(why) from None
