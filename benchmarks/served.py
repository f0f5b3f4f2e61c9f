"""A PBX made of prebuilt bytes, in a process of its own: the same pages for everybody, at no cost worth measuring.

``python -m benchmarks.served SECONDS [ROWS]`` prints its address and serves until it is ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec

from benchmarks.office import PAGE, PEOPLE, Office

if TYPE_CHECKING:
    from collections.abc import Iterator

LEGS = 100_000
"""Ten pages: what a busy office makes in two weeks, or a small one in a year."""

GOOD: dict[str, Any] = {"errcode": 0, "errmsg": "SUCCESS"}
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Answers:
    """Every answer that a question needs, as bytes, by endpoint and page."""

    def __init__(self, legs: int = LEGS) -> None:
        rows = list(_rows(legs))
        newest = rows[-1]
        self._pages = [_page(rows[at : at + PAGE], legs) for at in range(0, legs, PAGE)]
        self._first = _page(rows[:1], legs)
        self._newest = _page(rows[-1:], legs)
        self._others: dict[str, dict[str, Any]] = {
            "get_token": {"access_token": "t", "access_token_expire_time": 1800},
            "system/information": {"data": _information(newest)},
            "extension/list": {"total_number": len(PEOPLE), "data": _extensions()},
        }

    def to(self, endpoint: str, query: dict[str, str]) -> bytes:
        """The body for one request."""
        if endpoint == "cdr/list":
            return self._first if query["order_by"] == "asc" else self._newest
        if endpoint == "cdr/search":
            if "page" not in query:  # the search for the record that is known
                return self._newest
            return self._first if query["page_size"] == "1" else self._pages[int(query["page"]) - 1]
        return msgspec.json.encode(GOOD | self._others.get(endpoint, {"total_number": 0, "data": []}))


def _rows(legs: int) -> Iterator[dict[str, Any]]:
    office, given = Office(seed=7), 0
    while given < legs:
        for row in office.call()[: legs - given]:
            given += 1
            yield row


def _page(rows: list[dict[str, Any]], legs: int) -> bytes:
    return msgspec.json.encode(GOOD | {"total_number": legs, "data": rows})


def _information(newest: dict[str, Any]) -> dict[str, Any]:
    return {
        "model_name": "Yeastar P570",
        "firmware_version": "37.23.0.123",
        "system_time": newest["time"],
        "timestamp": newest["timestamp"],
        "system_date_format": "DD/MM/YYYY",
        "system_time_format": "hh:mm:ss",
    }


def _extensions() -> list[dict[str, Any]]:
    zone = "Global Time Zone[0 United Kingdom (London)]"
    return [{"number": number, "caller_id_name": name, "timezone": zone} for number, name in PEOPLE]


class Door(asyncio.Protocol):
    """HTTP/1.1, as little of it as two honest clients need."""

    def __init__(self, answers: Answers, pace: float) -> None:
        self._answers, self._pace = answers, pace
        self._come = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody connects."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request once it is whole."""
        self._come += data
        head, end, rest = self._come.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        expected = int(length[1]) if length else 0
        if not end or len(rest) < expected:
            return
        self._come = rest[expected:]
        path, _, query = head.split(b" ", 2)[1].decode().partition("?")
        pairs = dict(pair.split("=", 1) for pair in unquote(query).split("&") if pair)
        body, pause = self.answer(path.removeprefix("/openapi/v1.0/"), pairs)
        close = b"connection: close" in head.lower()
        asyncio.get_running_loop().call_later(pause, self._send, body, close)

    def answer(self, endpoint: str, pairs: dict[str, str]) -> tuple[bytes, float]:
        """The body for one request, and the seconds that it takes: only a whole page takes any."""
        whole_page = endpoint == "cdr/search" and int(pairs.get("page_size", PAGE)) == PAGE
        return self._answers.to(endpoint, pairs), self._pace if whole_page else 0

    def _send(self, body: bytes, close: bool) -> None:  # noqa: FBT001 - as call_later hands it over
        self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
        self._transport.write(b"Content-Length: %d\r\n\r\n" % len(body))
        self._transport.write(body)
        if close:
            self._transport.close()


async def serve(pace: float, legs: int = LEGS) -> None:
    """Serve on a free loopback port until this process is ended; a page takes ``pace`` seconds."""
    answers = Answers(legs)
    server = await asyncio.get_running_loop().create_server(lambda: Door(answers, pace), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else LEGS))
