"""Events, as the app subscribed to them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from fakes.slack.submissions import Submitting

if TYPE_CHECKING:
    from fakes.slack.model import Json
    from fakes.slack.outcome import Delivery


class Happening(Submitting):
    """A Slack in which things happen."""

    _events = count(1)

    async def event(
        self,
        kind: str,
        fields: Json | None = None,
        *,
        team: str | None = None,
        retry: int = 0,
        event_id: str = "",
        url: str = "",
        via: str | None = None,
    ) -> Delivery:
        """Something happened; with ``retry`` and ``event_id`` it is told again."""
        team = team or next(iter(self.teams))
        stamp = self.screen.stamp()
        event = {"type": kind, "event_ts": stamp, **(fields or {})}
        payload = self._envelope(team, event) | {
            "event_id": event_id or f"Ev{next(self._events):08}",
            "event_time": int(float(stamp)),
        }
        return await self.deliver("events_api", payload, url=url, via=via, retry=retry)

    def _envelope(self, team: str, event: Json) -> Json:
        own = self.teams[team]
        authorization = {
            "enterprise_id": own.enterprise,
            "team_id": own.id,
            "user_id": own.bot_user,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": self.verification_token,
            "team_id": own.id,
            "api_app_id": self.app_id,
            "event": event,
            "type": "event_callback",
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": f"4-{own.id}",
        }

    async def app_home_opened(self, user: str, *, tab: str = "home", via: str | None = None) -> Delivery:
        """A person opens the app's Home."""
        team = self.users[user].team
        channel = self.direct(team, user).id
        fields = {"user": user, "channel": channel, "tab": tab}
        return await self.event("app_home_opened", fields, team=team, via=via)

    async def app_mention(
        self, user: str, channel: str, text: str, *, team: str | None = None, via: str | None = None
    ) -> Delivery:
        """A person mentions the app in a channel; ``text`` is what follows the mention."""
        team = team or (
            self.users[user].team if self.users[user].team in self.teams else next(iter(self.teams))
        )
        stamp = self.screen.stamp()
        said = f"<@{self.teams[team].bot_user}> {text}"
        fields = {"user": user, "channel": channel, "text": said, "ts": stamp, "team": self.users[user].team}
        return await self.event("app_mention", fields, team=team, via=via)

    async def direct_message(
        self, user: str, text: str, *, retry: int = 0, event_id: str = "", via: str | None = None
    ) -> Delivery:
        """A person writes to the app."""
        team = self.users[user].team
        fields = {
            "user": user,
            "channel": self.direct(team, user).id,
            "channel_type": "im",
            "text": text,
            "ts": self.screen.stamp(),
            "team": team,
        }
        return await self.event("message", fields, team=team, via=via, retry=retry, event_id=event_id)

    async def app_uninstalled(self, team: str, *, via: str | None = None) -> Delivery:
        """The app is removed from a workspace: its tokens are dead before it hears of it."""
        self.kill_all(team, "account_inactive")
        return await self.event("app_uninstalled", team=team, via=via)

    async def tokens_revoked(self, team: str, *, via: str | None = None) -> Delivery:
        """A workspace takes the app's token away."""
        self.kill_all(team, "token_revoked")
        fields = {"tokens": {"oauth": [], "bot": [self.teams[team].bot_user]}}
        return await self.event("tokens_revoked", fields, team=team, via=via)

    async def channel_id_changed(
        self, old: str, new: str, *, team: str | None = None, via: str | None = None
    ) -> Delivery:
        """A channel gets another id."""
        team = team or next(iter(self.teams))
        self.move_channel(team, old, new)
        fields = {"old_channel_id": old, "new_channel_id": new}
        return await self.event("channel_id_changed", fields, team=team, via=via)
