"""Where an answer goes: a command's response_url, a direct message, or an ephemeral message in a channel."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.people import SLACK_FAILS, refused
from bot.slack.retrying import retrying
from bot.slack.sending import BLOCKS_REFUSED, BlocksRefused, in_ways, kinds_of_faults, refusal
from bot.slack.slack_trouble import SlackRefused

if TYPE_CHECKING:
    from bot.blocks.message import Message
    from bot.slack.occasion import Occasion
    from bot.slack.sending import Plainer

MOST_USES = 5
"""Of a response_url, within 30 minutes."""
_FOR_THE_ANSWER = 3
"""Uses kept for it: in rich blocks, in plainer ones, as text alone."""
_TIMEOUT = 30


class Outlet(Protocol):
    """One place for one answer: something to read meanwhile, then the answer in its place."""

    async def meanwhile(self, message: Message) -> None:
        """Show what is being done; a refusal is no trouble."""

    async def answer(self, message: Message, plainer: Plainer | None = None) -> None:
        """Show the answer, in plainer blocks where Slack does not take the rich ones, at last as text alone.

        Raises:
            SlackRefused: it cannot be shown.
        """


class ResponseUrl:
    """A response_url, from a payload whose signature was checked. All that answer there share its few uses.

    Attributes:
        left: how many uses there still are.
        taken: the message that was pressed on has given way to what is told meanwhile.
    """

    def __init__(self, url: str) -> None:
        self._webhook = AsyncWebhookClient(url, timeout=_TIMEOUT, retry_handlers=retrying())
        self.left, self.taken = MOST_USES, False

    async def send(self, message: Message, *, replaces: bool) -> None:
        """Use it once.

        Raises:
            BlocksRefused: the blocks are not taken.
            SlackRefused: used up, too old, or not reached.
        """
        if not self.left:
            raise refused("response_url", TimeoutError())
        self.left -= 1
        try:
            got = await self._webhook.send(
                text=message.text,
                blocks=message.blocks,
                response_type="ephemeral",
                replace_original=replaces,
            )
        except SLACK_FAILS as error:
            raise refused("response_url", error) from None
        if (got.status_code == 200 and got.body.strip() in ("", "ok")) or '"ok":true' in got.body:
            return
        if any(word in got.body for word in BLOCKS_REFUSED):
            raise BlocksRefused
        self.left = 0
        raise SlackRefused(method="response_url", error=got.status_code, mend="Ask again")


class Stands(Enum):
    """What stands where an answer to a response_url goes."""

    NOTHING = "nothing"
    """After a command: what is told meanwhile gives way to the answer."""
    OWN = "own"
    """A message of the person's own that was pressed on: it gives way."""
    OTHERS = "others"
    """A message that stays as it is; nothing that is told beside it can be replaced."""


class UrlOutlet:
    """A response_url; once it is dead an ephemeral message, at last a direct one."""

    def __init__(self, url: ResponseUrl, occasion: Occasion, stands: Stands = Stands.NOTHING) -> None:
        self._url, self._stands = url, stands
        self._replaces = stands is Stands.OWN
        self._told = False
        self._instead = _instead(occasion)

    async def meanwhile(self, message: Message) -> None:
        """As the port says; enough uses are always left for the answer."""
        once = self._stands is Stands.OTHERS
        if self._url.left <= _FOR_THE_ANSWER or (once and self._told) or kinds_of_faults(message):
            return
        try:
            await self._url.send(message, replaces=self._replaces)
        except (BlocksRefused, SlackRefused):
            return
        self._told = True
        self._replaces = not once
        self._url.taken |= self._stands is Stands.OWN

    async def answer(self, message: Message, plainer: Plainer | None = None) -> None:
        """As the port says."""
        try:
            await in_ways(self._send, message, plainer)
        except SlackRefused:
            await self._instead.answer(message, plainer)

    async def _send(self, message: Message) -> None:
        # What was pressed on is gone once it said what is being done: a trouble must not leave that standing.
        await self._url.send(message, replaces=self._replaces or self._url.taken)


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
        except SlackRefused:
            return

    async def answer(self, message: Message, plainer: Plainer | None = None) -> None:
        """As the port says."""
        await in_ways(self._send, message, plainer)

    async def _send(self, message: Message) -> None:
        client, text, blocks = self._occasion.client, message.text, list(message.blocks)
        try:
            if not self._channel:
                opened = await client.conversations_open(users=self._occasion.user)
                self._channel = str(opened["channel"]["id"])
            if self._shown:
                await client.chat_update(channel=self._channel, ts=self._shown, text=text, blocks=blocks)
                return
            posted = await client.chat_postMessage(
                channel=self._channel, text=text, blocks=blocks, **_thread(self._thread)
            )
        except SLACK_FAILS as error:
            raise refusal("chat.postMessage", error) from None
        self._shown = str(posted["ts"])


class EphemeralOutlet:
    """An ephemeral message in a channel, for who asked alone; a direct one where the app may not write there."""

    def __init__(self, occasion: Occasion, thread: str = "") -> None:
        self._occasion, self._thread = occasion, thread
        self._told = False

    async def meanwhile(self, message: Message) -> None:
        """Once: an ephemeral message cannot be replaced without a press on it."""
        if self._told:
            return
        self._told = True
        try:
            await in_ways(self._send, message)
        except SlackRefused:
            return

    async def answer(self, message: Message, plainer: Plainer | None = None) -> None:
        """As the port says."""
        try:
            await in_ways(self._send, message, plainer)
        except SlackRefused:
            await DirectOutlet(self._occasion).answer(message, plainer)

    async def _send(self, message: Message) -> None:
        try:
            await self._occasion.client.chat_postEphemeral(
                channel=self._occasion.channel,
                user=self._occasion.user,
                text=message.text,
                blocks=list(message.blocks),
                **_thread(self._thread),
            )
        except SLACK_FAILS as error:
            raise refusal("chat.postEphemeral", error) from None


def _instead(occasion: Occasion) -> DirectOutlet | EphemeralOutlet:
    return EphemeralOutlet(occasion) if occasion.postable else DirectOutlet(occasion)


def _thread(ts: str) -> dict[str, Any]:
    return {"thread_ts": ts} if ts else {}
