"""Slash commands."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from fakes.slack.delivering import Delivering
from fakes.slack.refused import Refused

if TYPE_CHECKING:
    from fakes.slack.model import Channel, Json, Message
    from fakes.slack.outcome import Delivery

_MENTION = re.compile(r"(?<!\S)([@#])([\w.-]+)")


class Commanding(Delivering):
    """A Slack in which people give commands."""

    async def command(
        self,
        name: str,
        text: str = "",
        *,
        team: str | None = None,
        user: str | None = None,
        channel: str | None = None,
        url: str = "",
        via: str | None = None,
        escape: bool = True,
    ) -> Delivery:
        """A person gives a command; ``escape`` is the manifest's ``should_escape``.

        Without ``team``, ``user`` and ``channel`` it is the first of each.
        """
        team = team or next(iter(self.teams))
        user = user or next(one.id for one in self.users.values() if one.team == team)
        channel = channel or next(one.id for one in self.channels.values() if one.team == team)
        assert self.users[user].team == team, "people from elsewhere cannot give commands"
        path = self.hooks.hand_out(team, channel, user)
        payload = self._command(team, user, self.channels[team, channel]) | {
            "command": name,
            "text": self._written(team, text, escape=escape),
            "response_url": f"{self.base_url}{path}",
            "trigger_id": self.triggers.hand_out(team, user),
        }
        delivery = await self.deliver("slash_commands", payload, url=url, via=via, hook=path)
        self._show_acknowledgement(path, delivery)
        return delivery

    def shown(self, delivery: Delivery) -> list[Message]:
        """What the person sees of the app's answers to a command or a press, in order."""
        return [message for message in self.hooks.of(delivery.hook).shown if not message.deleted]

    def received(self, delivery: Delivery) -> list[Json]:
        """What the app sent as answers to a command or a press, in order, each as it was sent."""
        return self.hooks.of(delivery.hook).received

    def _command(self, team: str, user: str, channel: Channel) -> Json:
        own = self.teams[team]
        payload: Json = {
            "token": self.verification_token,
            "team_id": own.id,
            "team_domain": own.domain,
            "channel_id": channel.id,
            "channel_name": "privategroup" if channel.private else channel.name,
            "user_id": user,
            "user_name": self.users[user].name,
            "api_app_id": self.app_id,
            "is_enterprise_install": "false",
        }
        if own.enterprise:
            payload |= {"enterprise_id": own.enterprise, "enterprise_name": own.enterprise}
        return payload

    def _written(self, team: str, text: str, *, escape: bool) -> str:
        written = html.escape(text, quote=False)
        if not escape:
            return written
        users = {one.name: one.id for one in self.users.values() if one.team == team}
        channels = {one.name: one.id for one in self.channels.values() if one.team == team}

        def mention(match: re.Match[str]) -> str:
            sign, name = match.groups()
            known = (users if sign == "@" else channels).get(name)
            return f"<{sign}{known}|{name}>" if known else match[0]

        return _MENTION.sub(mention, written)

    def _show_acknowledgement(self, path: str, delivery: Delivery) -> None:
        if delivery.status != 200 or not delivery.body:
            return
        try:
            self.hooks.show(self.hooks.of(path), delivery.answer)
        except Refused as refused:
            self.faults.append(f"acknowledgement: {refused.error}")
