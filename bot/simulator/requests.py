"""What was asked of the simulated PBX: for tests, and for people who watch their own integration."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, when it came on the PBX's clock; tokens and bodies are left out."""

    at: float
    method: str
    api: str
    path: str
    query: dict[str, str]


class RequestLog:
    """Requests in order of arrival, and how many were under way at once.

    Attributes:
        logins, refreshes, revocations: how often each was asked for, granted or not.
        at_once, most_at_once: requests under way now, and at most so far; overlap needs answers that take time
            (``Settings.latency``, or a fault).
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._asked: deque[Asked] = deque(maxlen=_REMEMBERED)
        self.at_once = self.most_at_once = 0
        self.logins = self.refreshes = self.revocations = 0

    def __len__(self) -> int:
        return len(self._asked)

    def __iter__(self) -> Iterator[Asked]:
        return iter(tuple(self._asked))

    def to(self, path: str) -> list[Asked]:
        """The requests for one endpoint, such as ``cdr/search``."""
        return [asked for asked in self if asked.path == path]

    def clear(self) -> None:
        """Forget all requests and counts; those under way stay counted as such."""
        self._asked.clear()
        self.most_at_once = self.at_once
        self.logins = self.refreshes = self.revocations = 0

    @contextmanager
    def under_way(self, method: str, api: str, path: str, query: dict[str, str]) -> Iterator[None]:
        """Count one request while it lasts."""
        self._asked.append(Asked(self._now(), method, api, path, query))
        self.logins += path == "get_token"
        self.refreshes += path == "refresh_token"
        self.revocations += path == "del_token"
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
        finally:
            self.at_once -= 1
