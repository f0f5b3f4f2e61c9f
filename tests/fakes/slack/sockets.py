"""Socket Mode: the app's WebSockets, and what is delivered over them."""

from __future__ import annotations

import asyncio
import contextlib
import json
from itertools import count
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fakes.slack.desk import Desk
    from fakes.slack.model import Json


class Sockets:
    """The WebSockets of the app that are open, the newest last.

    Attributes:
        made: how many there ever were.
        muted: whether nothing is said on them, not even an answer to a ping.
    """

    def __init__(self, desk: Desk, seconds: float) -> None:
        self._desk, self._seconds = desk, seconds
        self._open: list[web.WebSocketResponse] = []
        self._requests: dict[web.WebSocketResponse, web.Request] = {}
        self._changed = asyncio.Condition()
        self._waiting: dict[str, asyncio.Future[Json | None]] = {}
        self._numbers = count(1)
        self.made, self.muted = 0, False

    def __len__(self) -> int:
        return len(self._open)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One WebSocket, from its ticket to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._desk.tickets:
            return web.Response(status=403, text="invalid ticket")
        self._desk.tickets.remove(ticket)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        await socket.send_json(_hello(self._desk.app_id, len(self._open) + 1))
        await self._add(socket, request)
        try:
            async for message in socket:
                if message.type is WSMsgType.PING and not self.muted:
                    await socket.pong(message.data)
                elif message.type is WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            await self._remove(socket)
        return socket

    async def connected(self, seconds: float, *, more_than: int = 0) -> None:
        """Wait until there is a socket, and more than so many were ever made.

        Raises:
            TimeoutError: none came.
        """
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: self._open and self.made > more_than)

    async def deliver(self, kind: str, payload: Json, more: Mapping[str, object]) -> tuple[int, str]:
        """Status 200 and the acknowledgement's body; status 0 when none came in time."""
        envelope = f"envelope-{next(self._numbers)}"
        message = {"envelope_id": envelope, "type": kind, "payload": payload, **more}
        self._waiting[envelope] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(self._seconds):
                await self.connected(self._seconds)
                if not self.muted:
                    await self._open[-1].send_json(message)
                answer = await self._waiting[envelope]
        except (TimeoutError, ConnectionError):
            return 0, ""
        finally:
            del self._waiting[envelope]
        if answer is not None and not message.get("accepts_response_payload"):
            self._desk.faults.append(f"{kind}: acknowledged with a payload that Slack does not take")
        return 200, "" if answer is None else json.dumps(answer)

    async def ask_to_leave(self) -> None:
        """Tell every socket that it will be closed soon."""
        debug = {"host": "applink-fake"}
        told = {"type": "disconnect", "reason": "refresh_requested", "debug_info": debug}
        for socket in list(self._open):
            await socket.send_json(told)

    async def drop(self) -> None:
        """Cut every socket without a word."""
        dropped = list(self._open)
        for socket in dropped:
            if (transport := self._requests[socket].transport) is not None:
                transport.abort()
        async with self._changed:
            await self._changed.wait_for(lambda: not any(socket in self._open for socket in dropped))

    async def close(self) -> None:
        """Close every socket."""
        for socket in list(self._open):
            with contextlib.suppress(ConnectionError):
                await socket.close()

    async def _add(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        async with self._changed:
            self._open.append(socket)
            self._requests[socket] = request
            self.made += 1
            self._changed.notify_all()

    async def _remove(self, socket: web.WebSocketResponse) -> None:
        async with self._changed:
            self._open.remove(socket)
            del self._requests[socket]
            self._changed.notify_all()

    def _acknowledged(self, text: str) -> None:
        told = json.loads(text)
        waiting = self._waiting.get(told.get("envelope_id"))
        if waiting is None or waiting.done():
            self._desk.faults.append(f"socket: {told.get('envelope_id')} is not waited for, or no longer")
            return
        waiting.set_result(told.get("payload"))


def _hello(app_id: str, connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {"host": "applink-fake", "approximate_connection_time": 18060},
        "connection_info": {"app_id": app_id},
    }
