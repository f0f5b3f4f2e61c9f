"""Ringback answers one question over the served pages, in a process of its own: prints seconds and peak memory."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from benchmarks.measured import measured
from benchmarks.office import YEAR_START
from benchmarks.served import LEGS
from bot.answers.asking import answer
from bot.assemble import open_pbx
from bot.cdr.window import Window
from bot.clock import SystemClock
from bot.pbx.connection import Connection, PbxAddress
from bot.pbx.tokens import MemoryTokenStore
from bot.query.request import Kind, Request


async def main(url: str) -> None:
    """Discover the PBX, then answer, measured."""
    start = datetime.fromtimestamp(YEAR_START, UTC)
    window = Window(start=start, end=start + timedelta(days=30))
    request = Request(
        kind=Kind.CALLS, windows=(window,), words="January", now=window.end, zone=ZoneInfo("Europe/London")
    )
    connection = Connection(address=PbxAddress.read(url), client_id="bench", client_secret="bench")  # noqa: S106 - it opens nothing
    async with open_pbx(connection, tokens=MemoryTokenStore(), clock=SystemClock(), keep_token=True) as pbx:
        await pbx.profile()
        with measured():
            found = await answer(request, pbx)
    assert found.coverage.complete
    assert sum(call.legs for call in found.calls) == found.coverage.legs == LEGS


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
