"""Buttons and menus, in messages and in views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.slack import screen, shelf
from fakes.slack.commands import Commanding
from fakes.slack.inputs import find, state, used
from fakes.slack.model import View

if TYPE_CHECKING:
    from fakes.slack.inputs import Values
    from fakes.slack.model import Json, Message
    from fakes.slack.outcome import Delivery


class Pressing(Commanding):
    """A Slack in which people press buttons."""

    async def press(
        self,
        where: Message | View,
        action_id: str,
        value: object = None,
        *,
        user: str | None = None,
        team: str | None = None,
        url: str = "",
        via: str | None = None,
        values: Values | None = None,
    ) -> Delivery:
        """A person uses an element of a message or a view.

        Args:
            where: a message or a view that is shown.
            action_id: of the element.
            value: what is chosen, for elements that offer a choice: an option's value, a date, an id.
            user: who; needed for a message that everybody sees.
            team: the workspace in the payload, when it is not the app's.
            url: where the app is, for HTTP.
            via: ``http`` or ``socket``.
            values: what else is filled in there.
        """
        user = user or where.user
        assert user, "who presses?"
        block, element = find(where.blocks, action_id)
        action = self._action(block, element, value)
        payload = self.enveloped(where.team) | {"type": "block_actions", "user": self.person(user)}
        if team is not None:
            payload["team"] = {"id": team, "domain": team.lower()}
        path, place = self._place(where, user, values or {})
        view_id = where.id if isinstance(where, View) else ""
        payload |= place | {
            "trigger_id": self.triggers.hand_out(where.team, user, view_id),
            "actions": [action],
        }
        return await self.deliver("interactive", payload, url=url, via=via, hook=path, view_id=view_id)

    def _action(self, block: Json, element: Json, value: object) -> Json:
        return {
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "type": element["type"],
            "action_ts": self.screen.stamp(),
            **used(element, value),
        }

    def _place(self, where: Message | View, user: str, values: Values) -> tuple[str, Json]:
        filled = {"values": state(where.blocks, values)}
        if isinstance(where, View):
            shown = shelf.as_json(where, self.teams[where.team], self.app_id) | {"state": filled}
            return "", {"view": shown, "container": {"type": "view", "view_id": where.id}}
        assert not where.deleted, "the message is no longer there"
        path = self.hooks.hand_out(where.team, where.channel, user, where)
        return path, self._in_message(where, user) | {
            "response_url": f"{self.base_url}{path}",
            "state": filled,
        }

    def _in_message(self, where: Message, user: str) -> Json:
        team, channel = self.teams[where.team], self.channels[where.team, where.channel]
        channel.members.add(user)
        container = {
            "type": "message",
            "message_ts": where.ts,
            "channel_id": where.channel,
            "is_ephemeral": where.ephemeral,
        }
        place: Json = {"container": container, "channel": {"id": channel.id, "name": channel.name}}
        if not where.ephemeral:
            # Of an ephemeral message Slack sends nothing back.
            place["message"] = screen.as_json(where, team.bot_user, team.bot_id)
        return place
