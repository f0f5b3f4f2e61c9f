"""Delivering over HTTP, signed as Slack signs."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fakes.slack.model import Json


def signed(secret: str, body: bytes, at: float) -> dict[str, str]:
    """The headers that prove a body to be Slack's."""
    stamp = str(int(at))
    digest = hmac.new(secret.encode(), b":".join((b"v0", stamp.encode(), body)), hashlib.sha256)
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest.hexdigest()}"}


def form_of(kind: str, payload: Json) -> tuple[str, bytes]:
    """Content type and body, as Slack sends each kind."""
    if kind == "events_api":
        return "application/json", json.dumps(payload).encode()
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return "application/x-www-form-urlencoded", urlencode(fields).encode()


class Wire:
    """Slack's side of HTTP deliveries.

    Attributes:
        skew: seconds added to the time that is signed.
    """

    def __init__(self, secret: str, seconds: float) -> None:
        self.secret, self.skew, self._seconds = secret, 0.0, seconds
        self._session: aiohttp.ClientSession | None = None

    async def deliver(self, url: str, kind: str, payload: Json, more: Mapping[str, str]) -> tuple[int, str]:
        """Status and body of the app's answer; status 0 when it took too long or nobody listens."""
        self._session = self._session or aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=self._seconds)
        )
        content_type, body = form_of(kind, payload)
        # Not the fake's clock: the app compares with the time of day.
        headers = signed(self.secret, body, time.time() + self.skew)
        headers |= {"Content-Type": content_type, "User-Agent": "Slackbot 1.0", **more}
        try:
            async with self._session.post(url, data=body, headers=headers) as answer:
                return answer.status, await answer.text()
        except (TimeoutError, aiohttp.ClientConnectionError):
            return 0, ""

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()
            await asyncio.sleep(0)
