"""Where an answer goes: a command's response_url, a direct message, or an ephemeral message in a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.people import refused
from bot.slack.slack_trouble import SlackRefused

if TYPE_CHECKING:
    from slack_sdk.http_retry.async_handler import AsyncRetryHandler

    from bot.blocks.message import Message
    from bot.slack.occasion import Occasion

MOST_USES = 5
"""Of a response_url, within 30 minutes."""
_TRIES = 3
_BLOCKS_REFUSED = ("invalid_blocks", "invalid_attachments", "msg_blocks_too_long", "msg_too_long")


class BlocksRefused(Exception):  # noqa: N818 - a sign between two parts of this room, no error of its own
    """Slack did not take the blocks; the same message in plainer ones may pass."""


class Outlet(Protocol):
    """One place for one answer: something to read meanwhile, then the answer in its place."""

    async def meanwhile(self, message: Message) -> None:
        """Show what is being done; a refusal is no trouble."""

    async def answer(self, message: Message) -> None:
        """Show the answer.

        Raises:
            BlocksRefused: in plainer blocks it may pass.
            SlackRefused: it cannot be shown here.
        """


def retrying() -> list[AsyncRetryHandler]:
    """Waits where Slack says 429, and tries again after its own faults and lost connections."""
    return [
        AsyncRateLimitErrorRetryHandler(max_retry_count=_TRIES),
        AsyncServerErrorRetryHandler(max_retry_count=_TRIES),
        AsyncConnectionErrorRetryHandler(max_retry_count=_TRIES),
    ]


class UrlOutlet:
    """A response_url: of a command, or of a press.

    Args:
        url: from the payload, whose signature was checked.
        replaces: whether the message pressed on is the person's own, and gives way to the answer.
    """

    def __init__(self, url: str, *, replaces: bool = False) -> None:
        self._webhook = AsyncWebhookClient(url, retry_handlers=retrying())
        self._replaces, self._used = replaces, 0

    async def meanwhile(self, message: Message) -> None:
        """As the port says; one use is always left for the answer."""
        if self._used < MOST_USES - 2:
            try:
                await self._send(message)
            except (BlocksRefused, SlackRefused):
                return
            self._replaces = True

    async def answer(self, message: Message) -> None:
        """As the port says."""
        await self._send(message)

    async def _send(self, message: Message) -> None:
        self._used += 1
        answer = await self._webhook.send(
            text=message.text,
            blocks=message.blocks,
            response_type="ephemeral",
            replace_original=self._replaces,
        )
        if (answer.status_code == 200 and answer.body.strip() in ("", "ok")) or '"ok":true' in answer.body:
            return
        if any(word in answer.body for word in _BLOCKS_REFUSED):
            raise BlocksRefused
        raise SlackRefused(
            method="response_url", error=answer.body[:60] or answer.status_code, mend="Ask again"
        )


class DirectOutlet:
    """A direct message of the app, in the DM with the person or one opened for it."""

    def __init__(self, occasion: Occasion, thread: str = "") -> None:
        self._occasion, self._thread = occasion, thread
        self._channel = occasion.channel if occasion.direct else ""
        self._shown = ""

    async def meanwhile(self, message: Message) -> None:
        """As the port says."""
        try:
            await self.answer(message)
        except (BlocksRefused, SlackRefused):
            return

    async def answer(self, message: Message) -> None:
        """As the port says."""
        try:
            if not self._channel:
                opened = await self._occasion.client.conversations_open(users=self._occasion.user)
                self._channel = str(opened["channel"]["id"])
            if self._shown:
                await self._occasion.client.chat_update(
                    channel=self._channel, ts=self._shown, text=message.text, blocks=message.blocks
                )
                return
            sent = await self._occasion.client.chat_postMessage(
                channel=self._channel, text=message.text, blocks=message.blocks, **_thread(self._thread)
            )
        except SlackApiError as error:
            raise _refusal("chat.postMessage", error) from None
        self._shown = str(sent["ts"])


class EphemeralOutlet:
    """An ephemeral message in a channel: the answer to a mention, for who mentioned alone."""

    def __init__(self, occasion: Occasion, thread: str = "") -> None:
        self._occasion, self._thread = occasion, thread

    async def meanwhile(self, message: Message) -> None:
        """Nothing: an ephemeral message cannot be replaced without a press on it."""

    async def answer(self, message: Message) -> None:
        """As the port says."""
        try:
            await self._occasion.client.chat_postEphemeral(
                channel=self._occasion.channel,
                user=self._occasion.user,
                text=message.text,
                blocks=message.blocks,
                **_thread(self._thread),
            )
        except SlackApiError as error:
            raise _refusal("chat.postEphemeral", error) from None


def _thread(ts: str) -> dict[str, Any]:
    return {"thread_ts": ts} if ts else {}


def _refusal(method: str, error: SlackApiError) -> Exception:
    code = error.response.get("error") if error.response else ""
    return BlocksRefused() if code in _BLOCKS_REFUSED else refused(method, error)
