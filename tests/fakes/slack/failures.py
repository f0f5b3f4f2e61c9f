"""What goes wrong on purpose."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from fakes.slack.refused import Refused


@dataclass(slots=True, kw_only=True)
class Failure:
    """How one method fails for a while."""

    method: str
    error: str
    status: int
    retry_after: int | None
    slow: float
    times: int


class Failures:
    """The failures still to come, in the order they were ordered."""

    def __init__(self) -> None:
        self._ordered: list[Failure] = []

    def order(
        self,
        method: str,
        *,
        error: str = "",
        status: int = 200,
        retry_after: int | None = None,
        slow: float = 0,
        times: int = 1,
    ) -> None:
        """Let the next ``times`` calls of a method, or of ``response_url``, fail or be ``slow``."""
        if not (error or slow) and status == 200:
            error = "internal_error"
        if status == 429:
            error, retry_after = error or "ratelimited", 1 if retry_after is None else retry_after
        self._ordered.append(
            Failure(
                method=method, error=error, status=status, retry_after=retry_after, slow=slow, times=times
            ),
        )

    async def strike(self, method: str) -> None:
        """Fail, when that was ordered.

        Raises:
            Refused: it was.
        """
        failure = next((one for one in self._ordered if one.method == method and one.times), None)
        if failure is None:
            return
        failure.times -= 1
        await asyncio.sleep(failure.slow)
        if failure.error or failure.status != 200:
            raise Refused(
                failure.error or "internal_error", status=failure.status, retry_after=failure.retry_after
            )
