"""The door for Slack's deliveries: a body of Slack's size that came in time and is signed. Nothing is parsed before."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

_LARGEST = 1_000_000
"""Bytes. Whoever can reach us can send a body, and all of it is needed to check its signature."""
_SECONDS = 5.0
"""For the whole body. Slack itself waits three for the answer to it."""
_AGE = 300
"""Seconds that a signature may be old, as Slack advises: what was overheard cannot be sent again later."""
_MOMENT = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Lets in what is Slack's.

    Attributes:
        secret: the app's Signing Secret.
        now: the time of day in epoch seconds, as Slack's signatures have it.
        seconds: for a body to come.
    """

    secret: str = field(repr=False)
    now: Callable[[], float] = time.time
    seconds: float = _SECONDS

    async def opened(self, request: Request) -> bytes | Response:
        """The body that Slack has sent, or how it is refused."""
        if _declared(request) > _LARGEST:
            return _refusal(413, "too large")
        if not self._fresh(request):
            return _refusal(401, "not signed")
        try:
            async with asyncio.timeout(self.seconds):
                body = await _read(request)
        except TimeoutError:
            return _refusal(408, "too slow")
        except ClientDisconnect:  # nobody reads this
            return _refusal(400, "cut off")
        if body is None:
            return _refusal(413, "too large")
        return body if self._signed(request, body) else _refusal(401, "not signed")

    def _fresh(self, request: Request) -> bool:
        """Whether it is said to be signed within the last minutes."""
        moment = _moment(request)
        return bool(_MOMENT.fullmatch(moment)) and abs(self.now() - int(moment)) <= _AGE

    def _signed(self, request: Request, body: bytes) -> bool:
        """Whether Slack has signed these bytes at that moment.

        As Slack's documentation has it, under "Verifying requests from Slack".
        """
        signed = b":".join((b"v0", _moment(request).encode(), body))
        right = "v0=" + hmac.new(self.secret.encode(), signed, hashlib.sha256).hexdigest()
        # Bytes: of text that is not ASCII the comparison raises.
        told = request.headers.get("x-slack-signature", "")
        return bool(self.secret) and hmac.compare_digest(right.encode(), told.encode())


def _moment(request: Request) -> str:
    return request.headers.get("x-slack-request-timestamp", "")


def _declared(request: Request) -> int:
    """The length that is announced; 0 where none is."""
    told = request.headers.get("content-length", "")
    return int(told) if _MOMENT.fullmatch(told) else 0


async def _read(request: Request) -> bytes | None:
    """The body; None where it is larger than anything of Slack's."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            return None
    return bytes(body)


def _refusal(status: int, words: str) -> Response:
    """The connection is closed with it: the rest of the body, if any, is not waited for."""
    return PlainTextResponse(words, status_code=status, headers={"Connection": "close"})
