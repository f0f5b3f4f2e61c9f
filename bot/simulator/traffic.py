"""What was asked of the simulated PBX: for tests, and for people who watch their own integration."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; the token is left out."""

    method: str
    api: str
    path: str
    query: dict[str, str]


@dataclass(slots=True)
class Traffic:
    """Requests in order, logins and refreshes counted, and how many were under way at once."""

    requests: deque[Asked] = field(default_factory=lambda: deque(maxlen=20_000))
    logins: int = 0
    refreshes: int = 0
    at_once: int = 0
    most_at_once: int = 0

    @contextmanager
    def under_way(self, api: str, path: str, request: Request) -> Iterator[None]:
        """Count one request while it lasts."""
        query = {name: value for name, value in request.query_params.items() if name != "access_token"}
        self.requests.append(Asked(request.method, api, path, query))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
        finally:
            self.at_once -= 1

    def asked(self, path: str) -> list[Asked]:
        """The requests for one endpoint."""
        return [each for each in self.requests if each.path == path]
