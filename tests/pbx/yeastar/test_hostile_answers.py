"""Answers that are made to fill memory or to hold everybody up: each is refused in time, by its own two sentences."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import time
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest

from bot.cdr.pbx_trouble import HalfJson, NotHttp, NotJson, TooLarge, TooMany
from bot.cdr.reading import PartyReader
from bot.cdr.roster import Roster
from bot.cdr.search import LegFilter, Search
from bot.pbx.tokens import MemoryTokenStore
from bot.pbx.yeastar.api import Errand
from bot.pbx.yeastar.client import YeastarPbx
from bot.pbx.yeastar.fetching import Fetching
from bot.pbx.yeastar.intake import Intake
from bot.pbx.yeastar.legs import LegReader
from bot.pbx.yeastar.shape import LIST, ROWS, Overfull, Room
from bot.pbx.yeastar.splitting import read_parts
from bot.pbx.yeastar.wire import PAGE, Page, Row, decode_page
from bot.simulator import SettableClock
from pbx.wire import reaching, serving
from pbx.yeastar.given import DAY, HOUR, NOW, PbxClock, connected, true_keys, window

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.cdr.trouble import Trouble
    from bot.pbx.yeastar.splitting import Span

    Reply = Callable[[str, asyncio.StreamWriter], Awaitable[None]]
    """Endpoint and connection -> what it says."""

MB = 1 << 20
OBJECTS = b'{"errcode": 0, "data": [' + b"{}," * 330_000 + b"{}]}"
"""A megabyte that is a third of a million extensions, or rows."""


def ok(body: bytes, more: str = "") -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n"
    return head.encode() + body


LOGIN = ok(b'{"errcode": 0, "access_token": "a", "refresh_token": "r"}')


@contextlib.asynccontextmanager
async def hostile(reply: Reply | bytes) -> AsyncIterator[YeastarPbx]:
    """The adapter to a server that takes the login, and then says what it is told to."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        endpoint = head.split()[1].decode().partition("/v1.0/")[2]
        if endpoint.startswith("get_token"):
            writer.write(LOGIN)
        elif isinstance(reply, bytes):
            writer.write(reply)
        else:
            await reply(endpoint, writer)
        await writer.drain()

    async with serving(serve) as port:
        clock = PbxClock(SettableClock(NOW))
        connection = reaching(f"http://127.0.0.1:{port}")
        pbx = YeastarPbx(connection, tokens=MemoryTokenStore(), clock=clock, time_limit=20)
        try:
            yield pbx
        finally:
            await pbx.close()


async def longest_stall(work: Awaitable[object]) -> float:
    """Seconds of this thread's own work for which nobody else got a turn meanwhile."""
    task, longest = asyncio.ensure_future(work), 0.0
    while not task.done():
        began = time.thread_time()
        await asyncio.sleep(0.001)
        longest = max(longest, time.thread_time() - began)
    await task
    return longest


async def refused(reply: Reply | bytes, trouble: type[Trouble], words: str) -> None:
    async with hostile(reply) as pbx:
        async with asyncio.timeout(10):
            with pytest.raises(trouble) as raised:
                await pbx.roster()
    assert type(raised.value) is trouble
    assert words in raised.value.sentence
    assert raised.value.next_step.endswith(".")


@pytest.mark.parametrize(
    ("answer", "trouble", "words"),
    [
        (ok(OBJECTS), TooMany, "sends more than 100,000 objects in one answer"),
        (ok(b'{"errcode": 0, "data": [' + b"[]," * 100_000), NotJson, "JSON of another kind"),
        (
            ok(b'{"errcode": 0, "x": ' + b"[" * 5_000 + b"]" * 5_000 + b"}"),
            NotJson,
            "nested beyond all sense",
        ),
        (ok(b" " * (9 * MB)), TooLarge, "is larger than 8 MB"),
        (ok(gzip.compress(b" " * (20 * MB)), "Content-Encoding: gzip\r\n"), TooLarge, "is larger than 8 MB"),
        (ok(gzip.compress(OBJECTS), "Content-Encoding: GZip\r\n"), TooMany, "100,000 objects in one answer"),
        (
            ok(gzip.compress(gzip.compress(OBJECTS)), "Content-Encoding: gzip, gzip\r\n"),
            HalfJson,
            "a way that was not asked for",
        ),
        (ok(zlib.compress(OBJECTS), "Content-Encoding: deflate\r\n"), HalfJson, "was not asked for"),
        (ok(gzip.compress(OBJECTS)[:-9], "Content-Encoding: gzip\r\n"), HalfJson, "cannot be unpacked"),
        (
            ok(b'{"errcode": 0, "data": [{"number": "1", "caller_id_name": "' + b"a" * 301 + b'"}]}'),
            NotJson,
            "JSON of another kind",
        ),
    ],
    ids=["{}", "[]", "deep", "spaces", "packed", "packed {}", "packed twice", "deflate", "cut", "name"],
)
async def test_what_no_pbx_would_send_is_refused(answer: bytes, trouble: type[Trouble], words: str) -> None:
    await refused(answer, trouble, words)


