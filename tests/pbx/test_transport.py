"""HTTP to a PBX: what goes over the wire, what stands in no log, and what breaks on the way."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import logging
from typing import TYPE_CHECKING

import httpx
import pytest
import trustme

from bot.cdr.link_trouble import TimedOut
from bot.cdr.pbx_trouble import CutShort, NotHttp, Redirected, Unanswered
from bot.pbx.transport import MOST_CONNECTIONS, open_client
from bot.pbx.trust import Trust
from pbx.wire import GOOD, TIMEOUTS, answering, asked, reaching, serving, silent, tls_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cdr.trouble import Trouble


async def test_a_request_carries_its_query_an_agent_and_asks_to_close() -> None:
    seen: list[bytes] = []
    async with serving(answering(GOOD, seen)) as port:
        assert await asked(reaching(f"http://127.0.0.1:{port}"), query=b"access_token=abc&x=%2B1") == b"{}"
    head = seen[0].decode().lower()
    assert head.startswith("get /openapi/v1.0/x?access_token=abc&x=%2b1 http/1.1\r\n")
    assert f"host: 127.0.0.1:{port}\r\n" in head
    assert "user-agent: ringback/" in head
    assert "connection: close" in head


MOVED = b"HTTP/1.1 302 Found\r\nLocation: https://other.example/x?access_token=very-secret\r\nContent-Length: 0\r\n\r\n"


@pytest.mark.parametrize("answer", [GOOD, MOVED, b"nonsense"], ids=["good", "moved", "nonsense"])
async def test_no_log_at_any_level_holds_a_token_or_an_address(
    caplog: pytest.LogCaptureFixture, answer: bytes
) -> None:
    for name in ("", "httpx", "httpcore2", "httpcore2.connection", "httpcore2.http11"):
        caplog.set_level(logging.DEBUG, logger=name)
    async with serving(answering(answer)) as port:
        with contextlib.suppress(Redirected, Unanswered):
            await asked(reaching(f"http://localhost:{port}"), query=b"access_token=very-secret")
    ours = [record.getMessage() for record in caplog.records if record.name != "asyncio"]
    assert not [line for line in ours if "very-secret" in line or "openapi" in line or str(port) in line]


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_nothing_of_the_environment_leads_elsewhere(
    monkeypatch: pytest.MonkeyPatch, scheme: str, tmp_path: Path
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"{scheme}://127.0.0.1:9")
    (tmp_path / "netrc").write_text("default login me password mine\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    seen: list[bytes] = []
    async with serving(answering(GOOD, seen)) as port:
        assert await asked(reaching(f"http://127.0.0.1:{port}")) == b"{}"
    assert b"authorization" not in seen[0].lower()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed_but_said(status: int) -> None:
    elsewhere: list[bytes] = []
    async with serving(answering(GOOD, elsewhere)) as other:
        place = f"http://127.0.0.1:{other}/y"
        moved = f"HTTP/1.1 {status} Moved\r\nLocation: {place}?access_token=abc\r\nContent-Length: 0\r\n\r\n"
        async with serving(answering(moved.encode())) as port:
            with pytest.raises(Redirected) as raised:
                await asked(reaching(f"http://127.0.0.1:{port}"), query=b"access_token=abc")
    assert elsewhere == []
    assert f"({status}, to {place})" in raised.value.sentence
    assert "access_token" not in str(raised.value)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("https://me:secret@other.example/y#access_token=abc", "https://other.example/y"),
        ("//me@other.example/a@b?x=secret", "//other.example/a@b"),
        ("/login#secret", "/login"),
        ("https://me:se@cret@other.example", "https://other.example"),
    ],
)
async def test_a_redirect_shows_where_it_leads_and_neither_token_nor_login(place: str, shown: str) -> None:
    moved = f"HTTP/1.1 302 Found\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n".encode()
    async with serving(answering(moved)) as port:
        with pytest.raises(Redirected) as raised:
            await asked(reaching(f"http://127.0.0.1:{port}"))
    assert f"(302, to {shown})" in raised.value.sentence


@pytest.mark.parametrize("place", ["http://[", "http://me:pw@x/\x01", "\x7f", "//", ""])
async def test_a_redirect_to_nonsense_is_a_redirect(place: str) -> None:
    moved = f"HTTP/1.1 302 Found\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n".encode()
    async with serving(answering(moved)) as port:
        with pytest.raises((Redirected, NotHttp)):
            await asked(reaching(f"http://127.0.0.1:{port}"))


async def test_a_server_that_says_nothing_is_given_up() -> None:
    async with serving(silent) as port:
        with pytest.raises(TimedOut) as raised:
            await asked(reaching(f"http://127.0.0.1:{port}"))
    assert raised.value.sentence == f"The PBX at 127.0.0.1:{port} did not answer within 1 s."


async def test_a_body_that_does_not_go_on_is_given_up() -> None:
    async def stops(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        await reader.read()

    async with serving(stops) as port:
        with pytest.raises(TimedOut):
            await asked(reaching(f"http://127.0.0.1:{port}"))


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", CutShort),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", CutShort),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a number\r\n", CutShort),
        (b"", Unanswered),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Unanswered),
        (b"HTTP/1.1 200 OK\r\nContent-Le", Unanswered),
        (b"no http at all\r\n\r\n", NotHttp),
        (b"\x15\x03\x01\x00\x02\x02\x46", NotHttp),  # a TLS alert: the port wants https://
        (b"HTTP/1.1 200 OK\r\nno header\r\n\r\n", NotHttp),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000, NotHttp),
    ],
)
async def test_what_breaks_off_and_what_is_no_http_are_told_apart(
    answer: bytes, trouble: type[Trouble]
) -> None:
    async with serving(answering(answer)) as port:
        with pytest.raises(trouble) as raised:
            await asked(reaching(f"http://127.0.0.1:{port}"))
    assert type(raised.value) is trouble
    assert f"127.0.0.1:{port}" in raised.value.sentence


async def test_http_where_tls_is_expected_says_to_look_at_the_scheme() -> None:
    async with serving(answering(GOOD), tls_of(trustme.CA().issue_cert("127.0.0.1"))) as port:
        with pytest.raises((Unanswered, NotHttp)) as raised:
            await asked(reaching(f"http://127.0.0.1:{port}"))
    assert "whether the PBX serves https://" in raised.value.next_step


async def test_an_answer_may_be_packed_in_chunks_or_end_with_the_connection() -> None:
    packed = gzip.compress(b'{"errcode": 0}')
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
    for answer in (
        head + packed,
        b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{"errco\r\n7\r\nde": 0}\r\n0\r\n\r\n',
        b'HTTP/1.0 200 OK\r\n\r\n{"errcode": 0}',
    ):
        async with serving(answering(answer)) as port:
            assert await asked(reaching(f"http://127.0.0.1:{port}")) == b'{"errcode": 0}'


async def test_every_request_has_a_connection_of_its_own_and_two_at_most_are_open() -> None:
    """The PBX closes after each answer, whatever it has said: a kept connection would fail the next request."""
    now, most, connections = 0, 0, 0

    async def counting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal now, most, connections
        now, connections = now + 1, connections + 1
        most = max(most, now)
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.005)
        writer.write(GOOD.replace(b"Connection: close\r\n", b""))
        await writer.drain()
        now -= 1

    async with (
        serving(counting) as port,
        open_client(reaching(f"http://127.0.0.1:{port}"), TIMEOUTS) as client,
    ):
        answers = await asyncio.gather(*(client.get("/openapi/v1.0/x") for _ in range(20)))
        for _ in range(3):
            answers.append(await client.get("/openapi/v1.0/x"))
    assert [answer.content for answer in answers] == [b"{}"] * 23
    assert (connections, most) == (23, MOST_CONNECTIONS) == (23, 2)


async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes its time before an answer, and in the middle of it."""
    await reader.readuntil(b"\r\n\r\n")
    await asyncio.sleep(0.01)
    writer.write(GOOD[:-1])
    await writer.drain()
    await asyncio.sleep(0.01)
    writer.write(GOOD[-1:])
    await writer.drain()


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_requests_that_are_cancelled_leave_every_connection_free(scheme: str, tmp_path: Path) -> None:
    """200 at a pool of two, cancelled while they connect, shake hands, wait or read: then the next get through."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    secure = scheme == "https"
    context = tls_of(authority.issue_cert("127.0.0.1")) if secure else None
    async with serving(slow, context) as port:
        connection = reaching(
            f"{scheme}://127.0.0.1:{port}",
            trust=Trust.authority(str(tmp_path / "ca.pem")) if secure else None,
        )
        async with open_client(connection, TIMEOUTS) as client:
            tasks = [asyncio.create_task(client.get("/openapi/v1.0/x")) for _ in range(200)]
            for number, task in enumerate(tasks):
                await asyncio.sleep(number % 13 * 0.0007)
                task.cancel()
            ends = await asyncio.gather(*tasks, return_exceptions=True)
            assert sum(isinstance(end, asyncio.CancelledError) for end in ends) > 100
            assert all(isinstance(end, asyncio.CancelledError | httpx.Response) for end in ends)
            async with asyncio.timeout(3):
                answers = await asyncio.gather(*(client.get("/openapi/v1.0/x") for _ in range(6)))
            assert [answer.content for answer in answers] == [b"{}"] * 6
