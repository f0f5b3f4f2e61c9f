"""Ten thousand PBXs and Slack, as little of both as costs nothing worth measuring, in a process of their own.

``python -m benchmarks.digest_sides SECONDS`` prints the port of the PBXs and the address of Slack, and serves until it
is ended. Every loopback address is a PBX on that port: Linux has 127.0.0.0/8 for this machine. Each answer of a PBX
takes so many seconds, Slack answers at once and as often as it is asked. ``GET /counts`` at Slack's address tells what
was asked so far.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections import Counter
from itertools import count
from typing import Any

import msgspec

from benchmarks.served import Answers, Door

ROWS = 200
"""Rows of each PBX, on one page: what a small office makes in a day or two."""

CDR_FETCHES = "CDR fetches"
"""What searches for pages of a window are counted as."""
OF_SLACK = frozenset({"users.info", "conversations.info", "chat.postMessage"})
"""Methods of Slack that are counted."""


class PbxDoor(Door):
    """The PBXs."""

    def __init__(self, answers: Answers, pace: float, counts: Counter[str]) -> None:
        super().__init__(answers, pace)
        self._counts = counts

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody connects; nobody from another machine."""
        super().connection_made(transport)
        if not transport.get_extra_info("peername")[0].startswith("127."):
            transport.close()

    def answer(self, endpoint: str, pairs: dict[str, str]) -> tuple[bytes, float]:
        """The body for one request, and the seconds that each takes."""
        search = endpoint == "cdr/search" and "page" in pairs
        self._counts[CDR_FETCHES if search else endpoint] += 1
        return self._answers.to(endpoint, pairs), self._pace


class SlackDoor(Door):
    """Slack's Web API, as far as posting a digest goes."""

    _posts = count(1)

    def __init__(self, answers: Answers, counts: Counter[str]) -> None:
        super().__init__(answers, 0)
        self._counts = counts

    def answer(self, endpoint: str, pairs: dict[str, str]) -> tuple[bytes, float]:
        """The body for one request, at once."""
        del pairs
        method = endpoint.rpartition("/")[2]
        if method in OF_SLACK:
            self._counts[method] += 1
        return msgspec.json.encode(self._told(method)), 0

    def _told(self, method: str) -> dict[str, Any]:
        if method == "counts":
            return dict(self._counts)
        if method == "users.info":
            return {"ok": True, "user": {"id": "U1", "tz": "Europe/London", "locale": "en-GB"}}
        if method == "conversations.info":
            return {"ok": True, "channel": {"id": "C1", "is_member": True}}
        return {"ok": True, "channel": "C1", "ts": f"{next(self._posts)}.0"}


async def serve(pace: float) -> None:
    """Serve on free ports until this process is ended."""
    answers, counts = Answers(ROWS), Counter[str]()
    loop = asyncio.get_running_loop()
    pbxs = await loop.create_server(lambda: PbxDoor(answers, pace, counts), "0.0.0.0", 0, backlog=4096)  # noqa: S104 - see PbxDoor
    slack = await loop.create_server(lambda: SlackDoor(answers, counts), "127.0.0.1", 0, backlog=4096)
    pbx_port, slack_port = (server.sockets[0].getsockname()[1] for server in (pbxs, slack))
    print(pbx_port, f"http://127.0.0.1:{slack_port}", flush=True)
    await asyncio.gather(pbxs.serve_forever(), slack.serve_forever())


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(float(sys.argv[1])))
