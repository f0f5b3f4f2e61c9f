"""Trying again where Slack, or the way to it, fails for a moment."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler

if TYPE_CHECKING:
    from slack_sdk.http_retry.request import HttpRequest
    from slack_sdk.http_retry.response import HttpResponse
    from slack_sdk.http_retry.state import RetryState

_TRIES = 3
_LONGEST_WAIT = 60.0
"""Seconds. Who is told to wait longer is better told of it."""


class _RateLimits(AsyncRetryHandler):
    """Waits as long as Retry-After says. The client's own one reads its first digit alone (slack_sdk 3.47)."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002 - the client's signature
        request: HttpRequest,  # noqa: ARG002 - the client's signature
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 - the client's signature
    ) -> bool:
        return response is not None and response.status_code == 429 and _asked_for(response) <= _LONGEST_WAIT

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,  # noqa: ARG002 - the client's signature
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 - the client's signature
    ) -> None:
        state.next_attempt_requested = True
        # All who were refused together do not come back together.
        await asyncio.sleep((_asked_for(response) if response else 1) + random.random() / 4)  # noqa: S311 - no secret
        state.increment_current_attempt()


class _ServerFaults(AsyncRetryHandler):
    """Tries again after Slack's own faults, and those of what stands in front of it."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002 - the client's signature
        request: HttpRequest,  # noqa: ARG002 - the client's signature
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 - the client's signature
    ) -> bool:
        return response is not None and response.status_code >= 500


def _asked_for(response: HttpResponse) -> float:
    """Seconds, as Retry-After says; one where it does not."""
    told = next((value for name, value in response.headers.items() if name.lower() == "retry-after"), "1")
    text = str(told[0] if isinstance(told, list) else told).strip()
    return float(text) if text.isdecimal() else 1.0


def retrying() -> list[AsyncRetryHandler]:
    """For what may be said twice: waits where Slack says 429, tries again after faults and lost connections."""
    return [
        _RateLimits(max_retry_count=_TRIES),
        _ServerFaults(max_retry_count=_TRIES),
        AsyncConnectionErrorRetryHandler(max_retry_count=_TRIES),
    ]


def retrying_once_said() -> list[AsyncRetryHandler]:
    """For what must not be said twice: only where Slack is sure not to have said it."""
    return [_RateLimits(max_retry_count=_TRIES)]
