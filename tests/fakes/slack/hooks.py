"""Response URLs: five answers within thirty minutes."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from fakes.slack.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from fakes.slack.content import Content
    from fakes.slack.model import Json, Message
    from fakes.slack.screen import Screen

_USES = 5
_SECONDS = 1800
_FIELDS = {
    *("text", "blocks", "attachments", "response_type", "replace_original", "delete_original", "mrkdwn"),
    *("thread_ts", "unfurl_links", "unfurl_media", "metadata"),
}


@dataclass(slots=True, kw_only=True)
class Hook:
    """One response URL.

    Attributes:
        original: the message that was pressed; None for a command.
        received: what the app sent, the acknowledgement's own message included.
        shown: what came of it; a replaced message is changed in place.
    """

    team: str
    channel: str
    user: str
    at: float
    original: Message | None
    uses: int = 0
    received: list[Json] = field(default_factory=list)
    shown: list[Message] = field(default_factory=list)


class Hooks:
    """Every response URL that was handed out."""

    def __init__(self, now: Callable[[], float], content: Content, screen: Screen) -> None:
        self._now, self._content, self._screen = now, content, screen
        self._known: dict[str, Hook] = {}
        self._numbers = count(1)

    def hand_out(self, team: str, channel: str, user: str, original: Message | None = None) -> str:
        """The path of a new response URL."""
        path = f"/response/{team}/{next(self._numbers)}"
        self._known[path] = Hook(team=team, channel=channel, user=user, at=self._now(), original=original)
        return path

    def of(self, path: str) -> Hook:
        """The response URL of a path.

        Raises:
            Refused: there is none.
        """
        if path not in self._known:
            raise Refused("no_such_url", status=404)
        return self._known[path]

    def use(self, path: str, sent: Json) -> None:
        """What the app sends to a response URL.

        Raises:
            Refused: used up, too old, or no message.
        """
        hook = self.of(path)
        if hook.uses >= _USES:
            raise Refused("used_url", status=404)
        if self._now() - hook.at > _SECONDS:
            raise Refused("expired_url", status=404)
        hook.uses += 1
        try:
            self.show(hook, sent)
        except Refused as refused:
            refused.status = 400
            raise

    def show(self, hook: Hook, sent: Json) -> None:
        """Show what was sent to a response URL or as an acknowledgement.

        Raises:
            Refused: Slack would not show it.
        """
        self._complain(hook, sent)
        hook.received.append(sent)
        target = hook.original or next((m for m in reversed(hook.shown) if not m.deleted), None)
        if sent.get("delete_original") is True:
            if target is not None:
                target.deleted = True
            return
        content = self._content.message("response_url", sent)
        if sent.get("replace_original") is True and target is not None:
            target.text, target.blocks = content
            if target not in hook.shown:
                hook.shown.append(target)
            return
        alone = "" if sent.get("response_type") == "in_channel" else hook.user
        hook.shown.append(self._screen.show(hook.team, hook.channel, content, user=alone))

    def _complain(self, hook: Hook, sent: Json) -> None:
        if unknown := sent.keys() - _FIELDS:
            self._content.faults.append(f"response_url: unknown {', '.join(sorted(unknown))}")
        if sent.get("response_type") not in {None, "ephemeral", "in_channel"}:
            self._content.faults.append(f"response_url: response_type {sent['response_type']!r}")
        told = {"replace_original", "delete_original", "response_type"} & sent.keys()
        if hook.original is not None and not told:
            # Slack's own pages differ on what happens then.
            self._content.faults.append(
                "response_url: an answer to a press must say what becomes of the original"
            )
