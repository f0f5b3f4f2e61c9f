"""Which addresses may be connected to: a URL from a form must not reach what only this machine can reach."""

from __future__ import annotations

from enum import StrEnum
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import TYPE_CHECKING

from bot.cdr.link_trouble import AddressNotAllowed, PrivateNotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterator

Address = IPv4Address | IPv6Address


class PrivateAddresses(StrEnum):
    """Whether a PBX may have a private address: yes where Ringback runs beside it, no where it is hosted."""

    ALLOW = "allow"
    DENY = "deny"


# Never connected to, whatever the policy. Cloud metadata services hand out credentials to whoever asks.
_NEVER: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "an unspecified address"),
    ("::/128", "an unspecified address"),
    ("169.254.0.0/16", "a link-local address"),
    ("fe80::/10", "a link-local address"),
    ("224.0.0.0/4", "a multicast address"),
    ("ff00::/8", "a multicast address"),
    ("240.0.0.0/4", "a reserved address"),
    ("100.100.100.200/32", "a cloud's metadata address"),
    ("168.63.129.16/32", "a cloud's metadata address"),
    ("192.0.0.192/32", "a cloud's metadata address"),
    ("fd00:ec2::/32", "a cloud's metadata address"),
    ("fd20:ce::254/128", "a cloud's metadata address"),
)
# ``is_global`` has these wrong, or differs from one version of Python to the next: 3.11 calls the last three global,
# 2002::/16 is private since 3.12.4 (IANA's special-purpose registries; RFC 9637 and RFC 9602 for the last two).
_PRIVATE: tuple[tuple[str, str], ...] = (
    ("127.0.0.0/8", "a loopback address"),
    ("::1/128", "a loopback address"),
    ("fec0::/10", "a site-local address"),
    ("64:ff9b:1::/48", "a local translation address"),
    ("192.88.99.0/24", "a relay address"),
    ("2002::/16", "a relay address"),
    ("::ffff:0:0/96", "an address in disguise"),
    ("192.0.0.0/24", "a protocol's own address"),
    ("3fff::/20", "an address of documentation"),
    ("5f00::/16", "an address of segment routing"),
)


_Net = IPv4Network | IPv6Network


def _networks(table: tuple[tuple[str, str], ...]) -> tuple[tuple[_Net, str], ...]:
    return tuple((ip_network(text), words) for text, words in table)


_NEVER_NETWORKS, _PRIVATE_NETWORKS = _networks(_NEVER), _networks(_PRIVATE)

# IPv6 networks whose addresses carry an IPv4 address, and the bits to the right of it.
_WRAPPERS: tuple[tuple[IPv6Network, int], ...] = (
    (IPv6Network("::/96"), 0),  # IPv4-compatible
    (IPv6Network("::ffff:0:0/96"), 0),  # IPv4-mapped
    (IPv6Network("::ffff:0:0:0/96"), 0),  # IPv4-translated
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("64:ff9b:1::/48"), 0),  # local NAT64, as its /96 form
    (IPv6Network("2002::/16"), 80),  # 6to4
)
_TEREDO = IPv6Network("2001::/32")
_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
_LOW_32 = 0xFFFF_FFFF


def _wrapped(address: Address) -> Iterator[Address]:
    """The address, and each IPv4 address that it stands for."""
    yield address
    if not isinstance(address, IPv6Address) or int(address) <= 1:
        return
    number = int(address)
    for network, shift in _WRAPPERS:
        if address in network:
            yield IPv4Address(number >> shift & _LOW_32)
    if address in _TEREDO:
        yield IPv4Address(~number & _LOW_32)
        yield IPv4Address(number >> 64 & _LOW_32)
    if number >> 32 & _LOW_32 in _ISATAP:
        yield IPv4Address(number & _LOW_32)


def _reason(address: Address, table: tuple[tuple[_Net, str], ...]) -> str:
    return next((words for network, words in table if address in network), "")


def check(host: str, text: str, policy: PrivateAddresses) -> None:
    """Refuse a resolved address, or what is wrapped in it, that the policy does not allow.

    Raises:
        AddressNotAllowed: never allowed; PrivateNotAllowed: not allowed by this policy.
    """
    address = ip_address(text.partition("%")[0])
    for inner in _wrapped(address):
        if reason := _reason(inner, _NEVER_NETWORKS):
            raise AddressNotAllowed(host=host, address=address, reason=reason)
        reason = _reason(inner, _PRIVATE_NETWORKS) or ("" if inner.is_global else "a private address")
        if reason and policy is PrivateAddresses.DENY:
            raise PrivateNotAllowed(host=host, address=address, reason=reason)
