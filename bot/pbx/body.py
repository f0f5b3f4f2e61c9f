"""The body of an answer, read whole: unpacked by ourselves, within bounds, and others get their turn meanwhile.

Eight kilobytes of gzip unpack to eight megabytes, and packed twice to eight gigabytes.
"""

from __future__ import annotations

import asyncio
import zlib
from typing import TYPE_CHECKING

from bot.cdr.pbx_trouble import HalfJson, TooLarge, TooMany

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

PACKING = "gzip"
"""What an answer may be packed with; ours to ask for."""

MOST_PARTS = 50_000
"""Parts that one body may come in. A page of 10,000 rows, a chunk for each row, has 10,000."""

_AT_ONCE = 1 << 18
"""Bytes that are unpacked before others get their turn."""

_PARTS_AT_ONCE = 64


async def read_body(response: httpx.Response, most: int, where: str) -> bytes:
    """The body of an answer that is still to be read.

    Args:
        response: the answer.
        most: bytes that it may have, unpacked.
        where: ``host:port``, for the troubles.

    Raises:
        TooLarge: it has more.
        TooMany: it comes in crumbs.
        HalfJson: it is packed otherwise than we asked for, or cannot be unpacked.
        Trouble: it breaks off.
    """
    parts, size = list[bytes](), 0
    packing = response.headers.get("content-encoding", "").strip().lower()
    raw = _raw(response, where)
    async for part in raw if packing in ("", "identity") else _unpacked(raw, packing, where):
        parts.append(part)
        size += len(part)
        if size > most:
            raise TooLarge(where=where, size=_shown(most))
    return b"".join(parts)


async def _raw(response: httpx.Response, where: str) -> AsyncIterator[bytes]:
    count = 0
    async for part in response.aiter_raw():
        count += 1
        if count > MOST_PARTS:
            raise TooMany(where=where, most=f"{MOST_PARTS:,}", what="pieces of one answer")
        if not count % _PARTS_AT_ONCE:
            await asyncio.sleep(0)
        yield part


async def _unpacked(raw: AsyncIterator[bytes], packing: str, where: str) -> AsyncIterator[bytes]:
    if packing != PACKING:
        raise HalfJson(where=where, reason="it is packed in a way that was not asked for")
    unpacking, come = zlib.decompressobj(16 + zlib.MAX_WBITS), False
    try:
        async for part in raw:
            come, rest = True, part
            while rest and not unpacking.eof:
                yield unpacking.decompress(rest, _AT_ONCE)
                rest = unpacking.unconsumed_tail
                await asyncio.sleep(0)
    except zlib.error:
        raise HalfJson(where=where, reason="it cannot be unpacked") from None
    if come and not unpacking.eof:
        raise HalfJson(where=where, reason="it cannot be unpacked")


def _shown(size: int) -> str:
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size >> 10} KB"
