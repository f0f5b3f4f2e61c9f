"""What comes before an answer is read in small pieces, what comes after its head as fast as it can be."""

from __future__ import annotations

import httpcore2
import pytest

from bot.cdr.pbx_trouble import NotHttp
from bot.pbx.paced import PacedStream


class Endless(httpcore2.AsyncNetworkStream):
    """Gives as much as is asked for, and notes how much that was."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109 - httpcore's signature
        self.asked.append(max_bytes)
        return b" " * max_bytes


async def test_a_head_comes_in_small_pieces_and_a_body_in_large_ones() -> None:
    stream = Endless()
    paced = PacedStream(stream, "pbx.example.com:8088")
    await paced.read(65_536)
    paced.answered = True
    await paced.read(65_536)
    assert stream.asked == [4_096, 65_536]


async def test_a_head_ends_and_a_body_need_not() -> None:
    paced = PacedStream(Endless(), "pbx.example.com:8088")
    for _ in range(32):
        await paced.read(65_536)
    with pytest.raises(NotHttp):
        await paced.read(65_536)
    paced.answered = True
    for _ in range(40):
        await paced.read(65_536)
