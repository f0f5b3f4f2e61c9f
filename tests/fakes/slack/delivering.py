"""How anything gets to the app: by HTTP or by socket, timed, with its acknowledgement kept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Unpack

from fakes.slack.desk import Desk
from fakes.slack.outcome import Delivery
from fakes.slack.sockets import Sockets
from fakes.slack.wire import Wire

if TYPE_CHECKING:
    from fakes.slack.model import Json
    from fakes.slack.options import DeskOptions

SIGNING_SECRET = "signing-secret"
_REPLY_TYPES = {"slash_commands": True, "interactive": True, "events_api": False}


class Delivering(Desk):
    """A Slack that can deliver.

    Attributes:
        app_url: where the app takes requests, such as ``http://127.0.0.1:3000/slack/events``; empty for a
            socket.
        deliveries: everything delivered, in the order it was acknowledged.
        late: what was not acknowledged in time.
    """

    def __init__(
        self,
        *,
        app_url: str = "",
        signing_secret: str = SIGNING_SECRET,
        ack_seconds: float = 3,
        **desk: Unpack[DeskOptions],
    ) -> None:
        super().__init__(**desk)
        self.app_url, self.verification_token = app_url, "verification-token"
        self.wire, self.sockets = Wire(signing_secret, ack_seconds), Sockets(self, ack_seconds)
        self.deliveries: list[Delivery] = []
        self._ack_seconds = ack_seconds

    @property
    def signing_secret(self) -> str:
        """What deliveries over HTTP are signed with."""
        return self.wire.secret

    @property
    def late(self) -> list[Delivery]:
        """What was not acknowledged in time."""
        return [delivery for delivery in self.deliveries if delivery.seconds >= self._ack_seconds]

    async def connected(self, seconds: float = 5, *, more_than: int = 0) -> None:
        """Wait for the app's socket; ``more_than=slack.sockets.made`` waits for a new one."""
        await self.sockets.connected(seconds, more_than=more_than)

    async def cut(self, *, politely: bool = False) -> None:
        """Drop the app's sockets; ``politely`` asks it first to make new ones."""
        if politely:
            made = self.sockets.made
            await self.sockets.ask_to_leave()
            await self.sockets.connected(5, more_than=made)
        else:
            await self.sockets.drop()

    def mute(self, *, muted: bool = True) -> None:
        """Leave the app's sockets open, but say nothing on them any more, not even to a ping."""
        self.sockets.muted = muted

    async def deliver(
        self,
        kind: str,
        payload: Json,
        *,
        url: str = "",
        via: str | None = None,
        retry: int = 0,
        hook: str = "",
        view_id: str = "",
    ) -> Delivery:
        """Deliver to the app and wait for its acknowledgement, at most as long as Slack does."""
        via = via or ("http" if url or self.app_url else "socket")
        began = time.perf_counter()
        status, body = await self._send(via, kind, payload, url or self.app_url, retry)
        delivery = Delivery(
            via=via,
            kind=kind,
            status=status,
            body=body,
            seconds=time.perf_counter() - began,
            payload=payload,
            hook=hook,
            view_id=view_id,
        )
        self.deliveries.append(delivery)
        if payload.get("type") == "block_actions" and body and status == 200:
            self.faults.append(f"block_actions: acknowledged with {body}, which nobody sees")
        return delivery

    async def _send(self, via: str, kind: str, payload: Json, url: str, retry: int) -> tuple[int, str]:
        if via == "http":
            assert url, "where is the app? Give url, or app_url to the fake"
            again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
            return await self.wire.deliver(url, kind, payload, again if retry else {})
        more: Json = {"accepts_response_payload": _REPLY_TYPES[kind]}
        if kind == "events_api":
            more |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        return await self.sockets.deliver(kind, payload, more)

    def enveloped(self, team: str) -> Json:
        """What every payload of a workspace carries."""
        own = self.teams[team]
        enterprise = {"id": own.enterprise, "name": own.enterprise} if own.enterprise else None
        return {
            "token": self.verification_token,
            "api_app_id": self.app_id,
            "team": {"id": own.id, "domain": own.domain},
            "enterprise": enterprise,
            "is_enterprise_install": False,
        }

    def person(self, user: str) -> Json:
        """The person who does something, as payloads tell of them."""
        known = self.users[user]
        return {"id": known.id, "username": known.name, "name": known.name, "team_id": known.team}
