"""What people see: the messages of every channel, in the order they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.slack.model import Message
from fakes.slack.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from fakes.slack.model import Json


class Screen:
    """Every message that was ever shown, those taken away included."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now, self._last = now, 0
        self.every: list[Message] = []

    def stamp(self) -> str:
        """A message's time and name in one; never twice the same."""
        self._last = max(self._last + 1, int(self._now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06}"

    def show(
        self,
        team: str,
        channel: str,
        content: tuple[str, list[Json]],
        *,
        user: str = "",
        thread_ts: str = "",
        metadata: Json | None = None,
    ) -> Message:
        """A new message; to one person alone with ``user``."""
        text, blocks = content
        message = Message(
            team=team,
            channel=channel,
            ts=self.stamp(),
            text=text,
            blocks=blocks,
            user=user,
            thread_ts=thread_ts,
            metadata=metadata or {},
        )
        self.every.append(message)
        return message

    def posted(self, team: str, channel: str, ts: str) -> Message:
        """A message that everybody in the channel sees.

        Raises:
            Refused: there is none.
        """
        for message in self.every:
            if (message.team, message.channel, message.ts) == (team, channel, ts):
                if message.deleted or message.ephemeral:
                    break
                return message
        raise Refused("message_not_found")

    def shown(self, *, channel: str = "", user: str = "") -> list[Message]:
        """What is still to be seen in a channel by all, or by one person alone."""
        return [
            message
            for message in self.every
            if not message.deleted and message.user == user and channel in {"", message.channel}
        ]


def as_json(message: Message, bot_user: str, bot_id: str) -> Json:
    """A message as Slack sends it."""
    shown: Json = {
        "type": "message",
        "subtype": "bot_message",
        "user": bot_user,
        "bot_id": bot_id,
        "ts": message.ts,
        "text": message.text,
        "blocks": message.blocks,
        "team": message.team,
    }
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.metadata:
        shown["metadata"] = message.metadata
    return shown
