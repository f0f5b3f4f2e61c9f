"""Addresses as people type them, and what must never be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cdr.link_trouble import BadAddress, BadTrust
from bot.pbx.connection import Connection, PbxAddress
from bot.pbx.trust import Trust


@pytest.mark.parametrize(
    ("typed", "base_url"),
    [
        ("https://pbx.example.com:8088", "https://pbx.example.com:8088"),
        (" https://PBX.example.com:8088/ ", "https://pbx.example.com:8088"),
        ("https://pbx.example.com", "https://pbx.example.com:443"),
        ("http://192.168.1.10", "http://192.168.1.10:80"),
        ("https://[2001:db8::8]:8088", "https://[2001:db8::8]:8088"),
        ("https://büro.example", "https://xn--bro-hoa.example:443"),
    ],
)
def test_an_address_is_read(typed: str, base_url: str) -> None:
    assert PbxAddress.read(typed).base_url == base_url


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "begin with https:// or http://"),
        ("pbx.example.com:8088", "begin with https:// or http://"),
        ("ftp://pbx.example.com", "begin with https:// or http://"),
        ("file:///etc/passwd", "begin with https:// or http://"),
        ("https://", "it names no host"),
        ("https://me:secret@pbx.example.com", "it held a login"),
        ("https://pbx.example.com/openapi/v1.0", "it had a path"),
        ("https://pbx.example.com?access_token=abc", "it went on after the port"),
        ("https://pbx.example.com#x", "it went on after the port"),
        ("https://pbx.example.com:99999", ""),
        ("https://pbx.example.com:0", "no port"),
        ("https://pbx example.com", ""),
        ("https://pbx\x00.example.com", ""),
        ("https://" + "a" * 300 + ".example", ""),
        ("https://pbx.example.com:port", ""),
        ("pbx.example.com?access_token=abc", "begin with https:// or http://"),
        ("me:secret@pbx.example.com", "begin with https:// or http://"),
        ("ftp://me:secret@pbx.example.com#access_token=abc", "begin with https:// or http://"),
        ("https://me:secret@pbx example.com?access_token=abc", ""),
    ],
)
def test_what_is_no_address_is_said(typed: str, fault: str) -> None:
    with pytest.raises(BadAddress) as raised:
        PbxAddress.read(typed)
    assert fault in raised.value.sentence
    assert "secret" not in str(raised.value)
    assert "access_token" not in str(raised.value)


TYPED = st.one_of(
    st.text(max_size=80), st.text(max_size=40).map("https://{}".format), st.from_regex(r"https?://[^/]{1,20}")
)


@given(text=TYPED)
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = PbxAddress.read(text)
    except BadAddress:
        return
    assert PbxAddress.read(address.base_url) == address


def connection(trust: Trust | None = None, *, checked: bool = False) -> Connection:
    return Connection(
        address=PbxAddress.read("https://pbx.example.com:8088"),
        client_id="my-id",
        client_secret="my-secret",
        trust=trust or Trust.system(),
        checks_certificates=checked,
    )


def test_a_connection_shows_no_secret_and_its_key_tells_nothing() -> None:
    made = connection()
    assert "my-secret" not in repr(made)
    assert "pbx" not in made.key
    assert "my-id" not in made.key
    for other in (("other", "my-secret"), ("my-id", "other")):
        assert made.key != Connection(address=made.address, client_id=other[0], client_secret=other[1]).key
    assert made.key == connection().key


def test_where_certificates_are_checked_nobody_connects_without() -> None:
    connection(trust=Trust.off())
    with pytest.raises(BadTrust):
        connection(trust=Trust.off(), checked=True)


@pytest.mark.parametrize("trust", [Trust.pinned("ab" * 32), Trust.authority("ca.pem")], ids=["pin", "ca"])
def test_whoever_wants_a_certificate_checked_is_not_connected_without_one(trust: Trust) -> None:
    with pytest.raises(BadTrust) as raised:
        Connection(
            address=PbxAddress.read("http://pbx.example.com"), client_id="a", client_secret="b", trust=trust
        )
    assert "an http:// address has no certificate" in raised.value.sentence