async def test_a_login_may_be_small_only() -> None:
    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ok(b" " * MB))
        await writer.drain()

    async with serving(endless) as port:
        connection = reaching(f"http://127.0.0.1:{port}")
        clock = PbxClock(SettableClock(NOW))
        pbx = YeastarPbx(connection, tokens=MemoryTokenStore(), clock=clock)
        with pytest.raises(TooLarge) as raised:
            await pbx.api.session.token()
        await pbx.close()
    assert raised.value.sentence == f"The answer of the PBX at 127.0.0.1:{port} is larger than 256 KB."


async def test_a_bomb_takes_little_memory() -> None:
    """64 MB in 64 KB: what is unpacked before the bound is seen stays near the bound."""
    bomb = ok(
        gzip.compress(b'{"errcode": 0, "data": [' + b"{}," * (64 * MB // 3)), "Content-Encoding: gzip\r\n"
    )
    tracemalloc.start()
    try:
        await refused(bomb, TooLarge, "8 MB")
        assert tracemalloc.get_traced_memory()[1] < 30 * MB
    finally:
        tracemalloc.stop()


async def test_lists_that_go_on_for_ever_are_given_up() -> None:
    page = ok(b'{"errcode": 0, "total_number": 9999999, "data": [' + b'{"number": "1"},' * 6_999 + b"{}]}")
    await refused(page, TooMany, "sends more than 20,000 extensions")


async def test_members_without_end_are_given_up() -> None:
    member = b'{"static_agent_list": [' + b'{"text2": "1"},' * 20_999 + b"{}]}"
    queues = ok(b'{"errcode": 0, "total_number": 99, "queue_list": [' + b",".join([member] * 4) + b"]}")
    none = ok(b'{"errcode": 0}')

    async def reply(endpoint: str, writer: asyncio.StreamWriter) -> None:
        writer.write(queues if endpoint.startswith("queue") else none)

    await refused(reply, TooMany, "sends more than 200,000 members of queues and groups")


async def crumbs(_endpoint: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"1\r\n \r\n" * 10_000)
        await writer.drain()


async def never_beginning(_endpoint: str, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000)
        await writer.drain()


@pytest.mark.parametrize(
    ("reply", "trouble", "words"),
    [(crumbs, TooMany, "50,000 pieces of one answer"), (never_beginning, NotHttp, "is not HTTP")],
)
async def test_crumbs_and_an_answer_that_never_begins_end_and_let_others_have_their_turn(
    reply: Reply, trouble: type[Trouble], words: str
) -> None:
    assert await longest_stall(refused(reply, trouble, words)) < 0.1


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"[]," * 100_000 + b"[]", "objects"),
        (b"0," * 1_600_000 + b"0", "values"),
        (b'{"a": 0' + b', "b": 0' * 1_600_000 + b"}", "values"),
    ],
    ids=["[]", "numbers", "one row of many columns"],
)
def test_what_only_looks_like_rows_is_not_read_one_by_one(data: bytes, what: str) -> None:
    """The odd text makes the page one that is read value by value."""
    with pytest.raises(Overfull) as raised:
        decode_page(b'{"errcode": 0, "errmsg": "\xff", "data": [' + data + b"]}")
    assert raised.value.what == f"{what} in one answer"


