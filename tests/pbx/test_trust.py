"""Certificates: who vouches for them, which one is pinned, and that nothing is sent before that is known."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import pytest
import trustme

from bot.cdr.link_trouble import (
    BadTrust,
    CertificateExpired,
    HostnameMismatch,
    PinMismatch,
    TimedOut,
    TlsFailed,
    TlsNotTrusted,
)
from bot.pbx.trust import Trust, context_for, fingerprint_of
from bot.simulator import SettableClock, Settings, Simulator
from pbx.wire import GOOD, TIMEOUTS, answering, asked, names, reaching, serving, silent, tls_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cdr.trouble import Trouble

AB = "ab" * 32


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trust(authority: trustme.CA, tmp_path: Path) -> Trust:
    """In the authority alone."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return Trust.authority(str(tmp_path / "ca.pem"))


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
async def test_the_certificate_store_of_the_environment_is_not_trusted(
    monkeypatch: pytest.MonkeyPatch, authority: trustme.CA, trust: Trust, name: str, tmp_path: Path
) -> None:
    monkeypatch.setenv(name, trust.ca_file if name == "SSL_CERT_FILE" else str(tmp_path))
    async with serving(answering(GOOD), tls_of(authority.issue_cert("127.0.0.1"))) as port:
        with pytest.raises(TlsNotTrusted):
            await asked(reaching(f"https://127.0.0.1:{port}"))
        assert await asked(reaching(f"https://127.0.0.1:{port}", trust=trust)) == b"{}"


@pytest.mark.parametrize("certificate", ["valid", "expired", "other name"])
async def test_a_certificate_nobody_vouches_for_shows_its_fingerprint_which_then_serves_as_pin(
    certificate: Literal["valid", "expired", "other name"],
) -> None:
    settings = Settings(tls=True, certificate=certificate, days=0)
    async with Simulator(settings, SettableClock(1_792_009_897)) as simulated:
        with pytest.raises(TlsNotTrusted) as raised:
            await asked(reaching(simulated.base_url))
        shown = str(raised.value.facts["fingerprint"])
        assert shown.replace(":", "").lower() == simulated.fingerprint
        assert f"--pin {shown}" in raised.value.next_step
        pinned = reaching(simulated.base_url, trust=Trust.pinned(shown))
        assert b"errcode" in await asked(pinned)


@pytest.mark.parametrize(
    ("name", "until", "trouble"),
    [
        ("other.example.com", None, HostnameMismatch),
        ("127.0.0.1", None, HostnameMismatch),
        ("pbx.example.com", datetime(2021, 1, 1, tzinfo=UTC), CertificateExpired),
    ],
)
async def test_a_certificate_for_another_name_or_past_its_time_is_said(
    authority: trustme.CA, trust: Trust, name: str, until: datetime | None, trouble: type[Trouble]
) -> None:
    certificate = authority.issue_cert(name, not_before=datetime(2020, 1, 1, tzinfo=UTC), not_after=until)
    async with serving(answering(GOOD), tls_of(certificate)) as port:
        with pytest.raises(trouble) as raised:
            await asked(reaching(f"https://pbx.example.com:{port}", trust=trust), names("127.0.0.1"))
    assert type(raised.value) is trouble
    assert "--pin" in raised.value.next_step


async def test_a_certificate_for_the_name_is_taken_whatever_the_address(
    authority: trustme.CA, trust: Trust
) -> None:
    async with serving(answering(GOOD), tls_of(authority.issue_cert("pbx.example.com"))) as port:
        url = f"https://pbx.example.com:{port}"
        assert await asked(reaching(url, trust=trust), names("127.0.0.1")) == b"{}"


async def test_nothing_is_sent_to_a_server_with_another_certificate_than_the_pinned_one(
    authority: trustme.CA,
) -> None:
    heard: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    async def listening(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:  # noqa: ARG001 - a server's signature
        try:
            heard.set_result(await reader.read(1))
        except ConnectionError:
            heard.set_result(b"")

    async with serving(listening, tls_of(authority.issue_cert("127.0.0.1"))) as port:
        with pytest.raises(PinMismatch) as raised:
            await asked(
                reaching(f"https://127.0.0.1:{port}", trust=Trust.pinned(AB)), query=b"access_token=abc"
            )
        assert await asyncio.wait_for(heard, 5) == b""
    assert "Nothing was sent" in raised.value.sentence
    assert str(raised.value.facts["fingerprint"]) in raised.value.sentence


async def test_a_refused_certificate_costs_no_request(authority: trustme.CA) -> None:
    """Its fingerprint is read from a second handshake, which trusts nobody and sends nothing."""
    seen: list[bytes] = []
    async with serving(answering(GOOD, seen), tls_of(authority.issue_cert("127.0.0.1"))) as port:
        with pytest.raises(TlsNotTrusted):
            await asked(reaching(f"https://127.0.0.1:{port}"), query=b"access_token=abc")
        await asyncio.sleep(0.05)
    assert seen == []


async def test_plain_http_where_tls_is_expected_is_said() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()

    async with serving(plain) as port:
        with pytest.raises(TlsFailed) as raised:
            await asked(reaching(f"https://127.0.0.1:{port}"))
    assert "what answers there does not speak TLS" in raised.value.sentence


async def test_a_server_that_ends_the_handshake_is_said() -> None:
    async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:  # noqa: ARG001 - a server's signature
        await reader.read(1)

    async with serving(hangs_up) as port:
        with pytest.raises(TlsFailed) as raised:
            await asked(reaching(f"https://127.0.0.1:{port}"))
    assert "came about: " in raised.value.sentence


async def test_a_handshake_without_end_is_given_up() -> None:
    async with serving(silent) as port:
        with pytest.raises(TimedOut) as raised:
            await asked(reaching(f"https://127.0.0.1:{port}"))
    assert f"did not complete the TLS handshake within {TIMEOUTS.connect} s" in raised.value.sentence


@pytest.mark.parametrize(
    "written",
    [
        AB,
        AB.upper(),
        ":".join(["AB"] * 32),
        " ".join(["ab"] * 32),
        f"sha256:{AB}",
        f"SHA-256 {AB}",
        f"  {AB}\n",
        "sha256 Fingerprint=" + ":".join(["AB"] * 32),  # openssl x509 -noout -fingerprint -sha256
        "SHA256 Fingerprint=" + ":".join(["AB"] * 32),  # the same of older versions
    ],
)
def test_a_pin_is_read_in_every_usual_form(written: str) -> None:
    assert Trust.pinned(written).pin == AB


@pytest.mark.parametrize(
    "pin", ["", "abc", "zz" * 32, "ab" * 31, "ab" * 33, "sha1:" + "ab" * 20, "ab" * 32 + "é"]
)
def test_what_is_no_pin_is_refused(pin: str) -> None:
    with pytest.raises(BadTrust):
        Trust.pinned(pin)


def test_a_fingerprint_is_written_as_people_compare_it() -> None:
    """The SHA-256 of "abc", from FIPS 180-2."""
    assert fingerprint_of(b"abc") == (
        "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD"
    )


def test_a_ca_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("", encoding="utf-8")
    for name in ("missing.pem", "empty.pem", ".", "nul\x00.pem"):
        with pytest.raises(BadTrust):
            context_for(Trust.authority(str(tmp_path / name)))


@pytest.mark.parametrize(
    "made", [Trust.system(), Trust.pinned(AB), Trust.off()], ids=lambda trust: trust.mode.value
)
def test_no_trust_goes_below_tls_1_2(made: Trust) -> None:
    assert context_for(made).minimum_version >= ssl.TLSVersion.TLSv1_2
