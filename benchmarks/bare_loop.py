"""The bare minimum over the served pages, in a process of its own: fetch and decode; ``keep`` keeps the rows.

Two requests are under way at once, as Ringback may have them. Prints seconds and peak memory.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import httpx

from benchmarks.measured import measured
from benchmarks.office import PAGE
from benchmarks.served import LEGS


async def main(url: str, *, keep: bool) -> None:
    """Fetch and decode every page, measured."""
    numbers = iter(range(1, LEGS // PAGE + 1))
    kept: list[dict[str, Any]] = []

    async def take_turns(client: httpx.AsyncClient) -> int:
        count = 0
        for number in numbers:
            query: dict[str, str | int] = {"page": number, "page_size": PAGE, "access_token": "t"}
            response = await client.get("/openapi/v1.0/cdr/search", params=query)
            rows = json.loads(response.content)["data"]
            count += len(rows)
            if keep:
                kept.extend(rows)
        return count

    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        with measured():
            counts = await asyncio.gather(take_turns(client), take_turns(client))
    assert sum(counts) == LEGS


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], keep="keep" in sys.argv))