def test_an_answer_has_no_more_rows_than_any_pbx_gives() -> None:
    for row in (b"{}", b"1"):
        most = b'{"errcode": 0, "data": [' + (row + b",") * 24_999 + row
        assert len(decode_page(most + b"]}").rows) == 25_000
        with pytest.raises(Overfull):
            decode_page(most + b"," + row + b"]}")


def test_large_answers_of_honest_pbxs_have_room() -> None:
    """Rows of 30 columns as long as any; extensions with five phones, all at once where pages are unknown."""
    row = b"{" + b",".join(b'"column_%d": "some text, and more"' % n for n in range(30)) + b"}"
    page = b'{"errcode": 0, "data": [' + b",".join([row] * 10_000) + b"]}"
    PAGE.room.check_all(page)
    assert 9 * MB < len(page) < ROWS.size
    phone = b'{"status": 0, "ext_dev_type": "sip"}'
    extension = (
        b'{"id": 1, "number": "10000", "caller_id_name": "Somebody with a name", "email_addr": "some@example.com", '
        b'"online_status": {' + b",".join(b'"phone_%d": %b' % (n, phone) for n in range(5)) + b"}}"
    )
    extensions = b'{"errcode": 0, "data": [' + b",".join([extension] * 10_000) + b"]}"
    LIST.check_all(extensions)
    assert 2 * MB < len(extensions) < LIST.size


@pytest.mark.parametrize("name", [b"{[,", b'{\\"[\\\\', b"\\\\\\\\", b"\\\\{\\u007b,\\n["])
def test_strangers_whose_names_look_like_json_fill_nothing(name: bytes) -> None:
    """However a text is escaped, and wherever it is when the counting pauses."""
    room = Room(size=MB, objects=3_002)
    row = b'{"call_from": "' + name * 40 + b'", "more": []}'
    body = b'{"errcode": 0, "data": [' + b",".join([row] * 1_500) + b"]}"
    assert len(json.loads(body)["data"]) == 1_500
    room.check_all(body)
    with pytest.raises(Overfull):
        room.check_all(body[:-2] + b", []]}")


async def test_records_without_end_are_given_up() -> None:
    async with connected(days=3) as (simulated, pbx):
        everything = window(None, NOW)
        held = len(true_keys(simulated, None, NOW))
        for most in (held, held - 1):
            intake = Intake(everything, lambda _: None, most=most)
            fetching = Fetching(
                Search(window=everything, legs=LegFilter()), pbx._knowledge, Errand(pbx.api), intake
            )
            if most == held:
                assert (await fetching.run()).complete
                continue
            with pytest.raises(TooMany) as raised:
                await fetching.run()
        assert f"sends more than {held - 1:,} records" in raised.value.sentence


async def test_where_everything_comes_at_once_what_is_too_much_is_asked_for_in_parts() -> None:
    """Each minute has a row; the PBX gives all that it finds, and more than an hour of it is too much."""
    spans: list[Span] = []

    async def ask(span: Span) -> Page:
        first, last = span
        assert first is not None
        spans.append(span)
        if last - first > HOUR:
            raise TooLarge(where="pbx.example.com:8088", size="32 MB")
        minutes = range(-(-first // 60), last // 60 + 1)
        return Page(errcode=0, data=[Row(new_id=str(minute), timestamp=minute * 60) for minute in minutes])

    start = NOW - NOW % 60
    intake = Intake(window(start, start + DAY), lambda _: None)
    reader = LegReader(PartyReader(Roster()), lambda *_: True)
    assert await read_parts(ask, (start, start + DAY - 60), None, intake, reader) == []
    assert intake.rows == 24 * 60
    assert len(spans) < 70


async def test_a_pbx_whose_every_answer_is_too_large_is_given_up_after_a_few() -> None:
    asked = 0

    async def ask(_: Span) -> Page:
        nonlocal asked
        asked += 1
        raise TooLarge(where="pbx.example.com:8088", size="32 MB")

    reader = LegReader(PartyReader(Roster()), lambda *_: True)
    with pytest.raises(TooLarge):
        await read_parts(ask, (0, NOW), None, Intake(window(0, NOW), lambda _: None), reader)
    assert asked < 40
