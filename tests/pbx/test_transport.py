"""The way to a PBX: names, certificates, pins, and what breaks on it. All on this machine's loopback."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import httpx
import pytest
import trustme

from bot.cdr.link_trouble import (
    AddressNotAllowed,
    BadAddress,
    BadTrust,
    CertificateExpired,
    ConnectionRefused,
    HostnameMismatch,
    NameNotFound,
    PinMismatch,
    PrivateNotAllowed,
    TimedOut,
    TlsFailed,
    TlsNotTrusted,
)
from bot.cdr.pbx_trouble import CutShort
from bot.pbx.connection import Connection, PbxAddress
from bot.pbx.guard import PrivateAddresses
from bot.pbx.transport import open_client
from bot.pbx.trust import Trust, context_for, fingerprint_of
from bot.simulator import SettableClock, Settings, Simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from pathlib import Path

    from bot.cdr.trouble import Trouble
    from bot.pbx.network import Lookup

TIMEOUTS = httpx.Timeout(connect=2, read=1, write=1, pool=None)
GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


def reaching(
    url: str, trust: Trust | None = None, private: PrivateAddresses = PrivateAddresses.ALLOW
) -> Connection:
    return Connection(
        address=PbxAddress.read(url),
        client_id="id",
        client_secret="secret",
        trust=trust or Trust.system(),
        private=private,
    )


async def asked(connection: Connection, lookup: Lookup | None = None, query: bytes = b"") -> bytes:
    more = {} if lookup is None else {"lookup": lookup}
    async with open_client(connection, TIMEOUTS, **more) as client:
        request = client.build_request("GET", "/openapi/v1.0/x", extensions={"query": query})
        return (await client.send(request)).content


@contextlib.asynccontextmanager
async def serving(
    serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
    context: ssl.SSLContext | None = None,
) -> AsyncIterator[int]:
    tasks: set[asyncio.Task[None]] = set()

    async def guarded(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                await writer.wait_closed()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(guarded(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def answering(answer: bytes, seen: list[bytes] | None = None) -> Callable[..., Awaitable[None]]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        if seen is not None:
            seen.append(head)
        writer.write(answer)
        await writer.drain()

    return serve


async def test_a_request_carries_its_query_an_agent_and_asks_to_close() -> None:
    seen: list[bytes] = []
    async with serving(answering(GOOD, seen)) as port:
        assert await asked(reaching(f"http://127.0.0.1:{port}"), query=b"access_token=abc&x=%2B1") == b"{}"
    head = seen[0].decode().lower()
    assert head.startswith("get /openapi/v1.0/x?access_token=abc&x=%2b1 http/1.1\r\n")
    assert "user-agent: ringback/" in head
    assert "connection: close" in head


async def test_no_log_at_any_level_holds_a_token_or_an_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with serving(answering(GOOD)) as port:
        await asked(reaching(f"http://127.0.0.1:{port}"), query=b"access_token=very-secret")
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("asyncio")]
    assert not any("very-secret" in line or "openapi" in line for line in ours)


async def test_nothing_of_the_environment_leads_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with serving(answering(GOOD)) as port:
        assert await asked(reaching(f"http://127.0.0.1:{port}")) == b"{}"


async def test_the_certificate_store_of_the_environment_is_not_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    async with serving(answering(GOOD), context) as port:
        with pytest.raises(TlsNotTrusted):
            await asked(reaching(f"https://127.0.0.1:{port}"))
        trust = Trust.authority(str(tmp_path / "ca.pem"))
        assert await asked(reaching(f"https://127.0.0.1:{port}", trust=trust)) == b"{}"


async def test_a_redirect_is_not_followed() -> None:
    elsewhere: list[bytes] = []
    async with serving(answering(GOOD, elsewhere)) as other:
        moved = (
            f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{other}/\r\nContent-Length: 0\r\n\r\n".encode()
        )
        async with serving(answering(moved)) as port:
            await asked(reaching(f"http://127.0.0.1:{port}"), query=b"access_token=abc")
    assert elsewhere == []


def names(*addresses: str) -> Lookup:
    async def lookup(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 - a lookup's signature
        return addresses

    return lookup


async def test_every_address_of_a_name_must_be_allowed() -> None:
    async with serving(answering(GOOD)) as port:
        url = f"http://pbx.example.com:{port}"
        assert await asked(reaching(url), names("127.0.0.1")) == b"{}"
        with pytest.raises(AddressNotAllowed):
            await asked(reaching(url), names("127.0.0.1", "169.254.169.254"))
        with pytest.raises(PrivateNotAllowed):
            await asked(reaching(url, private=PrivateAddresses.DENY), names("127.0.0.1"))


async def test_a_name_is_resolved_once_so_it_cannot_lead_elsewhere_between_check_and_connect() -> None:
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    asked_for: list[str] = []

    async def lookup(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 - a lookup's signature
        asked_for.append(host)
        return next(answers)

    async with serving(answering(GOOD)) as port:
        await asked(reaching(f"http://pbx.example.com:{port}"), lookup)
    assert asked_for == ["pbx.example.com"]


async def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    async with serving(answering(GOOD)) as port:
        url = f"http://pbx.example.com:{port}"
        assert await asked(reaching(url), names("127.0.0.2", "127.0.0.1")) == b"{}"


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "localhost.", "127.1"])
async def test_odd_forms_of_loopback_are_loopback_or_no_address_at_all(host: str) -> None:
    with pytest.raises((PrivateNotAllowed, NameNotFound, BadAddress)):
        await asked(reaching(f"http://{host}:9", private=PrivateAddresses.DENY))


async def test_a_name_without_address_and_a_port_without_server_are_told_apart() -> None:
    with pytest.raises(NameNotFound):
        await asked(reaching("http://pbx.example.com"), names())
    with pytest.raises(ConnectionRefused):
        await asked(reaching("http://127.0.0.1:9"))


async def test_a_slow_name_server_is_given_up() -> None:
    async def lookup(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 - a lookup's signature
        await asyncio.sleep(10)
        return []

    with pytest.raises(TimedOut) as raised:
        await asked(reaching("http://pbx.example.com"), lookup)
    assert "get an address from DNS" in raised.value.sentence


async def test_a_server_that_says_nothing_is_given_up() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:  # noqa: ARG001 - a server's signature
        await reader.read()

    async with serving(silent) as port:
        with pytest.raises(TimedOut) as raised:
            await asked(reaching(f"http://127.0.0.1:{port}"))
    assert "did not answer within 1" in raised.value.sentence


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"no http at all\r\n\r\n",
    ],
)
async def test_an_answer_that_breaks_off_is_cut_short(answer: bytes) -> None:
    async with serving(answering(answer)) as port:
        with pytest.raises(CutShort):
            await asked(reaching(f"http://127.0.0.1:{port}"))


async def test_plain_http_where_tls_is_expected_is_said() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()

    async with serving(plain) as port:
        with pytest.raises(TlsFailed):
            await asked(reaching(f"https://127.0.0.1:{port}"))


@pytest.mark.parametrize(
    ("certificate", "trouble"),
    [("valid", TlsNotTrusted), ("expired", TlsNotTrusted), ("other name", TlsNotTrusted)],
)
async def test_a_certificate_nobody_vouches_for_shows_its_fingerprint(
    certificate: Literal["valid", "expired", "other name"], trouble: type[Trouble]
) -> None:
    settings = Settings(tls=True, certificate=certificate, days=0)
    async with Simulator(settings, SettableClock(1_792_009_897)) as simulated:
        with pytest.raises(trouble) as raised:
            await asked(reaching(simulated.base_url))
        shown = str(raised.value.facts["fingerprint"])
        assert shown.replace(":", "").lower() == simulated.fingerprint
        assert "--pin" in raised.value.next_step
        pinned = reaching(simulated.base_url, trust=Trust.pinned(shown))
        assert b"errcode" in await asked(pinned)


async def test_a_certificate_for_another_name_or_past_its_time_is_said(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    trust = Trust.authority(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("other.example.com").configure_cert(context)
    async with serving(answering(GOOD), context) as port:
        with pytest.raises(HostnameMismatch):
            await asked(reaching(f"https://pbx.example.com:{port}", trust=trust), names("127.0.0.1"))
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(
        "pbx.example.com",
        not_before=datetime(2020, 1, 1, tzinfo=UTC),
        not_after=datetime(2021, 1, 1, tzinfo=UTC),
    ).configure_cert(old)
    async with serving(answering(GOOD), old) as port:
        with pytest.raises(CertificateExpired):
            await asked(reaching(f"https://pbx.example.com:{port}", trust=trust), names("127.0.0.1"))


async def test_nothing_is_sent_to_a_server_with_another_certificate_than_the_pinned_one() -> None:
    seen: list[bytes] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    async with serving(answering(GOOD, seen), context) as port:
        wrong = Trust.pinned("ab" * 32)
        with pytest.raises(PinMismatch) as raised:
            await asked(reaching(f"https://127.0.0.1:{port}", trust=wrong), query=b"access_token=abc")
        await asyncio.sleep(0.05)
    assert seen == []
    assert "Nothing was sent" in raised.value.sentence


@pytest.mark.parametrize("form", ["{}", "sha256:{}", "SHA-256 {}", "{:upper}"])
def test_a_pin_is_read_in_every_usual_form(form: str) -> None:
    digest = fingerprint_of(b"certificate")
    plain = digest.replace(":", "").lower()
    written = digest if form == "{:upper}" else form.format(plain)
    assert Trust.pinned(written).pin == plain


@pytest.mark.parametrize("pin", ["", "abc", "zz" * 32, "ab" * 31, "ab" * 33, "sha1:" + "ab" * 20])
def test_what_is_no_pin_is_refused(pin: str) -> None:
    with pytest.raises(BadTrust):
        Trust.pinned(pin)


def test_a_ca_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("", encoding="utf-8")
    for name in ("missing.pem", "empty.pem", "."):
        with pytest.raises(BadTrust):
            context_for(Trust.authority(str(tmp_path / name)))


async def test_requests_that_are_cancelled_leave_every_connection_free() -> None:
    """200 at a pool of two, cancelled while they connect, wait or read: then the next must get through."""

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.02)
        writer.write(GOOD)
        await writer.drain()

    async with serving(slow) as port, open_client(reaching(f"http://127.0.0.1:{port}"), TIMEOUTS) as client:
        tasks = [asyncio.create_task(client.get("/openapi/v1.0/x")) for _ in range(200)]
        for number, task in enumerate(tasks):
            if number % 20 == 0:
                await asyncio.sleep(0.005)
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        async with asyncio.timeout(3):
            answers = await asyncio.gather(*(client.get("/openapi/v1.0/x") for _ in range(6)))
        assert [answer.content for answer in answers] == [b"{}"] * 6
