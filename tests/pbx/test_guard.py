"""Which addresses may be connected to, whatever form they are written in."""

from __future__ import annotations

from ipaddress import IPv6Address
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cdr.link_trouble import AddressNotAllowed, PrivateNotAllowed
from bot.pbx.guard import PrivateAddresses, check

if TYPE_CHECKING:
    from collections.abc import Callable
    from ipaddress import IPv4Address

ALLOW, DENY = PrivateAddresses.ALLOW, PrivateAddresses.DENY

NEVER = (
    "0.0.0.0",  # noqa: S104 - never connected to
    "0.1.2.3", "169.254.1.1", "169.254.169.254", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "100.100.100.200", "168.63.129.16", "192.0.0.192", "::", "fe80::1", "fe80::1%eth0", "ff02::1",
    "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254",
    # The same, wrapped in an IPv6 address.
    "::ffff:169.254.169.254", "::169.254.169.254", "64:ff9b::169.254.169.254", "64:ff9b:1::169.254.169.254",
    "2002:a9fe:a9fe::1", "::ffff:0:169.254.169.254", "2001:0:0:0:0:0:5601:5601", "fe80::5efe:169.254.169.254",
    "2001:db8::5efe:169.254.169.254", "2001:db8::200:5efe:169.254.169.254", "::ffff:100.100.100.200",
    "::ffff:0.0.0.0", "64:ff9b::0.0.0.0", "2001:0:a9fe:a9fe::1", "2002:a9fe:a9fe:1234:5678:9abc:def0:1",
)  # fmt: skip

PRIVATE = (
    "127.0.0.1", "127.8.9.1", "::1", "10.0.0.8", "172.16.0.1", "172.31.255.255", "192.168.1.10", "100.64.0.1",
    "fd12:3456::1", "fec0::1", "192.0.2.1", "198.18.0.1", "::ffff:10.0.0.8", "::ffff:127.0.0.1", "::127.0.0.1",
    "64:ff9b::10.0.0.8", "2002:0a00:0008::1", "2002:7f00:0001::1", "192.88.99.1", "64:ff9b:1::8.8.8.8",
    "2002:0808:0808::1", "::ffff:8.8.8.8", "2001:0:808:808::f7f7:f7f7",  # no way to the internet of their own
    "192.0.0.8", "192.0.0.10", "192.0.0.255", "64:ff9b::192.0.0.8", "3fff::1", "3fff:fff:ffff::1", "5f00::1",
    "5f00:ffff::1",
)  # fmt: skip

PUBLIC = (
    "8.8.8.8", "93.184.216.34", "172.32.0.1", "192.0.1.1", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::8.8.8.8",
)  # fmt: skip


@pytest.mark.parametrize("address", NEVER)
@pytest.mark.parametrize("policy", [ALLOW, DENY])
def test_some_addresses_are_never_connected_to(address: str, policy: PrivateAddresses) -> None:
    with pytest.raises(AddressNotAllowed) as raised:
        check("pbx.example.com", address, policy)
    assert "pbx.example.com is at" in raised.value.sentence


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_a_matter_of_the_policy(address: str) -> None:
    check("pbx.example.com", address, ALLOW)
    with pytest.raises(PrivateNotAllowed) as raised:
        check("pbx.example.com", address, DENY)
    assert "RINGBACK_PRIVATE_PBX" in raised.value.next_step


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("policy", [ALLOW, DENY])
def test_public_addresses_are_allowed(address: str, policy: PrivateAddresses) -> None:
    check("pbx.example.com", address, policy)


WRAPPED = (
    lambda inner: inner,  # IPv4-compatible
    lambda inner: 0xFFFF << 32 | inner,  # IPv4-mapped
    lambda inner: 0xFFFF << 48 | inner,  # IPv4-translated
    lambda inner: 0x0064_FF9B << 96 | inner,  # NAT64
    lambda inner: 0x0064_FF9B_0001 << 80 | inner,  # local NAT64
    lambda inner: 0x2002 << 112 | inner << 80 | 1,  # 6to4
    lambda inner: 0x2001_0000_4136_E378 << 64 | inner ^ 0xFFFF_FFFF,  # Teredo, as its client
    lambda inner: 0x2001_0000 << 96 | inner << 64 | 0xF7F7_F7F7,  # Teredo, as its server
    lambda inner: 0x2001_0DB8 << 96 | 0x5EFE << 32 | inner,  # ISATAP
)


@given(number=st.integers(0, 2**16 - 1), wrap=st.sampled_from(WRAPPED))
def test_whatever_wraps_a_link_local_address_is_refused(number: int, wrap: Callable[[int], int]) -> None:
    address = IPv6Address(wrap(169 << 24 | 254 << 16 | number))
    for policy in (ALLOW, DENY):
        with pytest.raises(AddressNotAllowed):
            check("x", str(address), policy)


@given(number=st.integers(0, 2**24 - 1), wrap=st.sampled_from(WRAPPED))
def test_whatever_wraps_a_private_address_is_one(number: int, wrap: Callable[[int], int]) -> None:
    with pytest.raises(AddressNotAllowed):
        check("x", str(IPv6Address(wrap(10 << 24 | number))), DENY)


@given(address=st.ip_addresses())
def test_every_address_is_allowed_or_refused_and_denying_allows_no_more(
    address: IPv4Address | IPv6Address,
) -> None:
    def allowed(policy: PrivateAddresses) -> bool:
        try:
            check("x", str(address), policy)
        except AddressNotAllowed:
            return False
        return True

    assert allowed(ALLOW) or not allowed(DENY)
    if address.is_multicast or address.is_link_local or address.is_unspecified:
        assert not allowed(ALLOW)
    if address.is_private or address.is_loopback:
        assert not allowed(DENY)
