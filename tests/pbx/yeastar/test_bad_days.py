"""What a PBX, and the way to it, do on a bad day: each has its own two sentences."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import pytest

from bot.cdr.link_trouble import ConnectionRefused
from bot.cdr.pbx_trouble import (
    AccessDenied,
    CutShort,
    GatewayFailed,
    HalfJson,
    NotHttp,
    NotJson,
    PbxBusy,
    PbxRefused,
    Redirected,
    TookTooLong,
    Unanswered,
    UnknownInterface,
)
from bot.pbx.tokens import MemoryTokenStore
from bot.pbx.yeastar.client import YeastarPbx
from bot.simulator import SettableClock, faults
from pbx.wire import answering, reaching, serving
from pbx.yeastar.given import DAY, NOW, PbxClock, connected, fetched, keys, true_keys

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.cdr.trouble import Trouble
    from bot.simulator.faults import Fault

LASTING: tuple[tuple[type[Fault], dict[str, int], type[Trouble], str], ...] = (
    (faults.WebPage, {}, NotJson, "answers with a web page instead of the Open API"),
    (faults.BadGateway, {}, GatewayFailed, "(502)"),
    (faults.BadGateway, {"status": 500}, NotJson, "HTTP status 500"),
    (faults.BadGateway, {"status": 404}, NotJson, "HTTP status 404"),
    (faults.Cut, {}, CutShort, "in the middle of its answer"),
    (faults.HalfJson, {}, HalfJson, "is broken"),
    (faults.Refuse, {"errcode": 70082}, PbxBusy, "heavy task"),
    (faults.Refuse, {"errcode": 10001}, UnknownInterface, "does not know cdr/search (error 10001)"),
    (
        faults.Refuse,
        {"errcode": 10005},
        AccessDenied,
        "denies access to cdr/search (error 10005: ACCESS DENIED)",
    ),
    (faults.Refuse, {"errcode": -2}, PbxRefused, "error -2, INTERNAL SERVER ERROR"),
    (faults.Refuse, {"errcode": 99999}, PbxRefused, "error 99999"),
)


@pytest.mark.parametrize(("kind", "given", "trouble", "words"), LASTING)
async def test_what_lasts_is_said(
    kind: type[Fault], given: dict[str, int], trouble: type[Trouble], words: str
) -> None:
    async with connected(days=2) as (simulated, pbx):
        await pbx.profile()
        simulated.faults.add(kind(path="cdr/search", times=None, **given))
        with pytest.raises(trouble) as raised:
            await fetched(pbx, NOW - DAY, NOW)
        assert words in raised.value.sentence
        assert raised.value.next_step.endswith(".")


@pytest.mark.parametrize(
    "fault",
    [faults.BadGateway(), faults.Cut(), faults.HalfJson(), faults.Refuse(errcode=70082)],
    ids=lambda fault: type(fault).__name__,
)
async def test_what_passes_is_tried_again(fault: Fault) -> None:
    fault.path = "cdr/search"
    async with connected(days=2) as (simulated, pbx):
        await pbx.profile()
        simulated.faults.add(fault)
        got, covered = await fetched(pbx, NOW - DAY, NOW)
        assert keys(got) == true_keys(simulated, NOW - DAY, NOW)
        assert covered.requests == 2


async def test_a_slow_pbx_is_given_up_in_time_and_says_how_far_it_came() -> None:
    async with connected(firmware="mid", days=0, time_limit=1.2) as (simulated, pbx):
        simulated.fill(25_000, NOW - 20 * DAY, NOW)
        await pbx.profile()
        simulated.faults.add(faults.Slow(path="cdr/search", after=1, seconds=5, times=None))
        with pytest.raises(TookTooLong) as raised:
            await fetched(pbx, NOW - 20 * DAY, NOW)
        assert raised.value.sentence == (
            "The PBX needed longer than 1.2 s: 10,000 of 25,000 records had arrived."
        )


async def test_a_pbx_that_is_unplugged_amid_a_session_is_said_to_be_gone() -> None:
    async with connected(days=2) as (simulated, pbx):
        await pbx.profile()
        await simulated.__aexit__()
        with pytest.raises(ConnectionRefused) as raised:
            await fetched(pbx, NOW - DAY, NOW)
        assert simulated.base_url.partition("//")[2] in raised.value.sentence


async def test_rows_of_nonsense_are_told_and_hide_no_other() -> None:
    async with connected(days=2) as (simulated, pbx):
        await pbx.profile()
        simulated.faults.add(faults.OddRows(times=None))
        got, covered = await fetched(pbx, NOW - DAY, NOW)
        assert keys(got) == true_keys(simulated, NOW - DAY, NOW)
        assert covered.complete
        assert any("no time that can be read; they are not counted" in note for note in covered.notes)


async def test_a_question_that_is_cancelled_leaves_room_for_the_next() -> None:
    async with connected(days=2) as (simulated, pbx):
        await pbx.profile()
        simulated.faults.add(faults.Slow(seconds=5, times=6))
        slow = [asyncio.create_task(fetched(pbx, NOW - DAY, NOW)) for _ in range(6)]
        await asyncio.sleep(0.1)
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        simulated.faults.clear()
        async with asyncio.timeout(3):
            got, _ = await fetched(pbx, NOW - DAY, NOW)
        assert keys(got) == true_keys(simulated, NOW - DAY, NOW)


@contextlib.asynccontextmanager
async def adapted(answer: bytes) -> AsyncIterator[YeastarPbx]:
    """The adapter to a server that sends these bytes to everyone."""
    clock = PbxClock(SettableClock(NOW))
    async with serving(answering(answer)) as port:
        connection = reaching(f"http://127.0.0.1:{port}")
        pbx = YeastarPbx(connection, tokens=MemoryTokenStore(), clock=clock, time_limit=20)
        try:
            yield pbx
        finally:
            await pbx.close()


def http(body: bytes, status: str = "200 OK", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n"
    return head.encode() + body


@pytest.mark.parametrize(
    ("answer", "trouble", "words"),
    [
        (http(b""), NotJson, "answers with nothing"),
        (http(b"hello"), NotJson, "something that is not JSON"),
        (http(b"<html>"), NotJson, "a web page"),
        (http(b"[1, 2]"), NotJson, "JSON of another kind"),
        (http(b'{"hello": 1}'), NotJson, "JSON of another kind"),
        (http(b'{"errcode": 0, "access_tok'), HalfJson, "is broken"),
        (http(b"\xff\xfe\x00"), NotJson, "something that is not JSON"),
        (http(b'{"errcode": 0, "errmsg": "\xff"}'), HalfJson, "is broken"),
        (
            http(b"", "302 Found", "Location: https://elsewhere.example/login?token=1\r\n"),
            Redirected,
            "elsewhere",
        ),
        (http(b"not packed", more="Content-Encoding: gzip\r\n"), HalfJson, "cannot be unpacked"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Unanswered, "closes the connection without an answer"),
        (b"\x15\x03\x01\x00\x02\x02\x46", NotHttp, "something that is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{", CutShort, "in the middle"),
    ],
)
async def test_a_server_that_is_no_pbx_is_said_to_be_none(
    answer: bytes, trouble: type[Trouble], words: str
) -> None:
    async with adapted(answer) as pbx:
        with pytest.raises(trouble) as raised:
            await pbx.profile()
        assert words in raised.value.sentence
        assert "token=1" not in str(raised.value)


async def test_an_answer_that_dribbles_is_given_up_also_by_the_doctor() -> None:
    """A byte now and then is progress to each read, so only the limit of the whole ends it."""

    async def dribbling(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with serving(dribbling) as port:
        clock = PbxClock(SettableClock(NOW))
        connection = reaching(f"http://127.0.0.1:{port}")
        pbx = YeastarPbx(connection, tokens=MemoryTokenStore(), clock=clock, time_limit=0.2)
        for link in pbx.probes()[:2]:  # without and with a login
            with pytest.raises(TookTooLong) as raised:
                await asyncio.wait_for(link.run(), 5)
            assert raised.value.sentence.startswith("The PBX needed longer than 0.2 s: ")
        await pbx.close()
